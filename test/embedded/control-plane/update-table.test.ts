import test from 'tape'
import { attributes, index, keys, NOON, Plane } from './plane.js'

const INVALID = 'ValidationException: One or more parameter values were invalid: '
const units = (read: number, write = read) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write })
const throughput = (read: number, write = read) => ({ ProvisionedThroughput: units(read, write) })
const updates = (...list: object[]) => ({ GlobalSecondaryIndexUpdates: list })
const NONE = 'no error'

/** What is refused before the table is looked for. */
const REFUSED: [string, object, string][] = [
  [
    'nothing to change',
    {},
    'ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required'
  ],
  [
    'nothing but definitions and an empty list',
    { ...updates(), AttributeDefinitions: attributes('a') },
    'ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required'
  ],
  [
    'provisioned, without capacity',
    { BillingMode: 'PROVISIONED' },
    `${INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`
  ],
  [
    'too many read units',
    throughput(1000000000001),
    'ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of bounds'
  ],
  [
    'too many write units',
    throughput(1000000000000, 1000000000001),
    'ValidationException: Given value 1000000000001 for WriteCapacityUnits is out of bounds'
  ],
  [
    'an update of an index without an action',
    updates({}, {}),
    `${INVALID}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`
  ],
  [
    'an update of an index with two actions',
    updates({ Delete: { IndexName: 'abc' }, Create: index('abc', keys('a')) }),
    `${INVALID}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`
  ],
  [
    'an update of an index with empty warm throughput',
    updates({ Update: { IndexName: 'abc', WarmThroughput: {} } }),
    `${INVALID}WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: abc`
  ],
  [
    'two updates of one index',
    updates({ Delete: { IndexName: 'abc' } }, { Delete: { IndexName: 'abc' } }),
    `${INVALID}Only one global secondary index update per index is allowed simultaneously. Index: abc`
  ],
  [
    'capacity and a new index',
    { ...throughput(2), ...updates({ Create: index('abc', keys('a')) }) },
    `${INVALID}You cannot create or delete index while updating table IOPS`
  ],
  [
    'a class and something else',
    { TableClass: 'STANDARD', BillingMode: 'PAY_PER_REQUEST' },
    `${INVALID}TableClass modification must be the only operation in the request`
  ],
  [
    'warm throughput and something else',
    { WarmThroughput: { ReadUnitsPerSecond: 13_000 }, ...updates({ Delete: { IndexName: 'abc' } }) },
    `${INVALID}WarmThroughput must be the only operation in the request`
  ],
  [
    'warm throughput and a new index',
    { WarmThroughput: { ReadUnitsPerSecond: 13_000 }, ...updates({ Create: index('abc', keys('a')) }) },
    `${INVALID}Create global secondary index cannot be specified when updating WarmThroughput`
  ],
  [
    'protection and something else',
    { DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' },
    `${INVALID}DeletionProtection modification must be the only operation in the request`
  ],
  [
    'limits on demand and something else',
    { OnDemandThroughput: { MaxReadRequestUnits: 5 }, ...updates({ Delete: { IndexName: 'abc' } }) },
    `${INVALID}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request`
  ],
  [
    'no update of an index beside another change',
    { BillingMode: 'PAY_PER_REQUEST', ...updates() },
    `${INVALID}List of GlobalSecondaryIndexUpdates is empty`
  ],
  [
    'encryption and something else',
    { SSESpecification: { Enabled: true }, BillingMode: 'PAY_PER_REQUEST' },
    `${INVALID}Server-Side Encryption modification must be the only operation in the request`
  ]
]

test('UpdateTable: what is refused of the request alone', t => {
  const plane = new Plane()
  for (const [name, input, text] of REFUSED) {
    t.equal(plane.failure('UpdateTable', { TableName: 'abc', ...input }), text, name)
  }
  plane.close()
  t.end()
})

/** A provisioned table with a local and a global index. */
function provisioned(): Plane {
  const plane = new Plane()
  plane.run('CreateTable', {
    TableName: 'abc',
    AttributeDefinitions: attributes('a', 'b', 'c'),
    KeySchema: keys('a', 'b'),
    ...throughput(5),
    LocalSecondaryIndexes: [index('local', keys('a', 'c'))],
    GlobalSecondaryIndexes: [{ ...index('global', keys('c')), ...throughput(5) }]
  })
  return plane
}

const OF_THE_TABLE: [string, object, string][] = [
  [
    'the same capacity',
    throughput(5),
    'ValidationException: The provisioned throughput for the table will not change. The requested value equals the current value. ' +
      'Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. ' +
      'Current WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. ' +
      'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'
  ],
  [
    'the same capacity of an index',
    updates({ Update: { IndexName: 'global', ...throughput(5) } }),
    'ValidationException: The provisioned throughput for the index global will not change. The requested value equals the current value. ' +
      'Current ReadCapacityUnits provisioned for index global: 5. Requested ReadCapacityUnits: 5. ' +
      'Current WriteCapacityUnits provisioned for index global: 5. Requested WriteCapacityUnits: 5. ' +
      'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'
  ],
  [
    'capacity on demand',
    { BillingMode: 'PAY_PER_REQUEST', ...throughput(1) },
    `${INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`
  ],
  [
    'two online operations',
    updates({ Delete: { IndexName: 'abd' } }, { Delete: { IndexName: 'abe' } }),
    'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table'
  ],
  [
    'too many units of an index that is not there',
    updates({ Update: { IndexName: 'abc', ...throughput(1000000000001) } }),
    'ValidationException: This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate'
  ],
  [
    'deletion of an index that is not there',
    updates({ Delete: { IndexName: 'nope' } }),
    'ResourceNotFoundException: Requested resource not found: Index nope for table abc'
  ],
  [
    'change of an index that is not there',
    updates({ Update: { IndexName: 'nope', ...throughput(1) } }),
    'ResourceNotFoundException: Requested resource not found: Index nope for table abc'
  ],
  [
    'deletion of a local index',
    updates({ Delete: { IndexName: 'local' } }),
    'ValidationException: Cannot delete an index that is not a GlobalSecondaryIndex: local'
  ],
  [
    'change of a local index',
    updates({ Update: { IndexName: 'local', ...throughput(1) } }),
    'ValidationException: Cannot update an index that is not a GlobalSecondaryIndex: local'
  ],
  [
    'an index that is there',
    { AttributeDefinitions: attributes('c'), ...updates({ Create: index('global', keys('c')) }) },
    'ValidationException: Attempting to create an index which already exists'
  ],
  [
    'an index with the name of a local one',
    { AttributeDefinitions: attributes('c'), ...updates({ Create: index('local', keys('c')) }) },
    'ValidationException: Attempting to create an index which already exists'
  ],
  [
    'an index without definitions',
    updates({ Create: index('new', keys('c')) }),
    `${INVALID}AttributeDefinitions is not specified for index: new`
  ],
  [
    'an index on an attribute that the request does not define',
    { AttributeDefinitions: attributes('a'), ...updates({ Create: index('new', keys('c')) }) },
    `${INVALID}Some index key attributes are not defined in AttributeDefinitions. Keys: [c], AttributeDefinitions: [a]`
  ],
  [
    'a key of another type',
    {
      AttributeDefinitions: [{ AttributeName: 'c', AttributeType: 'N' }],
      ...updates({ Create: { ...index('new', keys('c')), ...throughput(1) } })
    },
    `${INVALID}Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. Existing schema: Schema:[SchemaElement: key{a:S:HASH}, SchemaElement: key{c:S:RANGE}] New schema: Schema:[SchemaElement: key{c:N:HASH}]`
  ],
  [
    'an index without capacity',
    { AttributeDefinitions: attributes('c'), ...updates({ Create: index('new', keys('c')) }) },
    `${INVALID}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: new`
  ],
  [
    'no stream to disable',
    { StreamSpecification: { StreamEnabled: false } },
    'ValidationException: Table has no stream to disable: TableName: abc'
  ],
  [
    'a stream without a view',
    { StreamSpecification: { StreamEnabled: true } },
    `${INVALID}If stream is being enabled then UpdateViewType is required`
  ]
]

test('UpdateTable: what is refused of the table as it is', t => {
  const plane = provisioned()
  const before = plane.run('DescribeTable', { TableName: 'abc' })
  for (const [name, input, text] of OF_THE_TABLE) {
    t.equal(plane.failure('UpdateTable', { TableName: 'abc', ...input }), text, name)
  }
  t.deepEqual(plane.run('DescribeTable', { TableName: 'abc' }), before)
  plane.close()
  t.end()
})

test('UpdateTable: capacity goes up, and down', t => {
  const plane = provisioned()
  const described = () => plane.run('DescribeTable', { TableName: 'abc' }).Table
  const update = (input: object) => plane.run('UpdateTable', { TableName: 'abc', ...input }).TableDescription
  const at = (ms: number) => new Date(NOON + ms)

  const rising = update(throughput(15))
  t.equal(rising.TableStatus, 'UPDATING')
  t.deepEqual(rising.ProvisionedThroughput, {
    ...units(5),
    NumberOfDecreasesToday: 0,
    LastIncreaseDateTime: at(0)
  })
  t.equal(described().TableStatus, 'ACTIVE')
  t.deepEqual(described().ProvisionedThroughput, {
    ...units(15),
    NumberOfDecreasesToday: 0,
    LastIncreaseDateTime: at(1)
  })

  plane.clock.time += 1000
  const falling = update(throughput(5))
  t.deepEqual(falling.ProvisionedThroughput, {
    ...units(15),
    NumberOfDecreasesToday: 0,
    LastIncreaseDateTime: at(1),
    LastDecreaseDateTime: at(1000)
  })
  t.deepEqual(described().ProvisionedThroughput, {
    ...units(5),
    NumberOfDecreasesToday: 1,
    LastIncreaseDateTime: at(1),
    LastDecreaseDateTime: at(1001)
  })
  plane.clock.time += 86_400_000
  t.equal(described().ProvisionedThroughput.NumberOfDecreasesToday, 0, 'a new day')
  plane.close()
  t.end()
})

test('UpdateTable: capacity of an index', t => {
  const plane = provisioned()
  const { TableDescription: during } = plane.run('UpdateTable', {
    TableName: 'abc',
    ...updates({ Update: { IndexName: 'global', ...throughput(7, 4) } })
  })
  t.equal(during.TableStatus, 'ACTIVE')
  t.equal(during.GlobalSecondaryIndexes[0].IndexStatus, 'UPDATING')
  t.equal(during.GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits, 5)
  const [after] = plane.run('DescribeTable', { TableName: 'abc' }).Table.GlobalSecondaryIndexes
  t.equal(after.IndexStatus, 'ACTIVE')
  t.equal(after.ProvisionedThroughput.ReadCapacityUnits, 7)
  t.equal(after.ProvisionedThroughput.WriteCapacityUnits, 4)
  plane.close()
  t.end()
})

test('UpdateTable: billing on demand, and back', t => {
  const plane = provisioned()
  const described = () => plane.run('DescribeTable', { TableName: 'abc' }).Table
  t.notOk('BillingModeSummary' in described())

  const during = plane.run('UpdateTable', {
    TableName: 'abc',
    BillingMode: 'PAY_PER_REQUEST'
  }).TableDescription
  t.equal(during.TableStatus, 'UPDATING')
  t.deepEqual(during.BillingModeSummary, { BillingMode: 'PAY_PER_REQUEST' })
  t.deepEqual(described().BillingModeSummary, {
    BillingMode: 'PAY_PER_REQUEST',
    LastUpdateToPayPerRequestDateTime: new Date(NOON + 1)
  })
  t.deepEqual(described().ProvisionedThroughput, { ...units(0), NumberOfDecreasesToday: 0 })
  t.equal(described().GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits, 0)
  t.equal(
    plane.failure('UpdateTable', { TableName: 'abc', BillingMode: 'PAY_PER_REQUEST' }),
    NONE,
    'once more'
  )

  const back = { TableName: 'abc', BillingMode: 'PROVISIONED', ...throughput(3) }
  t.equal(
    plane.failure('UpdateTable', back),
    `${INVALID}ProvisionedThroughput must be specified for index: global`
  )
  plane.run('UpdateTable', { ...back, ...updates({ Update: { IndexName: 'global', ...throughput(2) } }) })
  t.equal(described().BillingModeSummary.BillingMode, 'PROVISIONED')
  t.equal(described().ProvisionedThroughput.ReadCapacityUnits, 3)
  t.equal(described().GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits, 2)
  plane.close()
  t.end()
})

test('UpdateTable: a new index has all items of the table', t => {
  const plane = new Plane()
  plane.create('abc')
  for (let number = 0; number < 30; number++) {
    const item = {
      a: { S: `k${number}` },
      ...(number % 3 === 0 && { g: { S: 'x' }, n: { N: String(number) } })
    }
    plane.run('PutItem', { TableName: 'abc', Item: item })
  }
  const { TableDescription: during } = plane.run('UpdateTable', {
    TableName: 'abc',
    AttributeDefinitions: [...attributes('g', 'unused'), { AttributeName: 'n', AttributeType: 'N' }],
    ...updates({ Create: index('new', keys('g', 'n'), { ProjectionType: 'KEYS_ONLY' }) })
  })
  t.equal(during.TableStatus, 'UPDATING')
  t.equal(during.GlobalSecondaryIndexes[0].IndexStatus, 'CREATING')
  t.equal(during.GlobalSecondaryIndexes[0].Backfilling, false)

  const { Table: table } = plane.run('DescribeTable', { TableName: 'abc' })
  t.deepEqual(
    table.AttributeDefinitions.map((attribute: { AttributeName: string }) => attribute.AttributeName),
    ['a', 'g', 'n']
  )
  t.equal(table.GlobalSecondaryIndexes[0].IndexStatus, 'ACTIVE')
  t.equal(table.GlobalSecondaryIndexes[0].ItemCount, 10)
  const found = plane.run('Query', {
    TableName: 'abc',
    IndexName: 'new',
    KeyConditionExpression: 'g = :g AND n > :n',
    ExpressionAttributeValues: { ':g': { S: 'x' }, ':n': { N: '20' } }
  })
  t.deepEqual(
    found.Items.map((item: { n: { N: string } }) => item.n.N),
    ['21', '24', '27']
  )

  const { TableDescription: dropping } = plane.run('UpdateTable', {
    TableName: 'abc',
    ...updates({ Delete: { IndexName: 'new' } })
  })
  t.equal(dropping.GlobalSecondaryIndexes[0].IndexStatus, 'DELETING')
  const { Table: after } = plane.run('DescribeTable', { TableName: 'abc' })
  t.notOk('GlobalSecondaryIndexes' in after)
  t.deepEqual(after.AttributeDefinitions, attributes('a'))
  t.match(
    plane.failure('Scan', { TableName: 'abc', IndexName: 'new' }),
    /^ValidationException: The table does not have the specified index/
  )
  plane.close()
  t.end()
})

test('UpdateTable: keys that the new index does not have keep their types, whatever the request says', t => {
  const plane = new Plane()
  plane.create('abc')
  plane.run('UpdateTable', {
    TableName: 'abc',
    AttributeDefinitions: [...attributes('g'), { AttributeName: 'a', AttributeType: 'N' }],
    ...updates({ Create: index('new', keys('g')) })
  })
  t.deepEqual(
    plane.run('DescribeTable', { TableName: 'abc' }).Table.AttributeDefinitions,
    attributes('a', 'g')
  )
  plane.run('PutItem', { TableName: 'abc', Item: { a: { S: 'text' } } })
  plane.close()
  t.end()
})

test('UpdateTable: no more than twenty indexes', t => {
  const plane = new Plane()
  const indexes = Array.from({ length: 20 }, (_, number) => index(`idx${number}`, keys('a')))
  plane.create('abc', { GlobalSecondaryIndexes: indexes })
  t.match(
    plane.failure('UpdateTable', {
      TableName: 'abc',
      AttributeDefinitions: attributes('a'),
      ...updates({ Create: index('more', keys('a')) })
    }),
    /^LimitExceededException: Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20$/
  )
  plane.close()
  t.end()
})

test('UpdateTable: capacity of an index on demand', t => {
  const plane = new Plane()
  plane.create('abc', { GlobalSecondaryIndexes: [index('idx', keys('a'))] })
  const update = (more: object) => ({
    TableName: 'abc',
    ...updates({ Update: { IndexName: 'idx', ...more } })
  })
  t.equal(
    plane.failure('UpdateTable', update(throughput(1))),
    `${INVALID}The only Updates for index: idx when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`
  )
  plane.run('UpdateTable', update({ OnDemandThroughput: { MaxReadRequestUnits: 7 } }))
  const limits = () =>
    plane.run('DescribeTable', { TableName: 'abc' }).Table.GlobalSecondaryIndexes[0].OnDemandThroughput
  t.deepEqual(limits(), { MaxReadRequestUnits: 7 })
  plane.run('UpdateTable', {
    TableName: 'abc',
    BillingMode: 'PROVISIONED',
    ...throughput(1),
    ...updates({ Update: { IndexName: 'idx', ...throughput(1) } })
  })
  t.equal(limits(), undefined, 'gone with being on demand')
  plane.close()
  t.end()
})

test('UpdateTable: encryption is described while it comes and while it goes', t => {
  const plane = new Plane()
  plane.create('abc')
  const during = (Enabled: boolean) =>
    plane.run('UpdateTable', { TableName: 'abc', SSESpecification: { Enabled } }).TableDescription
      .SSEDescription
  const after = () => plane.run('DescribeTable', { TableName: 'abc' }).Table.SSEDescription
  t.deepEqual(during(true), { Status: 'UPDATING' })
  const enabled = after()
  t.equal(enabled.Status, 'ENABLED')
  t.deepEqual(during(false), { ...enabled, Status: 'UPDATING' })
  t.equal(after(), undefined)

  const refusal = (SSESpecification: object) =>
    plane.failure('UpdateTable', { TableName: 'abc', SSESpecification })
  t.equal(refusal({ Enabled: false }), `${INVALID}Table is already encrypted by default`)
  t.equal(refusal({}), `${INVALID}Table is already encrypted by default`)
  const keyed = { SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:us-east-1:000000000000:key/k' }
  t.equal(refusal(keyed), NONE)
  t.equal(
    refusal(keyed),
    `${INVALID}Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key`
  )
  t.equal(refusal({ Enabled: true }), NONE)
  plane.close()
  t.end()
})

test('UpdateTable: the class of a table is the old one until it is changed', t => {
  const plane = new Plane()
  plane.create('abc')
  const during = (TableClass: string) =>
    plane.run('UpdateTable', { TableName: 'abc', TableClass }).TableDescription
  const after = () => plane.run('DescribeTable', { TableName: 'abc' }).Table.TableClassSummary
  t.equal(during('STANDARD').TableStatus, 'UPDATING')
  t.equal(after(), undefined, 'a table without a class has the standard one')
  t.equal(during('STANDARD_INFREQUENT_ACCESS').TableClassSummary, undefined)
  const infrequent = { TableClass: 'STANDARD_INFREQUENT_ACCESS', LastUpdateDateTime: new Date(NOON) }
  t.deepEqual(after(), infrequent)
  t.deepEqual(during('STANDARD').TableClassSummary, infrequent)
  t.deepEqual(after(), { TableClass: 'STANDARD', LastUpdateDateTime: new Date(NOON) })
  plane.close()
  t.end()
})

test('UpdateTable: a limit that is taken away is answered as -1', t => {
  const plane = new Plane()
  plane.create('abc', { OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 } })
  const { TableDescription: during } = plane.run('UpdateTable', {
    TableName: 'abc',
    OnDemandThroughput: { MaxWriteRequestUnits: -1 }
  })
  t.equal(during.TableStatus, 'ACTIVE')
  t.deepEqual(during.OnDemandThroughput, { MaxReadRequestUnits: 10, MaxWriteRequestUnits: -1 })
  const { Table: after } = plane.run('DescribeTable', { TableName: 'abc' })
  t.deepEqual(after.OnDemandThroughput, { MaxReadRequestUnits: 10 })
  plane.close()
  t.end()
})

test('UpdateTable: what is warmed up is ACTIVE with its old units until it is warm', t => {
  const plane = new Plane()
  plane.create('abc', { GlobalSecondaryIndexes: [index('idx', keys('a'))] })
  const warm = (read: number, write: number) => ({ ReadUnitsPerSecond: read, WriteUnitsPerSecond: write })
  const update = (input: object) => plane.run('UpdateTable', { TableName: 'abc', ...input }).TableDescription
  const described = () => plane.run('DescribeTable', { TableName: 'abc' }).Table

  const table = update({ WarmThroughput: warm(13_000, 5000) })
  t.equal(table.TableStatus, 'ACTIVE')
  t.deepEqual(table.WarmThroughput, { ...warm(12_000, 4000), Status: 'UPDATING' })
  t.deepEqual(described().WarmThroughput, { ...warm(13_000, 5000), Status: 'ACTIVE' })

  const warmed = updates({ Update: { IndexName: 'idx', WarmThroughput: warm(12_001, 4001) } })
  const [during] = update(warmed).GlobalSecondaryIndexes
  t.equal(during.IndexStatus, 'ACTIVE')
  t.deepEqual(during.WarmThroughput, { ...warm(12_000, 4000), Status: 'UPDATING' })
  t.deepEqual(described().GlobalSecondaryIndexes[0].WarmThroughput, {
    ...warm(12_001, 4001),
    Status: 'ACTIVE'
  })
  plane.close()
  t.end()
})

test('UpdateTable: nothing gets colder than it is from the start', t => {
  const plane = new Plane()
  const colder = (name: string, place: string) =>
    `${INVALID}Requested ${name} for WarmThroughput for ${place} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`
  const update = (name: string, more: object) => ({ TableName: name, ...more })
  const read = (units: number) => ({ WarmThroughput: { ReadUnitsPerSecond: units } })
  const write = (units: number) => ({ WarmThroughput: { WriteUnitsPerSecond: units } })
  const ofIndex = (more: object) => updates({ Update: { IndexName: 'idx', ...more } })

  plane.create('abc', { GlobalSecondaryIndexes: [index('idx', keys('a'))] })
  t.equal(plane.failure('UpdateTable', update('abc', read(11_999))), colder('ReadUnitsPerSecond', 'table'))
  t.equal(
    plane.failure('UpdateTable', update('abc', ofIndex(write(3999)))),
    colder('WriteUnitsPerSecond', 'index idx')
  )
  plane.run('UpdateTable', update('abc', read(12_000)))

  plane.create('def', { BillingMode: 'PROVISIONED', ...throughput(5) })
  t.equal(plane.failure('UpdateTable', update('def', read(4))), colder('ReadUnitsPerSecond', 'table'))
  plane.run('UpdateTable', update('def', read(6)))
  const { Table: table } = plane.run('DescribeTable', { TableName: 'def' })
  t.deepEqual(table.WarmThroughput, { ReadUnitsPerSecond: 6, WriteUnitsPerSecond: 5, Status: 'ACTIVE' })
  plane.close()
  t.end()
})

test('UpdateTable: a hundred attributes are projected into all indexes, not more', t => {
  const plane = new Plane()
  const names = (count: number) => Array.from({ length: count }, (_, i) => `name${i}`)
  const including = (name: string, count: number) => ({
    ...index(name, keys('b')),
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: names(count) }
  })
  plane.create('abc', {
    AttributeDefinitions: attributes('a', 'b'),
    GlobalSecondaryIndexes: ['one', 'two', 'three', 'four'].map(name => including(name, 20))
  })
  const add = (count: number) => ({
    TableName: 'abc',
    AttributeDefinitions: attributes('b'),
    ...updates({ Create: including(`with${count}`, count) })
  })
  plane.run('UpdateTable', add(19))
  t.equal(
    plane.failure('UpdateTable', add(2)),
    `${INVALID}Number of NonKeyAttributes in all secondary indexes exceeds per-table limit of 100`
  )
  t.equal(plane.failure('UpdateTable', add(1)), NONE)
  plane.close()
  t.end()
})

