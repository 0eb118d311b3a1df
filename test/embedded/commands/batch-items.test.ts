import test from 'tape'
import { createEngine, HASH_TABLE, RANGE_TABLE } from '../engines.js'

const S = (S: string) => ({ S })
const put = (Item: object) => ({ PutRequest: { Item } })
const del = (Key: object) => ({ DeleteRequest: { Key } })
const write = (...requests: object[]) => ({ RequestItems: { [HASH_TABLE]: requests } })

test('batch write: puts and deletes in several tables', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('old') } })
  const answer = engine.send('BatchWriteItem', {
    RequestItems: {
      [HASH_TABLE]: [put({ a: S('new') }), del({ a: S('old') })],
      [RANGE_TABLE]: [put({ a: S('a'), b: S('b'), c: S('c') })]
    },
    ReturnConsumedCapacity: 'INDEXES',
    ReturnItemCollectionMetrics: 'SIZE'
  })
  const one = { CapacityUnits: 1 }
  t.same(answer, {
    UnprocessedItems: {},
    ConsumedCapacity: [
      { TableName: HASH_TABLE, CapacityUnits: 2, Table: { CapacityUnits: 2 } },
      {
        TableName: RANGE_TABLE,
        CapacityUnits: 3,
        Table: one,
        LocalSecondaryIndexes: { 'l-all': one },
        GlobalSecondaryIndexes: { 'g-all': one }
      }
    ],
    ItemCollectionMetrics: {
      [RANGE_TABLE]: [{ ItemCollectionKey: { a: S('a') }, SizeEstimateRangeGB: [0, 1] }]
    }
  })
  t.same(engine.send('Scan', { TableName: HASH_TABLE }).Items, [{ a: S('new') }])
  engine.close()
  t.end()
})

test('batch write: a faulty request fails the whole batch', t => {
  const engine = createEngine()
  const mismatch = 'The provided key element does not match the schema'
  const duplicates = 'Provided list of item keys contains duplicates'
  const datatypes =
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
  const good = put({ a: S('good') })
  const cases: [object[], string][] = [
    [[good, put({ b: S('b') })], mismatch],
    [[good, put({ a: { N: '1' } })], mismatch],
    [[good, del({ a: S('a'), b: S('b') })], mismatch],
    [[good, good], duplicates],
    [[good, del({ a: S('good') })], duplicates],
    [[good, {}], datatypes],
    [[good, { ...put({ a: S('1') }), ...del({ a: S('1') }) }], datatypes],
    [[good, put({ a: S('1'), x: S('x'.repeat(409_600)) })], 'Item size has exceeded the maximum allowed size']
  ]
  for (const [requests, message] of cases) engine.refusedAs(t, 'BatchWriteItem', write(...requests), message)
  t.equal(
    engine.refusal('BatchWriteItem', { RequestItems: { [HASH_TABLE]: [good], missing: [good] } }),
    'ResourceNotFoundException: Requested resource not found'
  )
  const arn = `arn:aws:dynamodb:us-east-1:000000000000:table/${HASH_TABLE}`
  const twice = { RequestItems: { [HASH_TABLE]: [del({ a: S('good') })], [arn]: [good] } }
  engine.refusedAs(t, 'BatchWriteItem', twice, duplicates)
  t.equal(engine.send('Scan', { TableName: HASH_TABLE }).Count, 0, 'nothing was written')
  engine.close()
  t.end()
})

test('batch write: every one of 25 items arrives, whatever its key', t => {
  const engine = createEngine()
  // "Aa" and "BB" are alike to a common hash function of texts.
  const keys = [
    'Aa',
    'BB',
    'é',
    '😀',
    'x'.repeat(100),
    '\u0000',
    ...Array.from({ length: 17 }, (_, i) => `k${i}`)
  ]
  const old = ['old 1', 'old 2']
  engine.send('BatchWriteItem', write(...[...old, 'Aa'].map(key => put({ a: S(key), v: S('old') }))))
  engine.send(
    'BatchWriteItem',
    write(
      ...keys.map((key, i) => put({ a: S(key), v: { N: String(i) } })),
      ...old.map(key => del({ a: S(key) }))
    )
  )
  for (const [i, key] of keys.entries()) {
    const { Item } = engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S(key) } })
    t.same(Item, { a: S(key), v: { N: String(i) } }, JSON.stringify(key))
  }
  t.equal(engine.send('Scan', { TableName: HASH_TABLE }).Count, keys.length)
  engine.close()
  t.end()
})

