// Bad input, and every error code of this package. Each failure says what it must, and writes nothing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DynamoDBClient, PutItemCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelError, type ErrorCode } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { ERROR_CODES } from '../../lib/level/errors.js'
import { dynamoDown } from '../../lib/leveldown/index.js'
import { createClient } from '../backend.js'
import { createFaultyClient, failing, numbered, only, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { createTable, isThere, scan, uniqueTable } from '../raw-table.js'
import { openFailure, rejection } from '../rejection.js'
import { accessDenied, serverError, validation } from '../service-failures.js'
import { BAD_LOCATIONS, BAD_OPTIONS } from './misuse.js'

const ROOT = join(import.meta.dirname, '../../..')
const client = createClient()
const TABLE = uniqueTable()
const raised = new Set<ErrorCode>()
let now = 0
holdClock()
clock.now = () => now

/** The test of a code: each code has one here. */
function codeTest<C extends ErrorCode>(
  code: C,
  name: string,
  body: (t: Test, code: C) => Promise<void> | void
): void {
  test(`${code}: ${name}`, async t => {
    await body(t, code)
    raised.add(code)
  })
}

/** What a function throws, which must be a TypeError with this code. */
function misuse(run: () => unknown, code: ErrorCode): TypeError & { option?: string; location?: unknown } {
  try {
    run()
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && error.code === code) return error
    throw new Error(`Expected a TypeError with code ${code}`, { cause: error })
  }
  throw new Error('It was expected to throw')
}

async function open(name: string, options: object = {}): Promise<DynamoLevel> {
  const db = new DynamoLevel(`${TABLE}/${name}`, { client, ...options })
  await db.open()
  return db
}

const nameOf = (cause: unknown) => (cause as Error | undefined)?.name

codeTest('LEVEL_INVALID_KEY', 'a key over the limit', async (t, code) => {
  const db = await open('keys')
  const [longest, tooLong] = ['k'.repeat(64 * 1_024), 'k'.repeat(64 * 1_024 + 1)]
  for (const [name, operation] of Object.entries<() => Promise<unknown>>({
    put: () => db.put(tooLong, '1'),
    'put of 21,846 characters of 3 bytes': () => db.put('\uffff'.repeat(21_846), '1'),
    del: () => db.del(tooLong),
    get: () => db.get(tooLong),
    has: () => db.has(tooLong),
    getMany: () => db.getMany(['a', tooLong]),
    hasMany: () => db.hasMany(['a', tooLong]),
    getEntry: () => db.getEntry(tooLong),
    ttl: () => db.ttl(tooLong),
    expire: () => db.expire(tooLong, 1_000),
    size: () => db.size(tooLong),
    batch: () => db.batch([...'abc', tooLong].map(key => ({ type: 'put', key, value: '1' }))),
    'batch that need not be atomic': () =>
      db.batch(
        [...'abc', tooLong].map(key => ({ type: 'put', key, value: '1' })),
        { atomic: false }
      ),
    'chained batch': () => db.batch().put('a', '1').del(tooLong).write(),
    transaction: () =>
      db.transaction(async tx => {
        await tx.put('a', '1')
        await tx.put(tooLong, '1')
      }),
    'batch on a sublevel': () => db.sublevel('s').batch([{ type: 'put', key: longest, value: '1' }])
  })) {
    const error = await rejection(operation(), code)
    t.ok('limit' in error && error.limit === 64 * 1_024 && error.byteLength > error.limit, name)
  }
  t.deepEqual(await db.keys().all(), [], 'nothing is written')

  await db.put(longest, '1')
  t.deepEqual(
    await db.keys({ gte: longest.slice(1), lte: tooLong }).all(),
    [longest],
    'the longest is stored, and longer bounds serve'
  )
  await db.close()
})

