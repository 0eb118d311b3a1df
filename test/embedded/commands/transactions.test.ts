import test from 'tape'
import { DynamoDBError } from '../../../lib/embedded/errors.js'
import { createEngine, HASH_TABLE, RANGE_TABLE, type TestEngine } from '../engines.js'

const S = (S: string) => ({ S })
const put = (id: string, more: object = {}) => ({
  Put: { TableName: HASH_TABLE, Item: { a: S(id) }, ...more }
})
const update = (id: string, UpdateExpression: string, values?: object, more: object = {}) => ({
  Update: {
    TableName: HASH_TABLE,
    Key: { a: S(id) },
    UpdateExpression,
    ExpressionAttributeValues: values,
    ...more
  }
})

/** The reasons of a cancelled transaction; fails for anything else. */
function reasons(engine: TestEngine, operation: string, TransactItems: object[]): unknown {
  try {
    engine.send(operation, { TransactItems })
  } catch (error) {
    if (error instanceof DynamoDBError && error.name === 'TransactionCanceledException') {
      return error.fields.CancellationReasons
    }
    throw error
  }
  return 'not cancelled'
}

test('transact write: all kinds of actions together', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('delete') } })
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('check'), ok: { BOOL: true } } })
  const answer = engine.send('TransactWriteItems', {
    TransactItems: [
      put('put'),
      update('update', 'SET n = :n', { ':n': { N: '1' } }),
      { Delete: { TableName: HASH_TABLE, Key: { a: S('delete') } } },
      {
        ConditionCheck: {
          TableName: HASH_TABLE,
          Key: { a: S('check') },
          ConditionExpression: 'attribute_exists(ok)'
        }
      },
      { Put: { TableName: RANGE_TABLE, Item: { a: S('a'), b: S('b') } } }
    ],
    ReturnConsumedCapacity: 'INDEXES'
  })
  const units = (n: number) => ({ CapacityUnits: n, WriteCapacityUnits: n })
  t.same(answer, {
    ConsumedCapacity: [
      { TableName: HASH_TABLE, ...units(8), Table: units(8) },
      { TableName: RANGE_TABLE, ...units(2), Table: units(2) }
    ]
  })
  const found = engine
    .send('Scan', { TableName: HASH_TABLE })
    .Items.map((item: { a: { S: string } }) => item.a.S)
  t.same(found.sort(), ['check', 'put', 'update'])
  engine.close()
  t.end()
})

test('transact write: one failure undoes all, and each item has its reason', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1'), n: S('text') } })
  const returning = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }
  const found = reasons(engine, 'TransactWriteItems', [
    put('new'),
    put('1', { ConditionExpression: 'attribute_not_exists(a)', ...returning }),
    put('2', { ConditionExpression: 'attribute_exists(a)', ...returning }),
    update('3', 'SET x = nowhere')
  ])
  const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }
  t.same(found, [
    { Code: 'None' },
    { Item: { a: S('1'), n: S('text') }, ...failed },
    failed,
    {
      Code: 'ValidationError',
      Message: 'The provided expression refers to an attribute that does not exist in the item'
    }
  ])
  t.equal(engine.send('Scan', { TableName: HASH_TABLE }).Count, 1, 'nothing was written')
  engine.close()
  t.end()
})

// As Scylla's tests record it of the service.
test('transact write: the first item that cannot be written is the only reason', t => {
  const engine = createEngine()
  const wrongKey = { Put: { TableName: HASH_TABLE, Item: { a: { N: '1' } } } }
  const cases: [object, string][] = [
    [wrongKey, 'One or more parameter values were invalid: Type mismatch for key a expected: S actual: N'],
    [
      { Delete: { TableName: HASH_TABLE, Key: { b: S('1') } } },
      'The provided key element does not match the schema'
    ],
    [
      update('4', 'SET a = :a', { ':a': S('5') }),
      'One or more parameter values were invalid: Cannot update attribute a. This attribute is part of the key'
    ]
  ]
  for (const [faulty, Message] of cases) {
    const failing = put('1', { ConditionExpression: 'attribute_exists(a)' })
    t.same(reasons(engine, 'TransactWriteItems', [failing, faulty, wrongKey]), [
      { Code: 'None' },
      { Code: 'ValidationError', Message },
      { Code: 'None' }
    ])
  }
  engine.close()
  t.end()
})

test('transact write: the text lists the codes of the reasons', t => {
  const engine = createEngine()
  t.equal(
    engine.refusal('TransactWriteItems', {
      TransactItems: [put('1'), put('2', { ConditionExpression: 'attribute_exists(a)' })]
    }),
    'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]'
  )
  engine.close()
  t.end()
})

test('transact write: some faults fail the request itself', t => {
  const engine = createEngine()
  const empty =
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: a'
  const cases: [object[], string][] = [
    [[{}], 'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request'],
    [
      [{ ...put('1'), Delete: { TableName: HASH_TABLE, Key: { a: S('1') } } }],
      'TransactItems can only contain one of Check, Put, Update or Delete'
    ],
    [
      [put('1'), { Delete: { TableName: HASH_TABLE, Key: { a: S('1') } } }],
      'Transaction request cannot include multiple operations on one item'
    ],
    [[put('')], empty],
    [[{ Delete: { TableName: HASH_TABLE, Key: { a: S('') } } }], empty],
    [
      [{ Put: { TableName: RANGE_TABLE, Item: { a: S('a'), b: S('b'), c: S('') } } }],
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: g-all, IndexKey: c'
    ],
    [
      [{ Put: { TableName: HASH_TABLE, Item: { a: S('1'), x: S('x'.repeat(409_600)) } } }],
      'Item size has exceeded the maximum allowed size'
    ],
    [
      Array.from({ length: 12 }, (_, i) => ({
        Put: { TableName: HASH_TABLE, Item: { a: S(String(i).padStart(2, '0')), x: S('x'.repeat(350_000)) } }
      })),
      'Transaction payload size cannot exceed 4MB. Payload Size: 4200048'
    ]
  ]
  for (const [TransactItems, message] of cases)
    engine.refusedAs(t, 'TransactWriteItems', { TransactItems }, message)
  t.equal(
    engine.refusal('TransactWriteItems', {
      TransactItems: [put('1'), { Put: { TableName: 'missing', Item: { a: S('1') } } }]
    }),
    'ResourceNotFoundException: Requested resource not found'
  )
  t.equal(engine.send('Scan', { TableName: HASH_TABLE }).Count, 0)
  engine.close()
  t.end()
})

