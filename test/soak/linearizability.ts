// The test of the same name for minutes, on one backend.
//
//   node dist/test/soak/linearizability.js [--minutes N] [--backend NAME] [--seed N]
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { clock } from '../../lib/level/clock.js'
import { isBackendName, startServerOf } from '../backend.js'
import { describe } from '../linearizability/describe.js'
import { ROUNDS, runRound } from '../linearizability/round.js'
import { uniqueLocation } from '../unique-location.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    backend: { type: 'string', default: 'memory' },
    seed: { type: 'string' }
  }
})

if (process.env['BACKEND'] === undefined) await runOn(values.backend)
else await soak(Number(values.minutes), Number(values.seed ?? Date.now() % 2 ** 31))

/** Starts a backend, and this file once more with what leads there. */
async function runOn(backend: string): Promise<void> {
  if (!isBackendName(backend)) throw new TypeError(`No such backend: ${backend}`)
  const server = await startServerOf(backend)
  const folder = mkdtempSync(join(tmpdir(), 'dynamo-level-soak-'))
  const env = {
    ...process.env,
    BACKEND: backend,
    EMBEDDED_PATH: join(folder, 'soak.db'),
    ...(server && { DYNAMODB_ENDPOINT: server.endpoint })
  }
  try {
    const child = spawn(process.execPath, process.argv.slice(1), { env, stdio: 'inherit' })
    process.exitCode = await new Promise<number>(resolve => {
      child.once('close', code => resolve(code ?? 1))
    })
  } finally {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function soak(minutes: number, firstSeed: number): Promise<void> {
  clock.sleep = () => new Promise(resolve => setImmediate(resolve))
  const end = Date.now() + minutes * 60_000
  let [rounds, steps] = [0, 0]
  for (let seed = firstSeed; Date.now() < end; seed++) {
    for (const round of ROUNDS) {
      const { history, violation } = await runRound(round, uniqueLocation(), seed)
      rounds++
      steps += history.length
      if (violation === undefined) continue
      console.log(
        `Not linearizable: ${JSON.stringify(round)}\n  ${describe(violation)}\nAgain: --seed ${seed}`
      )
      process.exitCode = 1
      return
    }
    if (rounds % 300 === 0) console.log(`${rounds} rounds, ${steps} steps`)
  }
  console.log(`${rounds} rounds, ${steps} steps: all linearizable`)
}
