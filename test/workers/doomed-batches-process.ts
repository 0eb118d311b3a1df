// Batches that are each at one of their requests when the process is killed.
import { DynamoLevel } from '../../index.js'
import { createClient } from '../backend.js'
import type { CrashPoint } from '../crash.js'
import { createDoomedClient, dieWith } from '../doomed-client.js'
import { stopClock } from '../held-clock.js'
import { TwoStates } from '../two-states.js'
import { taskOf } from '../worker.js'

export interface DoomedBatches {
  operations: number
  /** The time, which stands still. */
  now: number
  batches: { location: string; point: CrashPoint }[]
}

const { operations, now, batches } = taskOf<DoomedBatches>()
const client = createClient()
stopClock(now)
const writes = []
for (const { location, point } of batches) {
  const doomed = createDoomedClient(client)
  const db = new DynamoLevel(location, { client: doomed.client })
  await db.open()
  const reached = doomed.doom(point)
  writes.push({ reached, done: db.batch(new TwoStates(operations).batchTo(1)) })
}
await dieWith(writes)
