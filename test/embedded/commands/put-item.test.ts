import test from 'tape'
import { createEngine, HASH_TABLE, RANGE_TABLE } from '../engines.js'

const S = (S: string) => ({ S })
const key = { a: S('a'), b: S('b') }

test('put item: replaces the whole item and answers with the old one when asked', t => {
  const engine = createEngine()
  t.same(engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1'), x: S('old') } }), {})
  const put = { TableName: HASH_TABLE, Item: { a: S('1'), y: S('new') } }
  t.same(engine.send('PutItem', { ...put, ReturnValues: 'ALL_OLD' }), {
    Attributes: { a: S('1'), x: S('old') }
  })
  t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('1') } }), { Item: put.Item })
  t.same(
    engine.send('PutItem', { ...put, Item: { a: S('2') }, ReturnValues: 'ALL_OLD' }),
    {},
    'nothing was there'
  )
  engine.close()
  t.end()
})

test('put item: keeps every type of value', t => {
  const engine = createEngine()
  const Item = {
    a: S('types'),
    empty: S(''),
    number: { N: '-12345678901234567890123456789012345678' },
    binary: { B: Uint8Array.of(0, 255, 10) },
    none: { B: new Uint8Array() },
    yes: { BOOL: true },
    nothing: { NULL: true },
    strings: { SS: ['a', 'b'] },
    numbers: { NS: ['1', '2.5'] },
    binaries: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
    list: { L: [{ B: Uint8Array.of(7) }, { M: { deep: { BS: [Uint8Array.of(8)] } } }] },
    odd: S('\u0000\ud83d\ude00"\\ {"B":"AAAA"}')
  }
  engine.send('PutItem', { TableName: HASH_TABLE, Item })
  t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('types') } }).Item, Item)
  engine.close()
  t.end()
})

test('put item: a null must be true, at any depth', t => {
  const engine = createEngine()
  for (const NULL of [false, 'no']) {
    for (const value of [{ NULL }, { L: [{ NULL: true }, { NULL }] }, { M: { b: { NULL } } }]) {
      engine.refusedAs(
        t,
        'PutItem',
        { TableName: HASH_TABLE, Item: { a: S('nulls'), value } },
        'One or more parameter values were invalid: Null attribute value types must have the value of true'
      )
    }
  }
  engine.close()
  t.end()
})

test('put item: attributes may be called like properties of objects', t => {
  const engine = createEngine()
  const Item = JSON.parse('{"a":{"S":"1"},"__proto__":{"S":"p"},"constructor":{"M":{"__proto__":{"N":"1"}}}}')
  engine.send('PutItem', { TableName: HASH_TABLE, Item })
  const found = engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('1') } }).Item
  t.equal(JSON.stringify(found), JSON.stringify(Item))
  t.equal(
    engine.refusal('PutItem', {
      TableName: HASH_TABLE,
      Item,
      ConditionExpression: 'attribute_exists(toString) OR attribute_not_exists(#p)',
      ExpressionAttributeNames: { '#p': '__proto__' }
    }),
    'ConditionalCheckFailedException: The conditional request failed'
  )
  engine.close()
  t.end()
})

