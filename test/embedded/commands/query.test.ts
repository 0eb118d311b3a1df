import test from 'tape'
import { createEngine, HASH_TABLE, RANGE_TABLE, type TestEngine } from '../engines.js'

const S = (S: string) => ({ S })
const item = (b: string, more: object = {}) => ({ a: S('k'), b: S(b), ...more })
const byKey = {
  TableName: RANGE_TABLE,
  KeyConditionExpression: 'a = :a',
  ExpressionAttributeValues: { ':a': S('k') }
}
const byIndex = {
  TableName: RANGE_TABLE,
  IndexName: 'g-all',
  KeyConditionExpression: 'c = :c',
  ExpressionAttributeValues: { ':c': S('c') }
}

function filled(...items: object[]): TestEngine {
  const engine = createEngine()
  for (const Item of items) engine.send('PutItem', { TableName: RANGE_TABLE, Item })
  return engine
}

// biome-ignore lint/suspicious/noExplicitAny: items of any shape
const ranges = (answer: any): string[] => answer.Items.map((found: any) => found.b.S)

test('query: strings come in the order of their UTF-8 bytes', t => {
  const sorted = ['A', 'a', 'aa', 'b', 'ä', '\ufb00', '\u{1f600}']
  const engine = filled(...sorted.toReversed().map(b => item(b)))
  t.same(ranges(engine.send('Query', byKey)), sorted)
  t.same(ranges(engine.send('Query', { ...byKey, ScanIndexForward: false })), sorted.toReversed())
  engine.close()
  t.end()
})

test('query: attributes that are asked for, page by page', t => {
  const engine = filled(...['a', 'b', 'c'].map(b => item(b, { e: S(`${b}"`), f: { N: '1' }, g: S('none') })))
  const asked = [
    { ProjectionExpression: 'e, f, #x', ExpressionAttributeNames: { '#x': 'x' } },
    {
      AttributesToGet: ['e', 'f', 'x'],
      KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [S('k')] } }
    }
  ]
  for (const [index, attributes] of asked.entries()) {
    const query = { ...(index === 0 ? byKey : { TableName: RANGE_TABLE }), ...attributes, Limit: 2 }
    const items = [
      { e: S('a"'), f: { N: '1' } },
      { e: S('b"'), f: { N: '1' } }
    ]
    const counts = { Count: 2, ScannedCount: 2, LastEvaluatedKey: item('b') }
    t.deepEqual(engine.send('Query', query), { Items: items, ...counts })
    const { Items: raw, ...rest } = engine.execute('Query', query, 'wire') as { Items: { text: string } }
    const sent = JSON.parse(`{"Items":${raw.text},${JSON.stringify(rest).slice(1)}`)
    t.deepEqual(sent, { Items: items, ...counts }, 'over the wire')
    const last = engine.send('Query', { ...query, ExclusiveStartKey: item('b') })
    t.deepEqual(last, { Items: [{ e: S('c"'), f: { N: '1' } }], Count: 1, ScannedCount: 1 })
  }
  engine.close()
  t.end()
})

test('query: each condition on the sort key, forwards and backwards', t => {
  const engine = filled(...['a', 'b', 'ba', 'bb', 'c', 'd'].map(b => item(b)))
  const cases: [string, string][] = [
    ['b = :x', 'b'],
    ['b < :x', 'a'],
    ['b <= :x', 'a b'],
    ['b > :x', 'ba bb c d'],
    ['b >= :x', 'b ba bb c d'],
    ['b BETWEEN :x AND :y', 'b ba bb c'],
    ['begins_with(b, :x)', 'b ba bb']
  ]
  for (const [condition, expected] of cases) {
    const query = {
      ...byKey,
      KeyConditionExpression: `a = :a AND ${condition}`,
      ExpressionAttributeValues: {
        ':a': S('k'),
        ':x': S('b'),
        ...(condition.includes(':y') ? { ':y': S('c') } : {})
      }
    }
    t.same(ranges(engine.send('Query', query)), expected.split(' '), condition)
    const backwards = { ...query, ScanIndexForward: false }
    t.same(
      ranges(engine.send('Query', backwards)),
      expected.split(' ').toReversed(),
      `${condition} backwards`
    )
    t.same(pages(engine, query), expected.split(' '), `${condition} page by page`)
    t.same(pages(engine, backwards), expected.split(' ').toReversed(), `${condition} backwards page by page`)
  }
  engine.close()
  t.end()
})