test('batch write: takes 25 requests, over all tables', t => {
  const engine = createEngine()
  const puts = (count: number) => Array.from({ length: count }, (_, i) => put({ a: S(`${i}`), b: S('b') }))
  t.equal(
    engine.refusal('BatchWriteItem', { RequestItems: { [HASH_TABLE]: puts(12), [RANGE_TABLE]: puts(13) } }),
    'no refusal'
  )
  engine.refusedAs(
    t,
    'BatchWriteItem',
    { RequestItems: { [HASH_TABLE]: puts(13), [RANGE_TABLE]: puts(13) } },
    'Too many items requested for the BatchWriteItem call'
  )
  engine.close()
  t.end()
})

test('batch get: answers by table, without what is not there', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1'), x: S('x') } })
  engine.send('PutItem', { TableName: RANGE_TABLE, Item: { a: S('a'), b: S('b') } })
  const answer = engine.send('BatchGetItem', {
    RequestItems: {
      [HASH_TABLE]: { Keys: [{ a: S('1') }, { a: S('2') }], ProjectionExpression: 'x', ConsistentRead: true },
      [RANGE_TABLE]: { Keys: [{ a: S('a'), b: S('b') }] }
    },
    ReturnConsumedCapacity: 'TOTAL'
  })
  t.same(answer, {
    Responses: { [HASH_TABLE]: [{ x: S('x') }], [RANGE_TABLE]: [{ a: S('a'), b: S('b') }] },
    UnprocessedKeys: {},
    ConsumedCapacity: [
      { TableName: HASH_TABLE, CapacityUnits: 2 },
      { TableName: RANGE_TABLE, CapacityUnits: 0.5 }
    ]
  })
  engine.close()
  t.end()
})

test('batch get: leaves keys unprocessed beyond a megabyte and an item', t => {
  const engine = createEngine()
  const Keys = Array.from({ length: 6 }, (_, i) => ({ a: S(String(i)) }))
  for (const key of Keys) {
    engine.send('PutItem', { TableName: HASH_TABLE, Item: { ...key, x: S('x'.repeat(300_000)) } })
  }
  const get = (keys: object[]) =>
    engine.send('BatchGetItem', { RequestItems: { [HASH_TABLE]: { Keys: keys, ConsistentRead: true } } })
  const answer = get(Keys)
  t.equal(answer.Responses[HASH_TABLE].length, 4)
  t.same(answer.UnprocessedKeys, { [HASH_TABLE]: { Keys: Keys.slice(4), ConsistentRead: true } })
  t.equal(get(answer.UnprocessedKeys[HASH_TABLE].Keys).Responses[HASH_TABLE].length, 2)
  engine.close()
  t.end()
})

test('batch get: refuses duplicates and mixed forms', t => {
  const engine = createEngine()
  const get = (more: object) => ({ RequestItems: { [HASH_TABLE]: { Keys: [{ a: S('1') }], ...more } } })
  engine.refusedAs(
    t,
    'BatchGetItem',
    get({ Keys: [{ a: S('1') }, { a: S('1') }] }),
    'Provided list of item keys contains duplicates'
  )
  const mixed =
    'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}'
  engine.refusedAs(t, 'BatchGetItem', get({ ProjectionExpression: 'a', AttributesToGet: ['a'] }), mixed)
  engine.refusedAs(
    t,
    'BatchGetItem',
    {
      RequestItems: {
        [HASH_TABLE]: { Keys: [{ a: S('1') }], ProjectionExpression: 'a' },
        [RANGE_TABLE]: { Keys: [{ a: S('1'), b: S('b') }], AttributesToGet: ['a'] }
      }
    },
    mixed
  )
  engine.close()
  t.end()
})
