// Values that no item can hold: of every size, overwritten in every way, read while they are overwritten.
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel } from '../../index.js'
import { encodeEntry } from '../../lib/level/codec/entry.js'
import { newRevision } from '../../lib/level/codec/revision.js'
import { createFaultyClient, failing, numbered, only, passOn } from '../faulty-client.js'
import { Gate } from '../gate.js'
import { holdClock } from '../held-clock.js'
import { orphans } from '../orphans.js'
import { pattern } from '../pattern.js'
import { readOn } from '../read-on.js'
import { rejection } from '../rejection.js'
import { connectionReset, serverError } from '../service-failures.js'
import { rangeKeyOf, storedItems } from '../stored-items.js'
import { databaseTests } from './database-tests.js'

type Database = DynamoLevel<Buffer, Buffer>

const BUFFERS = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const
const MB = 1024 * 1024
/** Two chunks, and three. */
const [LARGE, LARGER] = [450_000, 1_000_000]
const [SMALL, A, B] = [pattern(100), pattern(LARGE, 1), pattern(LARGER, 2)]

const faulty = createFaultyClient()
const other = createFaultyClient()
const { client, log } = faulty
const { test: largeTest, table } = databaseTests(faulty)
holdClock()

const key = (name: string) => Buffer.from(name)
const put = (name: string, value: Buffer) => ({ type: 'put' as const, key: key(name), value })
const del = (name: string) => ({ type: 'del' as const, key: key(name) })

/** Another database on the same entries, with a client of its own. */
async function elsewhere(db: Database): Promise<Database> {
  const again = new DynamoLevel<Buffer, Buffer>(db.location, { client: other.client, ...BUFFERS })
  await again.open()
  return again
}

/** The length of the largest value that an item holds. */
async function largestInline(db: Database, name: string, rangeKeyType: 'B' | 'S'): Promise<number> {
  const space = { hashKey: 'pk', rangeKey: 'sk', rangeKeyType, table: db.table, name: db.name }
  const fits = async (length: number) => {
    const entry = { key: key(name), value: Buffer.alloc(length) }
    const rangeKey = rangeKeyType === 'B' ? { B: key(name) } : { S: name }
    const how = { rangeKey, revision: newRevision(1), compressed: undefined, now: 1 }
    return encodeEntry(space, entry, how).large === undefined
  }
  let [low, high] = [0, 400 * 1024]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (await fits(middle)) low = middle
    else high = middle
  }
  return low
}

async function assertHolds(t: Test, db: Database, name: string, value: Buffer | undefined, what: string) {
  const range = { gte: key(name), lte: key(name) }
  const values = [await db.get(key(name)), (await db.iterator(range).all())[0]?.[1]]
  // Each takes its time, of the largest.
  if (value === undefined || value.length < 2 * MB) {
    values.push(
      (await db.getMany([key(name)]))[0],
      (await db.values({ ...range, reverse: true }).all())[0],
      (await db.getEntry(key(name)))?.value
    )
  }
  const isRight = (found: Buffer | undefined) => (value ? found?.equals(value) : found === undefined)
  t.ok(values.every(isRight), `${what}: ${values.map(found => found?.length)} bytes`)
}

for (const type of ['B', 'S'] as const) {
  largeTest(
    `sizes, range key of type ${type}`,
    async (t, db) => {
      const limit = await largestInline(db, 'key', type)
      const sizes = [
        0,
        1,
        limit - 1,
        limit,
        limit + 1,
        400 * 1024 - 1,
        400 * 1024,
        400 * 1024 + 1,
        MB,
        5 * MB
      ]
      for (const size of type === 'B' ? [...sizes, 20 * MB] : sizes) {
        const value = pattern(size, size)
        await db.put(key('key'), value)
        await assertHolds(t, db, 'key', value, `${size}`)
        const [item] = await storedItems(client, db.table, db.name)
        t.equal(item?.['c'] !== undefined, size > limit, size > limit ? 'in chunks' : 'in its item')
        t.ok(await db.expire(key('key'), 1e12), 'and has room for an expiry')
      }
      await db.del(key('key'))
      t.same(await storedItems(client, db.table, `${db.name}#chunks`), [], 'nothing is left after del')
    },
    { schema: { rangeKeyType: type } }
  )
}

