import test from 'tape'
import { attributes, index, keys, NOON, Plane } from './plane.js'

const NOW = NOON / 1000
const FIVE_YEARS = 5 * 365 * 86_400

function enable(plane: Plane, enabled = true, name = 'ttl'): object {
  return plane.run('UpdateTimeToLive', specification(enabled, name))
}

function specification(enabled: boolean, name = 'ttl'): object {
  return { TableName: 'abc', TimeToLiveSpecification: { Enabled: enabled, AttributeName: name } }
}

test('UpdateTimeToLive: what is refused, and in which words', t => {
  const plane = new Plane()
  t.equal(
    plane.failure('UpdateTimeToLive', { TableName: 'abc' }),
    'ValidationException: TimeToLiveSpecification cannot be null'
  )
  t.equal(
    plane.failure('UpdateTimeToLive', specification(true, '')),
    'ValidationException: TimeToLiveSpecification.AttributeName must be non empty'
  )
  t.equal(
    plane.failure('UpdateTimeToLive', specification(true)),
    'ResourceNotFoundException: Requested resource not found: Table: abc not found'
  )
  plane.create('abc')
  t.equal(
    plane.failure('UpdateTimeToLive', specification(false)),
    'ValidationException: TimeToLive is already disabled'
  )
  enable(plane)
  t.equal(
    plane.failure('UpdateTimeToLive', specification(true)),
    'ValidationException: TimeToLive is already enabled'
  )
  for (const enabled of [true, false]) {
    t.equal(
      plane.failure('UpdateTimeToLive', specification(enabled, 'other')),
      'ValidationException: TimeToLive is active on a different AttributeName: current AttributeName is ttl'
    )
  }
  plane.close()
  t.end()
})

test('UpdateTimeToLive, DescribeTimeToLive: on and off', t => {
  const plane = new Plane()
  plane.create('abc')
  const described = () => plane.run('DescribeTimeToLive', { TableName: 'abc' }).TimeToLiveDescription
  t.deepEqual(described(), { TimeToLiveStatus: 'DISABLED' })
  t.deepEqual(enable(plane), { TimeToLiveSpecification: { Enabled: true, AttributeName: 'ttl' } })
  t.deepEqual(described(), { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' })
  t.deepEqual(enable(plane, false), { TimeToLiveSpecification: { Enabled: false, AttributeName: 'ttl' } })
  t.deepEqual(described(), { TimeToLiveStatus: 'DISABLED' })
  t.deepEqual(enable(plane, true, 'other'), {
    TimeToLiveSpecification: { Enabled: true, AttributeName: 'other' }
  })
  plane.close()
  t.end()
})

/** Items by what their attribute is, and whether the sweep takes them. */
const ITEMS: [string, object, boolean][] = [
  ['now', { N: String(NOW) }, true],
  ['a second ago', { N: String(NOW - 1) }, true],
  ['a second on', { N: String(NOW + 1) }, false],
  ['nearly five years ago', { N: String(NOW - FIVE_YEARS + 10) }, true],
  ['more than five years ago', { N: String(NOW - FIVE_YEARS - 10) }, false],
  ['zero', { N: '0' }, false],
  ['a string', { S: String(NOW - 1) }, false],
  ['a list', { L: [{ N: String(NOW - 1) }] }, false],
  ['a set', { NS: [String(NOW - 1)] }, false],
  ['enormous', { N: '1e125' }, false],
  ['negative', { N: '-1e125' }, false],
  ['tiny', { N: '1e-130' }, false]
]

test('expiry: which items go', t => {
  const plane = new Plane()
  plane.create('abc')
  enable(plane)
  for (const [name, ttl] of ITEMS) plane.run('PutItem', { TableName: 'abc', Item: { a: { S: name }, ttl } })
  plane.run('PutItem', { TableName: 'abc', Item: { a: { S: 'none' } } })
  const names = () =>
    plane
      .run('Scan', { TableName: 'abc' })
      .Items.map((item: { a: { S: string } }) => item.a.S)
      .sort()

  t.equal(names().length, ITEMS.length + 1, 'all are visible until the sweep')
  plane.engine.expire()
  t.deepEqual(names(), [...ITEMS.filter(([, , gone]) => !gone).map(([name]) => name), 'none'].sort())
  plane.clock.time += 1000
  plane.engine.expire()
  t.notOk(names().includes('a second on'))
  plane.close()
  t.end()
})

test('expiry: an item leaves its indexes too', t => {
  const plane = new Plane()
  plane.create('abc', {
    AttributeDefinitions: attributes('a', 'b', 'c'),
    KeySchema: keys('a', 'b'),
    LocalSecondaryIndexes: [index('local', keys('a', 'c'))],
    GlobalSecondaryIndexes: [index('global', keys('c'))]
  })
  const item = (b: string, ttl: number) => ({
    a: { S: 'x' },
    b: { S: b },
    c: { S: 'y' },
    ttl: { N: String(ttl) }
  })
  plane.run('PutItem', { TableName: 'abc', Item: item('old', NOW - 1) })
  plane.run('PutItem', { TableName: 'abc', Item: item('new', NOW + 100) })
  enable(plane)
  plane.engine.expire()
  for (const more of [{}, { IndexName: 'local' }, { IndexName: 'global' }]) {
    const { Items: items } = plane.run('Scan', { TableName: 'abc', ...more })
    t.deepEqual(
      items.map((found: { b: { S: string } }) => found.b.S),
      ['new'],
      JSON.stringify(more)
    )
  }
  plane.close()
  t.end()
})

test('expiry: an item that was written anew stays, and off is off', t => {
  const plane = new Plane()
  plane.create('abc')
  enable(plane)
  const put = (ttl: number) =>
    plane.run('PutItem', { TableName: 'abc', Item: { a: { S: 'x' }, ttl: { N: String(ttl) } } })
  const count = () => plane.run('Scan', { TableName: 'abc' }).Count
  put(NOW - 10)
  put(NOW + 10)
  plane.engine.expire()
  t.equal(count(), 1)

  enable(plane, false)
  plane.clock.time += 60_000
  plane.engine.expire()
  t.equal(count(), 1)
  plane.close()
  t.end()
})

test('expiry: more items than one transaction takes', t => {
  const plane = new Plane()
  plane.create('abc')
  enable(plane)
  for (let number = 0; number < 450; number++) {
    plane.run('PutItem', { TableName: 'abc', Item: { a: { S: `k${number}` }, ttl: { N: String(NOW - 1) } } })
  }
  plane.engine.expire()
  t.equal(plane.run('Scan', { TableName: 'abc' }).Count, 0)
  plane.close()
  t.end()
})