test('query: a prefix of the highest characters has no end', t => {
  const engine = filled(item('\u{10ffff}'), item('\u{10ffff}a'), item('z'))
  const query = {
    ...byKey,
    KeyConditionExpression: 'a = :a AND begins_with(b, :x)',
    ExpressionAttributeValues: { ':a': S('k'), ':x': S('\u{10ffff}') }
  }
  t.equal(engine.send('Query', query).Count, 2)
  engine.close()
  t.end()
})

test('query: a page that ends with the limit says where, even at the end', t => {
  const engine = filled(item('1'), item('2'))
  const page = engine.send('Query', { ...byKey, Limit: 2 })
  t.same(page.LastEvaluatedKey, item('2'))
  t.same(engine.send('Query', { ...byKey, ExclusiveStartKey: page.LastEvaluatedKey }), {
    Items: [],
    Count: 0,
    ScannedCount: 0
  })
  t.equal(engine.send('Query', { ...byKey, Limit: 3 }).LastEvaluatedKey, undefined)
  engine.close()
  t.end()
})

// Where dynalite's suite recorded that the service's pages end.
test('query: a page ends with the item that fills the megabyte', t => {
  const longName = 'e'.repeat(255)
  const items = (size: number, name = 'e') =>
    Array.from({ length: 25 }, (_, i) => item(String(i).padStart(2, '0'), { [name]: S('e'.repeat(size)) }))
  const query = {
    ...byKey,
    ExpressionAttributeValues: { ':a': S('0123456789') },
    Select: 'COUNT',
    ReturnConsumedCapacity: 'TOTAL'
  }
  const count = (rows: Record<string, unknown>[], limit?: number) => {
    const engine = filled(...rows.map(row => ({ ...row, a: S('0123456789') })))
    const answer = engine.send('Query', { ...query, Limit: limit })
    engine.close()
    return [answer.Count, answer.ConsumedCapacity.CapacityUnits, answer.LastEvaluatedKey?.b.S]
  }

  t.same(count(items(41_645, longName), 26), [25, 128, undefined], 'just under the limit')
  const over = items(41_645)
  over[24] = item('24', { e: S('e'.repeat(41_646)) }) as never
  t.same(count(over), [25, 127.5, '24'], 'just over it with the last item')
  const less = items(43_372)
  less[23] = item('23', { e: S('e'.repeat(43_388)) }) as never
  less[24] = item('24', { e: S('e'.repeat(44_999)) }) as never
  t.same(count(less), [24, 127.5, '23'], 'just over it with the last but one')
  t.end()
})

test('query: a filter comes after the page and its capacity', t => {
  const engine = filled(...['1', '2', '3'].map(b => item(b, { x: S(b === '2' ? 'yes' : 'no') })))
  const query = {
    ...byKey,
    FilterExpression: 'x = :x',
    ExpressionAttributeValues: { ':a': S('k'), ':x': S('yes') },
    ReturnConsumedCapacity: 'TOTAL'
  }
  const capacity = { TableName: RANGE_TABLE, CapacityUnits: 0.5 }
  t.same(engine.send('Query', { ...query, Limit: 1 }), {
    Items: [],
    Count: 0,
    ScannedCount: 1,
    LastEvaluatedKey: item('1'),
    ConsumedCapacity: capacity
  })
  t.same(engine.send('Query', { ...query, Select: 'COUNT' }), {
    Count: 1,
    ScannedCount: 3,
    ConsumedCapacity: capacity
  })
  engine.close()
  t.end()
})

test('query: filters name no keys', t => {
  const engine = filled()
  const words = 'can only contain non-primary key attributes: Primary key attribute:'
  const filter = (FilterExpression: string, base: object = byKey) => ({ ...base, FilterExpression })
  engine.refusedAs(t, 'Query', filter('b = :a'), `Filter Expression ${words} b`)
  engine.refusedAs(t, 'Query', filter('c = :c', byIndex), `Filter Expression ${words} c`)
  t.equal(engine.refusal('Query', filter('c = :a')), 'no refusal')
  t.equal(engine.refusal('Query', filter('a = :c', byIndex)), 'no refusal')
  engine.close()
  t.end()
})

