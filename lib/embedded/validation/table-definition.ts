// What CreateTable and UpdateTable check of keys, indexes and projections, in the service's order.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
import { type DynamoDBError, validationError } from '../errors.js'
import type { IndexRecord, KeySchemaElement, TableRecord } from '../storage/table.js'
import type { BillingMode } from '../table/record.js'
import { invalid } from './invalid.js'
import { type Capacity, checkIndexCapacity } from './table-throughput.js'

const MAX_LOCAL_INDEXES = 5
export const MAX_GLOBAL_INDEXES = 20
/** Of either kind. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html */
const MAX_INDEX_KEYS = 4
/** Of all indexes of a table together. */
const MAX_PROJECTED_NAMES = 100

type AttributeDefinitions = TableRecord['AttributeDefinitions']
type NewIndex = IndexRecord & Capacity
interface Definition
  extends Pick<TableRecord, 'AttributeDefinitions' | 'KeySchema' | 'LocalSecondaryIndexes'> {
  readonly GlobalSecondaryIndexes?: readonly NewIndex[] | undefined
}

export function checkDefinition(definition: Definition, mode: BillingMode): void {
  const { AttributeDefinitions: attributes, KeySchema: keys } = definition
  const { LocalSecondaryIndexes: local, GlobalSecondaryIndexes: global } = definition
  const indexes = [...(local ?? []), ...(global ?? [])]

  checkDuplicates(attributes)
  checkTableKeys(keys, attributes)
  if (local?.length === 0) throw invalid('List of LocalSecondaryIndexes is empty')
  if (global?.length === 0) throw invalid('List of GlobalSecondaryIndexes is empty')
  checkUnused(attributes, keys, indexes)

  const names = new Set<string>()
  if (local !== undefined) checkLocalIndexes(local, keys, attributes, names)
  if (global !== undefined) checkGlobalIndexes(global, attributes, mode, names)
  checkProjectedNames(indexes)
}

/** Comes before all that may be wrong with an index. */
function checkUnused(
  attributes: AttributeDefinitions,
  keys: readonly KeySchemaElement[],
  indexes: readonly IndexRecord[]
): void {
  const schemas = [keys, ...indexes.map(index => index.KeySchema)]
  const used = new Set(schemas.flatMap(schema => schema.map(key => key.AttributeName)))
  if (attributes.length <= used.size) return
  if (indexes.length === 0) {
    throw invalid(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in ' +
        'AttributeDefinitions'
    )
  }
  const defined = attributes.map(attribute => attribute.AttributeName)
  throw invalid(
    'Some AttributeDefinitions are not used. ' +
      `AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`
  )
}

function checkDuplicates(attributes: AttributeDefinitions): void {
  const names = new Set<string>()
  for (const { AttributeName: name } of attributes) {
    if (names.has(name)) throw validationError(`Attribute Name is duplicated: ${name}`)
    names.add(name)
  }
}

function checkTableKeys(keys: readonly KeySchemaElement[], attributes: AttributeDefinitions): void {
  if (keys.length > attributes.length) {
    throw validationError('Invalid KeySchema: Some index key attribute have no definition')
  }
  checkDefined(keys, attributes)
  checkPair(keys)
}

function checkDefined(keys: readonly KeySchemaElement[], attributes: AttributeDefinitions): void {
  const defined = attributes.map(attribute => attribute.AttributeName)
  const names = keys.map(key => key.AttributeName)
  if (names.every(name => defined.includes(name))) return
  throw invalid(
    'Some index key attributes are not defined in AttributeDefinitions. ' +
      `Keys: [${names.join(', ')}], AttributeDefinitions: [${defined.join(', ')}]`
  )
}

/** A hash key and perhaps a range key. */
function checkPair([first, second]: readonly KeySchemaElement[]): void {
  if (first!.AttributeName === second?.AttributeName) {
    throw validationError('Both the Hash Key and the Range Key element in the KeySchema have the same name')
  }
  checkFirst(first)
  if (second !== undefined && second.KeyType !== 'RANGE') {
    throw validationError('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type')
  }
}

function checkFirst(first: KeySchemaElement | undefined): void {
  if (first?.KeyType === 'HASH') return
  throw validationError('Invalid KeySchema: The first KeySchemaElement is not a HASH key type')
}

