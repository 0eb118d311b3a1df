import test from 'tape'
import { createEngine, HASH_TABLE, RANGE_TABLE } from '../engines.js'

const S = (S: string) => ({ S })
const Key = { a: S('1') }

test('update item: makes an item of its key when there is none', t => {
  const engine = createEngine()
  t.same(engine.send('UpdateItem', { TableName: HASH_TABLE, Key, ReturnValues: 'ALL_NEW' }), {
    Attributes: Key
  })
  t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key }), { Item: Key })
  engine.close()
  t.end()
})

// As Scylla's tests record it of the service.
test('update item: makes no item of an update that only takes away', t => {
  const engine = createEngine()
  const values = { ExpressionAttributeValues: { ':s': { SS: ['x'] } } }
  const updates = [
    { UpdateExpression: 'REMOVE x' },
    { UpdateExpression: 'DELETE x :s', ...values },
    { UpdateExpression: 'REMOVE x.y' },
    { AttributeUpdates: { x: { Action: 'DELETE' } } }
  ]
  for (const update of updates) {
    t.same(engine.send('UpdateItem', { TableName: HASH_TABLE, Key, ...update, ReturnValues: 'ALL_NEW' }), {})
    t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key }), {})
  }
  engine.send('TransactWriteItems', {
    TransactItems: [{ Update: { TableName: HASH_TABLE, Key, UpdateExpression: 'REMOVE x' } }]
  })
  t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key }), {})
  engine.close()
  t.end()
})

test('update item: answers with the item or what was updated, before or after', t => {
  const old = { a: S('1'), n: { N: '1' }, m: { M: { x: S('x'), y: S('y') } }, other: S('o') }
  const update = {
    TableName: HASH_TABLE,
    Key,
    UpdateExpression: 'SET n = n + :one, m.x = :z, fresh = :z REMOVE m.y',
    ExpressionAttributeValues: { ':one': { N: '1' }, ':z': S('z') }
  }
  const expected: Record<string, object> = {
    NONE: {},
    ALL_OLD: { Attributes: old },
    UPDATED_OLD: { Attributes: { n: { N: '1' }, m: { M: { x: S('x'), y: S('y') } } } },
    ALL_NEW: {
      Attributes: { a: S('1'), n: { N: '2' }, m: { M: { x: S('z') } }, other: S('o'), fresh: S('z') }
    },
    UPDATED_NEW: { Attributes: { n: { N: '2' }, m: { M: { x: S('z') } }, fresh: S('z') } }
  }
  for (const [ReturnValues, answer] of Object.entries(expected)) {
    const engine = createEngine()
    engine.send('PutItem', { TableName: HASH_TABLE, Item: old })
    t.same(engine.send('UpdateItem', { ...update, ReturnValues }), answer, ReturnValues)
    engine.close()
  }
  t.end()
})

test('update item: keys cannot be updated, and paths into them lead nowhere', t => {
  const engine = createEngine()
  const update = (UpdateExpression: string) => ({
    TableName: RANGE_TABLE,
    Key: { a: S('a'), b: S('b') },
    UpdateExpression,
    ...(UpdateExpression.includes(':v') ? { ExpressionAttributeValues: { ':v': S('v') } } : {})
  })
  const part = (name: string) =>
    `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`
  engine.refusedAs(t, 'UpdateItem', update('SET a = :v'), part('a'))
  engine.refusedAs(t, 'UpdateItem', update('REMOVE b'), part('b'))
  engine.refusedAs(
    t,
    'UpdateItem',
    update('SET c.x = :v'),
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: c"
  )
  engine.close()
  t.end()
})

test('update item: keys of indexes stay of their type', t => {
  const engine = createEngine()
  const update = (UpdateExpression: string, v: object) => ({
    TableName: RANGE_TABLE,
    Key: { a: S('a'), b: S('b') },
    UpdateExpression,
    ExpressionAttributeValues: { ':v': v }
  })
  engine.refusedAs(
    t,
    'UpdateItem',
    update('SET c = :v', { N: '1' }),
    'One or more parameter values were invalid: Type mismatch for Index Key c Expected: S Actual: N IndexName: g-all'
  )
  engine.refusedAs(
    t,
    'UpdateItem',
    update('SET c = if_not_exists(zz, :v)', { N: '1' }),
    'The update expression attempted to update the secondary index key to unsupported type'
  )
  engine.refusedAs(
    t,
    'UpdateItem',
    update('SET c = :v', S('')),
    'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.'
  )
  engine.refusedAs(
    t,
    'UpdateItem',
    { TableName: RANGE_TABLE, Key: { a: S('a'), b: S('b') }, AttributeUpdates: { c: { Value: S('') } } },
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: g-all, IndexKey: c'
  )
  t.same(engine.send('Scan', { TableName: RANGE_TABLE }).Items, [], 'nothing was written')
  engine.close()
  t.end()
})

