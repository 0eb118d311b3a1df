// The number of requests that each operation takes, and how much it reads.
import { randomUUID } from 'node:crypto'
import type { QueryCommandInput } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'
import { createFaultyClient, failing, numbered, passOn } from '../faulty-client.js'
import { rejection } from '../rejection.js'
import { serverError } from '../service-failures.js'

type Counts = Record<string, number>

const ENTRIES = 10_000
const TABLE = `test-${randomUUID()}`
const LOOSE = { atomic: false }

const faulty = createFaultyClient()
const { client, log } = faulty
const db = new DynamoLevel(`${TABLE}/large`, { client })
const small = new DynamoLevel(`${TABLE}/small`, { client })
const users = small.sublevel('users')

const key = (index: number) => String(index).padStart(10, '0')
const keys = (count: number, from = 0) => Array.from({ length: count }, (_, index) => key(from + index))
const puts = (count: number, value = 'v') =>
  keys(count).map(name => ({ type: 'put' as const, key: name, value }))

async function counted(operation: () => Promise<unknown>): Promise<Counts> {
  log.clear()
  await operation()
  return log.counts()
}

const sum = (counts: Counts) => Object.values(counts).reduce((total, count) => total + count, 0)

test('setup', async () => {
  await db.open()
  await small.open()
  await db.batch(puts(ENTRIES, 'x'.repeat(100)), LOOSE)
})

const EXACTLY: [string, () => Promise<unknown>, Counts][] = [
  ['put', () => small.put('a', '1'), { PutItem: 1 }],
  ['get', () => small.get('a'), { GetItem: 1 }],
  ['get of what is not there', () => small.get('none'), { GetItem: 1 }],
  ['has', () => small.has('a'), { GetItem: 1 }],
  ['del', () => small.del('a'), { DeleteItem: 1 }],
  ['put on a sublevel', () => users.put('a', '1'), { PutItem: 1 }],
  ['get on a sublevel', () => users.get('a'), { GetItem: 1 }],

  ['getMany of none', () => db.getMany([]), {}],
  ['getMany of 1', () => db.getMany(keys(1)), { BatchGetItem: 1 }],
  ['getMany of 100', () => db.getMany(keys(100)), { BatchGetItem: 1 }],
  ['getMany of 101', () => db.getMany(keys(101)), { BatchGetItem: 2 }],
  ['getMany of 1,234', () => db.getMany(keys(1_234)), { BatchGetItem: 13 }],
  ['getMany of 100, each twice', () => db.getMany([...keys(100), ...keys(100)]), { BatchGetItem: 1 }],
  ['hasMany of 100', () => db.hasMany(keys(100)), { BatchGetItem: 1 }],
  ['hasMany of 101', () => db.hasMany(keys(101)), { BatchGetItem: 2 }],

  ['100 gets at once', () => together(keys(100), name => db.get(name)), { BatchGetItem: 1 }],
  ['101 gets at once', () => together(keys(101), name => db.get(name)), { BatchGetItem: 1, GetItem: 1 }],
  ['1,234 gets at once', () => together(keys(1_234), name => db.get(name)), { BatchGetItem: 13 }],
  [
    '100 gets of one key at once',
    () => together(Array(100).fill(key(1)), name => db.get(name)),
    { GetItem: 1 }
  ],
  ['100 has at once', () => together(keys(100), name => db.has(name)), { BatchGetItem: 1 }],
  [
    'getMany and 50 gets at once',
    () => Promise.all([db.getMany(keys(50)), together(keys(50, 50), name => db.get(name))]),
    { BatchGetItem: 1 }
  ],
  ['25 puts at once', () => together(keys(25), name => small.put(name, '1')), { BatchWriteItem: 1 }],
  [
    '26 puts at once',
    () => together(keys(26), name => small.put(name, '1')),
    { BatchWriteItem: 1, PutItem: 1 }
  ],
  ['1,000 puts at once', () => together(keys(1_000), name => small.put(name, '1')), { BatchWriteItem: 40 }],
  ['1,000 dels at once', () => together(keys(1_000), name => small.del(name)), { BatchWriteItem: 40 }],
  [
    '25 puts of one key at once',
    () => together(Array(25).fill('a'), name => small.put(name, '1')),
    { PutItem: 1 }
  ],

  ['batch of none', () => small.batch([]), {}],
  ['batch of 1', () => small.batch(puts(1)), { PutItem: 1 }],
  ['batch of 1 del', () => small.batch([{ type: 'del', key: 'a' }]), { DeleteItem: 1 }],
  ['batch of 2', () => small.batch(puts(2)), { TransactWriteItems: 1 }],
  ['batch of 100', () => small.batch(puts(100)), { TransactWriteItems: 1 }],
  ['batch of 100, each twice', () => small.batch([...puts(100), ...puts(100)]), { TransactWriteItems: 1 }],
  ['chained batch of 26', () => chained(26), { TransactWriteItems: 1 }],
  // Its header with the writes is written, 5 groups, and the header is removed.
  ['batch of 101', () => small.batch(puts(101)), { BatchWriteItem: 5, PutItem: 1, DeleteItem: 1 }],
  ['batch of 1,001', () => small.batch(puts(1_001)), { BatchWriteItem: 41, PutItem: 1, DeleteItem: 1 }],
  // What is more than 64 KB stands in a block, which is written and removed too.
  [
    'batch of 101 long ones',
    () => small.batch(puts(101, 'x'.repeat(1_000))),
    { BatchWriteItem: 7, PutItem: 1, DeleteItem: 1 }
  ],

  ['batch of 1 that need not be atomic', () => small.batch(puts(1), LOOSE), { PutItem: 1 }],
  ['batch of 25 that need not be atomic', () => small.batch(puts(25), LOOSE), { BatchWriteItem: 1 }],
  ['batch of 26 that need not be atomic', () => small.batch(puts(26), LOOSE), { BatchWriteItem: 2 }],
  ['batch of 1,001 that need not be atomic', () => small.batch(puts(1_001), LOOSE), { BatchWriteItem: 41 }],
  [
    'batch of 25 that need not be atomic, each twice',
    () => small.batch([...puts(25), ...puts(25)], LOOSE),
    { BatchWriteItem: 1 }
  ],

  ['iterator that is not used', () => db.iterator().close(), {}],
  ['iterator with limit 0', () => db.keys({ limit: 0 }).all(), {}],
  ['iterator over an impossible range', () => db.keys({ gt: 'b', lt: 'a' }).all(), {}],
  ['iterator over an empty range', () => db.keys({ gt: 'x' }).all(), { Query: 1 }],
  ['iterator with limit 10', () => db.iterator({ limit: 10 }).all(), { Query: 1 }],
  ['iterator with limit 150, one by one', () => consume(db.keys({ limit: 150 })), { Query: 1 }],
  ['iterator over 127 entries, one by one', () => consume(db.keys({ lt: key(127) })), { Query: 1 }],
  ['clear of nothing', () => small.clear({ gt: 'x' }), { Query: 1 }],
  ['clear with limit 30', () => small.clear({ limit: 30 }), { Query: 1, BatchWriteItem: 2 }]
]

