// Processes that increment the same counters by transactions: no increment is lost, and none is done twice.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { createClient } from '../backend.js'
import { integersFrom, seedOfRun } from '../random.js'
import { uniqueLocation } from '../unique-location.js'
import { runWorker } from '../worker.js'
import type { Increments } from '../workers/increments-process.js'

const PROCESSES = 3
const TIMES = 40
const COUNTERS = ['a', 'b', 'c', 'd']

test('sums of counters', async t => {
  const client = createClient()
  const integer = integersFrom(seedOfRun())
  const location = uniqueLocation()
  const db = new DynamoLevel(location, { client })
  await db.open()
  const workers = Array.from({ length: PROCESSES }, () => {
    const task: Increments = { location, counters: COUNTERS, times: TIMES, seed: integer(2 ** 31) }
    return runWorker('increments', task)
  })

  const sums: Record<string, number> = {}
  for (const { code, output } of await Promise.all(workers)) {
    t.equal(code, 0, code === 0 ? 'a process did all' : output)
    const done = JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? '{}') as Record<string, number>
    for (const [key, count] of Object.entries(done)) sums[key] = (sums[key] ?? 0) + count
  }
  for (const key of COUNTERS) t.equal(await db.get(key), String(sums[key]), `${sums[key]} increments`)
  await db.close()
  client.destroy()
})
