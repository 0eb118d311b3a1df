// Processes that move money between accounts by transactions. Whoever sums by a transaction finds the total, at any time.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createClient } from '../backend.js'
import { integersFrom, seedOfRun } from '../random.js'
import { uniqueLocation } from '../unique-location.js'
import { runWorker } from '../worker.js'
import type { Transfers } from '../workers/transfers-process.js'

const PROCESSES = 2
const TIMES = 80
const EACH = 100
const ACCOUNTS = Array.from({ length: 8 }, (_, index) => `account ${index}`)

test('the total of accounts', async t => {
  const { sleep } = clock
  clock.sleep = (ms, signal) => sleep(ms / 5, signal)
  const client = createClient()
  const integer = integersFrom(seedOfRun())
  const location = uniqueLocation()
  const db = new DynamoLevel<string, number>(location, { client, valueEncoding: 'json' })
  await db.batch(ACCOUNTS.map(key => ({ type: 'put', key, value: EACH })))

  let isOver = false
  const workers = Promise.all(
    Array.from({ length: PROCESSES }, () => {
      const task: Transfers = { location, accounts: ACCOUNTS, times: TIMES, seed: integer(2 ** 31) }
      return runWorker('transfers', task)
    })
  ).finally(() => {
    isOver = true
  })

  const [seen, totals] = [new Set<string>(), new Set<number>()]
  while (!isOver) {
    const balances = await db.transaction(tx => tx.getMany(ACCOUNTS), { retries: 1_000 })
    seen.add(balances.join())
    totals.add(total(balances))
  }
  for (const { code, output } of await workers) t.equal(code, 0, code === 0 ? 'a process did all' : output)
  t.same([...totals], [ACCOUNTS.length * EACH], 'always the same')
  t.ok(seen.size > 1, `while it moved: ${seen.size} states`)
  t.equal(total(await db.getMany(ACCOUNTS)), ACCOUNTS.length * EACH, 'in the end')
  await db.close()
  client.destroy()
})

const total = (balances: (number | undefined)[]) => balances.reduce<number>((sum, one = 0) => sum + one, 0)