codeTest('LEVEL_INVALID_KEY', 'a key that is no UTF-8 in a range key of type S', async (t, code) => {
  const table = await createTable(client, ['tenant', 'S'], ['id', 'S'])
  const db = new DynamoLevel<Buffer, string>(table, { client, keyEncoding: 'buffer' })
  for (const key of [Buffer.from([0xff]), Buffer.alloc(3_000, 0xff)]) {
    const error = await rejection(db.put(key, '1'), code)
    t.equal('reason' in error && error.reason, 'not UTF-8')
    await rejection(db.get(key), code)
  }
  t.deepEqual(await db.keys().all(), [])
  await db.close()
})

codeTest('LEVEL_IO_ERROR', 'a failure of the service', async (t, code) => {
  const faulty = createFaultyClient()
  const db = await open('io', { client: faulty.client })
  faulty.onAttempt = failing(serverError)
  const error = await rejection(db.put('a', '1'), code)
  t.deepEqual(
    [error.operation, error.awsName, error.attempts, error.requestId],
    ['PutItem', 'InternalServerError', 4, 'REQUEST']
  )
  t.equal(nameOf(error.cause), 'InternalServerError')
  faulty.onAttempt = failing(validation)
  t.equal((await rejection(db.put('a', '1'), code)).awsName, 'ValidationException')
  await db.close()
  faulty.client.destroy()
})

codeTest('LEVEL_IO_ERROR', 'an endpoint where nobody listens', async (t, code) => {
  const nowhere = new DynamoDBClient({
    endpoint: 'http://127.0.0.1:9',
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' }
  })
  const { cause } = await openFailure(new DynamoLevel(TABLE, { client: nowhere }), code)
  t.equal((cause as NodeJS.ErrnoException).code, 'ECONNREFUSED')
  nowhere.destroy()
})

codeTest('LEVEL_CORRUPTION', 'an item that is no entry, a marker without a version', async (t, code) => {
  const db = await open('corrupt')
  const put = (pk: string, sk: string, rest: object) =>
    client.send(
      new PutItemCommand({ TableName: TABLE, Item: { pk: { S: pk }, sk: { B: Buffer.from(sk) }, ...rest } })
    )
  await put('corrupt', 'none', {})
  await put('corrupt', 'other', { v: { S: 'text' } })

  for (const [key, found] of [
    ['none', 'none'],
    ['other', 'one of type S']
  ] as const) {
    for (const read of [() => db.getMany([key]), () => db.iterator({ gte: key, lte: key }).all()]) {
      const error = await rejection(read(), code)
      t.equal(error.found, found)
      t.equal(String(error.key), key)
    }
    t.equal((await rejection(db.get(key), code)).found, found)
  }
  await db.close()

  await put('corrupt#marker', 'marker', { format: { S: '1' } })
  const marker = await openFailure(new DynamoLevel(`${TABLE}/corrupt`, { client }), code)
  t.equal(marker.expected, 'a number')
})

codeTest('LEVEL_ABORTED', 'a signal that fires', async (t, code) => {
  const faulty = createFaultyClient()
  const db = await open('aborted', { client: faulty.client })
  const controller = new AbortController()
  faulty.onRequest = async (_, send) => {
    controller.abort(new Error('Enough'))
    return send()
  }
  const error = await rejection(db.iterator({ signal: controller.signal }).all(), code)
  t.equal((error as Error).name, 'AbortError')
  t.equal((error.cause as Error).message, 'Enough')
  await db.close()
  faulty.client.destroy()
})

codeTest('DYNAMO_LEVEL_INVALID_OPTION', 'options that cannot be, or are misspelt', async (t, code) => {
  for (const [option, value, named = option] of BAD_OPTIONS) {
    const error = misuse(() => new DynamoLevel(TABLE, { client, [option]: value }), code)
    t.ok(error.option === named && error.message.includes(named), `${named}: ${error.message}`)
  }
  for (const options of [null, 1, 'options']) misuse(() => new DynamoLevel(TABLE, options as never), code)

  const unknown = new DynamoLevel(TABLE, { client, timeToLive: 1 } as never)
  t.ok(String(await openFailure(unknown, code)).includes('timeToLive'), 'an unknown one, when it opens')

  for (const options of [
    { client, dropTables: true },
    { client, dropTable: 'yes' },
    { client, createIfMissing: true }
  ]) {
    const error = await rejection(DynamoLevel.destroy(TABLE, options as never), code)
    t.ok((error as unknown) instanceof TypeError, `destroy: ${(error as Error).message}`)
  }
  t.notOk(await isThere(client, 'options'), 'no table is made')
})

