// Requests of the control plane: definitions of tables that are mostly right, and now and then wrong in one part.
import fc from 'fast-check'
import type { Request } from '../pair.js'

type Input = Record<string, unknown>

const NAMES = ['a', 'b', 'c', 'd']

function mostly<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>, rarity = 30): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: rarity, arbitrary: right }, { weight: 1, arbitrary: wrong })
}

function optional<T>(value: fc.Arbitrary<T>, weight = 1): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value })
}

/** Without members that are undefined: the wire has none. */
function record(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Input> {
  return fc
    .record(members)
    .map(full => Object.fromEntries(Object.entries(full).filter(([, value]) => value !== undefined)))
}

const name = fc.constantFrom(...NAMES)
const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType })

const keySchema = mostly(
  fc.oneof(
    name.map(hash => [key(hash, 'HASH')]),
    fc.tuple(name, name).map(([hash, range]) => [key(hash, 'HASH'), key(range, 'RANGE')])
  ),
  fc.constantFrom<object[]>(
    [],
    [key('a', 'RANGE')],
    [key('a', 'HASH'), key('b', 'HASH')],
    [key('a', 'RANGE'), key('b', 'HASH')],
    [key('a', 'HASH'), key('b', 'RANGE'), key('c', 'RANGE')],
    [key('nosuch', 'HASH')],
    [key('a', 'x')],
    [{ AttributeName: 'a' }]
  )
)

const projection = mostly(
  fc.oneof(
    fc.constantFrom('ALL', 'KEYS_ONLY').map(ProjectionType => ({ ProjectionType })),
    fc
      .uniqueArray(fc.constantFrom('e', 'f', 'g', 'a'), { minLength: 1, maxLength: 2 })
      .map(NonKeyAttributes => ({ ProjectionType: 'INCLUDE', NonKeyAttributes }))
  ),
  fc.constantFrom<object>(
    {},
    { ProjectionType: 'x' },
    { ProjectionType: 'ALL', NonKeyAttributes: ['e'] },
    { ProjectionType: 'KEYS_ONLY', NonKeyAttributes: ['e'] },
    { ProjectionType: 'INCLUDE' },
    { ProjectionType: 'INCLUDE', NonKeyAttributes: [] },
    { ProjectionType: 'INCLUDE', NonKeyAttributes: ['e', 'e'] }
  )
)

const units = mostly(fc.constantFrom(1, 5), fc.constantFrom(0, -1, 1e13))
const throughput = record({ ReadCapacityUnits: units, WriteCapacityUnits: units })
const indexName = mostly(fc.constantFrom('one', 'two', 'three'), fc.constantFrom('x', 'a b c', ''))

const globalIndex = record({
  IndexName: indexName,
  KeySchema: keySchema,
  Projection: projection,
  ProvisionedThroughput: optional(throughput)
})
const localIndex = record({
  IndexName: indexName,
  KeySchema: mostly(
    name.map(range => [key('a', 'HASH'), key(range, 'RANGE')]),
    keySchema,
    6
  ),
  Projection: projection
})

const attributes = mostly(
  fc.constantFrom([
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'b', AttributeType: 'N' },
    { AttributeName: 'c', AttributeType: 'B' },
    { AttributeName: 'd', AttributeType: 'S' }
  ]),
  fc.constantFrom<unknown[]>(
    [],
    [{ AttributeName: 'a', AttributeType: 'x' }],
    [
      { AttributeName: 'a', AttributeType: 'S' },
      { AttributeName: 'a', AttributeType: 'S' }
    ],
    [{ AttributeName: 'a' }]
  )
)

const tags = fc.constantFrom<object[]>([{ Key: 'k', Value: 'v' }], [])

interface Keys {
  AttributeName?: string
}

/** Definitions name just the attributes that keys use: a random list would hardly ever fit. */
function fitting(input: Input): Input {
  const text = JSON.stringify([
    input['KeySchema'],
    input['LocalSecondaryIndexes'],
    input['GlobalSecondaryIndexes']
  ])
  const list = input['AttributeDefinitions']
  if (!Array.isArray(list)) return input
  return {
    ...input,
    AttributeDefinitions: (list as Keys[]).filter(
      ({ AttributeName }) => list.length < 4 || text.includes(`"AttributeName":"${AttributeName}"`)
    )
  }
}

export function tableRequests(prefix: string): fc.Arbitrary<Request> {
  const TableName = mostly(
    fc.constantFrom('one', 'two').map(suffix => prefix + suffix),
    fc.constantFrom(undefined, '', 'x', 'a b c', 'y'.repeat(256), `${prefix}never`),
    20
  )
  const create = record({
    TableName,
    AttributeDefinitions: attributes,
    KeySchema: keySchema,
    BillingMode: mostly(
      fc.constantFrom(undefined, 'PROVISIONED', 'PAY_PER_REQUEST', 'PAY_PER_REQUEST'),
      fc.constant('x')
    ),
    ProvisionedThroughput: optional(throughput, 3),
    GlobalSecondaryIndexes: optional(fc.array(globalIndex, { maxLength: 2 })),
    LocalSecondaryIndexes: optional(fc.array(localIndex, { maxLength: 2 })),
    DeletionProtectionEnabled: optional(fc.boolean()),
    TableClass: optional(fc.constantFrom('STANDARD', 'STANDARD_INFREQUENT_ACCESS'))
  }).map(fitting)
  const update = record({
    TableName,
    AttributeDefinitions: optional(attributes, 6),
    BillingMode: optional(fc.constantFrom('PROVISIONED', 'PAY_PER_REQUEST')),
    ProvisionedThroughput: optional(throughput),
    DeletionProtectionEnabled: optional(fc.boolean()),
    GlobalSecondaryIndexUpdates: optional(
      fc.array(
        fc.oneof(
          globalIndex.map(Create => ({ Create })),
          record({ IndexName: indexName }).map(Delete => ({ Delete })),
          record({ IndexName: indexName, ProvisionedThroughput: throughput }).map(Update => ({ Update })),
          fc.constant({})
        ),
        { maxLength: 2 }
      ),
      6
    )
  })
  const timeToLive = record({
    TableName,
    TimeToLiveSpecification: mostly(
      fc.record({ AttributeName: fc.constantFrom('ttl', 'other'), Enabled: fc.boolean() }),
      fc.constantFrom<unknown>(undefined, {}, { Enabled: true }, { AttributeName: '', Enabled: true })
    )
  })

  const request = (operation: string, weight: number, input: fc.Arbitrary<Input>) => ({
    weight,
    arbitrary: input.map(body => ({ operation, input: body }))
  })
  return fc.oneof(
    request('CreateTable', 8, create),
    request('UpdateTable', 5, update),
    request('DescribeTable', 2, record({ TableName })),
    request('DeleteTable', 3, record({ TableName })),
    request('UpdateTimeToLive', 2, timeToLive),
    request('DescribeTimeToLive', 1, record({ TableName })),
    request('TagResource', 1, record({ ResourceArn: fc.constantFrom(undefined, '', 'x'), Tags: tags }))
  )
}
