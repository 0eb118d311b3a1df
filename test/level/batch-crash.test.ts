// A crash before and after each single request of a batch. Then the database is opened again: the batch is done or not,
// as a whole, and nothing of it is left.
import test from 'tape'
import { DynamoLevel, type DynamoLevelError } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createClient } from '../backend.js'
import { countRequests, crashing, type Moment } from '../crash.js'
import { createFaultyClient, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { leftovers } from '../leftovers.js'
import { TwoStates } from '../two-states.js'
import { uniqueLocation } from '../unique-location.js'

/** How many operations, and at which requests a crash is tried: at all, or at some, those below 1 counted from the last. */
const SIZES: [operations: number, requests: 'all' | number[]][] = [
  [1, 'all'],
  [2, 'all'],
  [25, 'all'],
  [26, 'all'],
  [100, 'all'],
  [101, 'all'],
  [1_000, [1, 2, 3, 12, 25, -2, -1, 0]],
  [5_000, [2, 3, 100, -1]]
]
/** Later than anybody would still work on a batch. */
const LONG_MS = 60_000

const client = createClient()
const faulty = createFaultyClient()
let now = Date.now()
holdClock()
clock.now = () => now

function numbersOf(requests: 'all' | number[], last: number): number[] {
  if (requests === 'all') return Array.from({ length: last }, (_, index) => index + 1)
  return requests.map(number => (number > 0 ? number : last + number))
}

for (const [operations, requests] of SIZES) {
  test(`a batch of ${operations}`, async t => {
    const states = new TwoStates(operations)
    const location = uniqueLocation()
    const options = { client: faulty.client, createIfMissing: false }
    const setup = new DynamoLevel(location, { client })
    await setup.batch(states.batchTo(0))
    await setup.close()

    const db = new DynamoLevel(location, options)
    await db.open()
    const last = await countRequests(faulty, () => db.batch(states.batchTo(1)))
    await db.close()

    let state: 0 | 1 = 1
    const outcomes = new Set<string>()
    for (const number of numbersOf(requests, last)) {
      for (const moment of ['before', 'after'] as Moment[]) {
        const next = state === 0 ? 1 : 0
        const code = await crash(location, states.batchTo(next), number, moment)
        now += LONG_MS

        const healthy = new DynamoLevel(location, { client })
        await healthy.open()
        const found = await states.find(healthy)
        const isDecided = code === undefined || code === 'DYNAMO_LEVEL_BATCH_UNFINISHED'
        const mayBe = isDecided ? [next] : [state, next]
        const name = `${moment} request ${number} of ${last}: ${code ?? 'done'}`
        t.ok(
          mayBe.includes(found as 0 | 1),
          `${name}, found ${found === next ? 'all' : found === state ? 'nothing' : found}`
        )
        await healthy.collect({ minAge: 0 })
        t.same(await leftovers(healthy), [], 'nothing is left')
        await healthy.close()
        if (typeof found === 'string') return
        outcomes.add(found === next ? 'all' : 'nothing')
        state = found
      }
    }
    t.same([...outcomes].sort(), ['all', 'nothing'], 'both happen')
  })
}

/** The code of the error that a batch ends with. */
async function crash(
  location: string,
  batch: ReturnType<TwoStates['batchTo']>,
  number: number,
  moment: Moment
): Promise<string | undefined> {
  const db = new DynamoLevel(location, { client: faulty.client })
  await db.open()
  faulty.onRequest = crashing(number, moment)
  try {
    await db.batch(batch)
    return undefined
  } catch (error) {
    return (error as DynamoLevelError).code
  } finally {
    await db.close()
    faulty.onRequest = passOn
    faulty.log.clear()
  }
}

test.onFinish(() => {
  client.destroy()
  faulty.client.destroy()
})