codeTest('DYNAMO_LEVEL_INVALID_OPTION', 'options of reads and writes that are misspelt', async (t, code) => {
  const db = await open('spelling')
  const users = db.sublevel('users')
  const misspelt = { tll: 60_000 } as object
  const read = { consistantRead: false } as object
  const writes: Record<string, () => Promise<unknown>> = {
    put: () => db.put('a', '1', misspelt),
    del: () => db.del('a', misspelt),
    'batch, an operation': () => db.batch([{ type: 'put', key: 'a', value: '1', ...misspelt }]),
    batch: () => db.batch([{ type: 'put', key: 'a', value: '1' }], misspelt),
    'batch that is not atomic': () => db.batch([{ type: 'del', key: 'a', ...misspelt }], { atomic: false }),
    'chained batch': () => db.batch().put('a', '1', misspelt).write(),
    'chained batch, write': () => db.batch().put('a', '1').write(misspelt),
    'on a sublevel': () => users.put('a', '1', misspelt),
    'put in a transaction': () => db.transaction(tx => tx.put('a', '1', misspelt)),
    'del in a transaction': () => db.transaction(tx => tx.del('a', misspelt))
  }
  const reads: Record<string, () => Promise<unknown>> = {
    get: () => db.get('a', read),
    getMany: () => db.getMany(['a'], read),
    has: () => db.has('a', read),
    hasMany: () => db.hasMany(['a'], read),
    getEntry: () => db.getEntry('a', read),
    ttl: () => db.ttl('a', read),
    size: () => db.size('a', read),
    iterator: async () => db.iterator(read).all()
  }
  for (const [option, calls] of Object.entries({ tll: writes, consistantRead: reads })) {
    for (const [name, call] of Object.entries(calls)) {
      const error = await rejection(call(), code)
      t.ok((error as unknown) instanceof TypeError, `${name}: ${(error as Error).message}`)
      t.equal(error.option, option)
    }
  }
  t.same(await db.keys().all(), [], 'nothing is written')
  await db.put('a', '1', { sync: true, fillCache: false } as object)
  t.equal(await db.get('a', { fillCache: false } as object), '1', 'what others know is passed over')
  await db.close()
})

codeTest('DYNAMO_LEVEL_INVALID_LOCATION', 'locations that name no table or database', async (t, code) => {
  for (const location of BAD_LOCATIONS) {
    const error = misuse(() => new DynamoLevel(location as string, { client }), code)
    t.equal(error.location, location, error.message.slice(0, 80))
    await rejection(DynamoLevel.destroy(location as string, { client }), code)
  }
  misuse(() => new DynamoLevel('name', { client, table: 'a/b' }), code)
  misuse(() => new DynamoLevel('a#b', { client, table: 'table' }), code)
})

codeTest('DYNAMO_LEVEL_DATABASE_NOT_FOUND', 'createIfMissing: false', async (t, code) => {
  await (await open('found')).close()
  const before = await scan(client, TABLE)
  const error = await openFailure(new DynamoLevel(`${TABLE}/none`, { client, createIfMissing: false }), code)
  t.deepEqual([error.table, error.database], [TABLE, 'none'])
  t.equal(error.name, 'Error', 'an error has a name already')
  t.deepEqual(await scan(client, TABLE), before, 'nothing is written')
})

