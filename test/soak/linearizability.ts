// The test of the same name for minutes, on one backend.
//
//   node dist/test/soak/linearizability.js [--minutes N] [--backend NAME] [--seed N]
import { parseArgs } from 'node:util'
import { clock } from '../../lib/level/clock.js'
import { describe } from '../linearizability/describe.js'
import { ROUNDS, runRound } from '../linearizability/round.js'
import { uniqueLocation } from '../unique-location.js'
import { onBackend } from './on-backend.js'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    backend: { type: 'string', default: 'memory' },
    seed: { type: 'string' }
  }
})

await onBackend(values.backend, () =>
  soak(Number(values.minutes), Number(values.seed ?? Date.now() % 2 ** 31))
)

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
