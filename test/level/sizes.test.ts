// How large values, ranges and databases are.
import { type AttributeValue, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { itemSize } from '../../lib/embedded/attribute/size.js'
import { clock } from '../../lib/level/clock.js'
import { createFaultyClient, smallPages } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { pattern } from '../pattern.js'
import { rejection } from '../rejection.js'
import { databaseTests } from './database-tests.js'

const KB = 1024
const MB = KB * KB
/** What DynamoDB rounds up to. */
const GRAIN = 4 * KB

const faulty = createFaultyClient()
const { client, log } = faulty
const { test: sizeTest } = databaseTests<string, Buffer>(faulty, { keyEncoding: 'utf8' })
let now = Date.now() + 3_600_000
holdClock()
clock.now = () => now

const number = (index: number) => String(index).padStart(5, '0')

type StoredItem = Record<string, AttributeValue>

/** All items under a hash key, as the engine has them. */
async function wholeItems({ table }: { table: string }, hashKey: string): Promise<never[]> {
  const items: StoredItem[] = []
  const input = {
    TableName: table,
    KeyConditionExpression: 'pk = :h',
    ExpressionAttributeValues: { ':h': { S: hashKey } }
  }
  for await (const page of paginateQuery({ client }, input)) items.push(...(page.Items ?? []))
  return items as never[]
}

sizeTest('the size of a value, without reading it', async (t, db) => {
  for (const size of [0, 1, 1_023, 1_024, 400_000, 409_600, MB, 5 * MB]) {
    await db.put('a', pattern(size))
    log.clear()
    t.equal(await db.size('a'), size)
    t.same(log.counts(), { GetItem: size < 1_024 ? 2 : 1 }, 'by one request, but for what is short')
    const isRead = log.requests.some(({ output }) => 'v' in ((output as { Item?: object }).Item ?? {}))
    t.equal(isRead, size < 1_024)
  }
  t.equal(await db.size('none'), undefined)
  await db.put('a', pattern(2_000), { ttl: 1_000 })
  now += 1_000
  t.equal(await db.size('a'), undefined, 'of what is expired')

  const users = db.sublevel('users')
  await users.put('a', 'value')
  t.equal(await db.size('a', { sublevel: users }), 5, 'on a sublevel')
  const foreign = { pk: { S: db.name }, sk: { B: Buffer.from('a') }, v: { B: pattern(3_000) } }
  await client.send(new PutItemCommand({ TableName: db.table, Item: foreign }))
  t.equal(await db.size('a'), 3_000, 'of an entry that another tool wrote')
  t.equal(await db.size('a', { consistentRead: false }), 3_000)
})

sizeTest('about how large a range is', async (t, db) => {
  await db.batch(
    Array.from({ length: 300 }, (_, index) => ({
      type: 'put' as const,
      key: number(index),
      value: pattern(10_000)
    })),
    { atomic: false }
  )
  const isAbout = async (options: object, bytes: number, pages = 1) => {
    const size = await db.approximateSize(options)
    t.ok(size >= bytes && size <= bytes * 1.02 + pages * GRAIN, `${JSON.stringify(options)}: ${size}`)
  }
  log.clear()
  await isAbout({}, 3_000_000, 3)
  t.same(Object.keys(log.counts()), ['Query'])
  t.ok(log.requests.length <= 4, 'in pages of 1 MB')
  await isAbout({ gte: number(100), lt: number(200) }, 1_000_000, 2)
  await isAbout({ gt: number(297) }, 20_000)
  await isAbout({ gte: number(5), lte: number(5) }, 10_000)
  t.equal(await db.approximateSize({ gt: 'x' }), 0, 'of nothing')
  t.equal(await db.approximateSize({ gt: 'b', lt: 'a' }), 0, 'of what cannot be')
  t.equal(await db.approximateSize(), await db.approximateSize({}))

  faulty.onRequest = smallPages(50)
  await isAbout({}, 3_000_000, 6)
  await db.put(number(150), pattern(5 * MB))
  await isAbout({ gte: number(150), lte: number(150) }, 5 * MB)
  await isAbout({ gt: number(150), lte: number(151) }, 10_000)
})

sizeTest('how much there is', async (t, db) => {
  await db.batch(
    Array.from({ length: 120 }, (_, index) => ({
      type: 'put' as const,
      key: number(index),
      value: pattern(10_000),
      ...(index < 20 && { ttl: 1_000 })
    })),
    { atomic: false }
  )
  await db.put('large', pattern(2 * MB))
  log.clear()
  const { table, database, ...others } = await db.stats()
  t.same(log.counts(), { DescribeTable: 1 })
  t.same(Object.keys(table), ['items', 'bytes', 'maxAge'])
  t.ok(Object.values(table).every(value => Number.isInteger(value) && value >= 0))
  t.equal(table.maxAge, 6 * 3_600_000, 'which may be as old as DynamoDB leaves it')
  t.same([database, others], [undefined, {}])

  now += 1_000
  faulty.onRequest = smallPages(50)
  const progress: { operation: string; entries: number; bytes: number }[] = []
  db.on('progress', event => progress.push(event))
  const { database: exact } = await db.stats({ exact: true })
  t.equal(exact?.entries, 101, 'what is expired does not count')
  const isLarge = (item: StoredItem) => item['c'] !== undefined
  const entries = await wholeItems(db, db.name)
  t.equal(entries.filter(isLarge).length, 1)
  const stored = [...entries, ...(await wholeItems(db, `${db.name}#chunks`))]
  t.equal(
    exact!.bytes,
    stored.reduce((total, item) => total + itemSize(item), 0),
    'to the byte'
  )
  t.ok(exact!.bytes > 120 * 10_000 + 2 * MB, 'with what is expired, as long as it stands there')
  t.ok(progress.length >= 3, `${progress.length} events`)
  t.ok(progress.every(({ operation }) => operation === 'stats'))
  t.same(
    progress.map(({ entries }) => entries),
    progress.map(({ entries }) => entries).toSorted((a, b) => a - b)
  )
  t.equal(progress.at(-1)?.entries, 101)
})

sizeTest('a count that is aborted', async (t, db) => {
  await db.batch(
    Array.from({ length: 90 }, (_, index) => ({ type: 'put', key: number(index), value: pattern(9) }))
  )
  for (const [name, count] of Object.entries<(signal: AbortSignal) => Promise<unknown>>({
    stats: signal => db.stats({ exact: true, signal }),
    approximateSize: signal => db.approximateSize({ signal })
  })) {
    const pages = smallPages(10)
    const controller = new AbortController()
    faulty.onRequest = (request, send) => {
      if (log.of('Query').length === 3) controller.abort(new Error('Enough'))
      return pages(request, send)
    }
    log.clear()
    const error = await rejection(count(controller.signal), 'LEVEL_ABORTED')
    t.equal((error.cause as Error).message, 'Enough', name)
    t.equal(log.of('Query').length, 3)
  }
})

sizeTest('options that cannot be', async (t, db) => {
  for (const [option, value] of Object.entries({ exact: 'yes', exakt: true, signal: 1 })) {
    const error = await rejection(db.stats({ [option]: value }), 'DYNAMO_LEVEL_INVALID_OPTION')
    t.equal(error.option, option)
  }
  t.same(log.counts(), {})
})

test('teardown', async () => client.destroy())
