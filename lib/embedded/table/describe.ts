import type { EngineContext } from '../commands/command.js'
import type { ItemCount, TableCounts } from '../storage/item-counts.js'
import type { IndexRecord, Table } from '../storage/table.js'
import { indexArn, tableArn } from './arn.js'
import { compact } from './compact.js'
import { type GlobalIndexRecord, recordOf, type TableRecord, type Throughput } from './record.js'
import { decreasesToday } from './throughput.js'

type TableStatus = 'CREATING' | 'UPDATING' | 'DELETING' | 'ACTIVE'

export type TableDescription = Record<string, unknown>

/** What a change that has just been made is answered with: the service is still at work on it then. */
export interface Transition {
  readonly status: TableStatus
  readonly record: TableRecord
  readonly indexStatuses?: ReadonlyMap<string, string>
  readonly isEncryptionChanging?: boolean
}

export function describeTable(
  context: EngineContext,
  table: Table,
  counts: TableCounts,
  transition: Transition = { status: 'ACTIVE', record: recordOf(table) }
): TableDescription {
  const { status, indexStatuses, isEncryptionChanging = false } = transition
  // What is answered in the process belongs to the caller, who may change it.
  const record = context.form === 'sdk' ? structuredClone(transition.record) : transition.record
  const now = context.clock.now()
  const { items, bytes } = countOf(counts, table.space)
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
    ...describeBilling(context, record),
    LocalSecondaryIndexes: record.LocalSecondaryIndexes?.map(index =>
      describeIndex(context, table, counts, index)
    ),
    GlobalSecondaryIndexes: record.GlobalSecondaryIndexes?.map(index => ({
      ...describeIndex(context, table, counts, index),
      ...describeGlobal(index, indexStatuses?.get(index.IndexName) ?? 'ACTIVE', status, now)
    })),
    StreamSpecification: record.StreamSpecification,
    LatestStreamLabel: record.LatestStreamLabel,
    LatestStreamArn: record.LatestStreamLabel && `${arn}/stream/${record.LatestStreamLabel}`,
    SSEDescription: describeEncryption(context, record.SSESpecification, isEncryptionChanging),
    TableClassSummary: record.TableClass && describeClass(record.TableClass),
    DeletionProtectionEnabled: record.DeletionProtectionEnabled,
    OnDemandThroughput: record.OnDemandThroughput,
    WarmThroughput: record.WarmThroughput && { Status: 'ACTIVE', ...record.WarmThroughput }
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
function describeBilling(context: EngineContext, record: TableRecord): TableDescription {
  const since = record.LastUpdateToPayPerRequestDateTime
  if (record.BillingMode === 'PROVISIONED' && since === undefined) return {}
  const time = since === undefined ? {} : { LastUpdateToPayPerRequestDateTime: new Date(since) }
  return {
    BillingModeSummary: { BillingMode: record.BillingMode, ...time },
    // The service sends this too, and no SDK has a member for it.
    ...(context.form === 'wire' && {
      TableThroughputModeSummary: { TableThroughputMode: record.BillingMode, ...time }
    })
  }
}

/** An index that is being created is not there yet. */
function describeIndex(
  context: EngineContext,
  table: Table,
  counts: TableCounts,
  record: IndexRecord
): TableDescription {
  const index = table.indexes.find(({ name }) => name === record.IndexName)
  const { items, bytes } = countOf(counts, index?.space)
  return {
    IndexName: record.IndexName,
    KeySchema: record.KeySchema,
    Projection: record.Projection,
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: indexArn(context, table.name, record.IndexName)
  }
}

const NOTHING: ItemCount = { items: 0, bytes: 0 }

function countOf({ bySpace }: TableCounts, space: number | undefined): ItemCount {
  return (space !== undefined && bySpace.get(space)) || NOTHING
}

function describeGlobal(
  index: GlobalIndexRecord,
  status: string,
  tableStatus: TableStatus,
  now: number
): TableDescription {
  return compact({
    IndexStatus: status,
    // It says so while it fills the index, and an index that it has only just begun is not being filled yet.
    Backfilling: status === 'CREATING' && tableStatus === 'UPDATING' ? false : undefined,
    ProvisionedThroughput: describeThroughput(index.ProvisionedThroughput, now),
    OnDemandThroughput: index.OnDemandThroughput,
    WarmThroughput: index.WarmThroughput && { Status: 'ACTIVE', ...index.WarmThroughput }
  })
}

/** Nothing is encrypted here: the setting is kept, so that whoever asks for it finds it. */
function describeEncryption(
  { region, accountId }: EngineContext,
  settings: TableRecord['SSESpecification'],
  isChanging: boolean
): TableDescription | undefined {
  if (settings === undefined) return isChanging ? { Status: 'UPDATING' } : undefined
  const { KMSMasterKeyId: key } = settings
  const keyArn = key?.startsWith('arn:')
    ? key
    : `arn:aws:kms:${region}:${accountId}:key/${key ?? 'aws-dynamodb'}`
  return { Status: isChanging ? 'UPDATING' : 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: keyArn }
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
