// What is read and what comes over the wire is what was asked for.
import type { AttributeValue, BatchGetItemCommandOutput, QueryCommandOutput } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { createFaultyClient, leavingUnprocessed, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { TestTable } from './table.js'

/** As large as makes 1 MB of 10 entries. */
const LARGE = Buffer.alloc(100 * 1024, 'v')
const COUNT = 30
const KEYS = Array.from({ length: COUNT }, (_, index) => String(index).padStart(3, '0'))

const pauses = holdClock()
const faulty = createFaultyClient()
const { client, log } = faulty
let table: TestTable

const database = () => table.database<string, Buffer>({ keyEncoding: 'utf8' })

async function filled() {
  const db = database()
  await db.batch(
    KEYS.map(key => ({ type: 'put', key, value: LARGE })),
    { atomic: false }
  )
  log.clear()
  return db
}

/** Bytes of all attributes in the answers so far. */
function bytesRead(): number {
  const items = log.requests.flatMap(({ output }) => [
    ...((output as QueryCommandOutput).Items ?? []),
    ...Object.values((output as BatchGetItemCommandOutput).Responses ?? {}).flat()
  ])
  const bytesOf = (value: AttributeValue) => value.B?.length ?? value.S?.length ?? 0
  return items.flatMap(item => Object.values(item)).reduce((total, value) => total + bytesOf(value), 0)
}

test('setup', async () => {
  table = await TestTable.create(client)
})

test('keys come without values', async t => {
  const db = await filled()
  t.same(await db.keys().all(), KEYS, 'keys')
  t.same((await db.iterator({ values: false }).all()).length, COUNT, 'an iterator without values')
  t.ok((await db.hasMany(KEYS)).every(Boolean), 'hasMany')
  t.ok(await db.has('000'), 'has')
  t.ok(bytesRead() < 3 * COUNT * 200, `${bytesRead()} bytes`)

  log.clear()
  await db.clear({ gte: '000', lt: '005' })
  t.ok(bytesRead() < 1_000, `clear: ${bytesRead()} bytes`)
  await db.close()
})

test('values come with their keys, which tell where they stand, with their noted length, and nothing else', async t => {
  const db = await filled()
  t.equal((await db.values({ gte: '010' }).all()).length, 20)
  t.equal((await db.values({ gte: '010', lt: '015' }).all()).length, 5)
  t.ok(
    log.of('Query').every(({ output }) => {
      const { Items: items = [] } = output as QueryCommandOutput
      return items.every(item => Object.keys(item).sort().join() === 'l,sk,v')
    })
  )
  await db.close()
})

test('an iterator that is closed after one entry has read one page', async t => {
  const db = await filled()
  const iterator = db.iterator()
  t.equal((await iterator.next())?.[0], '000')
  await iterator.close()
  t.same(log.counts(), { Query: 1 })
  t.ok(log.itemsRead() <= 11, `${log.itemsRead()} entries`)

  log.clear()
  for await (const _ of db.iterator()) break
  t.same(log.counts(), { Query: 1 }, 'a loop that is left')
  await db.close()
})

test('a limit counts over all pages', async t => {
  const db = await filled()
  for (const limit of [9, 10, 11, 20, 25, 30, 31]) {
    log.clear()
    t.same(
      await db.iterator({ limit }).all(),
      KEYS.slice(0, limit).map(key => [key, LARGE]),
      `limit ${limit}`
    )
    t.equal(log.itemsRead(), Math.min(limit, COUNT), 'and nothing is read beside')
  }
  t.same((await db.iterator({ limit: 25, reverse: true }).all()).at(-1)?.[0], '005', 'in reverse')
  await db.close()
})

test('a seek reads from its target, in either direction', async t => {
  const db = await filled()
  const iterator = db.keys()
  t.equal(await iterator.next(), '000')
  log.clear()
  iterator.seek('027')
  t.same(await iterator.nextv(10), ['027', '028', '029'], 'forth')
  t.equal(log.itemsRead(), 3)
  log.clear()
  iterator.seek('003')
  t.same(await iterator.nextv(2), ['003', '004'], 'and back')
  t.equal(log.of('Query').length, 1)
  await iterator.close()

  const reverse = db.keys({ reverse: true })
  t.equal(await reverse.next(), '029')
  reverse.seek('001')
  t.same(await reverse.all(), ['001', '000'], 'in reverse')
  await db.close()
})

test('a seek leaves what the limit still allows', async t => {
  const db = await filled()
  const iterator = db.iterator({ limit: 8, reverse: true })
  t.equal((await iterator.nextv(5)).length, 5)
  log.clear()
  iterator.seek('029')
  t.same(
    (await iterator.all()).map(([key]) => key),
    ['029', '028', '027']
  )
  t.equal(log.itemsRead(), 3, 'and reads no more')
  await db.close()
})

test('an empty range sends nothing', async t => {
  const db = database()
  log.clear()
  t.same(await db.keys({ gt: 'b', lt: 'a' }).all(), [])
  t.same(await db.keys({ limit: 0 }).all(), [])
  await db.clear({ gte: 'b', lt: 'b' })
  const iterator = db.keys({ gt: 'b' })
  iterator.seek('a')
  t.equal(await iterator.next(), undefined)
  await iterator.close()
  t.same(log.counts(), {})
  await db.close()
})

test('getMany goes on at once where an answer was full', async t => {
  const db = await filled()
  faulty.onRequest = leavingUnprocessed(index => index < 10)
  const many = Array.from({ length: 250 }, (_, index) => KEYS[index % COUNT]!)
  pauses.length = 0
  const values = await db.getMany(many)
  faulty.onRequest = passOn

  t.equal(values.length, 250)
  t.ok(
    values.every(value => value?.equals(LARGE)),
    'every value'
  )
  t.same(log.counts(), { BatchGetItem: 3 }, 'each key is asked once')
  t.same(pauses, [], 'without a pause')
  await db.close()
})

test('a write reads nothing first', async t => {
  const db = table.database<string, Buffer>({ keyEncoding: 'utf8', createIfMissing: true })
  await db.open()
  log.clear()
  await db.put('a', LARGE)
  await db.put('a', LARGE)
  await db.del('a')
  await db.del('a')
  await db.batch([{ type: 'put', key: 'a', value: LARGE }])
  const two = [
    { type: 'put' as const, key: 'a', value: LARGE },
    { type: 'del' as const, key: 'b' }
  ]
  await db.batch(two)
  await db.batch(two, { atomic: false })
  t.same(log.counts(), { PutItem: 3, DeleteItem: 2, TransactWriteItems: 1, BatchWriteItem: 1 })
  t.equal(bytesRead(), 0)
  await db.close()
})

test('a batch that may overwrite values in chunks looks for them, and for nothing else', async t => {
  const db = await filled()
  await db.put('large', Buffer.alloc(500_000))
  log.clear()
  await db.batch([
    { type: 'put', key: '000', value: LARGE },
    { type: 'del', key: '001' }
  ])
  t.same(log.counts(), { BatchGetItem: 1, TransactWriteItems: 1 })
  t.ok(bytesRead() < 100, `${bytesRead()} bytes`)
  await db.close()
})

test('teardown', async () => client.destroy())