test("put item: checks keys with the service's words", t => {
  const engine = createEngine()
  const invalid = 'One or more parameter values were invalid: '
  const empty = (what: string) =>
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: `
  const cases: [object, string][] = [
    [{ b: S('b') }, `${invalid}Missing the key a in the item`],
    [{ a: S('a') }, `${invalid}Missing the key b in the item`],
    [{ a: { N: '1' }, b: S('b') }, `${invalid}Type mismatch for key a expected: S actual: N`],
    [{ a: S('a'), b: { L: [] } }, `${invalid}Type mismatch for key b expected: S actual: L`],
    [{ a: S(''), b: S('b') }, `${empty('string')}a`],
    [
      { a: S('a'.repeat(2049)), b: S('b') },
      `${invalid}Size of hashkey has exceeded the maximum size limit of2048 bytes`
    ],
    [
      { a: S('a'), b: S('ä'.repeat(513)) },
      `${invalid}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`
    ],
    [
      { ...key, c: { N: '1' } },
      `${invalid}Type mismatch for Index Key c Expected: S Actual: N IndexName: g-all`
    ],
    [
      { ...key, c: S('') },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: g-all, IndexKey: c'
    ]
  ]
  for (const [Item, message] of cases)
    engine.refusedAs(t, 'PutItem', { TableName: RANGE_TABLE, Item }, message)
  t.same(
    engine.send('PutItem', {
      TableName: RANGE_TABLE,
      Item: { a: S('a'.repeat(2048)), b: S('b'.repeat(1024)) }
    }),
    {}
  )
  engine.close()
  t.end()
})

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items-size-secondary-indexes
test('put item: an item and its rows in all local indexes have 400 KB together', t => {
  const engine = createEngine()
  const item = (x: number) => ({ ...key, c: S('c'), d: S('d'), e: S('e'), x: S('x'.repeat(x)) })
  const refused = (operation: string, input: object) => engine.refusal(operation, input)
  const tooLarge = 'ValidationException: Item size has exceeded the maximum allowed size'
  const TableName = RANGE_TABLE

  // Twice 11 bytes and x, and 8 bytes of an index that has but some of the attributes.
  const most = (409_600 - 8) / 2 - 11
  t.same(engine.send('PutItem', { TableName, Item: item(most) }), {})
  t.equal(refused('PutItem', { TableName, Item: item(most + 1) }), tooLarge)
  const PutRequest = { Item: item(most + 1) }
  t.equal(refused('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest }] } }), tooLarge)
  t.match(
    refused('TransactWriteItems', { TransactItems: [{ Put: { TableName, Item: item(most + 1) } }] }),
    /^TransactionCanceledException: .*\[ValidationError\]$/
  )

  const { c, ...alone } = item(409_600 - 17)
  t.same(engine.send('PutItem', { TableName, Item: alone }), {}, 'no row in one of them')
  const set = (name: string, value: object) => ({
    TableName,
    Key: key,
    UpdateExpression: `SET ${name} = :v`,
    ExpressionAttributeValues: { ':v': value }
  })
  const tooLargeToUpdate = 'ValidationException: Item size to update has exceeded the maximum allowed size'
  t.equal(refused('UpdateItem', set('c', c)), tooLargeToUpdate)
  engine.send('UpdateItem', set('x', S('x')))
  engine.send('UpdateItem', set('c', c))
  t.equal(refused('UpdateItem', set('x', S('x'.repeat(most + 1)))), tooLargeToUpdate)
  t.same(engine.send('UpdateItem', set('x', S('x'.repeat(most)))), {})
  engine.close()
  t.end()
})

test('put item: takes 400 KB and not a byte more', t => {
  const engine = createEngine()
  const item = (bytes: number) => ({ a: S('1'), x: S('x'.repeat(bytes - 3)) })
  t.same(engine.send('PutItem', { TableName: HASH_TABLE, Item: item(409_600) }), {})
  engine.refusedAs(
    t,
    'PutItem',
    { TableName: HASH_TABLE, Item: item(409_601) },
    'Item size has exceeded the maximum allowed size'
  )
  engine.close()
  t.end()
})

test('put item: a failed condition writes nothing, and answers with the item when asked', t => {
  const engine = createEngine()
  const Item = { a: S('1'), x: S('x') }
  engine.send('PutItem', { TableName: HASH_TABLE, Item })
  const put = { TableName: HASH_TABLE, Item: { a: S('1') }, ConditionExpression: 'attribute_not_exists(a)' }
  try {
    engine.send('PutItem', { ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })
    t.fail('no refusal')
  } catch (error) {
    t.same((error as { fields: object }).fields, { Item })
  }
  t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('1') } }).Item, Item)
  engine.close()
  t.end()
})

test('put item: only ALL_OLD and NONE can be returned', t => {
  const engine = createEngine()
  for (const ReturnValues of ['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW']) {
    const put = { TableName: 'missing', Item: { a: S('1') }, ReturnValues }
    engine.refusedAs(t, 'PutItem', put, 'ReturnValues can only be ALL_OLD or NONE')
  }
  engine.close()
  t.end()
})

test('put item: counts the units of the table and of each index that it changes', t => {
  const engine = createEngine()
  const put = (Item: object, ReturnConsumedCapacity = 'INDEXES') =>
    engine.send('PutItem', { TableName: RANGE_TABLE, Item, ReturnConsumedCapacity }).ConsumedCapacity
  const one = { CapacityUnits: 1 }
  const item = { ...key, c: S('c'), e: S('e') }

  t.same(put(key), { TableName: RANGE_TABLE, CapacityUnits: 1, Table: one }, 'no key of an index')
  t.same(put(item), {
    TableName: RANGE_TABLE,
    CapacityUnits: 3,
    Table: one,
    LocalSecondaryIndexes: { 'l-all': one },
    GlobalSecondaryIndexes: { 'g-all': one }
  })
  t.same(put(item), { TableName: RANGE_TABLE, CapacityUnits: 1, Table: one }, 'the same again')
  const turned = { e: S('e'), c: S('c'), ...key }
  t.same(put(turned), { TableName: RANGE_TABLE, CapacityUnits: 1, Table: one }, 'and in another order')
  t.same(put({ ...item, d: S('d') }, 'TOTAL'), { TableName: RANGE_TABLE, CapacityUnits: 5 })
  t.same(
    put({ ...item, d: S('d'), f: S('f') }),
    {
      TableName: RANGE_TABLE,
      CapacityUnits: 3,
      Table: one,
      LocalSecondaryIndexes: { 'l-all': one },
      GlobalSecondaryIndexes: { 'g-all': one }
    },
    'f is projected into two of the four'
  )
  t.equal(
    put({ ...item, c: S('other'), d: S('d'), f: S('f') }, 'TOTAL').CapacityUnits,
    7,
    'a moved row counts twice'
  )
  engine.close()
  t.end()
})

test('put item: costs a unit for each KB of the larger of old and new', t => {
  const engine = createEngine()
  const put = (size: number) =>
    engine.send('PutItem', {
      TableName: HASH_TABLE,
      Item: { a: S('1'), x: S('x'.repeat(size)) },
      ReturnConsumedCapacity: 'TOTAL'
    }).ConsumedCapacity.CapacityUnits
  t.same([put(1021), put(1022), put(5000), put(10), put(10)], [1, 2, 5, 5, 1])
  engine.close()
  t.end()
})

test('put item: tables with local indexes have item collections', t => {
  const engine = createEngine()
  const put = (TableName: string) =>
    engine.send('PutItem', { TableName, Item: key, ReturnItemCollectionMetrics: 'SIZE' })
  t.same(put(RANGE_TABLE), {
    ItemCollectionMetrics: { ItemCollectionKey: { a: S('a') }, SizeEstimateRangeGB: [0, 1] }
  })
  t.same(put(HASH_TABLE), {})
  engine.close()
  t.end()
})
