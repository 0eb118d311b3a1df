import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { clock } from '../lib/level/clock.js'
import { BatchCrash, passTime, type Verdict } from './batch-crash.js'
import { type CrashPoint, crashPoints } from './crash.js'
import { runWorker } from './worker.js'
import type { DoomedBatches } from './workers/doomed-batches-process.js'

/** How many batches die with one process: their operations are all in its memory. */
const OPERATIONS_AT_ONCE = 100_000

/** Kills processes at each request of a batch, before and after, and gives what is found after every kill. */
export async function* killBatches(client: DynamoDBClient, operations: number): AsyncGenerator<Verdict> {
  const sample = new BatchCrash(client, operations)
  await sample.setUp()
  const last = await sample.requests()
  const points = crashPoints(last)
  const atOnce = Math.max(1, Math.floor(OPERATIONS_AT_ONCE / operations))
  for (let start = 0; start < points.length; start += atOnce) {
    for (const verdict of await killAt(client, operations, points.slice(start, start + atOnce))) yield verdict
  }
}

async function killAt(client: DynamoDBClient, operations: number, points: CrashPoint[]): Promise<Verdict[]> {
  const batches = points.map(point => ({ point, batch: new BatchCrash(client, operations) }))
  for (const { batch } of batches) await batch.setUp()
  // Or the revisions of other processes would be as late as theirs.
  passTime()
  const task: DoomedBatches = {
    operations,
    now: clock.now(),
    batches: batches.map(({ point, batch: { location } }) => ({ location, point }))
  }
  const { signal, output } = await runWorker('doomed-batches', task)
  if (signal !== 'SIGKILL') throw new Error(`The process was to be killed: ${output}`)

  passTime()
  const verdicts: Verdict[] = []
  for (const { point, batch } of batches) {
    const verdict = await batch.verdict('killed', 'open')
    verdicts.push({ ...verdict, what: `${point.moment} request ${point.number}: ${verdict.what}` })
  }
  return verdicts
}