const WRITES: Record<string, (db: Database, writes: ReturnType<typeof put | typeof del>[]) => Promise<void>> =
  {
    'put and del': async (db, writes) => {
      for (const write of writes)
        await (write.type === 'put' ? db.put(write.key, write.value) : db.del(write.key))
    },
    batch: (db, writes) => db.batch(writes),
    'batch that need not be atomic': (db, writes) => db.batch(writes, { atomic: false }),
    'batch of the journal': (db, writes) =>
      db.batch([...Array.from({ length: 100 }, (_, index) => put(`z${index}`, SMALL)), ...writes]),
    'chained batch': (db, writes) => {
      const batch = db.batch()
      for (const write of writes)
        write.type === 'put' ? batch.put(write.key, write.value) : batch.del(write.key)
      return batch.write()
    },
    transaction: (db, writes) =>
      db.transaction(async tx => {
        for (const write of writes)
          await (write.type === 'put' ? tx.put(write.key, write.value) : tx.del(write.key))
      })
  }

for (const [name, write] of Object.entries(WRITES)) {
  largeTest(`overwrites by ${name}`, async (t, db) => {
    const states: Record<string, Buffer | undefined>[] = [
      { a: A, b: B, c: SMALL, d: undefined },
      { a: B, b: A, c: A, d: B },
      { a: SMALL, b: undefined, c: B, d: SMALL },
      { a: undefined, b: A, c: undefined, d: undefined },
      { a: A, b: A, c: undefined, d: A },
      { a: undefined, b: undefined, c: undefined, d: undefined }
    ]
    for (const [index, state] of states.entries()) {
      await write(
        db,
        Object.entries(state).map(([name, value]) => (value ? put(name, value) : del(name)))
      )
      for (const [name, value] of Object.entries(state))
        await assertHolds(t, db, name, value, `${index} ${name}`)
      t.same(await orphans(db), [], 'and nothing is left of what was there')
    }
  })
}

largeTest('clear removes what its entries had', async (t, db) => {
  const names = ['a', 'b', 'c', 'd']
  await db.batch(names.map(name => put(name, A)))
  await db.clear({ lt: key('b') })
  t.same((await db.keys().all()).map(String), ['b', 'c', 'd'])
  t.same(await orphans(db), [])
  await db.clear({ limit: 1, reverse: true })
  t.same((await db.keys().all()).map(String), ['b', 'c'])
  t.same(await orphans(db), [], 'with a limit')
  for (const name of ['b', 'c']) await assertHolds(t, db, name, A, name)
  await db.clear()
  t.same(await storedItems(client, db.table, `${db.name}#chunks`), [])
})

largeTest('what is destroyed leaves nothing', async (t, db) => {
  await db.put(key('a'), A)
  await db.close()
  await DynamoLevel.destroy(db.location, { client })
  for (const kind of ['', '#chunks', '#marker', '#journal']) {
    t.same(await storedItems(client, db.table, db.name + kind), [], kind)
  }
  await db.open()
})

largeTest('a sublevel, and a key that is long', async (t, db) => {
  const users = db.sublevel<Buffer, Buffer>('users', BUFFERS)
  const long = Buffer.alloc(3_000, 'k')
  await users.put(long, A)
  await users.batch([{ type: 'put', key: key('b'), value: B }])
  t.same(await users.getMany([long, key('b')]), [A, B])
  t.same(await users.values().all(), [B, A])
  await users.clear()
  t.same(await orphans(db), [])
})

