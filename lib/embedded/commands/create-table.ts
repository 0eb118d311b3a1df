// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
import { resourceInUse } from '../errors.js'
import type { TableRecord as StoredTable } from '../storage/table.js'
import { compact } from '../table/compact.js'
import { describeTable, type TableDescription } from '../table/describe.js'
import type {
  BillingMode,
  GlobalIndexRecord,
  OnDemandThroughput,
  StreamSpecification,
  TableRecord,
  Units,
  WarmThroughput
} from '../table/record.js'
import { newStreamLabel } from '../table/stream-label.js'
import { newThroughput } from '../table/throughput.js'
import { checkDefinition } from '../validation/table-definition.js'
import {
  checkEncryption,
  checkNewStream,
  checkTableClass,
  type EncryptionSettings
} from '../validation/table-settings.js'
import { checkIndexCapacity, checkTableCapacity } from '../validation/table-throughput.js'
import { checkTagCount, checkTags, type GivenTag } from '../validation/tags.js'
import type { Command, EngineContext } from './command.js'

interface Capacity {
  readonly ProvisionedThroughput?: Units
  readonly OnDemandThroughput?: OnDemandThroughput
  readonly WarmThroughput?: WarmThroughput
}

export type NewGlobalIndex = NonNullable<StoredTable['GlobalSecondaryIndexes']>[number] & Capacity

interface Input
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

interface Output {
  readonly TableDescription: TableDescription
}

export const createTable: Command<Input, Output> = { operation: 'CreateTable', run }

/** Answers CREATING, as the service does, of a table that is there: the next request finds it ACTIVE. */
function run(context: EngineContext, input: Input): Output {
  const { storage } = context
  checkInput(input)
  const record = newRecord(input, context.clock.now())

  return storage.write(() => {
    if (storage.tables.get(input.TableName) !== undefined) {
      throw resourceInUse(`Table already exists: ${input.TableName}`)
    }
    return { TableDescription: describeTable(context, storage.tables.create(record), 'CREATING') }
  })
}

function checkInput(input: Input): void {
  const mode = input.BillingMode ?? 'PROVISIONED'
  checkTableCapacity(mode, input)
  checkDefinition(input)
  for (const index of input.GlobalSecondaryIndexes ?? []) checkIndexCapacity(mode, index.IndexName, index)
  checkNewStream(input.StreamSpecification)
  checkEncryption(input.SSESpecification)
  checkTableClass(input.TableClass)
  if (input.Tags !== undefined) checkTagCount(checkTags(input.Tags))
}

function newRecord(input: Input, now: number): TableRecord {
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
    StreamSpecification: input.StreamSpecification?.StreamEnabled ? input.StreamSpecification : undefined,
    LatestStreamLabel: input.StreamSpecification?.StreamEnabled ? newStreamLabel(now) : undefined,
    SSESpecification: encryptionOf(input.SSESpecification),
    TableClass: input.TableClass === undefined ? undefined : { TableClass: input.TableClass },
    DeletionProtectionEnabled: input.DeletionProtectionEnabled,
    Tags: input.Tags === undefined ? undefined : checkTags(input.Tags)
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

export function encryptionOf(settings: EncryptionSettings | undefined): TableRecord['SSESpecification'] {
  return settings?.Enabled ? compact({ KMSMasterKeyId: settings.KMSMasterKeyId }) : undefined
}
