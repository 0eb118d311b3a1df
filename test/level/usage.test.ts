// What a database says that its requests took.
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelOptions, type Spending, type UsageEvent } from '../../index.js'
import {
  createFaultyClient,
  failing,
  leavingUnprocessed,
  losingAnswer,
  numbered,
  passOn
} from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { pattern } from '../pattern.js'
import { rejection } from '../rejection.js'
import { connectionReset, throttling, transactionConflict } from '../service-failures.js'
import { TestTable } from './table.js'

type Database = DynamoLevel<string, Buffer>
type Spent = Partial<Record<string, Partial<Spending>>>

const faulty = createFaultyClient()
const { client, log } = faulty
holdClock()
const table = await TestTable.create(client)

/** Names and values of both keys of an item with a key of one letter: the database is named by a UUID. */
const KEY_BYTES = 2 + 36 + 2 + 1
/** And what an entry has besides its value: the names of two attributes and the revision. */
const ENTRY_BYTES = KEY_BYTES + 1 + 1 + 12
/** What an iterator does not read of an entry: the hash key and the revision. */
const LEFT_BYTES = 2 + 36 + 1 + 12

const puts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'put' as const,
    key: String(index).padStart(4, '0'),
    value: pattern(10)
  }))

function database(options: DynamoLevelOptions<string, Buffer> = {}): Database {
  return table.database<string, Buffer>({
    keyEncoding: 'utf8',
    createIfMissing: true,
    capacity: true,
    ...options
  })
}

function usageTest(name: string, body: (t: Test, db: Database) => Promise<void>): void {
  test(name, async t => {
    const db = database()
    await db.open()
    log.clear()
    try {
      await body(t, db)
    } finally {
      faulty.onRequest = faulty.onAttempt = passOn
      await db.close()
    }
  })
}

/** What an operation took, as far as it is not zero. */
async function spentBy(db: Database, operation: () => Promise<unknown>): Promise<Spent> {
  const before: Spent = db.usage()
  await operation()
  const { total: _, ...after } = db.usage()
  const spent: Spent = {}
  for (const [name, sums] of Object.entries(after)) {
    const fields = Object.entries(sums).map(
      ([field, sum]) => [field, sum - (before[name]?.[field as keyof Spending] ?? 0)] as const
    )
    const changed = fields.filter(([, difference]) => difference !== 0)
    if (changed.length > 0) spent[name] = Object.fromEntries(changed)
  }
  return spent
}

/** Without the bytes. */
async function unitsOf(db: Database, operation: () => Promise<unknown>): Promise<Spent> {
  const spent = await spentBy(db, operation)
  return Object.fromEntries(
    Object.entries(spent).map(([name, { bytesSent: _, bytesReceived: __, ...rest } = {}]) => [name, rest])
  )
}

usageTest('single entries', async (t, db) => {
  const size = 1_024 - ENTRY_BYTES
  const cases: [string, () => Promise<unknown>, Spent][] = [
    [
      'put of 1 KB',
      () => db.put('a', pattern(size)),
      { PutItem: { requests: 1, writeUnits: 1, bytesSent: 1_024 } }
    ],
    [
      'put of a byte more',
      () => db.put('b', pattern(size + 1)),
      { PutItem: { requests: 1, writeUnits: 2, bytesSent: 1_025 } }
    ],
    [
      'get',
      () => db.get('a'),
      { GetItem: { requests: 1, readUnits: 1, bytesSent: KEY_BYTES, bytesReceived: 1_024 } }
    ],
    [
      'get that need not be consistent',
      () => db.get('a', { consistentRead: false }),
      { GetItem: { requests: 1, readUnits: 0.5, bytesSent: KEY_BYTES, bytesReceived: 1_024 } }
    ],
    [
      'get of what is not there',
      () => db.get('c'),
      { GetItem: { requests: 1, readUnits: 1, bytesSent: KEY_BYTES } }
    ],
    [
      'has',
      () => db.has('a'),
      { GetItem: { requests: 1, readUnits: 1, bytesSent: KEY_BYTES, bytesReceived: 3 } }
    ],
    [
      'getMany',
      () => db.getMany(['a', 'b']),
      { BatchGetItem: { requests: 1, readUnits: 2, bytesSent: 2 * KEY_BYTES, bytesReceived: 2_049 } }
    ],
    [
      'iterator',
      () => db.iterator().all(),
      { Query: { requests: 1, readUnits: 1, bytesReceived: 2_049 - 2 * LEFT_BYTES } }
    ],
    [
      'expire',
      () => db.expire('b', 60_000),
      { UpdateItem: { requests: 1, writeUnits: 2, bytesSent: KEY_BYTES } }
    ],
    ['del', () => db.del('b'), { DeleteItem: { requests: 1, writeUnits: 2, bytesSent: KEY_BYTES } }],
    [
      'put on a sublevel',
      () => db.sublevel<string, Buffer>('s', { valueEncoding: 'buffer' }).put('a', pattern(1)),
      { PutItem: { requests: 1, writeUnits: 1, bytesSent: ENTRY_BYTES + '!s!'.length + 1 } }
    ],
    ['stats', () => db.stats(), { DescribeTable: { requests: 1 } }]
  ]
  for (const [name, operation, expected] of cases) t.same(await spentBy(db, operation), expected, name)
})