const AT_MOST: [string, () => Promise<unknown>, number][] = [
  ['10,000 entries of 100 B, one by one', () => consume(db.iterator()), 4],
  ['their keys, one by one', () => consume(db.keys()), 4],
  ['their values, one by one', () => consume(db.values()), 4],
  ['nextv(10000)', () => first(db.iterator(), ENTRIES), 2],
  ['all()', () => db.iterator().all(), 2],
  ['keys().all()', () => db.keys().all(), 2],
  ['values().all()', () => db.values().all(), 2],
  ['all() in reverse', () => db.iterator({ reverse: true }).all(), 2],
  ['nextv(1000) ten times', () => inTens(db.keys()), 10]
]

test('requests of an operation', async t => {
  for (const [name, operation, expected] of EXACTLY) t.deepEqual(await counted(operation), expected, name)
})

test('requests of a full read', async t => {
  for (const [name, operation, most] of AT_MOST) {
    const counts = await counted(operation)
    t.deepEqual(Object.keys(counts), ['Query'], name)
    t.ok(sum(counts) <= most, `${name}: ${sum(counts)}, at most ${most}`)
  }
})

test('getMany of more than 1 MB takes a request for each MB, without a pause', async t => {
  const large = keys(100).map(name => ({ type: 'put' as const, key: name, value: name.repeat(3_000) }))
  await small.batch(large, LOOSE)
  const counts = await counted(async () => {
    t.deepEqual(
      await small.getMany(keys(100)),
      large.map(({ value }) => value)
    )
  })
  t.ok(sum(counts) <= 4, `${sum(counts)} requests for 3 MB`)
  await small.clear()
})

