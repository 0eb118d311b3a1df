// Keys of global indexes with several attributes.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
import test from 'tape'
import { TestEngine } from '../engines.js'

const S = (S: string) => ({ S })
const N = (n: number) => ({ N: String(n) })
const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType })

function createEngine(): TestEngine {
  const engine = new TestEngine({ expiryIntervalMs: 0 })
  engine.send('CreateTable', {
    TableName: 'matches',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      ['id', 'S'],
      ['tournament', 'S'],
      ['region', 'S'],
      ['round', 'S'],
      ['score', 'N'],
      ['player', 'B']
    ].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    KeySchema: [key('id', 'HASH')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-round',
        KeySchema: [
          key('tournament', 'HASH'),
          key('region', 'HASH'),
          key('round', 'RANGE'),
          key('score', 'RANGE'),
          key('player', 'RANGE')
        ],
        Projection: { ProjectionType: 'ALL' }
      }
    ]
  })
  const rounds = ['final', 'final', 'quarter', 'semi', 'semi', 'semi-b']
  for (const [i, round] of rounds.entries()) {
    const Item = {
      id: S(`m${i}`),
      tournament: S('open'),
      region: S(i === 1 ? 'west' : 'east'),
      round: S(round),
      score: N([5, 5, -3, 10, 9, 1][i]!),
      player: { B: Uint8Array.of(0, i) }
    }
    engine.send('PutItem', { TableName: 'matches', Item })
  }
  engine.send('PutItem', {
    TableName: 'matches',
    Item: { id: S('sparse'), tournament: S('open'), round: S('final') }
  })
  return engine
}

const query = (condition: string, values: object, more: object = {}) => ({
  TableName: 'matches',
  IndexName: 'by-round',
  KeyConditionExpression: `tournament = :t AND #region = :r${condition}`,
  ExpressionAttributeNames: { '#region': 'region' },
  ExpressionAttributeValues: { ':t': S('open'), ':r': S('east'), ...values },
  ...more
})

function ids(engine: TestEngine, request: object): string {
  return engine
    .send('Query', request)
    .Items.map((item: { id: { S: string } }) => item.id.S)
    .join(' ')
}

test('multi-attribute keys: sorts by the first range attribute, then by the next', t => {
  const engine = createEngine()
  t.equal(ids(engine, query('', {})), 'm0 m2 m4 m3 m5')
  t.equal(ids(engine, query('', {}, { ScanIndexForward: false })), 'm5 m3 m4 m2 m0')
  engine.close()
  t.end()
})

test('multi-attribute keys: conditions go from left to right, the last may be a range', t => {
  const engine = createEngine()
  const cases: [string, object, string][] = [
    [' AND round = :x', { ':x': S('semi') }, 'm4 m3'],
    [' AND begins_with(round, :x)', { ':x': S('semi') }, 'm4 m3 m5'],
    [' AND round > :x', { ':x': S('quarter') }, 'm4 m3 m5'],
    [' AND round >= :x', { ':x': S('quarter') }, 'm2 m4 m3 m5'],
    [' AND round < :x', { ':x': S('semi') }, 'm0 m2'],
    [' AND round <= :x', { ':x': S('semi') }, 'm0 m2 m4 m3'],
    [' AND round BETWEEN :x AND :y', { ':x': S('g'), ':y': S('semi') }, 'm2 m4 m3'],
    [' AND round = :x AND score > :y', { ':x': S('semi'), ':y': N(9) }, 'm3'],
    [' AND round = :x AND score >= :y', { ':x': S('semi'), ':y': N(9) }, 'm4 m3'],
    [' AND round = :x AND score = :y', { ':x': S('semi'), ':y': N(9) }, 'm4'],
    [' AND round = :x AND score < :y', { ':x': S('quarter'), ':y': N(0) }, 'm2'],
    [
      ' AND round = :x AND score = :y AND begins_with(player, :z)',
      { ':x': S('semi'), ':y': N(9), ':z': { B: Uint8Array.of(0) } },
      'm4'
    ],
    [
      ' AND round = :x AND score = :y AND player < :z',
      { ':x': S('semi'), ':y': N(9), ':z': { B: Uint8Array.of(0, 4) } },
      ''
    ]
  ]
  for (const [condition, values, expected] of cases) {
    t.equal(ids(engine, query(condition, values)), expected, condition)
  }
  engine.close()
  t.end()
})

test('multi-attribute keys: pages go on with all attributes of both keys', t => {
  const engine = createEngine()
  const found: string[] = []
  let ExclusiveStartKey: object | undefined
  do {
    const page = engine.send('Query', query('', {}, { Limit: 1, ExclusiveStartKey }))
    found.push(...page.Items.map((item: { id: { S: string } }) => item.id.S))
    ExclusiveStartKey = page.LastEvaluatedKey
    if (ExclusiveStartKey !== undefined) {
      t.same(Object.keys(ExclusiveStartKey).sort(), [
        'id',
        'player',
        'region',
        'round',
        'score',
        'tournament'
      ])
    }
  } while (ExclusiveStartKey !== undefined)
  t.equal(found.join(' '), 'm0 m2 m4 m3 m5')
  engine.close()
  t.end()
})

test('multi-attribute keys: all hash attributes need equality', t => {
  const engine = createEngine()
  const cases: [string, string][] = [
    ['tournament = :v', 'region'],
    ['tournament = :v AND begins_with(#region, :v)', 'region'],
    ['tournament > :v AND round = :v', 'tournament, region']
  ]
  for (const [KeyConditionExpression, names] of cases) {
    engine.refusedAs(
      t,
      'Query',
      {
        TableName: 'matches',
        IndexName: 'by-round',
        KeyConditionExpression,
        ...(KeyConditionExpression.includes('#') && { ExpressionAttributeNames: { '#region': 'region' } }),
        ExpressionAttributeValues: { ':v': S('open') }
      },
      `HASH key attributes ${names} must have equality conditions specified in the query`
    )
  }
  engine.close()
  t.end()
})

test('multi-attribute keys: the legacy conditions express them too', t => {
  const engine = createEngine()
  const equal = (value: object) => ({ ComparisonOperator: 'EQ', AttributeValueList: [value] })
  const hash = { tournament: equal(S('open')), region: equal(S('east')) }
  const legacy = (range: object) => ({
    TableName: 'matches',
    IndexName: 'by-round',
    KeyConditions: { ...hash, ...range }
  })
  const above = (value: number) => ({ ComparisonOperator: 'GT', AttributeValueList: [N(value)] })
  t.equal(ids(engine, legacy({})), 'm0 m2 m4 m3 m5')
  t.equal(ids(engine, legacy({ score: above(9), round: equal(S('semi')) })), 'm3')
  engine.refusedAs(
    t,
    'Query',
    legacy({ score: above(9) }),
    'RANGE key attributes round must have equality conditions specified in the query because a condition is present on key attribute score'
  )
  engine.close()
  t.end()
})

test('multi-attribute keys: an item without one of them is not in the index', t => {
  const engine = createEngine()
  const scan = { TableName: 'matches', IndexName: 'by-round' }
  t.equal(engine.send('Scan', scan).Count, 6)
  engine.send('UpdateItem', { TableName: 'matches', Key: { id: S('m0') }, UpdateExpression: 'REMOVE score' })
  t.equal(engine.send('Scan', scan).Count, 5)
  engine.close()
  t.end()
})
