import type { EngineContext } from '../commands/command.js'
import type { Index, IndexRecord, Table } from '../storage/table.js'
import { indexArn, tableArn } from './arn.js'
import { compact } from './compact.js'
import type { GlobalIndexRecord, TableRecord, Throughput } from './record.js'
import { decreasesToday } from './throughput.js'

export type TableStatus = 'CREATING' | 'UPDATING' | 'DELETING' | 'ACTIVE'

export type TableDescription = Record<string, unknown>

/** Counts are exact, and of this moment; the service's are of the last six hours. */
export function describeTable(
  context: EngineContext,
  table: Table,
  status: TableStatus = 'ACTIVE'
): TableDescription {
  const record = table.record as TableRecord
  const now = context.clock.now()
  const { items, bytes } = context.storage.items.totals(table)
  const arn = tableArn(context, record.TableName)

  return compact({
    AttributeDefinitions: record.AttributeDefinitions,
    TableName: record.TableName,
    KeySchema: record.KeySchema,
    TableStatus: status,
    CreationDateTime: new Date(record.CreationDateTime),
    ProvisionedThroughput: describeThroughput(record.ProvisionedThroughput, now),
    TableSizeBytes: bytes,
    ItemCount: items,
    TableArn: arn,
    TableId: record.TableId,
    ...describeBilling(context, record, status),
    LocalSecondaryIndexes: record.LocalSecondaryIndexes?.map(index => describeIndex(context, table, index)),
    GlobalSecondaryIndexes: record.GlobalSecondaryIndexes?.map(index => ({
      ...describeIndex(context, table, index),
      ...describeGlobal(index, status, now)
    })),
    StreamSpecification: record.StreamSpecification,
    LatestStreamLabel: record.LatestStreamLabel,
    LatestStreamArn: record.LatestStreamLabel && `${arn}/stream/${record.LatestStreamLabel}`,
    SSEDescription: record.SSESpecification && describeEncryption(context, record.SSESpecification),
    TableClassSummary: record.TableClass && describeClass(record.TableClass),
    DeletionProtectionEnabled: record.DeletionProtectionEnabled,
    OnDemandThroughput: record.OnDemandThroughput,
    WarmThroughput: record.WarmThroughput && { ...record.WarmThroughput, Status: 'ACTIVE' }
  })
}

function describeThroughput(throughput: Throughput, now: number): TableDescription {
  return compact({
    LastIncreaseDateTime: dateOf(throughput.LastIncreaseDateTime),
    LastDecreaseDateTime: dateOf(throughput.LastDecreaseDateTime),
    NumberOfDecreasesToday: decreasesToday(throughput, now),
    ReadCapacityUnits: throughput.ReadCapacityUnits,
    WriteCapacityUnits: throughput.WriteCapacityUnits
  })
}

/** A table that was never on demand has no summary. */
function describeBilling(context: EngineContext, record: TableRecord, status: TableStatus): TableDescription {
  const since = record.LastUpdateToPayPerRequestDateTime
  if (since === undefined) return {}
  const time = status === 'CREATING' ? {} : { LastUpdateToPayPerRequestDateTime: new Date(since) }
  return {
    BillingModeSummary: { BillingMode: record.BillingMode, ...time },
    // The service sends this too, and no SDK has a member for it.
    ...(context.form === 'wire' && {
      TableThroughputModeSummary: { TableThroughputMode: record.BillingMode, ...time }
    })
  }
}

function describeIndex(context: EngineContext, table: Table, record: IndexRecord): TableDescription {
  const index = table.indexes.find(({ name }) => name === record.IndexName) as Index
  const { items, bytes } = context.storage.items.totals(index)
  return {
    IndexName: record.IndexName,
    KeySchema: record.KeySchema,
    Projection: record.Projection,
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: indexArn(context, table.name, record.IndexName)
  }
}

function describeGlobal(index: GlobalIndexRecord, status: TableStatus, now: number): TableDescription {
  return compact({
    IndexStatus: status === 'CREATING' ? 'CREATING' : 'ACTIVE',
    ProvisionedThroughput: describeThroughput(index.ProvisionedThroughput, now),
    OnDemandThroughput: index.OnDemandThroughput,
    WarmThroughput: index.WarmThroughput && { ...index.WarmThroughput, Status: 'ACTIVE' }
  })
}

/** Nothing is encrypted here: the setting is kept, so that whoever asks for it finds it. */
function describeEncryption(
  { region, accountId }: EngineContext,
  { KMSMasterKeyId: key }: NonNullable<TableRecord['SSESpecification']>
): TableDescription {
  const keyArn = key?.startsWith('arn:')
    ? key
    : `arn:aws:kms:${region}:${accountId}:key/${key ?? 'aws-dynamodb'}`
  return { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyArn }
}

function describeClass({
  TableClass,
  LastUpdateDateTime
}: NonNullable<TableRecord['TableClass']>): TableDescription {
  return compact({ TableClass, LastUpdateDateTime: dateOf(LastUpdateDateTime) })
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time)
}