largeTest('requests', async (t, db) => {
  const of1 = key('a')
  const [one, two] = [put('b', B), put('c', A)]
  for (const [name, operation, expected] of [
    [
      'the first put notes that there is one',
      () => db.put(of1, B),
      { UpdateItem: 1, PutItem: 1, BatchWriteItem: 1, BatchGetItem: 1, TransactWriteItems: 1 }
    ],
    // Owner and chunks of the new value, a look at what is there, the entry, chunks and owner of the old value.
    [
      'put',
      () => db.put(of1, B),
      { PutItem: 1, BatchWriteItem: 2, BatchGetItem: 1, TransactWriteItems: 1, DeleteItem: 1 }
    ],
    ['put of a small one', () => db.put(of1, SMALL), { PutItem: 1, BatchWriteItem: 1, DeleteItem: 1 }],
    ['put of a small one on a small one', () => db.put(of1, SMALL), { PutItem: 1 }],
    [
      'batch',
      () => db.batch([one, two]),
      { BatchGetItem: 1, PutItem: 2, BatchWriteItem: 2, TransactWriteItems: 1 }
    ],
    ['get', () => db.get(key('b')), { GetItem: 4 }],
    ['getMany', () => db.getMany([key('b'), key('c'), of1]), { BatchGetItem: 1, GetItem: 5 }],
    ['an iterator', () => db.iterator().all(), { Query: 1, GetItem: 5 }],
    ['has', () => db.has(key('b')), { GetItem: 1 }],
    ['hasMany', () => db.hasMany([key('b'), key('c')]), { BatchGetItem: 1 }],
    ['size', () => db.size(key('b')), { GetItem: 1 }],
    ['ttl', () => db.ttl(key('b')), { GetItem: 1 }],
    ['keys', () => db.keys().all(), { Query: 1 }],
    ['an iterator without values', () => db.iterator({ values: false }).all(), { Query: 1 }],
    ['del', () => db.del(key('b')), { DeleteItem: 2, BatchWriteItem: 1 }]
  ] as const) {
    log.clear()
    await operation()
    t.same(log.counts(), expected, name)
  }
})

largeTest('a bounded number of requests is under way', async (t, db) => {
  let [current, most] = [0, 0]
  const counting = async () => {
    most = Math.max(most, ++current)
    await new Promise(resolve => setImmediate(resolve))
    current--
  }
  const names = Array.from({ length: 6 }, (_, index) => `key ${index}`)
  await db.batch(
    names.map(name => put(name, pattern(4 * MB))),
    { atomic: false }
  )
  faulty.onRequest = async (_, send) => {
    const [output] = await Promise.all([send(), counting()])
    return output
  }
  for (const [name, read] of Object.entries({
    'an iterator': async () => (await db.iterator().all()).length,
    getMany: async () => (await db.getMany(names.map(key))).length
  })) {
    most = 0
    t.equal(await read(), 6)
    t.ok(most > 8 && most <= 16, `${most} for ${name}`)
  }
  most = 0
  await db.put(key('a'), pattern(40 * MB))
  t.ok(most > 8 && most <= 16, `${most} for put`)
})

test('a database that was opened without a look at it', async t => {
  const db = (await table()).database()
  await db.put(key('a'), A)
  await assertHolds(t, db, 'a', A, 'put')
  const again = await elsewhere(db)
  await again.put(key('a'), SMALL)
  t.same(await orphans(db), [], 'what opens it later knows of large values')
  await Promise.all([again.close(), db.close()])
})

largeTest('a large value that is written while the first write looks for the marker', async (t, seen) => {
  const unseen = { schema: (await table()).schema, createIfMissing: false, errorIfExists: false }
  const db = new DynamoLevel<Buffer, Buffer>(seen.location, { client, ...BUFFERS, ...unseen })
  const gate = new Gate()
  // The marker is read first, and told of the large value after that.
  faulty.onRequest = only('UpdateItem', gate.request)
  const large = db.put(key('large'), A)
  await gate.reached
  await db.put(key('small'), SMALL)
  gate.open()
  await large
  await db.put(key('large'), SMALL)
  t.same(await orphans(db), [])
  await db.close()
})

largeTest(
  'a large value of another process is read, and removed when it is overwritten after that',
  async (t, db) => {
    const again = await elsewhere(db)
    await again.put(key('a'), A)
    await assertHolds(t, db, 'a', A, 'get')
    await db.put(key('a'), SMALL)
    t.same(await orphans(db), [])
    await again.close()
  }
)

function isOfChunk(input: object): boolean {
  return 'Key' in input && String(Object.values(input.Key as object)[0]?.S).endsWith('#chunks')
}

/** Runs a read that is held before its first chunk until something else is done. */
async function meanwhile<T>(read: () => Promise<T>, change: () => Promise<unknown>): Promise<T> {
  const gate = new Gate()
  faulty.onRequest = (request, send) => (isOfChunk(request.input) ? gate.request : passOn)(request, send)
  const reading = read()
  await gate.reached
  await change()
  gate.open()
  return reading
}

