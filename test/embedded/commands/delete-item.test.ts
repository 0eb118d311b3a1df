import test from 'tape'
import { createEngine, HASH_TABLE, RANGE_TABLE } from '../engines.js'

const S = (S: string) => ({ S })

test('delete item: removes the item from its table and from all indexes', t => {
  const engine = createEngine()
  const item = { a: S('a'), b: S('b'), c: S('c'), d: S('d') }
  engine.send('PutItem', { TableName: RANGE_TABLE, Item: item })
  const answer = engine.send('DeleteItem', {
    TableName: RANGE_TABLE,
    Key: { a: S('a'), b: S('b') },
    ReturnValues: 'ALL_OLD',
    ReturnConsumedCapacity: 'TOTAL'
  })
  t.same(answer, { Attributes: item, ConsumedCapacity: { TableName: RANGE_TABLE, CapacityUnits: 5 } })
  for (const IndexName of [undefined, 'l-all', 'l-include', 'g-all', 'g-include']) {
    t.equal(engine.send('Scan', { TableName: RANGE_TABLE, IndexName }).Count, 0, IndexName ?? 'table')
  }
  engine.close()
  t.end()
})

test('delete item: what is not there costs a unit', t => {
  const engine = createEngine()
  const del = {
    TableName: HASH_TABLE,
    Key: { a: S('1') },
    ReturnValues: 'ALL_OLD',
    ReturnConsumedCapacity: 'TOTAL'
  }
  t.same(engine.send('DeleteItem', del), { ConsumedCapacity: { TableName: HASH_TABLE, CapacityUnits: 1 } })
  t.equal(
    engine.refusal('DeleteItem', { ...del, ConditionExpression: 'attribute_exists(a)' }),
    'ConditionalCheckFailedException: The conditional request failed'
  )
  engine.close()
  t.end()
})
