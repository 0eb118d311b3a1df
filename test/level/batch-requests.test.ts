// What batches take: requests, and write units by DynamoDB's own count.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { WriteUnits } from '../capacity.js'
import { crashing } from '../crash.js'
import { createFaultyClient, passOn } from '../faulty-client.js'
import { holdClock, stopClock } from '../held-clock.js'
import { leftovers } from '../leftovers.js'
import { uniqueLocation } from '../unique-location.js'

type Counts = Record<string, number>

const warnings: string[] = []
process.on('warning', ({ name }) => warnings.push(name))

const faulty = createFaultyClient()
const units = new WriteUnits(faulty.client)
const db = new DynamoLevel(uniqueLocation(), { client: faulty.client })
holdClock()
// Or the writer of a large batch, if the machine is slow, stops trusting itself, and takes requests that are not counted here.
stopClock()

const puts = (count: number, bytes = 100) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'put' as const,
    key: String(index).padStart(16, '0'),
    value: 'x'.repeat(bytes)
  }))
const dels = (count: number) => puts(count).map(({ key }) => ({ type: 'del' as const, key }))

/** The requests and the write units of an operation. */
async function measure(operation: () => Promise<unknown>): Promise<[Counts, number]> {
  faulty.log.clear()
  units.take()
  await operation()
  return [faulty.log.counts(), units.take()]
}

test('setup', () => db.open())

const ENTRIES_OF_100_BYTES: [operations: number, requests: Counts, units: number][] = [
  [1, { PutItem: 1 }, 1],
  [2, { TransactWriteItems: 1 }, 4],
  [25, { TransactWriteItems: 1 }, 50],
  [26, { TransactWriteItems: 1 }, 52],
  [100, { TransactWriteItems: 1 }, 200],
  // Header with the writes, writes, header.
  [101, { BatchWriteItem: 5, PutItem: 1, DeleteItem: 1 }, 130],
  // Blocks, header, writes, header, blocks.
  [1_000, { BatchWriteItem: 1 + 40 + 1, PutItem: 1, DeleteItem: 1 }, 1_250],
  [5_000, { BatchWriteItem: 1 + 200 + 1, PutItem: 1, DeleteItem: 1 }, 6_250]
]

for (const [operations, requests, most] of ENTRIES_OF_100_BYTES) {
  test(`batch(${operations}) of 100 B entries`, async t => {
    for (const name of ['new', 'overwritten']) {
      const [counts, used] = await measure(() => db.batch(puts(operations)))
      t.same(counts, requests, `requests, ${name}`)
      t.ok(used <= most, `${used} write units, ${(used / operations).toFixed(3)} for an operation, ${name}`)
    }
    const [counts] = await measure(() => db.batch().put('a', '1').put('b', '1').write())
    t.same(counts, { TransactWriteItems: 1 }, 'chained')
    t.same(await leftovers(db), [], 'the journal is gone')

    const [, deleted] = await measure(() => db.batch(dels(operations)))
    t.ok(deleted <= most, `${deleted} write units for deletes`)
    await db.clear()
  })
}

test('the journal costs its bytes twice, and two', async t => {
  for (const [operations, bytes] of [
    [1_000, 10],
    [1_000, 100],
    [200, 1_000],
    [200, 3_000]
  ] as const) {
    const [, plain] = await measure(() => db.batch(puts(operations, bytes), { atomic: false }))
    const [, atomic] = await measure(() => db.batch(puts(operations, bytes)))
    // Each operation takes its key, its value and eight bytes or so.
    const blocks = Math.ceil((operations * (16 + bytes + 10)) / 1024)
    t.ok(
      atomic - plain <= 2 * blocks + 4,
      `${operations} of ${bytes} B: ${plain} and ${atomic - plain} write units`
    )
    await db.clear()
  }
})

test('more than 4 MB go through the journal', async t => {
  const [fits] = await measure(() => db.batch(puts(40, 100_000)))
  t.same(fits, { TransactWriteItems: 1 })
  const [counts] = await measure(() => db.batch(puts(45, 100_000)))
  t.ok('BatchWriteItem' in counts && !('TransactWriteItems' in counts), JSON.stringify(counts))
  t.same(await leftovers(db), [])
  await db.clear()
})

test('batches that are not atomic', async t => {
  for (const [operations, requests] of [
    [1, { PutItem: 1 }],
    [2, { BatchWriteItem: 1 }],
    [100, { BatchWriteItem: 4 }],
    [1_000, { BatchWriteItem: 40 }]
  ] as [number, Counts][]) {
    const [counts, used] = await measure(() => db.batch(puts(operations), { atomic: false }))
    t.same([counts, used], [requests, operations])
  }
  await db.clear()
})

test('writes that are asked for together cost no more', async t => {
  for (const [operations, requests] of [
    [1, { PutItem: 1 }],
    [25, { BatchWriteItem: 1 }],
    [1_000, { BatchWriteItem: 40 }]
  ] as [number, Counts][]) {
    const all = () => Promise.all(puts(operations).map(({ key, value }) => db.put(key, value)))
    const [counts, used] = await measure(all)
    t.same([counts, used], [requests, operations])
  }
  await db.clear()
})

test('a recovery', async t => {
  const writer = new DynamoLevel(db.location, { client: faulty.client })
  await writer.open()
  faulty.log.clear()
  faulty.onRequest = crashing(2, 'after')
  await writer.batch(puts(1_000)).catch(() => {})
  faulty.onRequest = passOn
  const [counts, used] = await measure(() => writer.del('other'))
  t.same(counts, {
    // The blocks are read; 99 writes go into a transaction beside the look at the header.
    GetItem: 1,
    TransactWriteItems: 11,
    DeleteItem: 2,
    BatchWriteItem: 1
  })
  t.ok(used <= 2_200, `${used} units, those that are read among them`)
  await writer.close()
})

test('Node.js sees no leak in this', t => {
  t.same(
    warnings.filter(name => name.startsWith('MaxListeners')),
    []
  )
  t.end()
})

test('teardown', async () => {
  await db.close()
  faulty.client.destroy()
})
