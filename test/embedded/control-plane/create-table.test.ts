import test from 'tape'
import { ALL, attributes, index, keys, NOON, Plane, simpleTable } from './plane.js'

const INVALID = 'ValidationException: One or more parameter values were invalid: '
const UNITS = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
const ON_DEMAND = { BillingMode: 'PAY_PER_REQUEST' }
const PROVISIONED = { ProvisionedThroughput: UNITS }
const HASH_TABLE = { ...PROVISIONED, AttributeDefinitions: attributes('a'), KeySchema: keys('a') }
const RANGE_TABLE = { ...PROVISIONED, AttributeDefinitions: attributes('a', 'b'), KeySchema: keys('a', 'b') }
const ON_DEMAND_RANGE = {
  ...ON_DEMAND,
  AttributeDefinitions: attributes('a', 'b', 'c'),
  KeySchema: keys('a', 'b')
}
const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' })
const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' })
const many = (count: number, make: (number: number) => unknown) =>
  Array.from({ length: count }, (_, i) => make(i))

const REFUSED: [string, object, string][] = [
  [
    'capacity is missing',
    { AttributeDefinitions: attributes('a'), KeySchema: keys('a') },
    `${INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`
  ],
  [
    'capacity on demand',
    { ...HASH_TABLE, ...ON_DEMAND },
    `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`
  ],
  [
    'too many read units, before the keys',
    {
      AttributeDefinitions: [],
      KeySchema: keys('a'),
      ProvisionedThroughput: { ReadCapacityUnits: 1000000000001, WriteCapacityUnits: 1000000000001 }
    },
    'ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of bounds'
  ],
  [
    'too many write units',
    { ...HASH_TABLE, ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1000000000001 } },
    'ValidationException: Given value 1000000000001 for WriteCapacityUnits is out of bounds'
  ],
  [
    'more keys than definitions',
    { ...PROVISIONED, AttributeDefinitions: attributes('a'), KeySchema: keys('a', 'a') },
    'ValidationException: Invalid KeySchema: Some index key attribute have no definition'
  ],
  [
    'a key that is not defined',
    { ...PROVISIONED, AttributeDefinitions: attributes('b'), KeySchema: keys('a') },
    `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: [b]`
  ],
  [
    'keys of one name',
    { ...PROVISIONED, AttributeDefinitions: attributes('a', 'b'), KeySchema: keys('a', 'a') },
    'ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name'
  ],
  [
    'a definition twice',
    { ...PROVISIONED, AttributeDefinitions: attributes('a', 'a'), KeySchema: keys('a') },
    'ValidationException: Attribute Name is duplicated: a'
  ],
  [
    'two hash keys',
    { ...RANGE_TABLE, KeySchema: [hash('a'), hash('b')] },
    'ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE key type'
  ],
  [
    'the range key first',
    { ...RANGE_TABLE, KeySchema: [range('a'), hash('b')] },
    'ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type'
  ],
  [
    'a definition that no key uses',
    { ...PROVISIONED, AttributeDefinitions: attributes('a', 'b'), KeySchema: keys('a') },
    `${INVALID}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`
  ],
  [
    'a definition that no key of an index uses',
    { ...ON_DEMAND_RANGE, GlobalSecondaryIndexes: [index('abc', keys('b'))] },
    `${INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: [a, b, c], keys used: [a, b]`
  ],
  [
    'no local index in the list',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [] },
    `${INVALID}List of LocalSecondaryIndexes is empty`
  ],
  [
    'a local index without a range key in the table',
    { ...HASH_TABLE, LocalSecondaryIndexes: [index('abc', [range('c')], {})] },
    `${INVALID}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`
  ],
  [
    'a local index on undefined attributes',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', [range('c'), range('d')], {})] },
    `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [c, d], AttributeDefinitions: [a, b]`
  ],
  [
    'a local index that begins with a range key',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', [range('a')], {})] },
    'ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type'
  ],
  [
    'a local index with keys of one name',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', [hash('a'), hash('a')], {})] },
    'ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name'
  ],
  [
    'a local index with two hash keys',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', [hash('a'), hash('b')], {})] },
    'ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE key type'
  ],
  [
    'a local index without a range key',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', keys('b'), {})] },
    `${INVALID}Index KeySchema does not have a range key for index: abc`
  ],
  [
    "a local index with a hash key that is not the table's",
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', keys('b', 'a'), {})] },
    `${INVALID}Index KeySchema does not have the same leading hash key as table KeySchema for index: abc. index hash key: b, table hash key: a`
  ],
  [
    'a local index without a projection type',
    { ...RANGE_TABLE, LocalSecondaryIndexes: [index('abc', keys('a', 'b'), { NonKeyAttributes: ['a'] })] },
    `${INVALID}Unknown ProjectionType: null`
  ],
  [
    'attributes beside ALL',
    {
      ...RANGE_TABLE,
      LocalSecondaryIndexes: [index('abc', keys('a', 'b'), { ...ALL, NonKeyAttributes: ['a'] })]
    },
    `${INVALID}ProjectionType is ALL, but NonKeyAttributes is specified`
  ],
  [
    'attributes beside KEYS_ONLY',
    {
      ...RANGE_TABLE,
      GlobalSecondaryIndexes: [
        {
          ...index('abc', keys('b'), { ProjectionType: 'KEYS_ONLY', NonKeyAttributes: ['a'] }),
          ...PROVISIONED
        }
      ]
    },
    `${INVALID}ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified`
  ],
  [
    'INCLUDE without attributes',
    { ...ON_DEMAND_RANGE, GlobalSecondaryIndexes: [index('abc', keys('c'), { ProjectionType: 'INCLUDE' })] },
    `${INVALID}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`
  ],
  [
    'INCLUDE with one twice',
    {
      ...ON_DEMAND_RANGE,
      GlobalSecondaryIndexes: [
        index('abc', keys('c'), { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'y', 'x'] })
      ]
    },
    `${INVALID}Duplicate element in NonKeyAttributes: x`
  ],
  [
    'two local indexes of one name',
    { ...RANGE_TABLE, LocalSecondaryIndexes: many(2, () => index('abc', keys('a', 'b'))) },
    `${INVALID}Duplicate index name: abc`
  ],
  [
    'six local indexes',
    { ...RANGE_TABLE, LocalSecondaryIndexes: many(6, i => index(`abc${i}`, keys('a', 'b'))) },
    `${INVALID}Number of LocalSecondaryIndexes exceeds per-table limit of 5`
  ],
  [
    'no global index in the list',
    { ...HASH_TABLE, GlobalSecondaryIndexes: [] },
    `${INVALID}List of GlobalSecondaryIndexes is empty`
  ],
  [
    'a global index on an undefined attribute',
    { ...RANGE_TABLE, GlobalSecondaryIndexes: [index('abc', keys('a', 'c'), {})] },
    `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [a, c], AttributeDefinitions: [a, b]`
  ],
  [
    'a global index with keys of one name',
    { ...RANGE_TABLE, GlobalSecondaryIndexes: [index('abc', keys('a', 'a'), {})] },
    'ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name'
  ],
  [
    'a global index with two hash keys of one name',
    { ...ON_DEMAND_RANGE, GlobalSecondaryIndexes: [index('abc', [hash('c'), hash('c')])] },
    'ValidationException: The KeySchema contains multiple key attributes with the same name'
  ],
  [
    'a global index with three keys, two of one name',
    { ...ON_DEMAND_RANGE, GlobalSecondaryIndexes: [index('abc', [hash('b'), hash('c'), range('c')])] },
    'ValidationException: The KeySchema contains multiple key attributes with the same name'
  ],
  [
    'a global index with a hash key behind a range key',
    { ...ON_DEMAND_RANGE, GlobalSecondaryIndexes: [index('abc', [hash('a'), range('b'), hash('c')])] },
    `${INVALID}All HASH key attributes must precede RANGE key attributes in the KeySchema`
  ],
  [
    'five hash keys',
    {
      ...ON_DEMAND,
      AttributeDefinitions: attributes('a', 'b', 'c', 'd', 'e'),
      KeySchema: keys('a'),
      GlobalSecondaryIndexes: [index('abc', ['a', 'b', 'c', 'd', 'e'].map(hash))]
    },
    `${INVALID}The KeySchema exceeds the maximum allowed number of HASH key attributes`
  ],
  [
    'five range keys',
    {
      ...ON_DEMAND,
      AttributeDefinitions: attributes('a', 'b', 'c', 'd', 'e', 'f'),
      KeySchema: keys('a'),
      GlobalSecondaryIndexes: [index('abc', [hash('a'), ...['b', 'c', 'd', 'e', 'f'].map(range)])]
    },
    `${INVALID}The KeySchema exceeds the maximum allowed number of RANGE key attributes`
  ],
  [
    'a global index without capacity',
    { ...RANGE_TABLE, GlobalSecondaryIndexes: [index('abc', keys('b'))] },
    `${INVALID}ProvisionedThroughput is not specified for index: abc`
  ],
  [
    'a global index with capacity, on demand',
    {
      ...ON_DEMAND,
      AttributeDefinitions: attributes('a', 'b'),
      KeySchema: keys('a'),
      GlobalSecondaryIndexes: [index('abc', keys('b')), { ...index('abd', keys('b')), ...PROVISIONED }]
    },
    `${INVALID}ProvisionedThroughput should not be specified for index: abd when BillingMode is PAY_PER_REQUEST`
  ],
  [
    'a local and a global index of one name',
    {
      ...RANGE_TABLE,
      LocalSecondaryIndexes: [index('abc', keys('a', 'b'))],
      GlobalSecondaryIndexes: [{ ...index('abc', keys('a', 'b')), ...PROVISIONED }]
    },
    `${INVALID}Duplicate index name: abc`
  ],
  [
    'twenty-one global indexes',
    {
      ...RANGE_TABLE,
      GlobalSecondaryIndexes: many(21, i => ({ ...index(`abc${i}`, keys('a')), ...PROVISIONED }))
    },
    `${INVALID}GlobalSecondaryIndex count exceeds the per-table limit of 20`
  ],
  [
    'limits on demand of a provisioned table',
    { ...HASH_TABLE, OnDemandThroughput: { MaxReadRequestUnits: 1 } },
    `${INVALID}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`
  ],
  [
    'a limit of nothing',
    { ...simpleTable('abc'), OnDemandThroughput: { MaxWriteRequestUnits: 0 } },
    `${INVALID}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`
  ],
  [
    'a limit below nothing',
    { ...simpleTable('abc'), OnDemandThroughput: { MaxReadRequestUnits: -1 } },
    `${INVALID}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`
  ],
  [
    'less warm than any table',
    { ...simpleTable('abc'), WarmThroughput: { ReadUnitsPerSecond: 1 } },
    `${INVALID}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial`
  ],
  [
    'a definition too many, before a bad projection',
    { ...ON_DEMAND_RANGE, GlobalSecondaryIndexes: [index('abc', keys('b'), {})] },
    `${INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: [a, b, c], keys used: [a, b]`
  ],
  [
    'a stream without a view',
    { ...simpleTable('abc'), StreamSpecification: { StreamEnabled: true } },
    `${INVALID}Table is being created with a stream enabled, UpdateViewType is required`
  ],
  [
    'no stream with a view',
    { ...simpleTable('abc'), StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
    `${INVALID}Table is being created with a stream disabled, UpdateViewType should not be specified`
  ],
  [
    'an unknown class',
    { ...simpleTable('abc'), TableClass: 'FAST' },
    'ValidationException: Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].'
  ],
  [
    'a key of encryption without encryption',
    { ...simpleTable('abc'), SSESpecification: { Enabled: false, KMSMasterKeyId: 'k' } },
    `${INVALID}KMSMasterKeyId can not be specified if Enabled is false`
  ],
  [
    'a key of encryption without its type',
    { ...simpleTable('abc'), SSESpecification: { Enabled: true, KMSMasterKeyId: 'k' } },
    `${INVALID}SSEType KMS is required if KMSMasterKeyId is specified`
  ],
  [
    'a reserved tag',
    { ...simpleTable('abc'), Tags: [{ Key: 'aws:x', Value: 'y' }] },
    'ValidationException: Tag Key cannot be prefixed with aws:, Key: aws:x'
  ]
]

