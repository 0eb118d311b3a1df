import test from 'tape'
import { attributes, index, keys, NOON, Plane } from './plane.js'

test('DescribeTable, UpdateTable, DeleteTable: a table that is not there', t => {
  const plane = new Plane()
  const text = 'ResourceNotFoundException: Requested resource not found: Table: abc not found'
  t.equal(plane.failure('DescribeTable', { TableName: 'abc' }), text)
  t.equal(plane.failure('DeleteTable', { TableName: 'abc' }), text)
  t.equal(plane.failure('UpdateTable', { TableName: 'abc', BillingMode: 'PAY_PER_REQUEST' }), text)
  t.equal(plane.failure('DescribeTimeToLive', { TableName: 'abc' }), text)
  plane.close()
  t.end()
})

test('DescribeTable: counts are exact', t => {
  const plane = new Plane()
  plane.create('abc', {
    AttributeDefinitions: attributes('a', 'b'),
    GlobalSecondaryIndexes: [index('sparse', keys('b'))]
  })
  plane.run('PutItem', { TableName: 'abc', Item: { a: { S: 'x' }, b: { S: 'yy' } } })
  plane.run('PutItem', { TableName: 'abc', Item: { a: { S: 'z' } } })
  const { Table: table } = plane.run('DescribeTable', { TableName: 'abc' })
  t.equal(table.ItemCount, 2)
  t.equal(table.TableSizeBytes, 7)
  t.equal(table.GlobalSecondaryIndexes[0].ItemCount, 1)
  t.equal(table.GlobalSecondaryIndexes[0].IndexSizeBytes, 5)
  plane.close()
  t.end()
})

test('DescribeTable: an answer belongs to the caller', t => {
  const plane = new Plane()
  const created = plane.create('abc').TableDescription
  const before = JSON.stringify(plane.run('DescribeTable', { TableName: 'abc' }))
  created.KeySchema[0].AttributeName = 'z'
  plane.run('DescribeTable', { TableName: 'abc' }).Table.AttributeDefinitions.pop()
  t.equal(JSON.stringify(plane.run('DescribeTable', { TableName: 'abc' })), before)
  plane.close()
  t.end()
})

test('DescribeTable: by its ARN', t => {
  const plane = new Plane()
  const { TableArn: arn } = plane.create('abc').TableDescription
  t.equal(plane.run('DescribeTable', { TableName: arn }).Table.TableName, 'abc')
  plane.run('PutItem', { TableName: arn, Item: { a: { S: 'x' } } })
  t.deepEqual(
    { ...plane.run('GetItem', { TableName: 'abc', Key: { a: { S: 'x' } } }).Item },
    { a: { S: 'x' } }
  )
  plane.close()
  t.end()
})

test('DeleteTable: answers DELETING, and the table is gone', t => {
  const plane = new Plane()
  plane.create('abc', {
    AttributeDefinitions: attributes('a', 'b'),
    KeySchema: keys('a', 'b'),
    LocalSecondaryIndexes: [index('local', keys('a', 'b'))],
    GlobalSecondaryIndexes: [index('global', keys('b'))]
  })
  plane.run('PutItem', { TableName: 'abc', Item: { a: { S: 'x' }, b: { S: 'y' } } })
  const { TableDescription: description } = plane.run('DeleteTable', { TableName: 'abc' })
  t.equal(description.TableStatus, 'DELETING')
  t.equal(description.TableName, 'abc')
  t.deepEqual(
    Object.keys(description).sort(),
    [
      'BillingModeSummary',
      'ItemCount',
      'ProvisionedThroughput',
      'TableArn',
      'TableId',
      'TableName',
      'TableSizeBytes',
      'TableStatus'
    ],
    'nothing of its keys and indexes'
  )
  t.match(plane.failure('DescribeTable', { TableName: 'abc' }), /^ResourceNotFoundException/)
  t.deepEqual(plane.run('ListTables'), { TableNames: [] })

  plane.create('abc')
  t.deepEqual(plane.run('Scan', { TableName: 'abc' }).Items, [], 'a new one of the name has no old items')
  plane.close()
  t.end()
})

