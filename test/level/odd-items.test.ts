// One item that is damaged, or of others, or odd in another way: it is told of, its neighbours are not lost by it, and it
// can be overwritten and deleted.
import { crc32 } from 'node:zlib'
import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand
} from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createFaultyClient } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { orphans } from '../orphans.js'
import { readOn } from '../read-on.js'
import { openFailure, rejection } from '../rejection.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

type Database = DynamoLevel<string, string>

/** Does not fit into an item. */
const LARGE = 'x'.repeat(500_000)

const faulty = createFaultyClient()
const { client } = faulty
const { test: oddTest } = databaseTests<string, string>(faulty, UTF8)
let now = Date.now()
holdClock()
clock.now = () => now

async function store(db: Database, name: string, rest: Record<string, AttributeValue>): Promise<void> {
  const item = { pk: { S: db.name }, sk: { B: Buffer.from(name) }, ...rest }
  await client.send(new PutItemCommand({ TableName: db.table, Item: item }))
}

/** Items that nobody can read as entries, by what is odd. */
const ODD: Record<string, { name?: string; rest: Record<string, AttributeValue> }> = {
  'no value': { rest: {} },
  'a value of another type': { rest: { v: { S: 'text' } } },
  'a damaged head': { rest: { c: { M: { i: { S: 'ab' } } } } },
  'a head of another type': { rest: { c: { S: 'text' } } },
  'a head whose chunks are missing': {
    rest: { c: { M: { i: { S: 'ab' }, s: { N: '9' }, p: { N: '9' }, h: { N: '9' } } } }
  },
  'an unknown compression': { rest: { v: { B: Buffer.from('1') }, z: { S: 'newer' } } },
  'a damaged compression': { rest: { v: { B: Buffer.from('1') }, z: { S: 'gzip' } } },
  'a range key of 1,024 bytes that is short for no key': {
    name: 'c'.repeat(1_024),
    rest: { v: { B: Buffer.from('1') }, k: { B: Buffer.from('z'.repeat(1_024)) } }
  },
  'a range key of 1,024 bytes that is short for another key': {
    name: 'c'.repeat(1_024),
    rest: { v: { B: Buffer.from('1') }, k: { B: Buffer.from('c'.repeat(1_100)) } }
  },
  'a range key that begins with one 00': { name: '\0b', rest: { v: { B: Buffer.from('1') } } },
  'a range key of 1,024 bytes': { name: 'c'.repeat(1_024), rest: { v: { B: Buffer.from('1') } } }
}

const GOOD = ['a', 'b', 'd', 'e', 'f']

for (const [what, { name = 'c', rest }] of Object.entries(ODD)) {
  oddTest(`${what}: its neighbours are read`, async (t, db) => {
    await db.put('e', LARGE)
    for (const good of GOOD) if (good !== 'e') await db.put(good, good)
    await store(db, name, rest)
    const code = what.startsWith('an unknown') ? 'DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED' : 'LEVEL_CORRUPTION'

    for (const reverse of [false, true]) {
      const expected = reverse ? GOOD.toReversed() : GOOD
      for (const size of [1, 2, 3, 4, 1_000]) {
        const iterator = db.iterator({ reverse })
        const { found, codes } = await readOn(() => iterator.nextv(size))
        t.same([found.map(([key]) => key), codes], [expected, [code]], `nextv(${size})`)
        await iterator.close()
      }
      const iterator = db.iterator({ reverse })
      const one = async () => [await iterator.next()].filter(entry => entry !== undefined)
      const { found, codes } = await readOn(one)
      t.same([found.map(([key]) => key), codes], [expected, [code]], 'next()')
      await iterator.close()
      await rejection(db.iterator({ reverse }).all(), code)
      await rejection(db.values({ reverse }).all(), code)
    }
  })
}

/** Gives the item of a large value another head. */
async function damageHead(db: Database, name: string, head: AttributeValue): Promise<void> {
  await client.send(
    new UpdateItemCommand({
      TableName: db.table,
      Key: { pk: { S: db.name }, sk: { B: Buffer.from(name) } },
      UpdateExpression: 'SET c = :c',
      ExpressionAttributeValues: { ':c': head }
    })
  )
}

const many = Array.from({ length: 110 }, (_, index) => ({
  type: 'put' as const,
  key: `z${index}`,
  value: 'z'
}))
const put = { type: 'put', key: 'c', value: 'new' } as const
const del = { type: 'del', key: 'c' } as const