test('entries that a limit reads', async t => {
  for (const [options, most] of [
    [{ limit: 10 }, 10],
    [{ limit: 10, reverse: true }, 10],
    [{ limit: 10, gte: key(500) }, 10],
    [{ limit: 10, gt: key(500) }, 10],
    [{ limit: 10, gte: key(500), lte: key(900) }, 10],
    [{ limit: 10, gt: key(500), lt: key(900) }, 10],
    // DynamoDB has no condition with two exclusive ends: at the one where reading begins, one entry too many.
    [{ limit: 10, gt: key(500), lt: key(900), reverse: true }, 11],
    [{ gt: key(500), lt: key(511) }, 11],
    [{ gt: key(500), lt: key(511), reverse: true }, 11],
    [{ gte: key(500), lt: key(500) }, 0],
    [{ gte: key(500), lte: key(500) }, 1]
  ] as const) {
    const name = JSON.stringify(options)
    t.ok(sum(await counted(() => db.keys(options).all())) <= 1, `one request: ${name}`)
    t.ok(log.itemsRead() <= most, `${log.itemsRead()} entries, at most ${most}: ${name}`)
  }
})

test('an iterator that is closed after its first entry', async t => {
  const counts = await counted(async () => {
    for await (const _ of db.iterator()) break
  })
  await db.get('none')
  t.deepEqual(counts, { Query: 1 })
  t.ok(log.itemsRead() <= 128, `read ${log.itemsRead()} entries`)
})

test('the next page is read while the current one is consumed', async t => {
  log.clear()
  const iterator = db.keys()
  const pagesAfter = async (count: number) => {
    await iterator.nextv(count)
    // Whatever is under way gets its turn before a request that comes later is answered.
    await small.get('none')
    await turn()
    return log.counts()['Query']
  }
  t.equal(await pagesAfter(60), 1)
  t.equal(await pagesAfter(67), 1, 'callers that stop early do so in the first')
  t.equal(await pagesAfter(1), 2, 'once the first is consumed')
  t.equal(await pagesAfter(95), 2)
  t.equal(await pagesAfter(1), 3, 'once three quarters of the second are consumed')
  await iterator.close()
  t.deepEqual(limits(), [128, 128, 256], 'as large as all before: the caller had more to do than to read')
})

test('pages grow quickly for who waits for nothing but them', async t => {
  log.clear()
  await consume(db.keys())
  t.deepEqual(limits(), [128, 1_024, 4_700, 4_700])
  log.clear()
  let count = 0
  for await (const _ of db.keys()) if (++count <= 300) await turn()
  t.deepEqual(limits(), [128, 128, 256, 512, 4_700, 4_700], 'also once he does so')
})

test('a page that failed is asked for as it was', async t => {
  log.clear()
  const iterator = db.keys()
  faulty.onRequest = numbered(1, 3, failing(serverError))
  for (let number = 1; number <= 3; number++) await rejection(iterator.next(), 'LEVEL_IO_ERROR')
  faulty.onRequest = passOn
  t.equal(await iterator.next(), key(0))
  t.deepEqual(limits(), [128, 128, 128, 128])
  await iterator.close()
})

test('nothing is read ahead after a close, an abort or a reached limit', async t => {
  const controller = new AbortController()
  const ends: Record<string, () => Promise<unknown>> = {
    close: async () => {
      const iterator = db.keys()
      await iterator.nextv(10)
      await iterator.close()
    },
    'close while reading ahead': async () => {
      const iterator = db.keys()
      await iterator.nextv(10)
      await iterator.nextv(118)
      await iterator.close()
    },
    abort: async () => {
      const iterator = db.keys({ signal: controller.signal })
      await iterator.nextv(10)
      controller.abort()
      await iterator.nextv(80).catch(() => {})
      await iterator.close()
    },
    limit: () => consume(db.keys({ limit: 120 }))
  }
  for (const [name, end] of Object.entries(ends)) {
    const counts = await counted(end)
    // Whatever is under way gets its turn before a request that comes later is answered.
    await small.get('none')
    await small.get('none')
    t.equal(log.counts()['Query'], counts['Query'], `${name}: ${counts['Query']} requests, none later`)
    t.ok(Number(counts['Query']) <= (name.includes('ahead') ? 2 : 1), name)
  }
})

test('a seek reads no more than a new iterator does', async t => {
  for (const [options, from, to] of [
    [{}, 0, 9_000],
    [{ gte: key(5_000) }, 5_000, 9_000],
    [{ reverse: true }, ENTRIES - 1, 10]
  ] as const) {
    log.clear()
    const iterator = db.keys(options)
    t.equal(await iterator.next(), key(from))
    iterator.seek(key(to))
    t.equal(await iterator.next(), key(to))
    iterator.seek(key(from))
    t.equal(await iterator.next(), key(from), 'and back')
    await iterator.close()
    t.deepEqual(log.counts(), { Query: 3 })
    t.ok(log.itemsRead() <= 3 * 128, `${log.itemsRead()} entries`)
  }
})

