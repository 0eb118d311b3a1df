// Keys that no range key can hold: in order, and told apart, by every operation. See also the model, which meets them too.
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { MemoryLevel } from 'memory-level'
import test, { type Test } from 'tape'
import type { DynamoLevel } from '../../index.js'
import { createFaultyClient, leavingUnprocessed, passOn, smallPages } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { rejection } from '../rejection.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

type Database = DynamoLevel<string, string>
type Range = { gt?: string; gte?: string; lt?: string; lte?: string; reverse?: boolean; limit?: number }

const k = (count: number) => 'k'.repeat(count)
const LONGEST = k(64 * 1024)

/** Those that stand whole in the table, and those that do not, with one beginning and in their order. */
const KEYS = [
  'j',
  k(977),
  k(978),
  k(991),
  `${k(991)}\0`,
  k(992),
  k(1_000),
  k(1_023),
  k(1_024),
  k(1_025),
  k(1_500),
  `${k(1_500)}\0`,
  `${k(1_500)}a`,
  `${k(1_500)}b`,
  `${k(1_500)}\u00E9`,
  `${k(1_500)}\u{1F600}`,
  k(3_000),
  `${k(1_022)}l`,
  `${k(1_022)}ll`,
  `${k(999)}l`,
  `${k(978)}l${'x'.repeat(2_000)}`,
  `${k(977)}\u20AC${'x'.repeat(2_000)}`,
  `${k(977)}\u{1F600}${'x'.repeat(2_000)}`,
  'l'
].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
/** Ends that are keys, and some that are not. */
const ENDS = [k(990), k(1_000), k(1_024), `${k(1_500)}a`, k(2_000), `${k(1_022)}ll`, k(70_000)]

const faulty = createFaultyClient()
const { client, log } = faulty
const { test: databaseTest } = databaseTests<string, string>(faulty, UTF8)
holdClock()

function longTest(name: string, body: (t: Test, db: Database, type: 'B' | 'S') => Promise<void>): void {
  for (const type of ['B', 'S'] as const) {
    databaseTest(`${name}, range key of type ${type}`, (t, db) => body(t, db, type), {
      schema: { rangeKeyType: type }
    })
  }
}

const puts = (keys = KEYS, value = 'value') => keys.map(key => ({ type: 'put' as const, key, value }))

/** A key on a line of output. */
const short = (key: string) => (key.length < 20 ? key : `${key[0]}*${key.length}${key.slice(-2)}`)
const shown = (range: Range) =>
  JSON.stringify(range, (_, value) => (typeof value === 'string' ? short(value) : value))

function* ranges(): Generator<Range> {
  const lowers = [{}, ...ENDS.flatMap(key => [{ gt: key }, { gte: key }])]
  const uppers = [{}, ...ENDS.flatMap(key => [{ lt: key }, { lte: key }])]
  for (const lower of lowers) for (const upper of uppers) yield { ...lower, ...upper }
}

async function assertSame(t: Test, db: Database, oracle: MemoryLevel, options: Range[]): Promise<void> {
  const wrong: string[] = []
  for (const range of options) {
    const [found, expected] = await Promise.all([db.keys(range).all(), oracle.keys(range).all()])
    if (found.join() !== expected.join()) {
      wrong.push(`${shown(range)}: ${found.map(short)}, expected ${expected.map(short)}`)
    }
  }
  t.same(wrong.slice(0, 5), [], `${options.length} ranges`)
}

longTest('every range', async (t, db, type) => {
  const oracle = new MemoryLevel<string, string>()
  await Promise.all([db.batch(puts()), oracle.batch(puts())])
  const all = [...ranges()]
  await assertSame(t, db, oracle, all)
  const reversed = all.map(range => ({ ...range, reverse: true }))
  await assertSame(t, db, oracle, reversed)
  const limited = all.flatMap((range, index) => ({
    ...range,
    limit: 1 + (index % 4),
    reverse: index % 2 === 0
  }))
  await assertSame(t, db, oracle, limited)
  if (type === 'B') {
    // A group that comes in many pages.
    faulty.onRequest = smallPages(3)
    await assertSame(
      t,
      db,
      oracle,
      [...limited, ...reversed].filter((_, index) => index % 3 === 0)
    )
  }
  await oracle.close()
})