codeTest('DYNAMO_LEVEL_DATABASE_EXISTS', 'errorIfExists: true', async (t, code) => {
  await (await open('found')).close()
  const error = await openFailure(new DynamoLevel(`${TABLE}/found`, { client, errorIfExists: true }), code)
  t.deepEqual([error.table, error.database], [TABLE, 'found'])
})

codeTest('DYNAMO_LEVEL_TABLE_NOT_FOUND', 'a missing table', async (t, code) => {
  for (const options of [
    { createIfMissing: false },
    { createIfMissing: false, schema: {}, errorIfExists: true }
  ]) {
    const table = uniqueTable()
    const error = await openFailure(new DynamoLevel(table, { client, ...options }), code)
    t.equal(error.table, table)
    t.equal(nameOf(error.cause), 'ResourceNotFoundException', 'keeps the cause')
    t.notOk(await isThere(client, table), 'no table is made')
  }

  const table = uniqueTable()
  const db = new DynamoLevel(table, { client, createIfMissing: false, schema: {} })
  for (const operation of [
    () => db.get('a'),
    () => db.put('a', '1'),
    () => db.getMany(['a']),
    () =>
      db.batch([
        { type: 'del', key: 'a' },
        { type: 'del', key: 'b' }
      ]),
    () => db.keys().all(),
    () => db.clear()
  ]) {
    const error = await rejection(operation(), code)
    t.equal(nameOf(error.cause), 'ResourceNotFoundException')
  }
  await db.close()
})

codeTest(
  'DYNAMO_LEVEL_TABLE_UNAVAILABLE',
  'a table that cannot be used, or is not ready in time',
  async (t, code) => {
    const faulty = createFaultyClient()
    for (const status of [
      'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
      'ARCHIVED',
      'CREATING',
      'DELETING'
    ] as const) {
      faulty.onRequest = only('DescribeTable', async () => {
        now += 60_000
        return { Table: { TableStatus: status }, $metadata: {} }
      })
      const error = await openFailure(new DynamoLevel(TABLE, { client: faulty.client }), code)
      t.deepEqual([error.table, error.status], [TABLE, status])
    }
    faulty.client.destroy()
  }
)

codeTest('DYNAMO_LEVEL_SCHEMA_MISMATCH', 'a table that cannot serve', async (t, code) => {
  for (const [expected, found, ...keys] of [
    ['a range key of type B or S', 'no range key', ['pk', 'S']],
    ['a range key of type B or S', 'one of type N', ['pk', 'S'], ['sk', 'N']],
    ['a hash key of type S', 'one of type N', ['pk', 'N'], ['sk', 'B']],
    ['a hash key of type S', 'one of type B', ['pk', 'B'], ['sk', 'B']],
    ...[...'vzlckretnsi', 'format', 'large'].map(
      name =>
        [
          'keys with other names than our attributes',
          `'${name}'`,
          ...[['pk', 'S'] as const, [name, 'B'] as const]
        ] as const
    )
  ] as const) {
    const table = await createTable(client, keys[0] as never, keys[1] as never)
    const error = await openFailure(new DynamoLevel(table, { client }), code)
    t.deepEqual([error.table, error.expected, error.found], [table, expected, found])
    t.deepEqual(await scan(client, table), [], 'nothing is written')
    await rejection(DynamoLevel.destroy(table, { client }), code)
  }
})

codeTest('DYNAMO_LEVEL_SCHEMA_MISMATCH', 'a table with other keys than the option says', async (t, code) => {
  const table = await createTable(client, ['tenant', 'S'], ['id', 'S'])
  for (const schema of [{}, { hashKey: 'tenant', rangeKey: 'id' }, { hashKey: 'id', rangeKey: 'tenant' }]) {
    const error = await openFailure(new DynamoLevel(table, { client, schema }), code)
    t.equal(nameOf(error.cause), 'ValidationException', JSON.stringify(schema))
  }
  t.deepEqual(await scan(client, table), [], 'nothing is written')
})

