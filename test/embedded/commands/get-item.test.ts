import test from 'tape'
import { RawItem } from '../../../lib/embedded/attribute/raw-item.js'
import { BINARY_TABLE, createEngine, HASH_TABLE, NUMBER_TABLE, RANGE_TABLE } from '../engines.js'

const S = (S: string) => ({ S })

test('get item: answers nothing for what is not there', t => {
  const engine = createEngine()
  t.same(engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('1') } }), {})
  t.equal(
    engine.refusal('GetItem', { TableName: 'missing', Key: { a: S('1') } }),
    'ResourceNotFoundException: Requested resource not found'
  )
  engine.close()
  t.end()
})

test('get item: one number has many texts', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: NUMBER_TABLE, Item: { a: { N: '1' } } })
  for (const N of ['1.0', '1e0', '0.1E1', '+1', '001']) {
    t.same(
      engine.send('GetItem', { TableName: NUMBER_TABLE, Key: { a: { N } } }),
      { Item: { a: { N: '1' } } },
      N
    )
  }
  engine.close()
  t.end()
})

test('get item: a binary key may be a view of other bytes', t => {
  const engine = createEngine()
  const pool = Uint8Array.of(9, 1, 2, 9)
  engine.send('PutItem', { TableName: BINARY_TABLE, Item: { a: { B: pool.subarray(1, 3) } } })
  const found = engine.send('GetItem', { TableName: BINARY_TABLE, Key: { a: { B: Uint8Array.of(1, 2) } } })
  t.same(found.Item, { a: { B: Uint8Array.of(1, 2) } })
  engine.close()
  t.end()
})

test('get item: a key has all its attributes and no others', t => {
  const engine = createEngine()
  const mismatch = 'The provided key element does not match the schema'
  for (const Key of [
    {},
    { a: S('a') },
    { a: S('a'), b: S('b'), c: S('c') },
    { a: S('a'), c: S('c') },
    { a: S('a'), b: { N: '1' } }
  ]) {
    engine.refusedAs(t, 'GetItem', { TableName: RANGE_TABLE, Key }, mismatch)
  }
  engine.close()
  t.end()
})

test('get item: projects, and counts the whole item', t => {
  const engine = createEngine()
  engine.send('PutItem', {
    TableName: HASH_TABLE,
    Item: { a: S('1'), x: S('x'.repeat(5000)), y: { L: [S('0'), S('1')] } }
  })
  const get = { TableName: HASH_TABLE, Key: { a: S('1') }, ReturnConsumedCapacity: 'INDEXES' }
  const capacity = (units: number) => ({
    TableName: HASH_TABLE,
    CapacityUnits: units,
    Table: { CapacityUnits: units }
  })
  t.same(engine.send('GetItem', { ...get, ProjectionExpression: 'y[1], z' }), {
    Item: { y: { L: [S('1')] } },
    ConsumedCapacity: capacity(1)
  })
  t.same(engine.send('GetItem', { ...get, AttributesToGet: ['a'], ConsistentRead: true }), {
    Item: { a: S('1') },
    ConsumedCapacity: capacity(2)
  })
  t.same(engine.send('GetItem', { ...get, Key: { a: S('2') } }), { ConsumedCapacity: capacity(0.5) })
  engine.close()
  t.end()
})

test('get item: over the wire the stored text goes out as it is', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: BINARY_TABLE, Item: { a: { B: Uint8Array.of(1, 2) }, n: { N: '1' } } })
  const { Item } = engine.execute(
    'GetItem',
    { TableName: BINARY_TABLE, Key: { a: { B: 'AQI=' } } },
    'wire'
  ) as { Item: RawItem }
  t.ok(Item instanceof RawItem)
  t.equal(Item.text, '{"a":{"B":"AQI="},"n":{"N":"1"}}')
  engine.close()
  t.end()
})
