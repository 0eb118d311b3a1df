// Over the wire a page of whole items goes out as it is stored, without a look into it.
import test from 'tape'
import { Engine } from '../../../lib/embedded/engine.js'
import { encode } from '../../../lib/embedded/model/encode.js'

const TableName = 'pages'
const ITEMS = 20
const LARGE = 'x'.repeat(60_000)

test('a page over the wire is the page that the SDK gets', t => {
  const engine = new Engine({ expiryIntervalMs: 0 })
  engine.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['a', 'b', 'c'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'a', KeyType: 'HASH' },
      { AttributeName: 'b', KeyType: 'RANGE' }
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-c',
        KeySchema: [{ AttributeName: 'c', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' }
      }
    ]
  })
  for (let n = 0; n < ITEMS; n++) {
    const b = { S: String(n).padStart(3, '0') }
    // Texts that hold what separates items, and enough bytes for a page to end before the table does.
    const Item = { a: { S: 'p' }, b, c: { S: 'q' }, text: { S: `"},{"é${n}` }, large: { S: LARGE } }
    engine.execute('PutItem', { TableName, Item })
  }

  const query = {
    TableName,
    KeyConditionExpression: 'a = :a',
    ExpressionAttributeValues: { ':a': { S: 'p' } },
    ReturnConsumedCapacity: 'INDEXES'
  }
  const onIndex = {
    ...query,
    IndexName: 'by-c',
    KeyConditionExpression: 'c = :a',
    ExpressionAttributeValues: { ':a': { S: 'q' } }
  }
  const none = { ...query, ExpressionAttributeValues: { ':a': { S: 'none' } } }
  const requests: [operation: string, request: object][] = [
    ['Query', none],
    ['Scan', { TableName, Segment: 1, TotalSegments: 1_000_000 }]
  ]
  for (const limit of [1, 3, ITEMS, undefined]) {
    for (const more of [
      {},
      { ScanIndexForward: false },
      { Select: 'COUNT' },
      { FilterExpression: '#t <> :a', ExpressionAttributeNames: { '#t': 'text' } }
    ]) {
      const request = { ...more, ...(limit === undefined ? {} : { Limit: limit }) }
      requests.push(['Query', { ...query, ...request }], ['Query', { ...onIndex, ...request }])
    }
    requests.push(['Scan', { TableName, ReturnConsumedCapacity: 'TOTAL', Limit: limit }])
  }
  for (const [operation, request] of requests) {
    let start: object | undefined
    let seen = 0
    do {
      const page: object = start === undefined ? request : { ...request, ExclusiveStartKey: start }
      const answer = engine.execute(operation, page) as { Count: number; LastEvaluatedKey?: object }
      const wire = JSON.parse(encode(engine.execute(operation, page, 'wire')))
      t.deepEqual(wire, answer, JSON.stringify(page))
      start = answer.LastEvaluatedKey
      seen += answer.Count
    } while (start !== undefined && seen < ITEMS / 2)
  }
  engine.close()
  t.end()
})
