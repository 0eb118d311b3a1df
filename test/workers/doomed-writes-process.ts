// Writes of large values that are each at one of their requests when the process is killed.
import { DynamoLevel } from '../../index.js'
import { createClient } from '../backend.js'
import type { CrashPoint } from '../crash.js'
import { createDoomedClient, dieWith } from '../doomed-client.js'
import { stopClock } from '../held-clock.js'
import { BUFFERS, LARGE_WRITES } from '../level/large-writes.js'
import { taskOf } from '../worker.js'

export interface DoomedWrites {
  writes: { location: string; name: string; point: CrashPoint }[]
}

const task = taskOf<DoomedWrites>()
const client = createClient()
// Many at once take longer than one that is trusted to be at work.
stopClock()
const writes = []
for (const { location, name, point } of task.writes) {
  const doomed = createDoomedClient(client)
  const db = new DynamoLevel<Buffer, Buffer>(location, { client: doomed.client, ...BUFFERS })
  await db.open()
  const reached = doomed.doom(point)
  writes.push({ reached, done: LARGE_WRITES[name]!.write(db) })
}
await dieWith(writes)