test('CreateTable: what is refused, and in which words', t => {
  const plane = new Plane()
  for (const [name, input, text] of REFUSED) {
    t.equal(plane.failure('CreateTable', { TableName: 'abc', ...input }), text, name)
  }
  t.deepEqual(plane.run('ListTables').TableNames, [], 'nothing was made')
  plane.close()
  t.end()
})

test('CreateTable: a provisioned table', t => {
  const plane = new Plane()
  const { TableDescription: description } = plane.run('CreateTable', { TableName: 'abc', ...HASH_TABLE })
  const { TableId, ...rest } = description
  t.match(TableId, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  t.deepEqual(rest, {
    AttributeDefinitions: attributes('a'),
    TableName: 'abc',
    KeySchema: keys('a'),
    TableStatus: 'CREATING',
    CreationDateTime: new Date(NOON),
    ProvisionedThroughput: { ...UNITS, NumberOfDecreasesToday: 0 },
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/abc'
  })
  t.deepEqual(plane.run('DescribeTable', { TableName: 'abc' }), {
    Table: { ...description, TableStatus: 'ACTIVE' }
  })
  t.equal(
    plane.failure('CreateTable', { TableName: 'abc', ...HASH_TABLE }),
    'ResourceInUseException: Table already exists: abc'
  )
  plane.close()
  t.end()
})

test('CreateTable: a table on demand', t => {
  const plane = new Plane()
  const created = plane.wire('CreateTable', simpleTable('abc')).TableDescription
  t.deepEqual(created.ProvisionedThroughput, {
    ReadCapacityUnits: 0,
    WriteCapacityUnits: 0,
    NumberOfDecreasesToday: 0
  })
  t.deepEqual(created.BillingModeSummary, ON_DEMAND)
  t.deepEqual(created.TableThroughputModeSummary, { TableThroughputMode: 'PAY_PER_REQUEST' })
  t.deepEqual(plane.run('DescribeTable', { TableName: 'abc' }).Table.BillingModeSummary, {
    ...ON_DEMAND,
    LastUpdateToPayPerRequestDateTime: new Date(NOON)
  })
  plane.close()
  t.end()
})

test('CreateTable: indexes', t => {
  const plane = new Plane()
  const local = index('local', keys('a', 'c'), { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'y'] })
  const global = index('global', [hash('b'), hash('c'), range('a'), range('d')], {
    ProjectionType: 'KEYS_ONLY'
  })
  const created = plane.run('CreateTable', {
    TableName: 'abc',
    ...ON_DEMAND,
    AttributeDefinitions: attributes('a', 'b', 'c', 'd'),
    KeySchema: keys('a', 'b'),
    LocalSecondaryIndexes: [local],
    GlobalSecondaryIndexes: [global]
  }).TableDescription
  const counts = { IndexSizeBytes: 0, ItemCount: 0 }
  const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/abc/index'
  t.deepEqual(created.LocalSecondaryIndexes, [{ ...local, ...counts, IndexArn: `${arn}/local` }])
  t.deepEqual(created.GlobalSecondaryIndexes, [
    {
      ...global,
      ...counts,
      IndexArn: `${arn}/global`,
      IndexStatus: 'CREATING',
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0, NumberOfDecreasesToday: 0 }
    }
  ])
  const described = plane.run('DescribeTable', { TableName: 'abc' }).Table
  t.equal(described.GlobalSecondaryIndexes[0].IndexStatus, 'ACTIVE')
  plane.close()
  t.end()
})

