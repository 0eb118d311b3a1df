// What UpdateTable checks of a request on the table that it found.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
import { limitExceeded, resourceNotFound, validationError } from '../errors.js'
import type { IndexRecord, KeySchemaElement } from '../storage/table.js'
import type { IndexUpdate } from '../table/index-changes.js'
import type { NewGlobalIndex } from '../table/new-record.js'
import type {
  BillingMode,
  GlobalIndexRecord,
  OnDemandThroughput,
  TableRecord,
  Units,
  WarmThroughput
} from '../table/record.js'
import { isSame } from '../table/throughput.js'
import type { TableUpdate } from '../table/update.js'
import { type Warmed, warmthOf } from '../table/warm-throughput.js'
import { invalid } from './invalid.js'
import { checkGlobalIndex, checkProjectedNames, MAX_GLOBAL_INDEXES } from './table-definition.js'
import { checkChangedEncryption, checkChangedStream } from './table-settings.js'
import { checkNoUnits, checkOnDemandRange, checkUnits, isBeyondBounds } from './table-throughput.js'
import { isOnline } from './table-update-request.js'

export function checkUpdateOf(record: TableRecord, update: TableUpdate): void {
  const mode = update.BillingMode ?? record.BillingMode
  const updates = update.GlobalSecondaryIndexUpdates ?? []

  if (mode === 'PAY_PER_REQUEST') checkNoUnits(update.ProvisionedThroughput)
  checkLimits(mode, update.OnDemandThroughput)
  checkWarm(record, update.WarmThroughput, 'table')
  checkChangedStream(update.StreamSpecification, record.StreamSpecification, record.TableName)
  checkChangedEncryption(update.SSESpecification, record.SSESpecification)
  if (updates.filter(isOnline).length > 1) {
    throw limitExceeded(
      'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table'
    )
  }
  for (const { Update } of updates) {
    if (Update?.ProvisionedThroughput !== undefined && isBeyondBounds(Update.ProvisionedThroughput)) {
      throw validationError(
        'This operation cannot be performed with given input values. Please contact DynamoDB service team for ' +
          'more info: Action Blocked: IndexUpdate'
      )
    }
  }
  checkMissingUnits(record, mode, updates)
  if (update.ProvisionedThroughput !== undefined) {
    checkChanges('the table', record.ProvisionedThroughput, update.ProvisionedThroughput)
  }
  for (const each of updates) checkIndexUpdate(record, mode, each, update)
}

/** Whoever leaves on-demand billing says what every index gets. */
function checkMissingUnits(record: TableRecord, mode: BillingMode, updates: readonly IndexUpdate[]): void {
  if (mode !== 'PROVISIONED' || record.BillingMode === 'PROVISIONED') return
  const given = new Set(updates.map(each => each.Update?.ProvisionedThroughput && each.Update.IndexName))
  const missing = (record.GlobalSecondaryIndexes ?? [])
    .map(index => index.IndexName)
    .filter(name => !given.has(name))
  if (missing.length > 0) {
    throw invalid(`ProvisionedThroughput must be specified for index: ${missing.join(',')}`)
  }
}

function checkIndexUpdate(
  record: TableRecord,
  mode: BillingMode,
  { Create, Update, Delete }: IndexUpdate,
  { AttributeDefinitions: attributes }: TableUpdate
): void {
  if (Create !== undefined) checkNewIndex(record, mode, Create, attributes)
  if (Delete !== undefined) findIndex(record, Delete.IndexName, 'delete')
  if (Update !== undefined) checkChangedIndex(findIndex(record, Update.IndexName, 'update'), mode, Update)
}

function checkNewIndex(
  record: TableRecord,
  mode: BillingMode,
  index: NewGlobalIndex,
  attributes: TableRecord['AttributeDefinitions'] | undefined
): void {
  const name = index.IndexName
  if (indexNames(record).includes(name)) {
    throw validationError('Attempting to create an index which already exists')
  }
  if (attributes === undefined) throw invalid(`AttributeDefinitions is not specified for index: ${name}`)
  checkGlobalIndex(index, attributes)
  checkProjectedNames([...indexesOf(record), index])
  checkRedefinitions(record, index, attributes)
  if (mode === 'PROVISIONED' && index.ProvisionedThroughput === undefined) {
    throw invalid(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`)
  }
  if (mode === 'PAY_PER_REQUEST' && index.ProvisionedThroughput !== undefined) {
    throw invalid(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${name} when BillingMode is ` +
        'PAY_PER_REQUEST'
    )
  }
  if (index.ProvisionedThroughput !== undefined) checkUnits(index.ProvisionedThroughput, ` for index ${name}`)
  checkLimits(mode, index.OnDemandThroughput, name)
  if ((record.GlobalSecondaryIndexes?.length ?? 0) >= MAX_GLOBAL_INDEXES) {
    throw limitExceeded(
      `Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of ${MAX_GLOBAL_INDEXES}`
    )
  }
}

