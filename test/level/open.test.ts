// Tables: made, awaited, dropped.
import {
  ContinuousBackupsUnavailableException,
  type CreateTableCommandInput,
  type DescribeTableCommandOutput,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableStatus
} from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'
import { createClient } from '../backend.js'
import {
  createFaultyClient,
  type Fault,
  type FaultyClient,
  failing,
  losingAnswer,
  numbered,
  only,
  passOn
} from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { describe, isThere, scan, uniqueTable } from '../raw-table.js'
import { connectionReset, serverError } from '../service-failures.js'

const client = createClient()
const pauses = holdClock()
const $metadata = {}

async function open(
  location: string,
  options: DynamoLevelOptions<string, string> = {}
): Promise<DynamoLevel> {
  const db = new DynamoLevel(location, { client, ...options })
  await db.open()
  return db
}

function faultTest(name: string, body: (t: Test, faulty: FaultyClient) => Promise<void>): void {
  test(name, async t => {
    const faulty = createFaultyClient()
    try {
      await body(t, faulty)
    } finally {
      faulty.client.destroy()
    }
  })
}

test('a missing table is made', async t => {
  const table = uniqueTable()
  const db = await open(table)
  await db.put('a', '1')
  t.equal(await db.get('a'), '1')
  const { KeySchema, AttributeDefinitions, BillingModeSummary } = await describe(client, table)
  t.deepEqual(KeySchema, [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' }
  ])
  t.deepEqual(
    AttributeDefinitions?.map(
      ({ AttributeName, AttributeType }) => `${AttributeName} ${AttributeType}`
    ).sort(),
    ['pk S', 'sk B']
  )
  t.equal(BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST')
  await db.close()
})

test('a missing table is made with the schema that is asked for', async t => {
  const table = uniqueTable()
  const db = await open(table, { schema: { hashKey: 'tenant', rangeKey: 'id', rangeKeyType: 'S' } })
  await db.put('a', '1')
  t.deepEqual((await scan(client, table)).map(({ tenant, id }) => `${tenant?.S} ${id?.S}`).sort(), [
    '! a',
    '!#marker marker'
  ])
  await db.close()
})

faultTest('options of a table that is made', async (t, faulty) => {
  const table = uniqueTable()
  let asked: CreateTableCommandInput | undefined
  faulty.onRequest = only('CreateTable', ({ input }, send) => {
    asked = input as CreateTableCommandInput
    // Not every backend knows the others.
    const { TableClass, DeletionProtectionEnabled, Tags, SSESpecification, ...known } = asked
    return send(known)
  })
  const db = new DynamoLevel(table, {
    client: faulty.client,
    billing: { read: 3, write: 4 },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    deletionProtection: true,
    tags: { team: 'a', stage: 'test' },
    encryption: { kmsKeyId: 'alias/ours' }
  })
  await db.open()
  await db.close()

  const { TableName, KeySchema, AttributeDefinitions, ...rest } = asked!
  t.deepEqual(rest, {
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 },
    TableClass: 'STANDARD_INFREQUENT_ACCESS',
    DeletionProtectionEnabled: true,
    Tags: [
      { Key: 'team', Value: 'a' },
      { Key: 'stage', Value: 'test' }
    ],
    SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/ours' }
  })
  const { ProvisionedThroughput: units } = await describe(client, table)
  t.deepEqual([units?.ReadCapacityUnits, units?.WriteCapacityUnits], [3, 4], 'are those of the table')
})

faultTest('point-in-time recovery is switched on as soon as the new table allows it', async (t, faulty) => {
  let refusals = 2
  faulty.onRequest = only('UpdateContinuousBackups', async () => {
    if (refusals-- > 0)
      throw new ContinuousBackupsUnavailableException({ message: 'Being enabled', $metadata })
    return { $metadata }
  })
  const location = uniqueTable()
  for (const _ of ['made', 'found']) {
    const db = new DynamoLevel(location, { client: faulty.client, pointInTimeRecovery: { days: 7 } })
    await db.open()
    await db.close()
  }
  t.deepEqual(
    faulty.log.of('UpdateContinuousBackups').map(({ input }) => input),
    Array(3).fill({
      TableName: location,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 }
    }),
    'once, for the table that was made'
  )
})

faultTest(
  'the table that was made is told from that of others where an answer was lost',
  async (t, faulty) => {
    faulty.onRequest = only('UpdateContinuousBackups', async () => ({ $metadata }))
    faulty.onAttempt = only('CreateTable', numbered(1, 1, losingAnswer(serverError)))
    const ours = new DynamoLevel(uniqueTable(), { client: faulty.client, pointInTimeRecovery: true })
    await ours.open()
    t.equal(faulty.log.counts()['UpdateContinuousBackups'], 1, 'sent again, it meets itself')
    await ours.close()

    faulty.onAttempt = only('CreateTable', async (_request, send) => {
      await send()
      return send()
    })
    const theirs = new DynamoLevel(uniqueTable(), { client: faulty.client, pointInTimeRecovery: true })
    await theirs.open()
    t.equal(faulty.log.counts()['UpdateContinuousBackups'], 1, 'sent once, it meets what others made')
    await theirs.close()
  }
)