function checkLocalIndexes(
  indexes: readonly IndexRecord[],
  tableKeys: readonly KeySchemaElement[],
  attributes: AttributeDefinitions,
  names: Set<string>
): void {
  if (tableKeys.length !== 2) {
    throw invalid(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex'
    )
  }

  const tableHash = tableKeys[0]!.AttributeName
  for (const index of indexes) {
    checkDefined(index.KeySchema, attributes)
    checkPair(index.KeySchema)
    if (index.KeySchema.length !== 2) {
      throw invalid(`Index KeySchema does not have a range key for index: ${index.IndexName}`)
    }
    const hash = index.KeySchema[0]!.AttributeName
    if (hash !== tableHash) {
      throw invalid(
        'Index KeySchema does not have the same leading hash key as table KeySchema for index: ' +
          `${index.IndexName}. index hash key: ${hash}, table hash key: ${tableHash}`
      )
    }
    checkProjection(index)
    checkName(index.IndexName, names)
  }

  if (indexes.length > MAX_LOCAL_INDEXES) {
    throw invalid(`Number of LocalSecondaryIndexes exceeds per-table limit of ${MAX_LOCAL_INDEXES}`)
  }
}

function checkGlobalIndexes(
  indexes: readonly NewIndex[],
  attributes: AttributeDefinitions,
  mode: BillingMode,
  names: Set<string>
): void {
  for (const index of indexes) {
    checkGlobalIndex(index, attributes)
    checkIndexCapacity(mode, index.IndexName, index)
    checkName(index.IndexName, names)
  }
  if (indexes.length > MAX_GLOBAL_INDEXES) {
    throw invalid(`GlobalSecondaryIndex count exceeds the per-table limit of ${MAX_GLOBAL_INDEXES}`)
  }
}

export function checkGlobalIndex(index: IndexRecord, attributes: AttributeDefinitions): void {
  checkDefined(index.KeySchema, attributes)
  checkIndexKeys(index.KeySchema)
  checkProjection(index)
}

/** Up to four attributes of either kind, those of the hash key first. */
function checkIndexKeys(keys: readonly KeySchemaElement[]): void {
  if (new Set(keys.map(key => key.AttributeName)).size < keys.length) {
    throw validationError(
      keys.length === 2 && keys[1]!.KeyType === 'RANGE'
        ? 'Both the Hash Key and the Range Key element in the KeySchema have the same name'
        : 'The KeySchema contains multiple key attributes with the same name'
    )
  }
  checkFirst(keys[0])
  const hashes = keys.filter(key => key.KeyType === 'HASH').length
  if (keys.slice(0, hashes).some(key => key.KeyType !== 'HASH')) {
    throw invalid('All HASH key attributes must precede RANGE key attributes in the KeySchema')
  }
  if (hashes > MAX_INDEX_KEYS) throw tooManyKeys('HASH')
  if (keys.length - hashes > MAX_INDEX_KEYS) throw tooManyKeys('RANGE')
}

function tooManyKeys(type: 'HASH' | 'RANGE'): DynamoDBError {
  return invalid(`The KeySchema exceeds the maximum allowed number of ${type} key attributes`)
}

function checkProjection({
  Projection: { ProjectionType: type, NonKeyAttributes: names }
}: IndexRecord): void {
  if (type === undefined) throw invalid('Unknown ProjectionType: null')
  if (type === 'INCLUDE') {
    if (names === undefined) throw invalid('ProjectionType is INCLUDE, but NonKeyAttributes is not specified')
    const duplicate = names.find((name, position) => names.indexOf(name) !== position)
    if (duplicate !== undefined) throw invalid(`Duplicate element in NonKeyAttributes: ${duplicate}`)
  } else if (names !== undefined) {
    throw invalid(`ProjectionType is ${type}, but NonKeyAttributes is specified`)
  }
}

export function checkProjectedNames(indexes: readonly IndexRecord[]): void {
  const count = indexes.reduce((sum, { Projection }) => sum + (Projection.NonKeyAttributes?.length ?? 0), 0)
  if (count <= MAX_PROJECTED_NAMES) return
  throw invalid(
    `Number of NonKeyAttributes in all secondary indexes exceeds per-table limit of ${MAX_PROJECTED_NAMES}`
  )
}

function checkName(name: string, names: Set<string>): void {
  if (names.has(name)) throw invalid(`Duplicate index name: ${name}`)
  names.add(name)
}