usageTest('many entries', async (t, db) => {
  const LOOSE = { atomic: false }
  const cases: [string, () => Promise<unknown>, Spent][] = [
    ['batch of 2', () => db.batch(puts(2)), { TransactWriteItems: { requests: 1, writeUnits: 4 } }],
    [
      'batch of 26 that need not be atomic',
      () => db.batch(puts(26), LOOSE),
      { BatchWriteItem: { requests: 2, writeUnits: 26 } }
    ],
    // Its header, which takes 3 KB, is written and removed.
    [
      'batch of 101',
      () => db.batch(puts(101)),
      {
        PutItem: { requests: 1, writeUnits: 3 },
        BatchWriteItem: { requests: 5, writeUnits: 101 },
        DeleteItem: { requests: 1, writeUnits: 3 }
      }
    ],
    [
      'getMany of 101',
      () => db.getMany(puts(101).map(({ key }) => key)),
      { BatchGetItem: { requests: 2, readUnits: 101 } }
    ],
    ['iterator', () => db.keys().all(), { Query: { requests: 1, readUnits: 2 } }],
    [
      'transaction',
      () =>
        db.transaction(async tx => {
          await tx.get('0000')
          await tx.get('0001')
          await tx.put('0000', pattern(1))
        }),
      { GetItem: { requests: 2, readUnits: 2 }, TransactWriteItems: { requests: 1, writeUnits: 4 } }
    ],
    [
      'transaction that only reads',
      () => db.transaction(tx => tx.getMany(['0000', '0001'])),
      { BatchGetItem: { requests: 1, readUnits: 2 }, TransactGetItems: { requests: 1, readUnits: 4 } }
    ],
    [
      'clear',
      () => db.clear(),
      { Query: { requests: 1, readUnits: 2 }, BatchWriteItem: { requests: 5, writeUnits: 101 } }
    ],
    // The marker, blocks of batches and large values: there are none but the marker.
    ['collect', () => db.collect(), { Query: { requests: 3, readUnits: 1 } }]
  ]
  for (const [name, operation, expected] of cases) t.same(await unitsOf(db, operation), expected, name)
})

usageTest('a large value', async (t, db) => {
  const value = pattern(500_000)
  const spent = await spentBy(db, () => db.put('a', value))
  const operations = ['BatchGetItem', 'BatchWriteItem', 'PutItem', 'TransactWriteItems', 'UpdateItem']
  t.deepEqual(Object.keys(spent).sort(), operations)
  t.ok(spent['BatchWriteItem']!.writeUnits! >= 500_000 / 1_024)
  t.ok(spent['BatchWriteItem']!.bytesSent! > value.length)
  const { GetItem: read } = await spentBy(db, () => db.get('a'))
  t.equal(read!.requests, 3, 'the entry and two chunks')
  t.ok(read!.bytesReceived! > value.length)
})

