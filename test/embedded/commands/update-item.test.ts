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
  t.same(engine.send('Scan', { TableName: RANGE_TABLE }).Items, [], 'nothing was written')
  engine.close()
  t.end()
})

test('update item: limits what it writes more narrowly than the item', t => {
  const engine = createEngine()
  // The item may have 409,600 bytes. What the update writes counts as well, with 3 bytes and 19 for each SET.
  const update = (bytes: number) => ({
    TableName: HASH_TABLE,
    Key: { a: S('K') },
    UpdateExpression: 'SET b = :v',
    ExpressionAttributeValues: { ':v': S('x'.repeat(bytes)) }
  })
  t.same(engine.send('UpdateItem', update(409_600 - 22 - 1)), {})
  engine.refusedAs(
    t,
    'UpdateItem',
    update(409_600 - 22),
    'Item size to update has exceeded the maximum allowed size'
  )
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