longTest('entries, keys and values, all at once and one by one', async (t, db) => {
  const operations = KEYS.map((key, index) => ({ type: 'put' as const, key, value: String(index) }))
  await db.batch(operations)
  const entries = operations.map(({ key, value }) => [key, value])
  for (const pageSize of [1, 2, 5, Infinity]) {
    faulty.onRequest = pageSize === Infinity ? passOn : smallPages(pageSize)
    t.same(await db.iterator().all(), entries, `pages of ${pageSize}`)
    t.same(await db.iterator({ reverse: true }).all(), entries.toReversed())
    t.same(
      await db.values().all(),
      entries.map(([, value]) => value)
    )
    const single: string[] = []
    for await (const key of db.keys()) single.push(key)
    t.same(single, KEYS)
    const iterator = db.keys()
    const some: string[] = []
    for (let keys = await iterator.nextv(3); keys.length > 0; keys = await iterator.nextv(3))
      some.push(...keys)
    t.same(some, KEYS)
    await iterator.close()
  }
})

longTest('seeks', async (t, db) => {
  await db.batch(puts())
  for (const reverse of [false, true]) {
    for (const pageSize of [2, Infinity]) {
      faulty.onRequest = pageSize === Infinity ? passOn : smallPages(pageSize)
      const sorted = reverse ? KEYS.toReversed() : KEYS
      const wrong: string[] = []
      const iterator = db.keys({ reverse })
      for (const target of [...KEYS.toReversed(), ...ENDS, ...KEYS]) {
        iterator.seek(target)
        const found = await iterator.nextv(3)
        const order = (key: string) =>
          Buffer.compare(Buffer.from(key), Buffer.from(target)) * (reverse ? -1 : 1)
        const expected = sorted.filter(key => order(key) >= 0).slice(0, 3)
        if (found.join() !== expected.join()) wrong.push(`${short(target)}: ${found.map(short)}`)
      }
      await iterator.close()
      t.same(wrong, [], `${reverse ? 'backwards' : 'forwards'}, pages of ${pageSize}`)
    }
  }
})

longTest('clears', async (t, db) => {
  const oracle = new MemoryLevel<string, string>()
  const some = [...ranges()].filter((_, index) => index % 7 === 0)
  for (const [index, range] of some.entries()) {
    const options = { ...range, reverse: index % 2 === 0, limit: index % 3 === 0 ? 2 : -1 }
    await Promise.all([db.batch(puts()), oracle.batch(puts())])
    await Promise.all([db.clear(options), oracle.clear(options)])
    const [found, expected] = await Promise.all([db.keys().all(), oracle.keys().all()])
    if (found.join() !== expected.join()) t.fail(shown(options))
  }
  t.pass(`${some.length} ranges`)
  await oracle.close()
})

longTest('a range key of 1,024 bytes that another tool wrote is no entry', async (t, db, type) => {
  const sk = type === 'B' ? { B: Buffer.from(k(1_024)) } : { S: k(1_024) }
  const foreign = { pk: { S: db.name }, sk, v: { B: Buffer.from('1') } }
  await client.send(new PutItemCommand({ TableName: db.table, Item: foreign }))
  await db.batch([
    { type: 'put', key: k(1_023), value: '2' },
    { type: 'put', key: 'l', value: '3' }
  ])
  t.equal(await db.get(k(1_024)), undefined, 'no key leads there')
  for (const [name, read] of Object.entries<() => Promise<unknown>>({
    iterator: () => db.iterator().all(),
    keys: () => db.keys({ gte: k(1_024) }).all(),
    next: () => db.iterator({ reverse: true, lt: 'l' }).next()
  })) {
    const error = await rejection(read(), 'LEVEL_CORRUPTION')
    t.equal(String(error.key), k(1_024), `${name}: it is told, and not given as one that cannot be got`)
    t.match(error.expected, /whole key/)
  }
  t.same(await db.keys({ gte: 'l' }).all(), ['l'], 'others are read')
  await db.clear({ gte: k(1_024), lt: 'l' })
  t.same(await db.keys().all(), [k(1_023), 'l'], 'clear removes it')
})

