// What other stores of this kind on DynamoDB get wrong. Their failures in ranges stand in range-options.test.ts, in what
// is transferred in transfer.test.ts, under overload in faults.test.ts.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { createFaultyClient, failing, only, passOn } from '../faulty-client.js'
import { accessDenied } from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'
import { TestTable } from './table.js'

const UTF8 = { keyEncoding: 'utf8', valueEncoding: 'utf8' } as const

const faulty = createFaultyClient()
const { client, log } = faulty
let table: TestTable

const text = () => table.database<string, string>(UTF8)
const number = (index: number) => String(index).padStart(3, '0')
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => number(from + index))
const puts = (keys: string[], value = 'value') => keys.map(key => ({ type: 'put' as const, key, value }))

test('setup', async () => {
  table = await TestTable.create(client)
})

test('259 binary keys stay 259', async t => {
  const db = table.database()
  const keys = [
    Buffer.from([]),
    ...Array.from({ length: 256 }, (_, byte) => Buffer.from([byte])),
    Buffer.from([0xff, 0xff]),
    Buffer.from([0xc3, 0x28])
  ].sort(Buffer.compare)
  t.equal(keys.length, 259)

  await db.batch(keys.map(key => ({ type: 'put', key, value: Buffer.concat([Buffer.from('of '), key]) })))
  t.same(await db.keys().all(), keys, 'iterated, in the order of bytes')
  t.same(await db.keys({ reverse: true }).all(), keys.toReversed(), 'and in reverse')
  t.same(
    await db.getMany(keys),
    keys.map(key => Buffer.concat([Buffer.from('of '), key])),
    'each with its value'
  )
  for (const key of keys) await db.del(key)
  t.same(await db.keys().all(), [], 'deleted one by one')
  await db.close()
})

test('an iterator without bounds finds keys at and above U+0100', async t => {
  const db = text()
  const keys = [
    'a',
    '\xFF',
    '\xFF'.repeat(9),
    '\u0100',
    '\u20AC',
    '\uFB00',
    '\uFFFF',
    '\u{1F600}',
    '\u{10FFFF}'
  ]
  await db.batch(puts(keys))
  t.same(await db.keys().all(), keys)
  t.same(await db.keys({ gte: '\u0100' }).all(), keys.slice(3))
  await db.close()
})

test('the empty key', async t => {
  const db = text()
  await db.put('', 'empty')
  await db.put('\0', 'zero')
  t.equal(await db.get(''), 'empty')
  t.same(await db.getMany(['', '\0', '\0\0']), ['empty', 'zero', undefined])
  t.same(await db.hasMany(['', '\0\0']), [true, false])
  t.same(await db.keys().all(), ['', '\0'])
  t.same(await db.keys({ gt: '' }).all(), ['\0'])
  await db.del('')
  t.same(await db.keys().all(), ['\0'])
  await db.close()
})

test('values come back as they were', async t => {
  const db = text()
  const values = ['', ' ', '  \n\t', 'null', '{', '\uFEFF', '\u{1F600}']
  for (const value of values) {
    await db.put('key', value)
    t.equal(await db.get('key'), value, JSON.stringify(value))
  }
  const json = db.sublevel<string, unknown>('json', { valueEncoding: 'json' })
  for (const value of [{ S: 'x' }, { B: 'eA==' }, { NULL: true }, [], false, '', 0]) {
    await json.put('key', value)
    t.same(await json.get('key'), value, JSON.stringify(value))
  }
  await db.close()
})

test('clear deletes its range and nothing else', async t => {
  const db = text()
  await db.batch(puts(numbers(0, 300)))
  await db.clear({ gte: number(100), lt: number(200) })
  t.same(await db.keys().all(), [...numbers(0, 100), ...numbers(200, 300)], 'gte and lt')
  await db.clear({ limit: 20 })
  t.same(await db.keys().all(), [...numbers(20, 100), ...numbers(200, 300)], 'limit')
  await db.clear({ limit: 20, reverse: true })
  t.same(await db.keys().all(), [...numbers(20, 100), ...numbers(200, 280)], 'limit in reverse')
  await db.clear({ gt: number(30), lte: number(260), limit: 100 })
  t.same(await db.keys().all(), [...numbers(20, 31), ...numbers(231, 280)], 'both')
  await db.close()
})