/** Each does away with the entry `c`, and leaves it with the value `new`, */
const OVERWRITES: Record<string, (db: Database) => Promise<unknown>> = {
  put: db => db.put('c', 'new'),
  'put and del at once': db => Promise.all([db.put('c', 'new'), db.del('d')]),
  'put with a condition': async db => db.put('c', 'new', { ifMatch: await revisionOf(db, 'c') }),
  batch: db => db.batch([put, { type: 'del', key: 'd' }]),
  'batch by the journal': db => db.batch([put, ...many]),
  transaction: db => db.transaction(tx => tx.put('c', 'new'))
}
/** or with none. */
const DELETIONS: Record<string, (db: Database) => Promise<unknown>> = {
  del: db => db.del('c'),
  'batch of one': db => db.batch([del]),
  'batch that is not atomic': db => db.batch([del, { type: 'del', key: 'd' }], { atomic: false }),
  clear: db => db.clear({ gte: 'c' }),
  'clear of some': db => db.clear({ gte: 'c', limit: 1 })
}

async function revisionOf(db: Database, name: string): Promise<string> {
  const { Item: item } = await client.send(
    new GetItemCommand({ TableName: db.table, Key: { pk: { S: db.name }, sk: { B: Buffer.from(name) } } })
  )
  return `r:${Buffer.from(item!['r']!.B!).toString('base64url')}`
}

const HEADS: AttributeValue[] = [
  { M: { i: { S: 'ab' } } },
  { S: 'text' },
  { M: { i: { S: 'ab' }, s: { N: '1e20' }, p: { N: '1' }, h: { N: '1' } } },
  { M: { i: { S: 'ab' }, s: { N: '9' }, p: { N: '0' }, h: { N: '1' } } },
  { M: { i: { S: 'ab' }, s: { N: '9' }, p: { N: '1e10' }, h: { N: '1' } } },
  { M: { i: { S: 'ab' }, s: { N: '1e11' }, p: { N: '400000' }, h: { N: '1' } } }
]

for (const [way, write] of Object.entries({ ...OVERWRITES, ...DELETIONS })) {
  oddTest(`a damaged head is no obstacle to ${way}`, async (t, db) => {
    await db.put('b', LARGE)
    for (const head of HEADS) {
      await db.batch([
        { ...put, value: LARGE },
        { ...put, key: 'd' }
      ])
      await damageHead(db, 'c', head)
      await rejection(db.get('c'), 'LEVEL_CORRUPTION')
      t.ok((await db.approximateSize()) > LARGE.length)
      now += 1
      t.equal((await db.collect({ minAge: 0 })).values, 0, 'what it may have pointed to is not collected')
      await write(db)
      t.equal(await db.get('c'), way in OVERWRITES ? 'new' : undefined, 'it is done')
      t.equal((await db.get('b'))?.length, LARGE.length)
      now += 1
      t.equal((await db.collect({ minAge: 0 })).values, 1, 'until then')
      t.same(await orphans(db), [])
    }
  })
}

oddTest('an expiry of an entry with a damaged head', async (_, db) => {
  await db.put('c', LARGE)
  for (const head of HEADS) {
    await damageHead(db, 'c', head)
    await rejection(db.expire('c', 1_000), 'LEVEL_CORRUPTION')
  }
})

oddTest('owners of chunks that do not tell whose they are', async (t, db) => {
  await db.put('a', LARGE)
  const space = { pk: { S: `${db.name}#chunks` } }
  for (const [index, rest] of [
    {},
    { k: { S: 'a' }, n: { N: '1' }, s: { N: '1' } },
    { k: { B: Buffer.from('none') }, s: { N: '1' } },
    { k: { B: Buffer.from('none') }, n: { N: '1e30' }, s: { N: '1' } },
    { k: { B: Buffer.alloc(100_000) }, n: { N: '1' }, s: { N: '1' } }
  ].entries()) {
    const item = { ...space, sk: { B: Buffer.from(`o/00000000000${index}`) }, ...rest }
    await client.send(new PutItemCommand({ TableName: db.table, Item: item }))
  }
  await damageHead(db, 'a', { S: 'text' })
  await db.put('a', 'small')
  now += 1
  t.equal((await db.collect({ minAge: 0 })).values, 1, 'do not keep others from being collected')
  let after: string | undefined
  let calls = 0
  do {
    after = (await db.collect({ minAge: 0, limit: 1, after })).next
    calls++
  } while (after !== undefined)
  t.equal(calls, 6, 'nor from being looked at one by one')
  t.equal((await orphans(db)).length, 5, 'they stay')
  await DynamoLevel.destroy(db.location, { client, schema: { rangeKeyType: 'B' } })
  t.same(await orphans(db), [], 'and go with the database')
})

/** Attributes of others that have our names: entries all the same. */
const FOREIGN: Record<string, AttributeValue> = {
  e: { S: '2030-01-01' },
  t: { S: '2030-01-01' },
  r: { S: 'a revision of others' },
  k: { S: 'a key of others' },
  l: { S: 'long' },
  z: { BOOL: true },
  n: { N: '1' }
}

