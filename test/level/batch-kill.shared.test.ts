// Processes that are killed at random requests of batches, or while they finish that of the process before. SEED repeats
// the requests at which they are.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createClient } from '../backend.js'
import type { Moment } from '../crash.js'
import { leftovers } from '../leftovers.js'
import { integersFrom, seedOfRun } from '../random.js'
import { TwoStates } from '../two-states.js'
import { uniqueLocation } from '../unique-location.js'
import { runWorker } from '../worker.js'
import type { Batches } from '../workers/batches-process.js'

const client = createClient()
const integer = integersFrom(seedOfRun())
const KILLS = 6
/** More than anybody is waited for. */
const STEP_MS = 60_000

let ahead = 0
clock.now = () => Date.now() + ahead

for (const [operations, requests] of [
  [60, 8],
  [400, 50]
] as const) {
  test(`killed within batches of ${operations}`, async t => {
    const states = new TwoStates(operations)
    const location = uniqueLocation()
    const setup = new DynamoLevel(location, { client })
    await setup.batch(states.batchTo(0))
    await setup.close()

    for (let kill = 0; kill < KILLS; kill++) {
      const moment: Moment = integer(2) === 0 ? 'before' : 'after'
      ahead += STEP_MS
      const task: Batches = { location, operations, number: 1 + integer(requests), moment, ahead }
      const { signal, output } = await runWorker('batches', task)
      t.equal(signal, 'SIGKILL', `killed ${moment} request ${task.number}`)
      if (signal !== 'SIGKILL') t.comment(output)
      // Every other time it is another process that goes on, which may be killed in turn.
      if (kill % 2 === 0) continue

      ahead += STEP_MS
      const db = new DynamoLevel(location, { client })
      await db.open()
      const found = await states.find(db)
      t.equal(typeof found, 'number', `found ${found}`)
      await db.collect({ minAge: 0 })
      t.same(await leftovers(db), [], 'nothing is left')
      await db.close()
    }
  })
}

test.onFinish(() => client.destroy())
