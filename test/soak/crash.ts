// Crashes before and after every single request of batches, on one backend: requests that fail, with both ways to recover
// unless one is named, or with --kill processes that are killed.
//
//   node dist/test/soak/crash.js [--backend NAME] [--operations N,N] [--recovery open|'next write'] [--kill]
import { parseArgs } from 'node:util'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { createClient } from '../backend.js'
import { BatchCrash, RECOVERIES, type Verdict } from '../batch-crash.js'
import { killBatches } from '../batch-kills.js'
import { crashPoints } from '../crash.js'
import { holdClock } from '../held-clock.js'
import { onBackend } from './on-backend.js'

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'memory' },
    operations: { type: 'string', default: '1,2,25,26,100,101,1000,5000' },
    recovery: { type: 'string' },
    kill: { type: 'boolean', default: false }
  }
})

await onBackend(values.backend, async () => {
  holdClock()
  const client = createClient()
  for (const operations of values.operations.split(',').map(Number)) await soak(client, operations)
  client.destroy()
})

async function soak(client: DynamoDBClient, operations: number): Promise<void> {
  const counts = { all: 0, nothing: 0, torn: 0 }
  const started = Date.now()
  for await (const { isRight, outcome, what } of values.kill
    ? killBatches(client, operations)
    : failBatches(client, operations)) {
    counts[outcome]++
    if (isRight) continue
    console.log(`Batch of ${operations}: ${what}`)
    process.exitCode = 1
  }
  const seconds = Math.round((Date.now() - started) / 1000)
  const how = values.kill ? 'kills' : 'crashes'
  console.log(
    `Batch of ${operations}: ${counts.all + counts.nothing + counts.torn} ${how}, ${counts.all} done, ${counts.nothing} not begun, ${counts.torn} torn, ${seconds} s`
  )
}

async function* failBatches(client: DynamoDBClient, operations: number): AsyncGenerator<Verdict> {
  const batch = new BatchCrash(client, operations)
  await batch.setUp()
  const last = await batch.requests()
  for (const recovery of RECOVERIES) {
    if (values.recovery !== undefined && values.recovery !== recovery) continue
    for (const point of crashPoints(last)) {
      const verdict = await batch.fail(point, recovery)
      yield { ...verdict, what: `${point.moment} request ${point.number} of ${last}: ${verdict.what}` }
    }
  }
}