largeTest('a value that is overwritten while it is read', async (t, db) => {
  const again = await elsewhere(db)
  const name = key('a')
  const reads: Record<string, () => Promise<Buffer | undefined>> = {
    get: () => db.get(name),
    'get that need not be consistent': () => db.get(name, { consistentRead: false }),
    getMany: async () => (await db.getMany([name]))[0],
    iterator: async () => (await db.values().all())[0],
    next: async () => {
      for await (const [, value] of db.iterator()) return value
      return undefined
    },
    transaction: () => db.transaction(tx => tx.get(name))
  }
  for (const [way, read] of Object.entries(reads)) {
    for (const [what, value] of [
      ['large', B],
      ['small', SMALL],
      ['empty', Buffer.alloc(0)]
    ] as const) {
      await again.put(name, A)
      t.ok((await meanwhile(read, () => again.put(name, value)))?.equals(value), `${way}: ${what}`)
    }
    await again.put(name, A)
    t.equal(await meanwhile(read, () => again.del(name)), undefined, `${way}: deleted`)
    await again.put(name, A)
    const expired = await meanwhile(read, () => again.put(name, B, { expiresAt: 1 }))
    t.equal(expired, undefined, `${way}: expired`)
  }
  await again.put(name, A)
  await again.put(key('b'), SMALL)
  const entries = await meanwhile(
    () => db.iterator({ limit: 1, lt: key('b') }).all(),
    () => again.del(name)
  )
  t.same(entries, [], 'an entry that is gone is not given')
  const rest = db.iterator()
  await again.put(name, A)
  const first = await meanwhile(
    () => rest.nextv(1),
    () => again.del(name)
  )
  t.same(
    first.map(([found]) => String(found)),
    ['b'],
    'nor taken for the end'
  )
  await rest.close()
  await again.close()
})

for (const reverse of [false, true]) {
  for (const how of ['next()', 'nextv(1)', 'nextv(3)', 'all()']) {
    largeTest(`a limit counts what is there: ${how}${reverse ? ', reverse' : ''}`, async (t, db) => {
      const names = ['a', 'b', 'b\0', 'c', `d${'d'.repeat(2_000)}`, 'e']
      await db.batch(names.map(name => put(name, name === 'e' ? SMALL : A)))
      const gone = reverse ? names.slice(3, 5) : names.slice(0, 2)
      // Somebody else is quicker than the read of their chunks.
      const quicker = await elsewhere(db)
      let isRead = false
      faulty.onRequest = async ({ operation }, send) => {
        const output = await send()
        if (operation === 'Query' && !isRead) {
          isRead = true
          await quicker.batch(gone.map(del))
        }
        return output
      }
      const iterator = db.iterator({ reverse, limit: 3, gt: key('A'), lt: key('f') })
      const read = async () => {
        if (how === 'next()') return [await iterator.next()].filter(entry => entry !== undefined)
        return how === 'all()' ? iterator.all() : iterator.nextv(how === 'nextv(1)' ? 1 : 3)
      }
      const { found } = how === 'all()' ? { found: await read() } : await readOn(read)
      await iterator.close()
      await quicker.close()
      const left = names.filter(name => !gone.includes(name))
      t.same(
        found.map(([found]) => String(found)),
        (reverse ? left.toReversed() : left).slice(0, 3)
      )
    })
  }
}

largeTest('a value that is overwritten time after time while it is read', async (t, db) => {
  const again = await elsewhere(db)
  const versionOf = (number: number) => pattern(LARGE, number)
  const TIMES = 30
  for (const [name, read] of Object.entries({
    get: () => db.get(key('a')),
    getEntry: async () => (await db.getEntry(key('a')))?.value,
    iterator: async () => (await db.values().all())[0]
  })) {
    await again.put(key('a'), versionOf(0))
    let version = 0
    let overwriting: Promise<void> | undefined
    faulty.onRequest = async ({ input }, send) => {
      if (isOfChunk(input) && version < TIMES) {
        overwriting ??= again.put(key('a'), versionOf(++version))
        await overwriting
        overwriting = undefined
      }
      return send()
    }
    t.ok((await read())?.equals(versionOf(TIMES)), `${name} goes on to the end`)
    faulty.onRequest = passOn
  }
  await again.close()
})