test('DeleteTable: a protected table stays', t => {
  const plane = new Plane()
  plane.create('abc', { DeletionProtectionEnabled: true })
  t.equal(
    plane.failure('DeleteTable', { TableName: 'abc' }),
    'ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.'
  )
  plane.run('UpdateTable', { TableName: 'abc', DeletionProtectionEnabled: false })
  plane.run('DeleteTable', { TableName: 'abc' })
  t.deepEqual(plane.run('ListTables').TableNames, [])
  plane.close()
  t.end()
})

test('ListTables: pages in the order of names', t => {
  const plane = new Plane()
  t.deepEqual(plane.run('ListTables'), { TableNames: [] })
  for (const name of ['abd', 'abc', 'ABC', 'a.c']) plane.create(name)
  t.deepEqual(plane.run('ListTables'), { TableNames: ['ABC', 'a.c', 'abc', 'abd'] })
  t.deepEqual(plane.run('ListTables', { Limit: 4 }), { TableNames: ['ABC', 'a.c', 'abc', 'abd'] })
  t.deepEqual(plane.run('ListTables', { Limit: 3 }), {
    TableNames: ['ABC', 'a.c', 'abc'],
    LastEvaluatedTableName: 'abc'
  })
  t.deepEqual(plane.run('ListTables', { ExclusiveStartTableName: 'abc' }), { TableNames: ['abd'] })
  t.deepEqual(plane.run('ListTables', { ExclusiveStartTableName: 'abb', Limit: 1 }), {
    TableNames: ['abc'],
    LastEvaluatedTableName: 'abc'
  })
  t.deepEqual(plane.run('ListTables', { ExclusiveStartTableName: 'zzz' }), { TableNames: [] })
  plane.close()
  t.end()
})

test('ListTables: a hundred on a page', t => {
  const plane = new Plane()
  for (let number = 0; number < 101; number++) plane.create(`table${String(number).padStart(3, '0')}`)
  const page = plane.run('ListTables')
  t.equal(page.TableNames.length, 100)
  t.equal(page.LastEvaluatedTableName, 'table099')
  plane.close()
  t.end()
})

test('DescribeEndpoints, DescribeLimits', t => {
  const plane = new Plane()
  t.deepEqual(plane.run('DescribeEndpoints'), {
    Endpoints: [{ Address: 'dynamodb.us-east-1.amazonaws.com', CachePeriodInMinutes: 1440 }]
  })
  t.deepEqual(plane.run('DescribeLimits'), {
    AccountMaxReadCapacityUnits: 80000,
    AccountMaxWriteCapacityUnits: 80000,
    TableMaxReadCapacityUnits: 40000,
    TableMaxWriteCapacityUnits: 40000
  })
  plane.close()
  t.end()
})

test('DescribeContinuousBackups, UpdateContinuousBackups', t => {
  const plane = new Plane()
  t.equal(
    plane.failure('DescribeContinuousBackups', { TableName: 'abc' }),
    'TableNotFoundException: Table not found: abc'
  )
  plane.create('abc')
  const disabled = {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' }
    }
  }
  t.deepEqual(plane.run('DescribeContinuousBackups', { TableName: 'abc' }), disabled)

  const enable = (more: object = {}) =>
    plane.run('UpdateContinuousBackups', {
      TableName: 'abc',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, ...more }
    }).ContinuousBackupsDescription.PointInTimeRecoveryDescription
  t.deepEqual(enable(), {
    PointInTimeRecoveryStatus: 'ENABLED',
    RecoveryPeriodInDays: 35,
    EarliestRestorableDateTime: new Date(NOON),
    LatestRestorableDateTime: new Date(NOON)
  })
  plane.clock.time += 3 * 86_400_000
  t.deepEqual(enable({ RecoveryPeriodInDays: 2 }), {
    PointInTimeRecoveryStatus: 'ENABLED',
    RecoveryPeriodInDays: 2,
    EarliestRestorableDateTime: new Date(NOON + 86_400_000),
    LatestRestorableDateTime: new Date(NOON + 3 * 86_400_000 - 300_000)
  })

  const off = { PointInTimeRecoveryEnabled: false }
  t.equal(
    plane.failure('UpdateContinuousBackups', {
      TableName: 'abc',
      PointInTimeRecoverySpecification: { ...off, RecoveryPeriodInDays: 3 }
    }),
    'ValidationException: Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.'
  )
  t.deepEqual(
    plane.run('UpdateContinuousBackups', { TableName: 'abc', PointInTimeRecoverySpecification: off }),
    disabled
  )
  plane.close()
  t.end()
})