test('UpdateTable: settings', t => {
  const plane = new Plane()
  plane.create('abc', { OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 } })
  const update = (input: object) => {
    plane.run('UpdateTable', { TableName: 'abc', ...input })
    return plane.run('DescribeTable', { TableName: 'abc' }).Table
  }
  t.equal(update({ DeletionProtectionEnabled: true }).DeletionProtectionEnabled, true)
  t.deepEqual(update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' }).TableClassSummary, {
    TableClass: 'STANDARD_INFREQUENT_ACCESS',
    LastUpdateDateTime: new Date(NOON)
  })
  t.deepEqual(update({ OnDemandThroughput: { MaxReadRequestUnits: 20 } }).OnDemandThroughput, {
    MaxReadRequestUnits: 20,
    MaxWriteRequestUnits: 5
  })
  t.deepEqual(update({ OnDemandThroughput: { MaxWriteRequestUnits: -1 } }).OnDemandThroughput, {
    MaxReadRequestUnits: 20
  })
  const stream = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' }
  t.deepEqual(update({ StreamSpecification: stream }).StreamSpecification, stream)
  t.equal(
    plane.failure('UpdateTable', { TableName: 'abc', StreamSpecification: stream }),
    'ValidationException: Table already has an enabled stream: TableName: abc'
  )
  const off = update({ StreamSpecification: { StreamEnabled: false } })
  t.notOk('StreamSpecification' in off)
  t.ok(off.LatestStreamArn)
  t.equal(update({ SSESpecification: { Enabled: true } }).SSEDescription.Status, 'ENABLED')
  plane.close()
  t.end()
})