largeTest('a read that need not be consistent, and comes too early for a chunk', async (t, db) => {
  await db.put(key('a'), A)
  const isEarly = (input: object) => 'ConsistentRead' in input && !input.ConsistentRead && isOfChunk(input)
  faulty.onRequest = (request, send) => (isEarly(request.input) ? Promise.resolve({ $metadata: {} }) : send())
  for (const read of [
    () => db.get(key('a'), { consistentRead: false }),
    async () => (await db.values({ consistentRead: false }).all())[0]
  ]) {
    t.ok((await read())?.equals(A))
  }
})

largeTest('the revision of a value that is overwritten while it is read', async (t, db) => {
  const again = await elsewhere(db)
  const name = key('a')
  await again.put(name, A)
  const entry = await meanwhile(
    () => db.getEntry(name),
    () => again.put(name, B, { ttl: 60_000 })
  )
  t.ok(entry?.value.equals(B))
  t.same({ ...entry, value: 0 }, { ...(await again.getEntry(name)), value: 0 }, 'is that of the value')
  await db.put(name, SMALL, { ifMatch: entry?.revision })
  await again.close()
})

largeTest('writers and readers of one value', async (t, db) => {
  const name = key('a')
  const [rounds, writers] = [8, 3]
  const versionOf = (number: number) => pattern(300_000 + number * 60_000, number)
  const processes = await Promise.all([elsewhere(db), elsewhere(db), elsewhere(db), elsewhere(db)])
  await db.put(name, versionOf(1))
  const isWhole = (value: Buffer | undefined) => {
    const number = value === undefined ? 0 : (value.length - 300_000) / 60_000
    return value !== undefined && Number.isInteger(number) && value.equals(versionOf(number))
  }

  let writing = writers
  let [reads, torn] = [0, 0]
  const write = async (process: Database, writer: number) => {
    for (let round = 0; round < rounds; round++) {
      const write = put('a', versionOf(1 + ((round * writers + writer) % 20)))
      if (round % 3 === 2) await process.batch([write, put(`b${writer}`, SMALL)])
      else await process.put(write.key, write.value)
    }
    writing--
  }
  const read = async (process: Database) => {
    while (writing > 0) {
      for (const value of [
        await process.get(name),
        ...(await process.getMany([name])),
        ...(await process.values({ lte: name }).all())
      ]) {
        reads++
        if (!isWhole(value)) torn++
      }
    }
  }
  const [first, second, third, fourth] = processes as [Database, Database, Database, Database]
  await Promise.all([write(first, 0), write(second, 1), write(third, 2), read(fourth), read(db)])
  t.ok(reads >= 10, `${reads} reads`)
  t.equal(torn, 0, 'each is of one writer')
  await Promise.all(processes.map(process => process.close()))
})

const RESENT: Record<string, (db: Database) => Promise<void>> = {
  put: db => db.put(key('k'), A),
  'put with a condition': db => db.put(key('k'), A, { ifAbsent: true }),
  batch: db => db.batch([put('k', A), del('a')]),
  'batch that is not atomic': db => db.batch([put('k', A), put('l', SMALL)], { atomic: false }),
  'batch by the journal': db =>
    db.batch([put('k', A), ...Array.from({ length: 110 }, (_, index) => put(`l${index}`, SMALL))])
}

for (const [way, write] of Object.entries(RESENT)) {
  largeTest(`a large value whose write is sent again after others wrote: ${way}`, async (t, db) => {
    const second = await elsewhere(db)
    for (const [what, overwrite, value] of [
      ['overwritten', () => second.put(key('k'), B), B],
      ['deleted', () => second.del(key('k')), undefined]
    ] as const) {
      // Once the entry is there, others do away with it before the answer is lost.
      let isDone = false
      faulty.onAttempt = async ({ operation }, send) => {
        const output = await send()
        if (isDone || operation === 'BatchGetItem' || !(await second.has(key('k')))) return output
        isDone = true
        await overwrite()
        throw connectionReset()
      }
      const [outcome] = await Promise.allSettled([write(db)])
      faulty.onAttempt = passOn
      t.ok(isDone && outcome.status === 'fulfilled', `${what}: ${outcome.status}`)
      const found = await second.get(key('k'))
      t.ok(value === undefined ? found === undefined : found?.equals(value), `${what}: it is not done again`)
      await second.clear()
      t.same(await orphans(db), [], `${what}: nothing is left`)
    }
    await second.close()
  })
}