longTest('every operation on the longest keys', async (t, db) => {
  const [a, b, none] = [LONGEST, `${k(64 * 1024 - 1)}l`, `${k(64 * 1024 - 1)}m`]
  await db.put(a, '1')
  await db.batch([
    { type: 'put', key: b, value: '2' },
    { type: 'put', key: 'short', value: '3' }
  ])
  t.equal(await db.get(a), '1')
  t.same(await db.getMany([b, none, a, b, 'short']), ['2', undefined, '1', '2', '3'])
  t.same([await db.has(a), await db.has(none)], [true, false])
  t.same(await db.hasMany([b, none, a]), [true, false, true])
  t.same(await db.keys({ gte: a }).all(), [a, b, 'short'])
  t.equal(await db.size(b), 1)
  t.equal(await db.expire(a, 60_000), true)
  t.ok(Number(await db.ttl(a)) > 0)
  t.equal((await db.getEntry(b))?.value, '2')
  t.equal(String((await rejection(db.put(b, '4', { ifAbsent: true }), 'DYNAMO_LEVEL_CONFLICT')).key), b)
  await db.transaction(async tx => {
    t.same(await tx.getMany([a, b, none]), ['1', '2', undefined])
    await tx.put(none, '5')
    await tx.del(a)
  })
  t.same(await db.getMany([a, b, none]), [undefined, '2', '5'])
  await db.batch().put(a, '6').del(b).put(a, '7').write()
  t.same(await db.getMany([a, b, none]), ['7', undefined, '5'])
  await db.batch([{ type: 'del', key: none }, ...puts([b])], { atomic: false })
  t.same(await db.keys().all(), [a, b, 'short'])
  const many = Array.from({ length: 101 }, (_, index) => `${k(2_000)}${String(index).padStart(3, '0')}`)
  await db.batch([...puts(many), { type: 'del', key: a }])
  t.same(await db.keys({ gt: k(2_000), lt: b }).all(), many, 'a batch of the journal')
  await db.del(b)
  t.equal(await db.has(b), false)
})

longTest('a key and the prefix of its sublevel', async (t, db) => {
  const sublevel = db.sublevel('s'.repeat(500)).sublevel('t'.repeat(600))
  const keys = ['', 'a', 'b', k(1_000), `${k(1_000)}l`]
  await sublevel.batch(keys.toReversed().map(key => ({ type: 'put', key, value: key })))
  await db.put('!', 'before')
  await db.put('t', 'after')
  t.same(await sublevel.keys().all(), keys)
  t.same(await sublevel.keys({ gt: 'a', reverse: true }).all(), keys.slice(2).toReversed())
  t.same(await sublevel.getMany(keys), keys)
  await sublevel.clear()
  t.same(await db.keys().all(), ['!', 't'])
})

longTest('a group of several MB', async (t, db) => {
  const keys = Array.from({ length: 60 }, (_, index) => `${k(50_000)}${String(index).padStart(2, '0')}`)
  await db.batch(puts(keys.toReversed()), { atomic: false })
  t.same(await db.keys().all(), keys)
  t.same(await db.keys({ gte: keys[20]!, limit: 3 }).all(), keys.slice(20, 23))
  t.same(await db.getMany([...keys, `${k(50_000)}60`]), [...keys.map(() => 'value'), undefined])
  await db.clear()
  t.same(await db.keys().all(), [])
})

longTest('keys that fit cost what they did', async (t, db) => {
  const keys = Array.from({ length: 50 }, (_, index) => `${k(900)}${String(index).padStart(2, '0')}`)
  await db.batch(puts(keys))
  log.clear()
  t.same(await db.keys({ gt: keys[4]!, lt: keys[30]!, limit: 10 }).all(), keys.slice(5, 15))
  t.same(log.counts(), { Query: 1 })
  t.equal(log.itemsRead(), 10)
})

longTest('keys that were left unprocessed are named as they are', async (t, db) => {
  faulty.onRequest = leavingUnprocessed(() => false)
  const error = await rejection(db.getMany(['', '\0a', 'b']), 'LEVEL_IO_ERROR')
  t.same(error.pending?.map(String), ['', '\0a', 'b'])
})

test('teardown', async () => client.destroy())