for (const [name, value] of Object.entries(FOREIGN)) {
  oddTest(`an entry with an attribute ${name} of others`, async (t, db) => {
    const write = () => store(db, 'c', { v: { B: Buffer.from('1') }, [name]: value })
    await write()
    await db.batch([
      { type: 'put', key: 'b', value: '2' },
      { type: 'put', key: 'd', value: '3' }
    ])
    t.equal(await db.get('c'), '1')
    t.same(await db.keys().all(), ['b', 'c', 'd'])
    t.equal(await db.size('c'), 1)
    t.equal(await db.ttl('c'), null)
    t.equal(await db.expire('c', 60_000), true)
    t.equal(await db.ttl('c'), 60_000)

    await write()
    const entry = await db.getEntry('c')
    t.same([entry?.value, entry?.expiresAt], ['1', undefined])
    await db.put('c', '4', { ifMatch: entry!.revision })
    t.equal(await db.get('c'), '4')
    await write()
    await rejection(db.put('c', '5', { ifAbsent: true }), 'DYNAMO_LEVEL_CONFLICT')
    await db.transaction(async tx => tx.put('c', `${await tx.get('c')}5`), { retries: 0 })
    t.equal(await db.get('c'), '15')
    await write()
    await db.del('c', { ifMatch: (await db.getEntry('c'))!.revision })
    t.same(await db.keys().all(), ['b', 'd'])
  })
}

/** A header of the journal, of one batch that puts `c`. */
const WRITES = Buffer.from('P\x01c\x01vB\x03new\0')
const HEADER: Record<string, AttributeValue> = {
  c: {
    M: { i: { S: 'ab' }, s: { N: String(WRITES.length) }, p: { N: '99' }, h: { N: String(crc32(WRITES)) } }
  },
  r: { B: Buffer.alloc(12) },
  v: { B: WRITES }
}
const BAD_HEADERS: Record<string, Record<string, AttributeValue>> = {
  'a length without an end': { ...HEADER, v: { B: Buffer.from([0x50, 0x81, 0x81]) } },
  'writes that are cut off': { ...HEADER, v: { B: WRITES.subarray(0, -3) } },
  'writes of another type': { ...HEADER, v: { S: 'text' } },
  'a short revision': { ...HEADER, r: { B: Buffer.alloc(3) } },
  'a revision of another type': { ...HEADER, r: { S: 'text' } },
  'a damaged head': { ...HEADER, c: { S: 'text' } },
  'no head': { r: HEADER['r']!, v: HEADER['v']! }
}

async function storeHeader(db: Database, rest: Record<string, AttributeValue>): Promise<void> {
  const item = { pk: { S: `${db.name}#marker` }, sk: { B: Buffer.from('journal/ab') }, ...rest }
  await client.send(new PutItemCommand({ TableName: db.table, Item: item }))
}

oddTest('a range does not end at the key that an item of others says', async (t, db) => {
  await store(db, 'c'.repeat(1_024), {
    v: { B: Buffer.from('1') },
    k: { B: Buffer.from('z'.repeat(1_024)) }
  })
  for (const name of ['b', 'd', 'e', 'f']) await db.put(name, name)
  for (const lt of ['f', `e${'f'.repeat(2_000)}`]) {
    const iterator = db.iterator({ gt: 'b'.repeat(2_000), lt })
    const { found, codes } = await readOn(() => iterator.nextv(10))
    t.same([found.map(([key]) => key), codes], [['d', 'e'], ['LEVEL_CORRUPTION']])
    await iterator.close()
  }
  await db.clear({ gt: 'b'.repeat(2_000), lt: 'f' })
  t.same(await db.keys().all(), ['b', 'f'])
})

oddTest('headers of the journal that are damaged', async (t, db) => {
  await db.put('a', '1')
  await store(db, 'c', { v: { B: Buffer.from('1') }, r: { S: 'a revision of others' } })
  const again = () => new DynamoLevel(db.location, { client })
  for (const [what, header] of Object.entries(BAD_HEADERS)) {
    await storeHeader(db, header)
    await openFailure(again(), 'LEVEL_CORRUPTION')
    await rejection(db.collect(), 'LEVEL_CORRUPTION')
    t.pass(what)
  }
  t.same(await db.getMany(['a', 'c']), ['1', '1'], 'nothing is done that may be wrong')

  await storeHeader(db, HEADER)
  const whole = again()
  await whole.open()
  t.equal(await whole.get('c'), 'new', 'one that is not is recovered, over what others wrote')
  await whole.close()

  await storeHeader(db, BAD_HEADERS['a damaged head']!)
  await DynamoLevel.destroy(db.location, { client })
  await whole.open()
  t.same(await whole.keys().all(), [], 'and the database can be destroyed')
  await whole.close()
})

test('teardown', async () => client.destroy())