test('query: a global index holds the items that have its keys, as far as it projects them', t => {
  const engine = filled(
    item('1', { c: S('c'), d: S('2'), e: S('e'), f: S('f') }),
    item('2', { c: S('c'), d: S('1') }),
    item('3', { c: S('c') }),
    item('4', { d: S('1') })
  )
  t.equal(engine.send('Query', byIndex).Count, 3)
  const include = { ...byIndex, IndexName: 'g-include' }
  t.same(engine.send('Query', include).Items, [
    item('2', { c: S('c'), d: S('1') }),
    item('1', { c: S('c'), d: S('2'), e: S('e') })
  ])
  engine.refusedAs(
    t,
    'Query',
    { ...include, Select: 'ALL_ATTRIBUTES' },
    'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index g-include because its projection type is not ALL'
  )
  engine.refusedAs(
    t,
    'Query',
    { ...include, ProjectionExpression: 'e, f' },
    'One or more parameter values were invalid: Global secondary index g-include does not project [f]'
  )
  engine.refusedAs(
    t,
    'Query',
    { ...include, ConsistentRead: true },
    'Consistent reads are not supported on global secondary indexes'
  )
  engine.close()
  t.end()
})

// As dynalite's suite recorded it of the service.
test("query: equal keys of an index come in the order of the items' hashes", t => {
  const keys = ['a a', 'b a', 'c a', 'c b', 'd a', 'd b'].map(key => key.split(' '))
  const engine = filled(...keys.map(([a, b]) => ({ a: S(a!), b: S(b!), c: S('c'), d: S('a') })))
  const query = { ...byIndex, IndexName: 'g-include' }
  const start = { a: S('a'), b: S('a'), c: S('c'), d: S('a') }
  const found = engine.send('Query', { ...query, ExclusiveStartKey: start })
  t.same(
    found.Items.map((i: typeof start) => i.a.S + i.b.S),
    ['da', 'ba', 'ca', 'db', 'cb']
  )
  t.equal(pages(engine, query).length, 6, 'page by page none is lost or repeated')
  t.equal(pages(engine, { ...query, ScanIndexForward: false }).length, 6, 'backwards too')
  engine.close()
  t.end()
})

test('query: a local index fetches what it does not project', t => {
  const engine = filled(item('1', { d: S('1'), e: S('e'), f: S('f'.repeat(5000)) }))
  const query = { ...byKey, IndexName: 'l-include', ReturnConsumedCapacity: 'INDEXES' }
  const capacity = (table: number, index: number) => ({
    TableName: RANGE_TABLE,
    CapacityUnits: table + index,
    Table: { CapacityUnits: table },
    LocalSecondaryIndexes: { 'l-include': { CapacityUnits: index } }
  })
  const plain = engine.send('Query', query)
  t.same(Object.keys(plain.Items[0]).sort(), ['a', 'b', 'd', 'e'])
  t.same(plain.ConsumedCapacity, capacity(0, 0.5))
  const whole = engine.send('Query', { ...query, Select: 'ALL_ATTRIBUTES', ConsistentRead: true })
  t.same(Object.keys(whole.Items[0]).sort(), ['a', 'b', 'd', 'e', 'f'])
  t.same(whole.ConsumedCapacity, capacity(2, 1))
  t.same(Object.keys(engine.send('Query', { ...query, ProjectionExpression: 'f' }).Items[0]), ['f'])
  engine.refusedAs(
    t,
    'Query',
    { ...query, FilterExpression: 'f = :a' },
    'One or more parameter values were invalid: Secondary index l-include does not project one or more filter attributes: [f]'
  )
  engine.close()
  t.end()
})

test('query: each item that a local index fetches costs units of its own', t => {
  const engine = filled(...['1', '2', '3'].map(d => item(d, { d: S(d), f: S('f'.repeat(5000)) })))
  const query = {
    ...byKey,
    IndexName: 'l-include',
    Select: 'ALL_ATTRIBUTES',
    ReturnConsumedCapacity: 'INDEXES'
  }
  const { Table: table, LocalSecondaryIndexes: local } = engine.send('Query', query).ConsumedCapacity
  t.same([table.CapacityUnits, local['l-include'].CapacityUnits], [3, 0.5])
  engine.close()
  t.end()
})

test('query: a page of fetched items is as large as any other', t => {
  const items = Array.from({ length: 8 }, (_, i) => item(`${i}`, { d: S(`${i}`), f: S('f'.repeat(300_000)) }))
  const engine = filled(...items)
  const query = { ...byKey, IndexName: 'l-include', Select: 'ALL_ATTRIBUTES' }
  const first = engine.send('Query', query)
  t.same([first.Count, first.ScannedCount], [4, 4])
  t.same(first.LastEvaluatedKey, item('3', { d: S('3') }))
  t.same(ranges(engine.send('Query', { ...query, ExclusiveStartKey: first.LastEvaluatedKey })), [
    '4',
    '5',
    '6',
    '7'
  ])
  engine.close()
  t.end()
})