test('transactions: names and values are let pass where no expression could use them', t => {
  const engine = createEngine()
  const names = { ExpressionAttributeNames: { '#x': 'x' } }
  const values = { ExpressionAttributeValues: { ':x': S('x') } }
  const unused = 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}'
  const remove = (id: string, more: object) => ({
    Delete: { TableName: HASH_TABLE, Key: { a: S(id) }, ...more }
  })
  engine.send('TransactWriteItems', {
    TransactItems: [put('1', names), put('2', values), remove('3', names), remove('4', values)]
  })
  const read = (more: object) => ({
    TransactItems: [{ Get: { TableName: HASH_TABLE, Key: { a: S('2') }, ...names, ...more } }]
  })
  t.same(engine.send('TransactGetItems', read({})), { Responses: [{ Item: { a: S('2') } }] })
  engine.refusedAs(t, 'TransactGetItems', read({ ProjectionExpression: 'a' }), unused)
  const checked = put('5', { ...names, ConditionExpression: 'attribute_not_exists(a)' })
  engine.refusedAs(t, 'TransactWriteItems', { TransactItems: [checked] }, unused)
  engine.close()
  t.end()
})

test('transact write: an update too large cancels', t => {
  const engine = createEngine()
  t.same(
    reasons(engine, 'TransactWriteItems', [update('1', 'SET x = :x', { ':x': S('x'.repeat(409_598)) })]),
    [{ Code: 'ValidationError', Message: 'Item size to update has exceeded the maximum allowed size' }]
  )
  t.equal(
    reasons(engine, 'TransactWriteItems', [update('1', 'SET x = :x', { ':x': S('x'.repeat(409_597)) })]),
    'not cancelled'
  )
  engine.close()
  t.end()
})

test('transact write: a token makes a request happen once within ten minutes', t => {
  let now = 1_700_000_000_000
  const engine = createEngine({ clock: { now: () => now } })
  const request = {
    ClientRequestToken: 'token',
    TransactItems: [update('1', 'ADD n :one', { ':one': { N: '1' } })],
    ReturnConsumedCapacity: 'TOTAL'
  }
  const count = () => engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('1') } }).Item.n.N

  const [first] = engine.send('TransactWriteItems', request).ConsumedCapacity
  t.same(first, { TableName: HASH_TABLE, CapacityUnits: 2, WriteCapacityUnits: 2 })
  now += 10 * 60_000 - 1
  const [again] = engine.send('TransactWriteItems', request).ConsumedCapacity
  t.same(again, { TableName: HASH_TABLE, CapacityUnits: 2, ReadCapacityUnits: 2 }, 'the answer of a reading')
  t.equal(count(), '1')
  t.equal(
    engine.refusal('TransactWriteItems', { ...request, TransactItems: [put('2')] }),
    'IdempotentParameterMismatchException: The provided client token is already in use with different request parameters'
  )
  now += 1
  engine.send('TransactWriteItems', request)
  t.equal(count(), '2', 'after that it is a new request')
  engine.close()
  t.end()
})

test('transact write: a failed transaction leaves no token behind', t => {
  const engine = createEngine()
  const request = {
    ClientRequestToken: 'token',
    TransactItems: [put('1', { ConditionExpression: 'attribute_not_exists(a)' })]
  }
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1') } })
  t.match(engine.refusal('TransactWriteItems', request), /^TransactionCanceledException/)
  engine.send('DeleteItem', { TableName: HASH_TABLE, Key: { a: S('1') } })
  t.same(engine.send('TransactWriteItems', request), {})
  engine.close()
  t.end()
})

test('transact get: answers in the order of the request', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1'), x: S('x') } })
  const get = (id: string, more: object = {}) => ({
    Get: { TableName: HASH_TABLE, Key: { a: S(id) }, ...more }
  })
  t.same(
    engine.send('TransactGetItems', {
      TransactItems: [get('2'), get('1', { ProjectionExpression: 'x' })],
      ReturnConsumedCapacity: 'TOTAL'
    }),
    {
      Responses: [{}, { Item: { x: S('x') } }],
      ConsumedCapacity: [{ TableName: HASH_TABLE, CapacityUnits: 4, ReadCapacityUnits: 4 }]
    }
  )
  engine.refusedAs(
    t,
    'TransactGetItems',
    { TransactItems: [get('1'), get('1')] },
    'Transaction request cannot include multiple operations on one item'
  )
  t.same(reasons(engine, 'TransactGetItems', [get('1'), { Get: { TableName: HASH_TABLE, Key: {} } }]), [
    { Code: 'None' },
    { Code: 'ValidationError', Message: 'The provided key element does not match the schema' }
  ])
  engine.close()
  t.end()
})
