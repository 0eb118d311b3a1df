// dynamoDown itself: how it is called, its names, and which options reach the database.
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import test from 'tape'
import { DynamoLevel } from '../../../index.js'
import { decodeLocation, encodeLocation } from '../../../lib/leveldown/encode-location.js'
import { type DownStore, dynamoDown } from '../../../lib/leveldown/index.js'
import { createFaultyClient } from '../../faulty-client.js'
import { holds } from '../../property.js'

const { client, log } = createFaultyClient()
const table = `test-${randomUUID()}`

const promised = (store: DownStore) => ({
  open: promisify((options: object, done: () => void) => store.open(options, done)),
  close: promisify((done: () => void) => store.close(done)),
  put: promisify((key: string, value: string, done: () => void) => store.put(key, value, done)),
  get: promisify((key: string, done: (error: Error | null, value: Buffer) => void) =>
    store.get(key, done as never)
  )
})

test('a factory is called with or without new', async t => {
  const down = dynamoDown({ client, table })
  for (const store of [down('a'), new down('a')]) {
    t.equal(store.status, 'new')
    t.equal(store.location, 'a')
    await promised(store).open({})
    t.equal(store.status, 'open')
    await promised(store).close()
    t.equal(store.status, 'closed')
  }
})

test('names of factories', t => {
  const names = [
    dynamoDown({ client, table: 'names' }),
    dynamoDown({ client, table: 'names' }),
    dynamoDown({ client, table: 'names' }),
    dynamoDown({ client, table: 'names-2' }),
    dynamoDown({ client, table: 'names', name: 'mine' }),
    dynamoDown({ client, table: 'names', name: 'mine' })
  ].map(({ name }) => name)
  t.deepEqual(names.slice(0, 3), ['DynamoDown:names', 'DynamoDown:names-2', 'DynamoDown:names-3'])
  t.deepEqual(names.slice(4), ['mine', 'mine-2'])
  t.equal(new Set(names).size, names.length, 'each is another one')
  t.match(dynamoDown({ client }).name, /^DynamoDown/)
  t.end()
})

test('names of databases', async t => {
  holds(t, 'come back from their encoding', [fc.string({ unit: 'binary' }), fc.string()], (a, b) =>
    [a, b, `${a}\ud83d${b}`, `%${a}#`, `%u${a}`].every(name => {
      const encoded = encodeLocation(name)
      return decodeLocation(encoded) === name && !encoded.includes('#') && encoded.isWellFormed()
    })
  )
  const down = dynamoDown({ client, table })
  const names = [
    './tmp/x',
    '%',
    '#',
    '%23',
    '%25',
    'a b',
    '\ud83d',
    '-mrview-0123456789abcdef',
    'é'.repeat(83)
  ]
  for (const name of names) {
    const store = promised(down(name))
    await store.open({})
    await store.put('name', name)
    await store.close()
  }
  for (const name of names) {
    const store = promised(down(name))
    await store.open({ createIfMissing: false })
    t.equal(String(await store.get('name')), Buffer.from(name).toString(), JSON.stringify(name))
    await store.close()
  }
  const db = new DynamoLevel('./tmp/x', { client, table })
  t.equal(await db.get('name'), './tmp/x', 'is the database of that name')
  await db.close()
})

test('a location names its table where the factory names none', async t => {
  const store = promised(dynamoDown({ client })(`${table}/a#b`))
  await store.open({})
  await store.put('a', '1')
  await store.close()
  const db = new DynamoLevel(`${table}/a%23b`, { client })
  t.equal(await db.get('a'), '1')
  await db.close()
  const failure = await promised(dynamoDown({ client })('./x'))
    .open({})
    .catch(error => error)
  t.equal(failure.code, 'DYNAMO_LEVEL_INVALID_LOCATION')
})

test('destroy removes one database and leaves the table', async t => {
  const down = dynamoDown({ client, table })
  for (const name of ['a#', 'a']) {
    const store = promised(down(name))
    await store.open({})
    await store.put('key', 'value')
    await store.close()
  }
  await promisify((done: () => void) => down.destroy('a#', done))()
  await promisify((done: () => void) => down.destroy('never there', done))()
  const failure = await promised(down('a#'))
    .open({ createIfMissing: false })
    .catch(error => error)
  t.equal(failure.code, 'DYNAMO_LEVEL_DATABASE_NOT_FOUND')
  const other = promised(down('a'))
  await other.open({ createIfMissing: false })
  t.equal(String(await other.get('key')), 'value')
  await other.close()
  t.ok((await client.send(new DescribeTableCommand({ TableName: table }))).Table)
})

test('options', async t => {
  for (const options of [
    { consistent: true },
    { table: '' },
    { name: '' },
    { atomic: 1 },
    { keyEncoding: 'utf8' }
  ]) {
    t.throws(
      () => dynamoDown(options as never),
      { code: 'DYNAMO_LEVEL_INVALID_OPTION' },
      JSON.stringify(options)
    )
  }

  const consistency = async (factory: object, open: object) => {
    const store = promised(dynamoDown({ client, table, ...factory })('options'))
    await store.open(open)
    await store.put('a', '1')
    log.requests.length = 0
    await store.get('a')
    await store.close()
    return (log.requests[0]!.input as { ConsistentRead?: boolean }).ConsistentRead ?? false
  }
  t.equal(await consistency({}, {}), true)
  t.equal(await consistency({ consistentRead: false }, {}), false, 'of the factory')
  t.equal(await consistency({ consistentRead: false }, { consistentRead: true }), true, 'of open')

  const open = (factory: object, options: object) =>
    promised(dynamoDown({ client, table, ...factory })(randomUUID()))
      .open(options)
      .then(
        () => undefined,
        error => error.code
      )
  t.equal(
    await open({ createIfMissing: false }, { createIfMissing: true }),
    'DYNAMO_LEVEL_DATABASE_NOT_FOUND'
  )
})

test('what the stores of a factory took', async t => {
  const down = dynamoDown({ client, table, capacity: true })
  const other = dynamoDown({ client, table, capacity: true })
  const stores = [randomUUID(), randomUUID()].map(name => promised(down(name)))
  for (const store of stores) {
    await store.open({ capacity: false })
    await store.put('a', '1')
    await store.close()
  }
  await stores[0]!.open({})
  await stores[0]!.get('a')
  await stores[0]!.close()
  const { PutItem: puts, GetItem: gets, total } = down.usage()
  t.equal(puts?.writeUnits, 4, 'two markers and two entries')
  t.equal(gets?.readUnits, 1)
  t.equal(total.writeUnits, 4, 'of all of them')
  t.equal(other.usage().total.requests, 0, 'and of no other factory')
  t.throws(() => dynamoDown({ client, table }).usage(), { option: 'capacity' }, 'if it was told to count')
  t.throws(() => dynamoDown({ capacity: 1 as never }), { option: 'capacity' })
})

test.onFinish(() => client.destroy())
