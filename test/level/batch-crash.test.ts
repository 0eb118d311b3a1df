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

/** How many operations, and at how many of the requests, spread over all of them, a crash is tried: at all, or some. */
const SIZES: [operations: number, points: number][] = [
  [1, Infinity],
  [2, Infinity],
  [25, Infinity],
  [26, Infinity],
  [100, Infinity],
  [101, Infinity],
  [1_000, 9],
  [5_000, 5]
]
/** Later than anybody would still work on a batch. */
const LONG_MS = 60_000

const client = createClient()
const faulty = createFaultyClient()
let now = Date.now()
holdClock()
clock.now = () => now

/** Numbers up to the last, evenly spread, the first three and the last three among them. */
function spread(last: number, count: number): number[] {
  if (count >= last) return Array.from({ length: last }, (_, index) => index + 1)
  const between = Math.max(0, count - 6)
  const inner = Array.from({ length: between }, (_, index) =>
    Math.round(3 + ((index + 1) * (last - 5)) / (between + 1))
  )
  const edge = count < 6 ? [2, 3, last - 1] : [1, 2, 3, last - 2, last - 1, last]
  return [...new Set([...edge, ...inner])].sort((a, b) => a - b)
}

for (const [operations, points] of SIZES) {
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
    for (const number of spread(last, points)) {
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
