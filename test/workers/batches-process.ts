// Leads a database from one state to the other and back, batch after batch, and is killed at one of its requests.
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import type { Moment } from '../crash.js'
import { createFaultyClient } from '../faulty-client.js'
import { TwoStates } from '../two-states.js'
import { taskOf } from '../worker.js'

export interface Batches {
  location: string
  operations: number
  /** At which request it dies, and whether that is performed before. */
  number: number
  moment: Moment
  /** How far its clock is ahead, in milliseconds, so that it takes the batch of one before it for interrupted. */
  ahead: number
}

const { location, operations, number, moment, ahead } = taskOf<Batches>()
clock.now = () => Date.now() + ahead
const faulty = createFaultyClient()
let requests = 0
faulty.onRequest = async (_request, send) => {
  requests++
  if (requests !== number) return send()
  if (moment === 'after') await send()
  process.kill(process.pid, 'SIGKILL')
  return new Promise(() => {})
}

const states = new TwoStates(operations)
const db = new DynamoLevel(location, { client: faulty.client })
for (;;) {
  const state = await states.find(db)
  if (typeof state === 'string') throw new Error(state)
  await db.batch(states.batchTo(state === 0 ? 1 : 0))
}
