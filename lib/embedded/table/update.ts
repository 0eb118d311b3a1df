// What an update makes of a table: pure, and in two steps, for the answer shows the table while it changes.
import type { KeySchemaElement } from '../storage/table.js'
import type { EncryptionSettings } from '../validation/table-settings.js'
import { changeThroughput, changingLimits, DURATION_MS, mergeLimits } from './capacity-change.js'
import { compact } from './compact.js'
import { changeIndexes, type IndexUpdate } from './index-changes.js'
import { encryptionOf, sortAttributes, streamOf } from './new-record.js'
import type {
  BillingMode,
  GlobalIndexRecord,
  OnDemandThroughput,
  StreamSpecification,
  TableRecord,
  Units,
  WarmThroughput
} from './record.js'
import { changingWarm, mergeWarm } from './warm-throughput.js'

export interface TableUpdate {
  readonly TableName: string
  readonly AttributeDefinitions?: TableRecord['AttributeDefinitions']
  readonly BillingMode?: BillingMode
  readonly ProvisionedThroughput?: Units
  readonly OnDemandThroughput?: OnDemandThroughput
  readonly WarmThroughput?: WarmThroughput
  readonly GlobalSecondaryIndexUpdates?: readonly IndexUpdate[]
  readonly StreamSpecification?: StreamSpecification
  readonly SSESpecification?: EncryptionSettings
  readonly TableClass?: string
  readonly DeletionProtectionEnabled?: boolean
}

export interface TableChange {
  /** Some changes leave the table ACTIVE. */
  readonly status: 'ACTIVE' | 'UPDATING'
  /** While the change is under way: indexes that go are still there, and those that come already; settings are the old ones. */
  readonly during: TableRecord
  readonly indexStatuses: ReadonlyMap<string, string>
  readonly isEncryptionChanging: boolean
  readonly after: TableRecord
}

export function changeTable(record: TableRecord, update: TableUpdate, now: number): TableChange {
  const mode = update.BillingMode ?? record.BillingMode
  const switched = mode !== record.BillingMode
  const settings = changedSettings(record, update, mode, now)
  const throughput = changeThroughput(
    record.ProvisionedThroughput,
    update.ProvisionedThroughput,
    switched,
    mode,
    now
  )
  const indexes = changeIndexes(
    record.GlobalSecondaryIndexes ?? [],
    update.GlobalSecondaryIndexUpdates ?? [],
    switched,
    mode,
    now
  )
  const completed = indexes.flatMap(({ after }) => after ?? [])

  const after: TableRecord = {
    ...record,
    ...settings,
    ProvisionedThroughput: throughput.after ?? throughput.during,
    GlobalSecondaryIndexes: completed.length > 0 ? completed : undefined,
    ...(switched && mode === 'PAY_PER_REQUEST' && { LastUpdateToPayPerRequestDateTime: now + DURATION_MS })
  }
  const during: TableRecord = {
    ...after,
    AttributeDefinitions: definitionsOf(
      record,
      update,
      indexes.map(index => index.during)
    ),
    LastUpdateToPayPerRequestDateTime: record.LastUpdateToPayPerRequestDateTime,
    ProvisionedThroughput: throughput.during,
    OnDemandThroughput: changingLimits(after.OnDemandThroughput, update.OnDemandThroughput),
    SSESpecification: record.SSESpecification,
    TableClass: record.TableClass,
    WarmThroughput: changingWarm(record, update.WarmThroughput),
    GlobalSecondaryIndexes: indexes.length > 0 ? indexes.map(index => index.during) : undefined
  }
  return {
    status: isAtWork(update) ? 'UPDATING' : 'ACTIVE',
    during,
    indexStatuses: new Map(indexes.map(index => [index.during.IndexName, index.status ?? 'ACTIVE'])),
    isEncryptionChanging: update.SSESpecification !== undefined,
    after: compact({ ...after, AttributeDefinitions: definitionsOf(record, update, completed) })
  }
}

/** What is done to the whole table. The capacity of an index, limits and protection are set while it is ACTIVE. */
function isAtWork(update: TableUpdate): boolean {
  const { BillingMode, ProvisionedThroughput, StreamSpecification, TableClass } = update
  const whole = [BillingMode, ProvisionedThroughput, StreamSpecification, TableClass]
  const online = update.GlobalSecondaryIndexUpdates?.some(({ Update }) => Update === undefined) ?? false
  return online || whole.some(member => member !== undefined)
}

function changedSettings(
  record: TableRecord,
  update: TableUpdate,
  mode: BillingMode,
  now: number
): Partial<TableRecord> {
  const { StreamSpecification: stream, SSESpecification: encryption, TableClass: tableClass } = update
  const deletionProtection = update.DeletionProtectionEnabled
  // Limits on demand end with being on demand.
  const limits = mode === record.BillingMode ? record.OnDemandThroughput : undefined
  return {
    BillingMode: mode,
    OnDemandThroughput: mergeLimits(limits, update.OnDemandThroughput),
    WarmThroughput: mergeWarm(record, update.WarmThroughput),
    ...(stream !== undefined && streamOf(stream, now)),
    ...(encryption !== undefined && { SSESpecification: encryptionOf(encryption) }),
    ...(isOtherClass(tableClass, record) && {
      TableClass: { TableClass: tableClass, LastUpdateDateTime: now }
    }),
    ...(deletionProtection !== undefined && { DeletionProtectionEnabled: deletionProtection })
  }
}

/** A table without a class has the standard one, and stays without when it is asked for that. */
function isOtherClass(tableClass: string | undefined, record: TableRecord): tableClass is string {
  return tableClass !== undefined && (record.TableClass !== undefined || tableClass !== 'STANDARD')
}

/** Those that a key of the table or of one of its indexes uses: the others go with the last index that did. */
function definitionsOf(
  record: TableRecord,
  { AttributeDefinitions: given = [] }: TableUpdate,
  indexes: readonly GlobalIndexRecord[]
): TableRecord['AttributeDefinitions'] {
  const schemas: (readonly KeySchemaElement[])[] = [
    record.KeySchema,
    ...(record.LocalSecondaryIndexes ?? []).map(index => index.KeySchema),
    ...indexes.map(index => index.KeySchema)
  ]
  const used = new Set(schemas.flatMap(keys => keys.map(key => key.AttributeName)))
  const definitions = new Map(
    [...given, ...record.AttributeDefinitions].map(attribute => [attribute.AttributeName, attribute])
  )
  return sortAttributes([...definitions.values()].filter(attribute => used.has(attribute.AttributeName)))
}
