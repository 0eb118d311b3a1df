// Databases: found or made in tables of our own and of others, kept apart, destroyed.
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'
import { createClient } from '../backend.js'
import { createTable, scan, uniqueTable } from '../raw-table.js'
import { openFailure, rejection } from '../rejection.js'

const client = createClient()
const TABLE = uniqueTable()

async function open(
  location: string,
  options: DynamoLevelOptions<string, string> = {}
): Promise<DynamoLevel> {
  const db = new DynamoLevel(location, { client, ...options })
  await db.open()
  return db
}

test('a location names a table and a database', t => {
  for (const [location, options, table, name] of [
    ['app', {}, 'app', '!'],
    ['app/users', {}, 'app', 'users'],
    ['app$users', {}, 'app', 'users'],
    ['app/a/b$c', {}, 'app', 'a/b$c'],
    ['app$a/b', {}, 'app', 'a/b'],
    ['./dir/notes', { table: 'app' }, 'app', './dir/notes']
  ] as const) {
    const db = new DynamoLevel(location, { client, createIfMissing: false, schema: {}, ...options })
    t.deepEqual([db.table, db.name, db.location], [table, name, location], location)
    t.equal(db.client, client)
  }
  t.end()
})

for (const type of ['B', 'S'] as const) {
  test(`a table made by others, with a range key of type ${type}`, async t => {
    const table = await createTable(client, ['tenant', 'S'], ['id', type])
    const id = (text: string) => (type === 'S' ? { S: text } : { B: Buffer.from(text) })
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { tenant: { S: 'users' }, id: id('theirs'), v: { B: Buffer.from('1') }, more: { N: '1' } }
      })
    )

    const db = await open(`${table}/users`)
    await db.batch([
      { type: 'put', key: 'ours', value: '2' },
      { type: 'put', key: '\u{1f600}', value: '3' },
      { type: 'put', key: '\ufb00', value: '4' },
      { type: 'put', key: '', value: '5' }
    ])
    t.equal(await db.get('theirs'), '1')
    t.deepEqual(await db.getMany(['ours', 'none', '']), ['2', undefined, '5'])
    t.deepEqual(
      await db.iterator().all(),
      [
        ['', '5'],
        ['ours', '2'],
        ['theirs', '1'],
        ['\ufb00', '4'],
        ['\u{1f600}', '3']
      ],
      'in the order of bytes'
    )
    t.ok((await scan(client, table)).some(item => item['tenant']?.S === 'users' && type in item['id']!))
    await db.clear()
    t.deepEqual(await db.keys().all(), [])
    await db.close()

    const given = await open(`${table}/given`, {
      schema: { hashKey: 'tenant', rangeKey: 'id', rangeKeyType: type }
    })
    await given.put('a', '1')
    t.equal(await given.get('a'), '1', 'with its schema given')
    await given.close()
  })
}

test('a range key of type S refuses keys that are no UTF-8', async t => {
  const table = await createTable(client, ['pk', 'S'], ['sk', 'S'])
  const db = new DynamoLevel<Buffer, string>(table, { client, keyEncoding: 'buffer' })
  const key = Buffer.from([0xff, 0x00])
  for (const operation of [
    () => db.put(key, '1'),
    () => db.get(key),
    () =>
      db.batch([
        { type: 'put', key: Buffer.from('a'), value: '1' },
        { type: 'put', key, value: '1' }
      ])
  ]) {
    const error = await rejection(operation(), 'LEVEL_INVALID_KEY')
    t.equal('reason' in error && error.reason, 'not UTF-8')
  }
  t.deepEqual(await db.keys().all(), [], 'and writes nothing')
  await db.close()
})