function checkChangedIndex(
  index: GlobalIndexRecord,
  mode: BillingMode,
  update: NonNullable<IndexUpdate['Update']>
): void {
  const name = update.IndexName
  if (update.ProvisionedThroughput !== undefined) {
    if (mode === 'PAY_PER_REQUEST') {
      throw invalid(
        `The only Updates for index: ${name} when TableThroughputMode is PAY_PER_REQUEST can be to ` +
          'OnDemandThroughput, WarmThroughput'
      )
    }
    checkChanges(`index ${name}`, index.ProvisionedThroughput, update.ProvisionedThroughput)
  }
  checkLimits(mode, update.OnDemandThroughput, name)
  checkWarm(index, update.WarmThroughput, `index ${name}`)
}

/** -1 takes a limit away. */
function checkLimits(mode: BillingMode, limits: OnDemandThroughput | undefined, index?: string): void {
  for (const name of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const limit = limits?.[name]
    if (limit === undefined) continue
    if (mode === 'PROVISIONED') {
      const place = index === undefined ? '' : ` for index : ${index}`
      throw invalid(
        `${name} for OnDemandThroughput${place} cannot be specified when the table BillingMode is PROVISIONED`
      )
    }
    checkOnDemandRange(name, limit, -1, index)
  }
}

function checkWarm(current: Warmed, requested: WarmThroughput | undefined, place: string): void {
  const least = warmthOf(current)
  for (const name of ['ReadUnitsPerSecond', 'WriteUnitsPerSecond'] as const) {
    const units = requested?.[name]
    if (units === undefined || units >= least[name]) continue
    throw invalid(
      `Requested ${name} for WarmThroughput for ${place} is lower than current WarmThroughput, decreasing ` +
        'WarmThroughput is not supported'
    )
  }
}

/** Only what the new index has for a key: the types of all others stay as they are, whatever the request says. */
function checkRedefinitions(
  record: TableRecord,
  index: NewGlobalIndex,
  attributes: TableRecord['AttributeDefinitions']
): void {
  for (const { AttributeName: name } of index.KeySchema) {
    const current = typeOf(name, record.AttributeDefinitions)
    const requested = typeOf(name, attributes)
    if (current === undefined || requested === undefined || current === requested) continue
    const schemas = [record.KeySchema, ...indexesOf(record).map(each => each.KeySchema)]
    const existing = schemas.find(keys => keys.some(key => key.AttributeName === name)) ?? []
    throw invalid(
      'Attributes cannot be redefined. Please check that your attribute has the same type as previously defined. ' +
        `Existing schema: ${showSchema(existing, record.AttributeDefinitions)} ` +
        `New schema: ${showSchema(index.KeySchema, attributes)}`
    )
  }
}

function typeOf(name: string, attributes: TableRecord['AttributeDefinitions']): string | undefined {
  return attributes.find(attribute => attribute.AttributeName === name)?.AttributeType
}

function showSchema(
  keys: readonly KeySchemaElement[],
  attributes: TableRecord['AttributeDefinitions']
): string {
  const elements = keys.map(
    ({ AttributeName: name, KeyType: kind }) =>
      `SchemaElement: key{${name}:${typeOf(name, attributes)}:${kind}}`
  )
  return `Schema:[${elements.join(', ')}]`
}

function findIndex(record: TableRecord, name: string, action: 'update' | 'delete'): GlobalIndexRecord {
  const index = record.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name)
  if (index !== undefined) return index
  if (indexNames(record).includes(name)) {
    throw validationError(`Cannot ${action} an index that is not a GlobalSecondaryIndex: ${name}`)
  }
  throw resourceNotFound(`Requested resource not found: Index ${name} for table ${record.TableName}`)
}

function indexNames(record: TableRecord): string[] {
  return indexesOf(record).map(index => index.IndexName)
}

function indexesOf(record: TableRecord): IndexRecord[] {
  return [...(record.LocalSecondaryIndexes ?? []), ...(record.GlobalSecondaryIndexes ?? [])]
}

function checkChanges(place: string, current: Units, requested: Units): void {
  if (!isSame(current, requested)) return
  const article = place.startsWith('the ') ? '' : 'the '
  throw validationError(
    `The provisioned throughput for ${article}${place} will not change. The requested value equals the current ` +
      `value. Current ReadCapacityUnits provisioned for ${place}: ${current.ReadCapacityUnits}. ` +
      `Requested ReadCapacityUnits: ${requested.ReadCapacityUnits}. ` +
      `Current WriteCapacityUnits provisioned for ${place}: ${current.WriteCapacityUnits}. ` +
      `Requested WriteCapacityUnits: ${requested.WriteCapacityUnits}. ` +
      'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'
  )
}