test('CreateTable: names come back in their order, indexes as they were given', t => {
  const plane = new Plane()
  const created = plane.run('CreateTable', {
    TableName: 'abc',
    ...ON_DEMAND,
    AttributeDefinitions: attributes('z', 'a', 'm'),
    KeySchema: keys('z', 'a'),
    GlobalSecondaryIndexes: [
      index('idx-b', keys('m'), { ProjectionType: 'INCLUDE', NonKeyAttributes: ['zz', 'aa', 'mm'] }),
      index('idx-a', keys('m', 'a'))
    ]
  }).TableDescription
  t.deepEqual(created.AttributeDefinitions, attributes('a', 'm', 'z'))
  t.deepEqual(
    created.GlobalSecondaryIndexes.map((found: { IndexName: string }) => found.IndexName),
    ['idx-b', 'idx-a']
  )
  t.deepEqual(created.GlobalSecondaryIndexes[0].Projection.NonKeyAttributes, ['aa', 'mm', 'zz'])
  plane.close()
  t.end()
})

test('CreateTable: encryption that is asked for by its type alone', t => {
  const plane = new Plane()
  const described = (name: string, SSESpecification: object) => {
    plane.create(name, { SSESpecification })
    return plane.run('DescribeTable', { TableName: name }).Table.SSEDescription
  }
  t.equal(described('abc', {}), undefined)
  t.equal(described('def', { SSEType: 'KMS' }).Status, 'ENABLED')
  const keyed = described('ghi', { SSEType: 'KMS', KMSMasterKeyId: 'k' })
  t.equal(keyed.KMSMasterKeyArn, 'arn:aws:kms:us-east-1:000000000000:key/k')
  plane.close()
  t.end()
})