usageTest('every request that has a price is asked for it, and is in the sum', async (t, db) => {
  const events: UsageEvent[] = []
  const sums: number[] = []
  db.on('usage', event => {
    events.push(event)
    sums.push(db.usage().total.requests)
  })
  const before = db.usage().total
  await db.put('a', pattern(1))
  await db.expire('a', 60_000)
  await db.batch(puts(101))
  await db.batch(puts(2))
  await db.getMany(['a', '0000'])
  await db.transaction(tx => tx.getMany(['a', '0000']))
  await db.stats()
  await db.collect()
  await db.put('a', pattern(500_000))
  await db.get('a')
  await db.del('a')
  await db.clear()

  const withoutPrice = new Set(['DescribeTable'])
  for (const { operation, input } of log.requests) {
    const asked = (input as { ReturnConsumedCapacity?: string }).ReturnConsumedCapacity
    if (asked !== (withoutPrice.has(operation) ? undefined : 'TOTAL')) t.fail(`${operation}: ${asked}`)
  }
  t.same(
    events.map(({ operation }) => operation).sort(),
    log.requests.map(({ operation }) => operation).sort(),
    'an event for each request'
  )
  t.same(
    sums,
    events.map((_, index) => before.requests + index + 1),
    'which is counted by then'
  )
  const sum = (field: keyof Spending) => events.reduce((total, event) => total + event[field], 0)
  const { total, ...operations } = db.usage()
  for (const field of Object.keys(total) as (keyof Spending)[]) {
    t.equal(total[field] - before[field], sum(field), `${field} of the events`)
    const parts = Object.values(operations).reduce((all, spent) => all + spent[field], 0)
    t.equal(parts, total[field], `${field} of the operations`)
  }
  t.deepEqual(new Set(events.map(event => Object.keys(event).sort().join())).size, 1, 'all of one form')
})

usageTest('events come in the order of the answers, before those who wait go on', async (t, db) => {
  const order: string[] = []
  db.on('usage', ({ operation }) => order.push(operation))
  await db.put('a', pattern(1))
  order.push('put')
  await db.get('a')
  order.push('get')
  await db.batch(puts(2))
  order.push('batch')
  t.same(order, ['PutItem', 'put', 'GetItem', 'get', 'TransactWriteItems', 'batch'])
})

usageTest('what the SDK sends again', async (t, db) => {
  faulty.onAttempt = numbered(1, 2, failing(throttling))
  t.same(await unitsOf(db, () => db.put('a', pattern(1))), {
    PutItem: { requests: 1, writeUnits: 1, retries: 2 }
  })
  faulty.onAttempt = failing(throttling)
  t.same(
    await unitsOf(db, () => rejection(db.get('a'))),
    { GetItem: { requests: 1, retries: 3, throttles: 1 } },
    'and what it gives up'
  )
})

usageTest('what this package sends again', async (t, db) => {
  faulty.onRequest = numbered(
    1,
    1,
    leavingUnprocessed(index => index < 10)
  )
  const { BatchWriteItem: write } = await spentBy(db, () => db.batch(puts(25), { atomic: false }))
  t.equal(write!.requests, 2, 'the rest of a batch')
  t.equal(write!.throttles, 1)
  t.equal(write!.retries, undefined)

  faulty.onRequest = numbered(
    1,
    1,
    leavingUnprocessed(index => index < 10)
  )
  t.same(
    await unitsOf(db, () => db.getMany(puts(25).map(({ key }) => key))),
    { BatchGetItem: { requests: 2, readUnits: 25, throttles: 1 } },
    'the rest of many keys'
  )

  const canceled = () =>
    new TransactionCanceledException({
      message: 'Transaction cancelled',
      $metadata: { attempts: 1 },
      CancellationReasons: [{ Code: 'None' }, { Code: 'ThrottlingError' }]
    })
  faulty.onRequest = numbered(1, 1, failing(canceled))
  t.same(
    await unitsOf(db, () => db.batch(puts(2))),
    { TransactWriteItems: { requests: 2, writeUnits: 4, throttles: 1 } },
    'a transaction'
  )

  faulty.onRequest = numbered(1, 1, failing(transactionConflict))
  t.same(
    await unitsOf(db, () => db.put('a', pattern(1))),
    { PutItem: { requests: 2, writeUnits: 1 } },
    'a write that met a transaction'
  )
})