test('a database opened without a request', async t => {
  const lazy = { createIfMissing: false, errorIfExists: false, schema: {} }
  await (await open(TABLE)).close()
  const db = await open(`${TABLE}/lazy`, lazy)
  await db.put('a', '1')
  t.deepEqual(await db.iterator().all(), [['a', '1']])
  await db.close()

  const missing = await open(uniqueTable(), lazy)
  t.equal(
    (await rejection(missing.get('a'))).code,
    'DYNAMO_LEVEL_TABLE_NOT_FOUND',
    'tells later of a missing table'
  )
  await missing.close()
})

test('createIfMissing and errorIfExists speak of the database', async t => {
  await (await open(TABLE)).close()
  const location = `${TABLE}/named`
  const must = () => new DynamoLevel(location, { client, createIfMissing: false })
  const mustNot = () => new DynamoLevel(location, { client, errorIfExists: true })

  const missing = await openFailure(must(), 'DYNAMO_LEVEL_DATABASE_NOT_FOUND')
  t.deepEqual([missing.table, missing.database], [TABLE, 'named'])
  t.notOk(
    (await scan(client, TABLE)).some(item => item['pk']?.S?.startsWith('named')),
    'nothing is written'
  )

  await (await open(location)).close()
  await (await open(location, { createIfMissing: false })).close()
  const exists = await openFailure(mustNot(), 'DYNAMO_LEVEL_DATABASE_EXISTS')
  t.deepEqual([exists.table, exists.database], [TABLE, 'named'])

  await DynamoLevel.destroy(location, { client })
  await openFailure(must(), 'DYNAMO_LEVEL_DATABASE_NOT_FOUND')
  const fresh = mustNot()
  await fresh.open()
  await fresh.close()
})

test('entries are a database without a marker too', async t => {
  await (await open(TABLE)).close()
  const location = `${TABLE}/unmarked`
  const lazy = await open(location, { createIfMissing: false, schema: {} })
  await lazy.put('a', '1')
  await lazy.close()

  const db = await open(location, { createIfMissing: false })
  t.equal(await db.get('a'), '1')
  await db.close()
  await openFailure(
    new DynamoLevel(location, { client, errorIfExists: true }),
    'DYNAMO_LEVEL_DATABASE_EXISTS'
  )
})

test('databases in one table never see each other', async t => {
  const names = ['!', 'a', 'ab', 'a/b', 'a$b', 'A', '\u00e9', '\u{1f600}', 'marker', ' ']
  const dbs = await Promise.all(names.map(name => open(`${TABLE}/${name}`)))
  const keys = ['', '\0', 'a', 'marker', '\uffff']
  await Promise.all(dbs.map(db => db.batch(keys.map(key => ({ type: 'put', key, value: db.name })))))

  for (const db of dbs) {
    t.deepEqual(
      await db.iterator().all(),
      keys.map(key => [key, db.name]),
      `${db.name}: holds its own entries`
    )
  }
  await dbs[1]!.clear()
  await dbs[2]!.close()
  await DynamoLevel.destroy(`${TABLE}/ab`, { client })
  for (const [index, db] of dbs.entries()) {
    if (index === 2) continue
    t.equal(
      (await db.keys().all()).length,
      index === 1 ? 0 : keys.length,
      `${db.name}: after clear and destroy of others`
    )
    await db.close()
  }
})

test('destroy leaves nothing of a database', async t => {
  const table = uniqueTable()
  for (const options of [{}, { schema: {} }]) {
    const db = await open(`${table}/gone`)
    await db.batch(
      Array.from({ length: 60 }, (_, index) => ({ type: 'put', key: String(index), value: 'x' }))
    )
    await db.close()
    await DynamoLevel.destroy(`${table}/gone`, { client, ...options })
    t.deepEqual(await scan(client, table), [])
    await DynamoLevel.destroy(`${table}/gone`, { client, ...options })
    t.pass('and can be repeated')
  }
})

test('destroy of a database whose table is missing', async t => {
  for (const options of [{}, { schema: {} }, { dropTable: true }]) {
    await DynamoLevel.destroy(uniqueTable(), { client, ...options })
    t.pass(JSON.stringify(options))
  }
})

test.onFinish(() => client.destroy())
