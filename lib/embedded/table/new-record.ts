import type { TableRecord as StoredTable } from '../storage/table.js'
import type { EncryptionSettings } from '../validation/table-settings.js'
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
    AttributeDefinitions: input.AttributeDefinitions,
    KeySchema: input.KeySchema,
    BillingMode: mode,
    LastUpdateToPayPerRequestDateTime: mode === 'PAY_PER_REQUEST' ? now : undefined,
    ProvisionedThroughput: newThroughput(input.ProvisionedThroughput),
    OnDemandThroughput: input.OnDemandThroughput,
    WarmThroughput: input.WarmThroughput,
    LocalSecondaryIndexes: input.LocalSecondaryIndexes,
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
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: index.Projection,
    ProvisionedThroughput: newThroughput(index.ProvisionedThroughput),
    OnDemandThroughput: index.OnDemandThroughput,
    WarmThroughput: index.WarmThroughput
  })
}

/** The label of the last stream outlives it. */
export function streamOf(stream: StreamSpecification, now: number): Partial<TableRecord> {
  return stream.StreamEnabled
    ? { StreamSpecification: stream, LatestStreamLabel: newStreamLabel(now) }
    : { StreamSpecification: undefined }
}

export function encryptionOf(settings: EncryptionSettings): TableRecord['SSESpecification'] {
  return settings.Enabled ? compact({ KMSMasterKeyId: settings.KMSMasterKeyId }) : undefined
}