usageTest('a transaction that was done already when it was sent again only reads', async (t, db) => {
  faulty.onAttempt = numbered(1, 1, losingAnswer(connectionReset))
  const { TransactWriteItems: write } = await spentBy(db, () => db.batch(puts(2)))
  t.equal(write!.retries, 1)
  t.equal(write!.writeUnits, undefined, 'by the answer that came')
  // DynamoDB Local says 2, and AWS 4.
  t.ok(write!.readUnits! >= 2)
})

usageTest('keys that did not fit into an answer were not throttled', async (t, db) => {
  const large = Array.from({ length: 4 }, (_, index) => ({
    type: 'put' as const,
    key: String(index),
    value: pattern(390_000)
  }))
  await db.batch(large, { atomic: false })
  faulty.onRequest = numbered(
    1,
    1,
    leavingUnprocessed(index => index < 2)
  )
  const { BatchGetItem: read } = await spentBy(db, () => db.getMany(large.map(({ key }) => key)))
  t.equal(read!.requests, 2)
  t.equal(read!.throttles, undefined)
})

usageTest('a condition that fails', async (t, db) => {
  await db.put('a', pattern(100))
  t.same(
    await spentBy(db, () => rejection(db.put('a', pattern(1), { ifAbsent: true }))),
    { PutItem: { requests: 1, bytesSent: ENTRY_BYTES + 1, bytesReceived: ENTRY_BYTES + 100 } },
    'tells what stands there, and not what it took'
  )
  t.same(
    await unitsOf(db, () =>
      rejection(
        db.batch([
          { type: 'put', key: 'a', value: pattern(1), ifAbsent: true },
          { type: 'del', key: 'b' }
        ])
      )
    ),
    { TransactWriteItems: { requests: 1 } },
    'in a batch too'
  )
})

usageTest('a request that is aborted', async (t, db) => {
  const abort = new AbortController()
  faulty.onRequest = async (_, send) => {
    abort.abort()
    return send()
  }
  const spent = await unitsOf(db, () => rejection(db.iterator({ signal: abort.signal }).all()))
  t.equal(spent['Query']!.requests, 1)
})

usageTest('a listener that throws harms no request', async (t, db) => {
  const mistake = new Error('of a listener')
  const uncaught = new Promise(resolve => process.once('uncaughtException', resolve))
  db.once('usage', () => {
    throw mistake
  })
  await db.put('a', pattern(1))
  t.equal(await uncaught, mistake)
  t.ok((await db.get('a'))?.equals(pattern(1)))
})

test('opening and closing', async t => {
  const db = database()
  await db.open()
  t.equal(db.usage().Query?.requests, 1)
  t.equal(db.usage().PutItem?.writeUnits, 1, 'its marker')
  await db.close()
  const { total } = db.usage()
  await db.open()
  await db.close()
  t.equal(db.usage().total.requests, total.requests + 1, 'goes on counting where it was')
  db.usage().total.requests = 0
  t.equal(db.usage().total.requests, total.requests + 1, 'what was handed out is a copy')
})

test('databases count apart', async t => {
  const [a, b] = [database(), database()]
  await Promise.all([a.open(), b.open()])
  await a.put('a', pattern(1))
  t.equal(a.usage().PutItem?.requests, 2)
  t.equal(b.usage().PutItem?.requests, 1)
  await Promise.all([a.close(), b.close()])
})

test('nothing is asked for without the option', async t => {
  for (const options of [{ capacity: false }, {}]) {
    const db = table.database<string, Buffer>({ keyEncoding: 'utf8', ...options })
    let events = 0
    db.on('usage', () => events++)
    await db.open()
    log.clear()
    await db.put('a', pattern(1))
    await db.batch(puts(2))
    await db.iterator().all()
    await db.close()
    t.notOk(
      log.requests.some(({ input }) => 'ReturnConsumedCapacity' in input),
      'of DynamoDB'
    )
    t.equal(events, 0)
    try {
      db.usage()
      t.fail('usage() must throw')
    } catch (error) {
      t.equal((error as { code?: string }).code, 'DYNAMO_LEVEL_INVALID_OPTION')
      t.equal((error as { option?: string }).option, 'capacity')
    }
  }
})

test('the manifest', t => {
  const { events, additionalMethods } = new DynamoLevel('table', { client }).supports
  t.equal(events?.['usage'], true)
  t.equal(additionalMethods['usage'], true)
  t.end()
})

test('teardown', t => {
  client.destroy()
  t.end()
})