test('query: an index follows updates of its items', t => {
  const engine = filled(item('1', { c: S('c'), d: S('1'), e: S('old') }))
  const update = (UpdateExpression: string, values?: object) =>
    engine.send('UpdateItem', {
      TableName: RANGE_TABLE,
      Key: item('1'),
      UpdateExpression,
      ExpressionAttributeValues: values
    })
  const found = (c: string) =>
    engine.send('Query', { ...byIndex, IndexName: 'g-include', ExpressionAttributeValues: { ':c': S(c) } })
      .Items

  update('SET e = :v', { ':v': S('new') })
  t.equal(found('c')[0].e.S, 'new')
  update('SET c = :v', { ':v': S('other') })
  t.same([found('c').length, found('other').length], [0, 1])
  update('REMOVE d')
  t.equal(found('other').length, 0)
  engine.close()
  t.end()
})

test('query: refuses a starting key that does not belong to it', t => {
  const engine = filled()
  const invalid = 'The provided starting key is invalid'
  const cases: [object, object, string][] = [
    [byKey, {}, invalid],
    [byKey, { a: S('k') }, invalid],
    [byKey, item('b', { c: S('c') }), invalid],
    [byKey, { a: S('k'), c: S('c') }, invalid],
    [byKey, { a: S('k'), b: { N: '1' } }, 'The provided key element does not match the schema'],
    [
      byKey,
      { a: S('other'), b: S('b') },
      'The provided starting key is outside query boundaries based on provided conditions'
    ],
    [
      { ...byKey, KeyConditionExpression: 'a = :a AND b > :a' },
      item('a'),
      'The provided starting key does not match the range key predicate'
    ],
    [
      { ...byKey, KeyConditionExpression: 'a = :a AND b > :a' },
      { a: S('other'), b: S('z') },
      'The query can return at most one row and cannot be restarted'
    ],
    [byIndex, item('b'), invalid],
    [
      byIndex,
      { a: S('k'), b: { N: '1' }, c: S('c') },
      `${invalid}: The provided key element does not match the schema`
    ],
    [
      byIndex,
      item('b', { c: S('z') }),
      'The provided starting key is outside query boundaries based on provided conditions'
    ]
  ]
  for (const [query, ExclusiveStartKey, message] of cases) {
    engine.refusedAs(t, 'Query', { ...query, ExclusiveStartKey }, message)
  }
  engine.close()
  t.end()
})

test('query: goes on behind a starting key that is not there', t => {
  const engine = filled(item('1'), item('3'))
  t.same(ranges(engine.send('Query', { ...byKey, ExclusiveStartKey: item('2') })), ['3'])
  t.same(ranges(engine.send('Query', { ...byKey, ScanIndexForward: false, ExclusiveStartKey: item('2') })), [
    '1'
  ])
  engine.close()
  t.end()
})

test('query: Select and projections must agree', t => {
  const engine = filled()
  const select = (Select: string, more: object = {}) => ({ ...byKey, Select, ...more })
  const cases: [object, string][] = [
    [
      select('SPECIFIC_ATTRIBUTES'),
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES'
    ],
    [
      select('ALL_ATTRIBUTES', { ProjectionExpression: 'a' }),
      'Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES'
    ],
    [
      select('COUNT', { ProjectionExpression: 'a' }),
      'Cannot specify the ProjectionExpression when choosing to get only the Count'
    ],
    [
      select('ALL_PROJECTED_ATTRIBUTES'),
      'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'
    ]
  ]
  for (const [query, message] of cases) {
    engine.refusedAs(t, 'Query', query, `1 validation error detected: ${message}`)
    const { KeyConditionExpression, ExpressionAttributeValues, ...scan } = query as Record<string, unknown>
    engine.refusedAs(t, 'Scan', scan, message)
  }
  engine.refusedAs(
    t,
    'Query',
    { TableName: HASH_TABLE },
    'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'
  )
  engine.close()
  t.end()
})

/** The sort keys of all pages of one item. */
function pages(engine: TestEngine, query: object): string[] {
  const found: string[] = []
  let ExclusiveStartKey: object | undefined
  for (let page = 0; page < 100; page++) {
    const answer = engine.send('Query', { ...query, Limit: 1, ExclusiveStartKey })
    found.push(...ranges(answer))
    ExclusiveStartKey = answer.LastEvaluatedKey
    if (ExclusiveStartKey === undefined) return found
  }
  throw new Error('The pages have no end')
}