test('reads transfer what is asked for only, and are consistent unless asked otherwise', async t => {
  await counted(() => db.keys({ limit: 1 }).all())
  t.ok(
    log.of('Query').every(({ output }) => !('v' in (output as { Items: object[] }).Items[0]!)),
    'keys'
  )
  await counted(() => db.iterator({ limit: 1 }).all())
  t.deepEqual(
    Object.keys((log.requests[0]!.output as { Items: object[] }).Items[0]!).sort(),
    ['sk', 'v'],
    'entries'
  )
  await counted(() => db.has(key(1)))
  t.notOk('v' in (log.requests[0]!.output as { Item: object }).Item, 'has')
  await counted(() => db.values({ limit: 1 }).all())
  // With the key, which tells the place of an entry, and where to look again if a value is no longer there.
  t.deepEqual(
    Object.keys((log.requests[0]!.output as { Items: object[] }).Items[0]!).sort(),
    ['sk', 'v'],
    'values'
  )

  for (const consistentRead of [undefined, true, false]) {
    const options = consistentRead === undefined ? {} : { consistentRead }
    await counted(async () => {
      await db.get('a', options)
      await db.has('a', options)
      await db.keys({ limit: 1, ...options }).all()
    })
    t.deepEqual(
      log.requests.map(({ input }) => (input as QueryCommandInput).ConsistentRead),
      Array(3).fill(consistentRead ?? true),
      `consistentRead: ${consistentRead}`
    )
  }
})

test('requests of an open', async t => {
  const open = (name: string, options: DynamoLevelOptions<string, string> = {}) =>
    counted(async () => {
      const opened = new DynamoLevel(`${TABLE}/${name}`, { client, ...options })
      await opened.open()
      await opened.close()
    })
  const lazy = { createIfMissing: false, errorIfExists: false, schema: {} }

  t.deepEqual(await open('large'), { DescribeTable: 1, Query: 1 }, 'of a database that exists')
  t.deepEqual(
    await open('large', { createIfMissing: false }),
    { DescribeTable: 1, Query: 1 },
    'without creation'
  )
  t.deepEqual(await open('large', { schema: {} }), { Query: 1 }, 'with a schema')
  t.deepEqual(await open('new'), { DescribeTable: 1, Query: 1, PutItem: 1 }, 'of a new one')
  t.deepEqual(
    await open('new with schema', { schema: {} }),
    { Query: 1, PutItem: 1 },
    'of a new one with a schema'
  )
  t.deepEqual(
    await open('exclusive', { errorIfExists: true }),
    { DescribeTable: 1, Query: 2, PutItem: 1 },
    'of a new one that must be new'
  )
  t.deepEqual(
    await open('large', { ttl: 1_000 }),
    { DescribeTable: 1, Query: 1, DescribeTimeToLive: 1, UpdateTimeToLive: 1 },
    'of the first with a time to live'
  )
  t.deepEqual(
    await open('large', { ttl: 1_000, ...lazy }),
    { Query: 1, DescribeTimeToLive: 1 },
    'and of others'
  )
  t.deepEqual(await open('large', lazy), {}, 'with a schema and nothing to check: none')
})

test('clear of 10,000 entries takes its pages and 400 requests', async t => {
  const counts = await counted(() => db.clear())
  t.equal(counts['BatchWriteItem'], 400)
  t.ok(Number(counts['Query']) <= 2, `${counts['Query']} pages`)
  t.equal(sum(counts), 400 + Number(counts['Query']))
  t.deepEqual(await db.keys().all(), [])
})

test('teardown', async () => {
  await Promise.all([db.close(), small.close()])
  client.destroy()
})

const together = (all: string[], operation: (name: string) => Promise<unknown>) =>
  Promise.all(all.map(operation))

async function chained(count: number): Promise<void> {
  const batch = small.batch()
  for (const name of keys(count)) batch.put(name, '1')
  await batch.write()
}

const limits = () => log.of('Query').map(({ input }) => (input as QueryCommandInput).Limit)

/** Until the program has waited for something. */
const turn = () => new Promise(resolve => setImmediate(resolve))

async function consume(iterator: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of iterator);
}

async function first(
  iterator: { nextv(size: number): Promise<unknown[]>; close(): Promise<void> },
  size: number
) {
  if ((await iterator.nextv(size)).length !== size) throw new Error('nextv gave less than there is')
  await iterator.close()
}

async function inTens(iterator: { nextv(size: number): Promise<unknown[]>; close(): Promise<void> }) {
  for (let count = 0; count < ENTRIES; count += (await iterator.nextv(1_000)).length);
  await iterator.close()
}
