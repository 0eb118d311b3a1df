import type { IndexRecord, TableRecord as StoredTable } from '../storage/table.js'
import { type EncryptionSettings, isEncrypting } from '../validation/table-settings.js'
import { checkTags, type GivenTag } from '../validation/tags.js'
import { compact } from './compact.js'
import type {
  BillingMode,
  GlobalIndexRecord,
  OnDemandThroughput,
  StreamSpecification,
  TableRecord,
  Units,
  WarmThroughput
} from './record.js'
import { newStreamLabel } from './stream-label.js'
import { newThroughput } from './throughput.js'
import { newWarmThroughput } from './warm-throughput.js'

interface Capacity {
  readonly ProvisionedThroughput?: Units
  readonly OnDemandThroughput?: OnDemandThroughput
  readonly WarmThroughput?: WarmThroughput
}

export type NewGlobalIndex = NonNullable<StoredTable['GlobalSecondaryIndexes']>[number] & Capacity

export interface NewTable
  extends Capacity,
    Pick<StoredTable, 'TableName' | 'AttributeDefinitions' | 'KeySchema' | 'LocalSecondaryIndexes'> {
  readonly GlobalSecondaryIndexes?: readonly NewGlobalIndex[]
  readonly BillingMode?: BillingMode
  readonly StreamSpecification?: StreamSpecification
  readonly SSESpecification?: EncryptionSettings
  readonly TableClass?: string
  readonly DeletionProtectionEnabled?: boolean
  readonly Tags?: readonly GivenTag[]
}

export function newRecord(input: NewTable, now: number): TableRecord {
  const mode = input.BillingMode ?? 'PROVISIONED'
  return compact({
    TableName: input.TableName,
    TableId: crypto.randomUUID(),
    CreationDateTime: now,
    AttributeDefinitions: sortAttributes(input.AttributeDefinitions),
    KeySchema: input.KeySchema,
    BillingMode: mode,
    LastUpdateToPayPerRequestDateTime: mode === 'PAY_PER_REQUEST' ? now : undefined,
    ProvisionedThroughput: newThroughput(input.ProvisionedThroughput),
    OnDemandThroughput: newLimits(input.OnDemandThroughput),
    WarmThroughput: newWarmThroughput(input),
    LocalSecondaryIndexes: input.LocalSecondaryIndexes?.map(newIndex),
    GlobalSecondaryIndexes: input.GlobalSecondaryIndexes?.map(newGlobalIndex),
    ...(input.StreamSpecification !== undefined && streamOf(input.StreamSpecification, now)),
    SSESpecification: input.SSESpecification && encryptionOf(input.SSESpecification),
    TableClass: input.TableClass === undefined ? undefined : { TableClass: input.TableClass },
    DeletionProtectionEnabled: input.DeletionProtectionEnabled,
    Tags: input.Tags && checkTags(input.Tags)
  })
}

export function newGlobalIndex(index: NewGlobalIndex): GlobalIndexRecord {
  return compact({
    ...newIndex(index),
    ProvisionedThroughput: newThroughput(index.ProvisionedThroughput),
    OnDemandThroughput: newLimits(index.OnDemandThroughput),
    WarmThroughput: newWarmThroughput(index)
  })
}

function newIndex({ IndexName, KeySchema, Projection }: IndexRecord): IndexRecord {
  const { ProjectionType: type, NonKeyAttributes: names } = Projection
  return {
    IndexName,
    KeySchema,
    Projection:
      names === undefined
        ? { ProjectionType: type }
        : { ProjectionType: type, NonKeyAttributes: names.toSorted() }
  }
}

/** The service gives definitions and projected names back in the order of their names, and indexes as they came. */
export function sortAttributes(
  attributes: TableRecord['AttributeDefinitions']
): TableRecord['AttributeDefinitions'] {
  return attributes.toSorted((a, b) => (a.AttributeName < b.AttributeName ? -1 : 1))
}

/** A limit on nothing is no limit. */
function newLimits(limits: OnDemandThroughput | undefined): OnDemandThroughput | undefined {
  return limits === undefined || Object.keys(limits).length === 0 ? undefined : limits
}

/** The label of the last stream outlives it. */
export function streamOf(stream: StreamSpecification, now: number): Partial<TableRecord> {
  return stream.StreamEnabled
    ? { StreamSpecification: stream, LatestStreamLabel: newStreamLabel(now) }
    : { StreamSpecification: undefined }
}

export function encryptionOf(settings: EncryptionSettings): TableRecord['SSESpecification'] {
  return isEncrypting(settings) ? compact({ KMSMasterKeyId: settings.KMSMasterKeyId }) : undefined
}