test('CreateTable: settings are kept and described', t => {
  const plane = new Plane()
  plane.create('abc', {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    SSESpecification: { Enabled: true },
    TableClass: 'STANDARD_INFREQUENT_ACCESS',
    DeletionProtectionEnabled: true,
    OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 },
    Tags: [{ Key: 'k', Value: 'v' }]
  })
  const { Table: table } = plane.run('DescribeTable', { TableName: 'abc' })
  t.deepEqual(table.StreamSpecification, { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' })
  t.equal(table.LatestStreamLabel, '2026-11-20T12:00:00.000')
  t.equal(table.LatestStreamArn, `${table.TableArn}/stream/2026-11-20T12:00:00.000`)
  t.equal(table.SSEDescription.Status, 'ENABLED')
  t.equal(table.SSEDescription.SSEType, 'KMS')
  t.match(table.SSEDescription.KMSMasterKeyArn, /^arn:aws:kms:/)
  t.deepEqual(table.TableClassSummary, { TableClass: 'STANDARD_INFREQUENT_ACCESS' })
  t.equal(table.DeletionProtectionEnabled, true)
  t.deepEqual(table.OnDemandThroughput, { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 })
  t.deepEqual(plane.run('ListTagsOfResource', { ResourceArn: table.TableArn }), {
    Tags: [{ Key: 'k', Value: 'v' }]
  })
  plane.close()
  t.end()
})