test('update item: limits what its expression says, and the item itself', t => {
  const engine = createEngine()
  const tooLarge = 'Item size to update has exceeded the maximum allowed size'
  const update = (text: string, bytes: number, values: object = {}) => ({
    TableName: HASH_TABLE,
    Key: { a: S('K') },
    UpdateExpression: `SET b = :v${text}`,
    ExpressionAttributeValues: { ':v': S('x'.repeat(bytes)), ...values }
  })
  // Of 409,600 bytes, 3 are for the update and 20 for `SET b`. What else is counted:
  const list = { L: [S('x')] }
  const cases: [text: string, bytes: number, stored: object, value?: object][] = [
    ['', 0, {}],
    [', cc = :w', 19 + 2 + 500, {}, S('x'.repeat(500))],
    [', c = m.k', 19 + 1 + 1 + 2 * (14 + 1), { m: { M: { k: S('x') } } }],
    [', c = l[0]', 19 + 1 + 1 + 2 * (14 + 1), { l: list }],
    [', l[12] = :w', 19 + 1 + (4 + 2) + 2, { l: list }, { N: '1' }],
    [', c = n + :w', 19 + 1 + 34 + 16 + 2, { n: { N: '12345678' } }, { N: '1' }],
    [', c = n - :w', 19 + 1 + 37 + 16 + 2, { n: { N: '12345678' } }, { N: '1' }],
    [', s = if_not_exists(s, :w)', 19 + 1 + 39 + 16 + 100, { s: S('x') }, S('x'.repeat(100))],
    [', l = list_append(l, :w)', 19 + 1 + 37 + 16 + (3 + 1 + 5), { l: list }, { L: [S('12345')] }],
    [' ADD tags :w', 19 + 4 + 500, { tags: { SS: ['x'] } }, { SS: ['x'.repeat(500)] }],
    [' DELETE tags :w', 1 + 4, { tags: { SS: ['x'] } }, { SS: ['x'.repeat(500)] }],
    [' REMOVE m.k, l[0]', 1 + 1 + (4 + 1) + 1 + 1 + (4 + 1), { m: { M: { k: S('x') } }, l: list }]
  ]
  for (const [text, bytes, stored, value] of cases) {
    engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('K'), ...stored } })
    const values = value && { ':w': value }
    const most = 409_600 - 23 - bytes
    engine.refusedAs(t, 'UpdateItem', update(text, most + 1, values), tooLarge)
    t.same(engine.send('UpdateItem', update(text, most, values)), {}, `SET b = :v${text}`)
  }

  const expression = {
    ...update(', c = if_not_exists(a, :w)', 1, { ':w': S('x'.repeat(409_600)) }),
    ConditionExpression: 'attribute_not_exists(a)'
  }
  engine.refusedAs(t, 'UpdateItem', expression, tooLarge)

  const legacy = (bytes: number) => ({
    TableName: HASH_TABLE,
    Key: { a: S('L') },
    AttributeUpdates: { b: { Action: 'PUT', Value: S('x'.repeat(bytes)) } }
  })
  t.same(
    engine.send('UpdateItem', legacy(409_600 - 3)),
    {},
    'the legacy parameters count nothing but the item'
  )
  engine.refusedAs(t, 'UpdateItem', legacy(409_600 - 2), tooLarge)
  engine.close()
  t.end()
})

test('update item: takes the legacy parameters', t => {
  const engine = createEngine()
  const update = {
    TableName: HASH_TABLE,
    Key,
    AttributeUpdates: {
      n: { Action: 'ADD', Value: { N: '2' } },
      s: { Action: 'PUT', Value: S('s') },
      gone: { Action: 'DELETE' }
    },
    ReturnValues: 'ALL_NEW'
  }
  t.same(engine.send('UpdateItem', update).Attributes, { a: S('1'), n: { N: '2' }, s: S('s') })
  const expecting = {
    ...update,
    Expected: { n: { ComparisonOperator: 'GE', AttributeValueList: [{ N: '3' }] } }
  }
  t.equal(
    engine.refusal('UpdateItem', expecting),
    'ConditionalCheckFailedException: The conditional request failed'
  )
  engine.close()
  t.end()
})

test('writes: a ConditionalOperator does not go with expressions either', t => {
  const engine = createEngine()
  const mixed = (legacy: string, expressions: string) =>
    'Can not use both expression and non-expression parameters in the same request: ' +
    `Non-expression parameters: {${legacy}} Expression parameters: {${expressions}}`
  const write = {
    TableName: HASH_TABLE,
    ConditionalOperator: 'OR',
    ConditionExpression: 'attribute_exists(a)'
  }
  const Expected = { x: { ComparisonOperator: 'NULL' } }
  const AttributeUpdates = { x: { Action: 'DELETE' } }
  const UpdateExpression = 'REMOVE x'
  const cases: [string, object, string][] = [
    ['PutItem', { Item: Key }, mixed('ConditionalOperator', 'ConditionExpression')],
    ['DeleteItem', { Key, Expected }, mixed('Expected, ConditionalOperator', 'ConditionExpression')],
    [
      'UpdateItem',
      { Key, UpdateExpression, AttributeUpdates, Expected },
      mixed('AttributeUpdates, Expected, ConditionalOperator', 'UpdateExpression, ConditionExpression')
    ]
  ]
  for (const [operation, input, message] of cases) {
    engine.refusedAs(t, operation, { ...write, ...input }, message)
  }
  engine.close()
  t.end()
})
