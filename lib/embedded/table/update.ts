// What an update makes of a table: pure, and in two steps, for the answer shows the table while it changes.
import type { KeySchemaElement } from '../storage/table.js'
import type { EncryptionSettings } from '../validation/table-settings.js'
import { compact } from './compact.js'
import { encryptionOf, type NewGlobalIndex, newGlobalIndex, sortAttributes, streamOf } from './new-record.js'
import type {
  BillingMode,
  GlobalIndexRecord,
  OnDemandThroughput,
  StreamSpecification,
  TableRecord,
  Throughput,
  Units,
  WarmThroughput
} from './record.js'
import { completeChange, decreasesToday, NO_THROUGHPUT, startChange, WARM_ON_DEMAND } from './throughput.js'

/** A change begins when it is asked for, and ends later. */
const DURATION_MS = 1

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

export interface IndexUpdate {
  readonly Update?: IndexCapacity
  readonly Create?: NewGlobalIndex
  readonly Delete?: { readonly IndexName: string }
}

interface IndexCapacity {
  readonly IndexName: string
  readonly ProvisionedThroughput?: Units
  readonly OnDemandThroughput?: OnDemandThroughput
  readonly WarmThroughput?: WarmThroughput
}

export interface TableChange {
  /** Some changes leave the table ACTIVE. */
  readonly status: 'ACTIVE' | 'UPDATING'
  /** While the change is under way: indexes that go are still there, and those that come already. */
  readonly during: TableRecord
  readonly indexStatuses: ReadonlyMap<string, string>
  readonly after: TableRecord
}

interface Change<T> {
  readonly during: T
  readonly after: T | undefined
  readonly status?: string
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
  const indexes = changeIndexes(record.GlobalSecondaryIndexes ?? [], update, switched, mode, now)
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
    GlobalSecondaryIndexes: indexes.length > 0 ? indexes.map(index => index.during) : undefined
  }
  return {
    status: isAtWork(update) ? 'UPDATING' : 'ACTIVE',
    during,
    indexStatuses: new Map(indexes.map(index => [index.during.IndexName, index.status ?? 'ACTIVE'])),
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
    WarmThroughput: mergeWarm(record.WarmThroughput, update.WarmThroughput),
    ...(stream !== undefined && streamOf(stream, now)),
    ...(encryption !== undefined && { SSESpecification: encryptionOf(encryption) }),
    ...(tableClass !== undefined && { TableClass: { TableClass: tableClass, LastUpdateDateTime: now } }),
    ...(deletionProtection !== undefined && { DeletionProtectionEnabled: deletionProtection })
  }
}

function changeThroughput(
  current: Throughput,
  units: Units | undefined,
  switched: boolean,
  mode: BillingMode,
  now: number
): Change<Throughput> {
  if (switched && mode === 'PAY_PER_REQUEST') {
    const { LastDecreaseDateTime: _, ...rest } = current
    const after = { ...rest, ...NO_UNITS, NumberOfDecreasesToday: decreasesToday(current, now) }
    return { during: { ...after, LastDecreaseDateTime: now }, after }
  }
  if (units === undefined) return { during: current, after: current }
  const started = startChange(current, units, now)
  return {
    // Nobody reads the zeros of a table that was on demand.
    during: switched ? { ...started, ...units } : started,
    after: completeChange(current, units, now + DURATION_MS)
  }
}

const NO_UNITS: Units = {
  ReadCapacityUnits: NO_THROUGHPUT.ReadCapacityUnits,
  WriteCapacityUnits: NO_THROUGHPUT.WriteCapacityUnits
}

function changeIndexes(
  indexes: readonly GlobalIndexRecord[],
  { GlobalSecondaryIndexUpdates: updates = [] }: TableUpdate,
  switched: boolean,
  mode: BillingMode,
  now: number
): Change<GlobalIndexRecord>[] {
  const deleted = new Set(updates.map(update => update.Delete?.IndexName))
  const changed = new Map(updates.flatMap(({ Update }) => (Update ? [[Update.IndexName, Update]] : [])))
  const created = updates.flatMap(({ Create }) => (Create ? [newGlobalIndex(Create)] : []))

  return [
    ...indexes.map(index => {
      if (deleted.has(index.IndexName)) return { during: index, after: undefined, status: 'DELETING' }
      return changeIndex(index, changed.get(index.IndexName), switched, mode, now)
    }),
    ...created.map(index => ({ during: index, after: index, status: 'CREATING' }))
  ]
}

function changeIndex(
  index: GlobalIndexRecord,
  capacity: IndexCapacity | undefined,
  switched: boolean,
  mode: BillingMode,
  now: number
): Change<GlobalIndexRecord> {
  if (switched && mode === 'PAY_PER_REQUEST') return switchIndexToOnDemand(index, now)
  if (capacity === undefined) return { during: index, after: index }
  const limits = switched ? undefined : index.OnDemandThroughput
  const throughput = changeThroughput(
    index.ProvisionedThroughput,
    capacity.ProvisionedThroughput,
    switched,
    mode,
    now
  )
  const changed = compact({
    ...index,
    OnDemandThroughput: mergeLimits(limits, capacity.OnDemandThroughput),
    WarmThroughput: mergeWarm(index.WarmThroughput, capacity.WarmThroughput)
  })
  return {
    during: { ...changed, ProvisionedThroughput: throughput.during },
    after: { ...changed, ProvisionedThroughput: throughput.after ?? throughput.during },
    status: 'UPDATING'
  }
}

/** Unlike a table's, an index's loss of its units counts as a decrease. */
function switchIndexToOnDemand(index: GlobalIndexRecord, now: number): Change<GlobalIndexRecord> {
  const throughput = index.ProvisionedThroughput
  const decreases = decreasesToday(throughput, now)
  const during = { ...throughput, ...NO_UNITS, NumberOfDecreasesToday: decreases }
  const after = { ...during, NumberOfDecreasesToday: decreases + 1, LastDecreaseDateTime: now + DURATION_MS }
  return {
    during: { ...index, ProvisionedThroughput: during },
    after: { ...index, ProvisionedThroughput: after },
    status: 'UPDATING'
  }
}

/** -1 takes a limit away. */
function mergeLimits(
  current: OnDemandThroughput | undefined,
  update: OnDemandThroughput | undefined
): OnDemandThroughput | undefined {
  if (update === undefined) return current
  const merged = Object.entries({ ...current, ...update }).filter(([, limit]) => limit !== -1)
  return merged.length > 0 ? Object.fromEntries(merged) : undefined
}

function mergeWarm(
  current: WarmThroughput | undefined,
  update: WarmThroughput | undefined
): WarmThroughput | undefined {
  if (update === undefined || Object.keys(update).length === 0) return current
  return { ...WARM_ON_DEMAND, ...current, ...update }
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