faultTest('a table is awaited by quick polls', async (t, faulty) => {
  faulty.onRequest = only(
    'DescribeTable',
    showing(['none', 'none', 'none', 'CREATING', 'CREATING', 'CREATING'])
  )
  pauses.length = 0
  const db = new DynamoLevel(uniqueTable(), { client: faulty.client })
  await db.put('a', '1')
  t.equal(faulty.log.counts()['CreateTable'], 1)
  t.ok(pauses.length >= 5 && pauses[0] === 25 && Math.max(...pauses) <= 1_000, `pauses: ${pauses}`)
  await db.close()
})

faultTest('a table that is being dropped is awaited, and made anew', async (t, faulty) => {
  faulty.onRequest = only('DescribeTable', showing(['DELETING', 'DELETING', 'none']))
  const db = new DynamoLevel(uniqueTable(), { client: faulty.client })
  await db.put('a', '1')
  t.equal(await db.get('a'), '1')
  await db.close()
})

faultTest('a table whose creation is answered by a lost packet', async (t, faulty) => {
  const db = new DynamoLevel(uniqueTable(), { client: faulty.client })
  faulty.onAttempt = only('CreateTable', async (_, send) => {
    faulty.onAttempt = passOn
    await send()
    throw connectionReset()
  })
  await db.put('a', '1')
  t.equal(await db.get('a'), '1')
  await db.close()
})

test('several that open a missing table at once', async t => {
  const table = uniqueTable()
  const clients = Array.from({ length: 6 }, () => createClient())
  const dbs = clients.map(one => new DynamoLevel(table, { client: one }))
  await Promise.all(dbs.map(db => db.open()))
  await Promise.all(dbs.map((db, index) => db.put(String(index), 'x')))
  t.deepEqual(await dbs[0]!.keys().all(), ['0', '1', '2', '3', '4', '5'])
  await Promise.all(dbs.map(db => db.close()))
  for (const one of clients) one.destroy()
})

for (const place of ['a missing table', 'a table that is there']) {
  test(`of several that open at once with errorIfExists one wins: ${place}`, async t => {
    const table = uniqueTable()
    if (place !== 'a missing table') await (await open(table)).close()
    const clients = Array.from({ length: 6 }, () => createClient())
    const dbs = clients.map(one => new DynamoLevel(`${table}/once`, { client: one, errorIfExists: true }))
    const outcomes = await Promise.allSettled(dbs.map(db => db.open()))

    t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') t.equal(outcome.reason.cause.code, 'DYNAMO_LEVEL_DATABASE_EXISTS')
    }
    await Promise.all(dbs.map(db => db.close()))
    for (const one of clients) one.destroy()
  })
}

faultTest('dropping a table waits until it is made, and until it is gone', async (t, faulty) => {
  const table = uniqueTable()
  await (await open(table)).close()
  let refusals = 2
  faulty.onRequest = async ({ operation }, send) => {
    if (operation === 'DeleteTable' && refusals-- > 0) {
      throw new ResourceInUseException({ message: 'Table is being created', $metadata })
    }
    return send()
  }
  await DynamoLevel.destroy(table, { client: faulty.client, dropTable: true })
  t.notOk(await isThere(client, table))
})

faultTest('an open that fails at any of its requests can be tried again', async (t, faulty) => {
  for (const fault of [failing, losingAnswer]) {
    for (let number = 1; ; number++) {
      const db = new DynamoLevel(uniqueTable(), { client: faulty.client })
      faulty.log.clear()
      faulty.onRequest = numbered(number, number, fault(serverError))
      const [outcome] = await Promise.allSettled([db.open()])
      faulty.onRequest = passOn
      if (outcome.status === 'fulfilled') {
        t.equal(number, faulty.log.requests.length + 1, `${number - 1} requests, each failed once`)
        await db.close()
        break
      }
      t.equal(
        outcome.reason.cause.code,
        'LEVEL_IO_ERROR',
        `request ${number}: ${faulty.log.requests.at(-1)?.operation}`
      )
      await db.put('a', '1').catch(() => {})
      await db.open()
      await db.put('a', '1')
      t.equal(await db.get('a'), '1')
      await db.close()
    }
  }
})

faultTest('a destroy that fails at any of its requests can be run again', async (t, faulty) => {
  const table = uniqueTable()
  for (let number = 1; ; number++) {
    const db = await open(table)
    await db.batch([...'abc'].map(key => ({ type: 'put', key, value: 'x' })))
    await db.close()
    faulty.log.clear()
    faulty.onRequest = numbered(number, number, failing(serverError))
    const [outcome] = await Promise.allSettled([DynamoLevel.destroy(table, { client: faulty.client })])
    faulty.onRequest = passOn
    if (outcome.status === 'rejected') await DynamoLevel.destroy(table, { client: faulty.client })
    t.deepEqual(await scan(client, table), [], `request ${number}`)
    if (outcome.status === 'fulfilled') break
  }
})

/** Shows a table in these states, one after the other, and then as it is. */
function showing(states: ('none' | TableStatus)[]): Fault {
  return async ({ input }, send) => {
    const state = states.shift()
    if (state === undefined) return send()
    if (state === 'none')
      throw new ResourceNotFoundException({ message: 'Requested resource not found', $metadata })
    const shown: DescribeTableCommandOutput = {
      Table: { ...(input as object), TableStatus: state },
      $metadata
    }
    return shown
  }
}

test.onFinish(() => client.destroy())