codeTest('DYNAMO_LEVEL_FORMAT_UNSUPPORTED', 'a database of a newer version', async (t, code) => {
  const marker = { pk: { S: 'newer#marker' }, sk: { B: Buffer.from('marker') }, format: { N: '2' } }
  await (await open('found')).close()
  await client.send(new PutItemCommand({ TableName: TABLE, Item: marker }))
  for (const options of [{}, { createIfMissing: false }, { errorIfExists: true }]) {
    const error = await openFailure(new DynamoLevel(`${TABLE}/newer`, { client, ...options }), code)
    t.deepEqual([error.supported, error.found], [1, 2])
  }
})

codeTest('DYNAMO_LEVEL_BATCH_INCOMPLETE', 'a batch that is written in part', async (t, code) => {
  const faulty = createFaultyClient()
  const db = await open('incomplete', { client: faulty.client })
  faulty.onRequest = failing(serverError)
  const error = await rejection(
    db.batch(
      [
        { type: 'put', key: 'a', value: '1', ttl: 1_000 },
        { type: 'del', key: 'b' }
      ],
      { atomic: false }
    ),
    code
  )
  t.deepEqual(error.pending, [
    { type: 'put', key: Buffer.from('a'), value: Buffer.from('1'), ttl: 1_000 },
    { type: 'del', key: Buffer.from('b') }
  ])
  t.equal((error.cause as DynamoLevelError).code, 'LEVEL_IO_ERROR')
  t.equal(nameOf((error.cause as Error).cause), 'InternalServerError')
  await db.close()
  faulty.client.destroy()
})

codeTest('DYNAMO_LEVEL_BATCH_UNFINISHED', 'a batch that is decided and interrupted', async (t, code) => {
  const faulty = createFaultyClient()
  const db = await open('unfinished', { client: faulty.client })
  const operations = Array.from({ length: 101 }, (_, index) => ({
    type: 'put' as const,
    key: String(index),
    value: '1'
  }))
  faulty.onRequest = numbered(3, Infinity, failing(serverError))
  const error = await rejection(db.batch(operations), code)
  t.equal((error.cause as DynamoLevelError).code, 'LEVEL_IO_ERROR')
  faulty.onRequest = passOn
  await db.put('other', '1')
  t.equal((await db.keys().all()).length, 102, 'the next write finishes it')
  await db.close()
  faulty.client.destroy()
})

codeTest('DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED', 'a value that is compressed otherwise', async (t, code) => {
  const db = await open('compressed')
  const item = { pk: { S: 'compressed' }, sk: { B: Buffer.from('a') }, z: { S: 'lzma' } }
  await client.send(
    new PutItemCommand({ TableName: TABLE, Item: { ...item, v: { B: Buffer.from('value') } } })
  )
  for (const read of [() => db.get('a'), () => db.getMany(['a']), () => db.values().all()]) {
    t.equal((await rejection(read(), code)).algorithm, 'lzma')
  }
  t.deepEqual(await db.keys().all(), ['a'], 'its key can be read')
  await db.put('a', '1')
  t.equal(await db.get('a'), '1', 'and it can be overwritten')
  await db.close()
})

codeTest('DYNAMO_LEVEL_EXPIRY_MISMATCH', 'a table that lets items expire otherwise', async (t, code) => {
  const table = await createTable(client, ['pk', 'S'], ['sk', 'B'])
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: table,
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'deleteAt' }
    })
  )
  const error = await openFailure(new DynamoLevel(table, { client, ttl: 1_000 }), code)
  t.deepEqual([error.table, error.expected, error.found], [table, 't', 'deleteAt'])
  t.deepEqual(await scan(client, table), [], 'nothing is written')
})

codeTest('DYNAMO_LEVEL_CONFLICT', 'an entry that is not as a condition says', async (t, code) => {
  const db = await open('conflict')
  await db.put('a', '1')
  const error = await rejection(db.put('a', '2', { ifAbsent: true, returnCurrent: true }), code)
  t.equal(String(error.key), 'a')
  t.equal(String(error.current?.value), '1')
  t.equal(await db.get('a'), '1', 'nothing is written')
  await db.close()
})

