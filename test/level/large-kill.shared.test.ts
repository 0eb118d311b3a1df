// A process that is killed at every request of writes of large values, before it is performed and after. See also
// large-crash.test.ts, where requests fail.
import test from 'tape'
import { createClient } from '../backend.js'
import { type CrashPoint, crashPoints, guardedClient } from '../crash.js'
import { uniqueLocation } from '../unique-location.js'
import { runWorker } from '../worker.js'
import type { DoomedWrites } from '../workers/doomed-writes-process.js'
import { isPossible, open, recover, statesOf } from './large-states.js'
import { LARGE_WRITES } from './large-writes.js'

const KILLED = [
  'put',
  'put over a large value',
  'put of a small value over a large one',
  'del',
  'batch',
  'batch of the journal'
]

interface Kill {
  readonly location: string
  readonly name: string
  readonly point: CrashPoint
  readonly last: number
}

const client = createClient()
const statesByName = new Map<string, [string, string]>()
const kills: Kill[] = []

async function countRequests(name: string): Promise<number> {
  let count = 0
  const counted = guardedClient(client, send => {
    count++
    return send()
  })
  const large = LARGE_WRITES[name]!
  const location = uniqueLocation()
  const db = await open(location)
  await large.before(db)
  await db.close()
  const counter = await open(location, counted)
  count = 0
  await large.write(counter)
  await counter.close()
  return count
}

test('writes, and a process that is killed at each of their requests', async t => {
  for (const name of KILLED) {
    const last = await countRequests(name)
    statesByName.set(name, await statesOf(LARGE_WRITES[name]!, uniqueLocation()))
    for (const point of crashPoints(last)) {
      const kill = { location: uniqueLocation(), name, point, last }
      const db = await open(kill.location)
      await LARGE_WRITES[name]!.before(db)
      await db.close()
      kills.push(kill)
    }
  }
  const task: DoomedWrites = { writes: kills }
  const { signal, output } = await runWorker('doomed-writes', task)
  t.equal(signal, 'SIGKILL', `${kills.length} writes`)
  if (signal !== 'SIGKILL') t.comment(output)
})

for (const name of KILLED) {
  test(`what is left of ${name}`, async t => {
    const states = statesByName.get(name)!
    const found = new Set<string>()
    for (const { location, point, last } of kills.filter(kill => kill.name === name)) {
      const { state, left } = await recover(location)
      const what = `killed ${point.moment} request ${point.number} of ${last}: ${state}`
      t.ok(isPossible(state, states, LARGE_WRITES[name]!), what)
      t.same(left, [], 'nothing is left')
      found.add(state)
    }
    t.same([...found].sort(), [...states].sort(), 'both happen')
  })
}

test.onFinish(() => client.destroy())
