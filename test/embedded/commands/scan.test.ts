import test from 'tape'
import { createEngine, HASH_TABLE, RANGE_TABLE, type TestEngine } from '../engines.js'

const S = (S: string) => ({ S })

function filled(count: number): TestEngine {
  const engine = createEngine()
  for (let i = 0; i < count; i++) {
    engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S(`key-${i}`), n: { N: String(i) } } })
  }
  return engine
}

/** The keys of all pages. */
function scanAll(engine: TestEngine, scan: object): string[] {
  const found: string[] = []
  let ExclusiveStartKey: object | undefined
  do {
    const page = engine.send('Scan', { ...scan, ExclusiveStartKey })
    found.push(
      ...page.Items.map((item: { a: { S: string }; b?: { S: string } }) => item.a.S + (item.b?.S ?? ''))
    )
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return found
}

test('scan: pages meet every item once', t => {
  const engine = filled(50)
  const all = scanAll(engine, { TableName: HASH_TABLE })
  t.equal(new Set(all).size, 50)
  t.same(scanAll(engine, { TableName: HASH_TABLE, Limit: 7 }), all)
  t.same(scanAll(engine, { TableName: HASH_TABLE, Limit: 50 }), all)
  engine.close()
  t.end()
})

test('scan: segments share the items out, page by page', t => {
  const engine = filled(60)
  const all = scanAll(engine, { TableName: HASH_TABLE })
  for (const TotalSegments of [1, 3, 16, 5000]) {
    const parts: string[] = []
    for (let Segment = 0; Segment < TotalSegments; Segment++) {
      parts.push(...scanAll(engine, { TableName: HASH_TABLE, Segment, TotalSegments, Limit: 4 }))
    }
    t.same(parts, all, `${TotalSegments} segments`)
  }
  engine.close()
  t.end()
})

test('scan: a starting key belongs to its segment', t => {
  const engine = filled(0)
  // The service puts this key into the first of 4096 segments.
  const scan = { TableName: HASH_TABLE, ExclusiveStartKey: { a: S('3635') }, TotalSegments: 4096 }
  t.equal(engine.refusal('Scan', { ...scan, Segment: 0 }), 'no refusal')
  engine.refusedAs(
    t,
    'Scan',
    { ...scan, Segment: 1 },
    'The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 4096 Segment: 1'
  )
  engine.close()
  t.end()
})

test('scan: segments need both of their parameters', t => {
  const engine = filled(0)
  const scan = (more: object) => ({ TableName: HASH_TABLE, ...more })
  const cases: [object, string][] = [
    [
      { Segment: 0 },
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present'
    ],
    [
      { TotalSegments: 4 },
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present'
    ],
    [
      { Segment: 5, TotalSegments: 5 },
      'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5'
    ]
  ]
  for (const [more, message] of cases) engine.refusedAs(t, 'Scan', scan(more), message)
  engine.close()
  t.end()
})

test('scan: refuses a starting key that is none', t => {
  const engine = filled(0)
  const invalid = 'The provided starting key is invalid'
  const mismatch = `${invalid}: The provided key element does not match the schema`
  const scan = (ExclusiveStartKey: object, more: object = {}) => ({
    TableName: RANGE_TABLE,
    ExclusiveStartKey,
    ...more
  })
  const key = { a: S('a'), b: S('b') }
  const cases: [object, string][] = [
    [scan({}), mismatch],
    [scan({ a: S('a') }), mismatch],
    [scan({ ...key, c: S('c') }), mismatch],
    [scan({ a: S('a'), b: { N: '1' } }), mismatch],
    [
      scan({ a: {}, b: S('b') }),
      `${invalid}: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes`
    ],
    [scan({ a: { N: 'one' }, b: S('b') }), 'The parameter cannot be converted to a numeric value: one'],
    [scan(key, { IndexName: 'g-all' }), invalid],
    [
      scan({ ...key, c: { N: '1' } }, { IndexName: 'g-all' }),
      'The provided key element does not match the schema'
    ],
    [scan(key, { IndexName: 'none' }), 'The table does not have the specified index: none']
  ]
  for (const [request, message] of cases) engine.refusedAs(t, 'Scan', request, message)
  engine.close()
  t.end()
})

test('scan: goes through indexes too, and each page can be gone on from', t => {
  const engine = createEngine()
  for (let i = 0; i < 30; i++) {
    const Item = { a: S(`a${i % 5}`), b: S(`b${i}`), ...(i % 3 ? { c: S(`c${i % 2}`), d: S('d') } : {}) }
    engine.send('PutItem', { TableName: RANGE_TABLE, Item })
  }
  for (const IndexName of ['l-all', 'l-include', 'g-all', 'g-include']) {
    const all = scanAll(engine, { TableName: RANGE_TABLE, IndexName })
    t.equal(new Set(all).size, 20, IndexName)
    t.same(scanAll(engine, { TableName: RANGE_TABLE, IndexName, Limit: 3 }), all, `${IndexName} in pages`)
  }
  engine.close()
  t.end()
})

test('scan: filters and projects what it has read', t => {
  const engine = filled(10)
  const scan = {
    TableName: HASH_TABLE,
    FilterExpression: 'n >= :n',
    ExpressionAttributeValues: { ':n': { N: '8' } },
    ProjectionExpression: 'a',
    ReturnConsumedCapacity: 'TOTAL'
  }
  const answer = engine.send('Scan', scan)
  t.same([answer.Count, answer.ScannedCount, answer.ConsumedCapacity.CapacityUnits], [2, 10, 0.5])
  t.same(answer.Items.map(Object.keys), [['a'], ['a']])
  t.equal(
    engine.send('Scan', {
      TableName: HASH_TABLE,
      ScanFilter: { n: { ComparisonOperator: 'LT', AttributeValueList: [{ N: '3' }] } }
    }).Count,
    3
  )
  engine.close()
  t.end()
})

test('scan: the filter sees whole items through a local index, and the projection through a global one', t => {
  const engine = createEngine()
  const Item = { a: S('a'), b: S('b'), c: S('c'), d: S('d'), f: S('f') }
  engine.send('PutItem', { TableName: RANGE_TABLE, Item })
  const scan = { TableName: RANGE_TABLE, FilterExpression: 'attribute_exists(f)' }
  t.same(engine.send('Scan', { ...scan, IndexName: 'l-include' }).Items, [
    { a: S('a'), b: S('b'), d: S('d') }
  ])
  t.same(engine.send('Scan', { ...scan, IndexName: 'g-include' }).Items, [])
  engine.close()
  t.end()
})

test('scan: reads large items a page at a time', t => {
  const engine = createEngine()
  for (let i = 0; i < 12; i++) {
    engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S(String(i)), x: S('x'.repeat(200_000)) } })
  }
  const first = engine.send('Scan', { TableName: HASH_TABLE })
  t.equal(first.Count, 6, 'the sixth item crosses the megabyte')
  t.equal(scanAll(engine, { TableName: HASH_TABLE }).length, 12)
  engine.close()
  t.end()
})
