// A process that is killed at every request of a write of large values. See also large-crash.test.ts, where requests fail.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import test from 'tape'
import { uniqueLocation } from '../unique-location.js'
import { isPossible, open, recover, statesOf } from './large-states.js'
import { LARGE_WRITES } from './large-writes.js'

const CHILD = join(import.meta.dirname, 'large-kill-process.js')
const PATIENCE_MS = 30_000

/** Runs a write in a process that kills itself at a request: before it is sent, or while it is on its way. */
async function kill(
  location: string,
  name: string,
  number: number,
  moment: 'before' | 'during'
): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, location, name, String(number), moment], {
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const timer = setTimeout(() => child.kill(), PATIENCE_MS)
  const [code, signal] = await new Promise<[number | null, string | null]>(resolve =>
    child.once('close', (...end) => resolve(end))
  )
  clearTimeout(timer)
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The process ended with ${code ?? signal}`)
  return signal === 'SIGKILL'
}

const KILLED = ['put', 'put over a large value', 'del', 'batch']

for (const name of KILLED) {
  test(`a process is killed at each request of ${name}`, async t => {
    const large = LARGE_WRITES[name]!
    const location = uniqueLocation()
    const states = await statesOf(large, location)
    const setup = await open(location)
    for (let number = 1, isKilled = true; isKilled; number++) {
      await setup.clear()
      await large.before(setup)
      const moment = number % 2 === 0 ? 'before' : 'during'
      isKilled = await kill(location, name, number, moment)
      const { state, left } = await recover(location)
      const isRight = isKilled ? isPossible(state, states, large) : state === states[1]
      t.ok(isRight, `${isKilled ? `${moment} request ${number}` : 'alive'}: ${state}`)
      t.same(left, [], 'nothing is left')
    }
    await setup.close()
  })
}