test('two operations of a batch on one key', async t => {
  const db = table.database()
  const [a, b] = [Buffer.from('a'), Buffer.from('b')]
  const put = (key: Buffer, value: string) => ({
    type: 'put' as const,
    key: Buffer.from(key),
    value: Buffer.from(value)
  })
  const del = (key: Buffer) => ({ type: 'del' as const, key: Buffer.from(key) })

  await db.batch([put(a, '1'), put(a, '2'), put(b, '1')])
  t.same(await db.getMany([a, b]), [Buffer.from('2'), Buffer.from('1')], 'put and put')
  await db.batch([del(a), put(a, '3'), del(b)])
  t.same(await db.getMany([a, b]), [Buffer.from('3'), undefined], 'delete and put')
  await db.batch([put(a, '4'), put(b, '4'), del(a)])
  t.same(await db.getMany([a, b]), [undefined, Buffer.from('4')], 'put and delete')
  await db.batch().put(b, Buffer.from('5')).del(b).put(b, Buffer.from('6')).write()
  t.same(await db.get(b), Buffer.from('6'), 'chained')
  await db.close()
})

test('a batch of more than 100 operations', async t => {
  const db = text()
  for (const atomic of [true, false]) {
    await db.batch(puts(numbers(0, 150), 'old'), { atomic })
    await db.batch(
      [...puts(numbers(50, 300), 'new'), ...numbers(0, 50).map(key => ({ type: 'del' as const, key }))],
      { atomic }
    )
    t.same(
      await db.iterator().all(),
      numbers(50, 300).map(key => [key, 'new']),
      `atomic: ${atomic}`
    )
    t.same(
      await db.getMany(numbers(0, 300)),
      numbers(0, 300).map((_, index) => (index < 50 ? undefined : 'new')),
      'read by getMany'
    )
  }
  await db.close()
})

test('a value as large as an item may be, and one byte more', async t => {
  const db = table.database()
  const key = Buffer.from('key')
  for (const length of [400 * 1024, 400 * 1024 + 1]) {
    const value = Buffer.alloc(length, 'v')
    await db.put(key, value)
    t.ok((await db.get(key))?.equals(value), `put of ${length}`)
    await db.batch([
      { type: 'put', key: Buffer.from('other'), value: key },
      { type: 'put', key, value }
    ])
    t.ok((await db.get(key))?.equals(value), `batch of ${length}`)
  }
  await db.close()
})

test('options stay as the caller made them', async t => {
  const db = text()
  await db.batch(puts(['a', 'b', 'c']))
  const range = Object.freeze({ gt: 'a', lt: 'c', limit: 5, reverse: true })
  t.same(await db.keys(range).all(), ['b'])
  await db.clear(range)
  t.same(range, { gt: 'a', lt: 'c', limit: 5, reverse: true })
  await db.close()
})

test('each instance has the client and the options that it was given', async t => {
  const location = uniqueLocation()
  const other = createFaultyClient()
  const json = new DynamoLevel<string, unknown>(location, { client, valueEncoding: 'json' })
  const plain = new DynamoLevel(location, { client: other.client })
  await json.put('key', { a: 1 })
  await plain.open()
  other.log.clear()
  t.equal(await plain.get('key'), '{"a":1}')
  t.same(other.log.counts(), { GetItem: 1 })
  await Promise.all([json.close(), plain.close()])
  other.client.destroy()
})

test('what cannot be looked at is not taken for missing', async t => {
  for (const operation of ['DescribeTable', 'Query']) {
    log.clear()
    faulty.onRequest = only(operation, failing(accessDenied))
    const db = new DynamoLevel(`${table.name}/denied`, { client })
    const { code, cause } = await rejection(db.open())
    faulty.onRequest = passOn
    t.equal(code, 'LEVEL_DATABASE_NOT_OPEN', operation)
    t.equal((cause as { code?: string }).code, 'DYNAMO_LEVEL_ACCESS_DENIED')
    t.notOk('CreateTable' in log.counts() || 'PutItem' in log.counts(), 'nothing is made')
  }
})

test('the manifest claims no snapshots', async t => {
  const db = text()
  const { implicitSnapshots, explicitSnapshots } = db.supports
  t.same([implicitSnapshots, explicitSnapshots], [false, false])
  await db.close()
})

test('teardown', async () => client.destroy())

async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await promise.then(
    () => new Error('It was expected to fail'),
    error => error
  )
  return error
}