largeTest('chunks that are missing or damaged', async (t, db) => {
  const name = key('a')
  const reads: (() => Promise<unknown>)[] = [
    () => db.get(name),
    () => db.get(name, { consistentRead: false }),
    () => db.getMany([name]),
    () => db.iterator().all(),
    () => db.values().next(),
    () => db.getEntry(name)
  ]
  for (const [what, damage, found] of [
    ['missing', undefined, /./],
    ['shorter', (value: Buffer) => value.subarray(1), /^\d+$/],
    ['longer', (value: Buffer) => Buffer.concat([value, Buffer.from('x')]), /^\d+$/],
    ['empty', () => Buffer.alloc(0), /^0$/],
    ['another', (value: Buffer) => Buffer.from(value.map(byte => byte ^ 1)), /^checksum \d+$/]
  ] as const) {
    await db.put(name, B)
    const chunk = (await storedItems(client, db.table, `${db.name}#chunks`)).filter(item =>
      rangeKeyOf(item).endsWith('/00000002')
    )
    t.equal(chunk.length, 1)
    const Key = { pk: chunk[0]!['pk']!, sk: chunk[0]!['sk']! }
    const [entry] = await storedItems(client, db.table, db.name)
    const part = B.subarray(2 * Number(entry!['c']!.M!['p']!.N))
    if (damage === undefined) await client.send(new DeleteItemCommand({ TableName: db.table, Key }))
    else
      await client.send(new PutItemCommand({ TableName: db.table, Item: { ...Key, v: { B: damage(part) } } }))
    for (const read of reads) {
      const error = await rejection(read(), 'LEVEL_CORRUPTION')
      t.equal(String(error.key), 'a', what)
      t.ok(error.expected && found.test(error.found), `expected ${error.expected}, found ${error.found}`)
    }
    t.same((await db.keys().all()).map(String), ['a'], 'the key can be read')
    t.equal(await db.size(name), B.length)
    await db.put(name, SMALL)
    t.same(await db.get(name), SMALL, 'and it can be overwritten')
  }
})

type Entries = ReturnType<Database['iterator']>

for (const [way, read] of [
  ['two by two', iterator => iterator.nextv(2)],
  ['one by one', async iterator => [await iterator.next()].filter(entry => entry !== undefined)]
] as [string, (iterator: Entries) => Promise<[Buffer, Buffer][]>][]) {
  largeTest(`an iterator goes on where a chunk failed, ${way}`, async (t, db) => {
    await db.batch([put('a', SMALL), put('b', A), put('c', SMALL), put('d', B)])
    for (const number of [1, 3, 4]) {
      faulty.onRequest = only('GetItem', numbered(number, number, failing(serverError)))
      const iterator = db.iterator()
      const { found, failures } = await readOn(() => read(iterator))
      t.equal(failures, 1)
      const lengths = found.map(([name, value]) => `${name} ${value.length}`)
      t.same(lengths, ['a 100', `b ${LARGE}`, 'c 100', `d ${LARGER}`], 'nothing is lost or read twice')
      await iterator.close()
    }
  })
}

largeTest('a condition that does not hold leaves nothing of the value', async (t, db) => {
  await db.put(key('a'), SMALL)
  const isConflict = async (write: Promise<void>, name: string) => {
    await rejection(write, 'DYNAMO_LEVEL_CONFLICT')
    t.same(await orphans(db), [], name)
  }
  await isConflict(db.put(key('a'), A, { ifAbsent: true }), 'put')
  await isConflict(db.batch([put('b', A), { ...put('a', B), ifAbsent: true }]), 'batch')
  t.same((await db.keys().all()).map(String), ['a'])
})

test('teardown', async () => {
  client.destroy()
  other.client.destroy()
})