codeTest('DYNAMO_LEVEL_TOO_LARGE', 'conditions that do not fit into one transaction', async (t, code) => {
  const db = await open('too large')
  const operations = Array.from({ length: 101 }, (_, index) => ({
    type: 'put' as const,
    key: String(index),
    value: '1',
    ifAbsent: true
  }))
  const error = await rejection(db.batch(operations), code)
  t.deepEqual([error.count, error.limit], [101, 100])
  t.deepEqual(await db.keys().all(), [], 'nothing is written')
  await db.close()
})

codeTest('DYNAMO_LEVEL_ACCESS_DENIED', 'what IAM does not allow', async (t, code) => {
  const faulty = createFaultyClient()
  const db = await open('denied', { client: faulty.client })
  faulty.onRequest = failing(accessDenied)
  for (const [name, operation] of Object.entries<() => Promise<unknown>>({
    GetItem: () => db.get('a'),
    PutItem: () => db.put('a', '1'),
    DeleteItem: () => db.del('a'),
    TransactWriteItems: () =>
      db.batch([
        { type: 'del', key: 'a' },
        { type: 'del', key: 'b' }
      ]),
    BatchWriteItem: () =>
      db.batch(
        [
          { type: 'del', key: 'a' },
          { type: 'del', key: 'b' }
        ],
        { atomic: false }
      ),
    UpdateItem: () => db.expire('a', 1_000),
    DescribeTable: () => db.stats(),
    Query: () => db.clear()
  })) {
    const error = await rejection(operation(), code)
    t.deepEqual([error.operation, error.awsName, error.requestId], [name, 'AccessDeniedException', 'REQUEST'])
    t.equal(nameOf(error.cause), 'AccessDeniedException')
  }
  await db.close()

  const error = await openFailure(new DynamoLevel(uniqueTable(), { client: faulty.client }), code)
  t.equal(
    error.operation,
    'DescribeTable',
    'open: a table that may not be described is not taken for missing'
  )
  t.equal(faulty.log.counts()['CreateTable'], undefined)
  faulty.client.destroy()
})

codeTest('DYNAMO_LEVEL_NO_CREDENTIALS', 'missing credentials', async (t, code) => {
  const failure = Object.assign(new Error('Could not load credentials from any providers'), {
    name: 'CredentialsProviderError'
  })
  // The SDK's own client, on every backend: the embedded one needs no credentials.
  const anonymous = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:9',
    credentials: () => Promise.reject(failure)
  })
  const error = await openFailure(new DynamoLevel(TABLE, { client: anonymous }), code)
  t.equal(error.operation, 'DescribeTable')
  t.equal(error.cause, failure)
  anonymous.destroy()
})

codeTest('DYNAMO_LEVEL_STOPPED', 'a store whose read failed', async (t, code) => {
  const faulty = createFaultyClient()
  const store = dynamoDown({ client: faulty.client, table: TABLE })('stopped')
  await promisify((done: () => void) => store.open(done))()
  faulty.onRequest = failing(accessDenied)
  const failure = await rejection(store.getMany(['a']), 'DYNAMO_LEVEL_ACCESS_DENIED')
  faulty.onRequest = passOn
  const put = promisify((done: (error?: Error | null) => void) => store.put('a', '1', done))
  t.equal((await rejection(put(), code)).cause, failure)
  await promisify((done: () => void) => store.close(done))()
  faulty.client.destroy()
})

test('every code is raised by a test and has a heading in the README', t => {
  t.deepEqual([...raised].sort(), [...ERROR_CODES].sort())
  const headings = readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^#### `([A-Z_]+)`$/gm)
  t.deepEqual(Array.from(headings, ([, code]) => code).sort(), [...ERROR_CODES].sort())
  t.end()
})

test.onFinish(() => client.destroy())
