// Whether keys and items suit a table's key schema. The texts, blanks and missing blanks included, are the service's.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
import { utf8Length } from '../attribute/size.js'
import { type AttributeValue, attributeOf, type Item, typeOf } from '../attribute/value.js'
import { validationError } from '../errors.js'
import { type ItemKey, itemKey, MAX_HASH_BYTES, MAX_RANGE_BYTES } from '../storage/key.js'
import type { Index, KeyAttribute, Table } from '../storage/table.js'
import { checkIndexedSize } from './item-size.js'

const LONGEST_UTF8_UNIT = 3

const MISMATCH = 'The provided key element does not match the schema'

/** A Key of a request: all key attributes and nothing else. */
export function checkKey(table: Table, key: Item): ItemKey {
  const { hash, range } = table.key
  let attributes = 0
  for (const _ in key) attributes++
  if (attributes !== hash.length + range.length) throw validationError(MISMATCH)
  for (const attribute of hash) checkKeyPart(key, attribute, true)
  for (const attribute of range) checkKeyPart(key, attribute, false)
  return itemKey(table.key, key)
}

/** An item to be put: its key, what it has of the indexes' keys, and what it takes with its rows there. */
export function checkItemKeys(table: Table, item: Item): ItemKey {
  for (const attribute of table.key.hash) checkItemKeyAttribute(item, attribute, true)
  for (const attribute of table.key.range) checkItemKeyAttribute(item, attribute, false)
  if (table.indexes.length > 0) {
    for (const index of table.indexes) checkIndexKeys(index, item)
    checkIndexedSize(table, item)
  }
  return itemKey(table.key, item)
}

/** A batch says the same of all faulty keys. */
export function checkBatchItemKeys(table: Table, item: Item): ItemKey {
  for (const attribute of table.key.hash) checkBatchAttribute(item, attribute)
  for (const attribute of table.key.range) checkBatchAttribute(item, attribute)
  return checkItemKeys(table, item)
}

function checkBatchAttribute(item: Item, { name, type }: KeyAttribute): void {
  const value = attributeOf(item, name)
  if (value === undefined || !(type in value)) throw validationError(MISMATCH)
}

/** Transactions refuse empty keys as a whole; other faults of a key are the reason why they are cancelled. */
export function refuseEmptyKeys({ key }: Table, item: Item): void {
  for (const { name } of key.hash) refuseEmptyAttribute(item, name)
  for (const { name } of key.range) refuseEmptyAttribute(item, name)
}

function refuseEmptyAttribute(item: Item, name: string): void {
  const value = attributeOf(item, name)
  if (value !== undefined) refuseEmpty(value, name)
}

export function refuseEmptyIndexKeys(table: Table, item: Item): void {
  forEachIndexKey(table, item, refuseEmptyIndexKey)
}

export function refuseEmptyUpdates(table: Table, assigned: Item): void {
  forEachIndexKey(table, assigned, value => {
    const empty = emptiness(value)
    if (empty !== undefined) throw emptyUpdate(empty)
  })
}

/**
 * What an update assigns to keys of indexes, as far as it is known before the update is applied. `legacy`: not by an
 * expression, whose errors tell of empty keys later, and in other words.
 */
export function checkAssignedIndexKeys(table: Table, assigned: Item, legacy: boolean): void {
  forEachIndexKey(table, assigned, (value, index, name, type) => {
    if (!(type in value)) throw indexTypeMismatch(value, index, name, type)
    if (legacy) refuseEmptyIndexKey(value, index, name)
  })
}

/** What an update has made of keys of indexes. */
export function checkUpdatedIndexKeys(table: Table, item: Item, before: Item | undefined): void {
  for (const index of table.indexes) {
    checkUpdatedAttributes(index.key.hash, item, before, MAX_HASH_BYTES)
    checkUpdatedAttributes(index.key.range, item, before, MAX_RANGE_BYTES)
  }
}

function refuseEmpty(value: AttributeValue, name: string): void {
  const empty = emptiness(value)
  if (empty === undefined) return
  throw validationError(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${empty} value. Key: ${name}`
  )
}

/** One attribute of a Key or a starting key. */
export function checkKeyPart(key: Item, { name, type }: KeyAttribute, isHash: boolean): void {
  const value = attributeOf(key, name)
  if (value === undefined || !(type in value)) throw validationError(MISMATCH)
  checkContent(value, name, isHash)
}

function checkItemKeyAttribute(item: Item, { name, type }: KeyAttribute, isHash: boolean): void {
  const value = attributeOf(item, name)
  if (value === undefined) throw invalid(`Missing the key ${name} in the item`)
  if (!(type in value)) {
    throw invalid(`Type mismatch for key ${name} expected: ${type} actual: ${typeOf(value)}`)
  }
  checkContent(value, name, isHash)
}

function checkContent(value: AttributeValue, name: string, isHash: boolean): void {
  refuseEmpty(value, name)
  if (isHash) checkHashSize(value)
  else checkRangeSize(value)
}

function checkHashSize(value: AttributeValue): void {
  if (!isLonger(value, MAX_HASH_BYTES)) return
  throw invalid('Size of hashkey has exceeded the maximum size limit of2048 bytes')
}

function checkRangeSize(value: AttributeValue): void {
  if (!isLonger(value, MAX_RANGE_BYTES)) return
  throw invalid('Aggregated size of all range keys has exceeded the size limit of 1024 bytes')
}

function checkIndexKeys(index: Index, item: Item): void {
  for (const attribute of index.key.hash) checkIndexKey(index, item, attribute, true)
  for (const attribute of index.key.range) checkIndexKey(index, item, attribute, false)
}

function checkIndexKey(index: Index, item: Item, { name, type }: KeyAttribute, isHash: boolean): void {
  const value = attributeOf(item, name)
  if (value === undefined) return
  if (!(type in value)) throw indexTypeMismatch(value, index, name, type)
  refuseEmptyIndexKey(value, index, name)
  if (isHash) checkHashSize(value)
  else checkRangeSize(value)
}

function checkUpdatedAttributes(
  attributes: readonly KeyAttribute[],
  item: Item,
  before: Item | undefined,
  maxBytes: number
): void {
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name)
    if (value === undefined || (before !== undefined && attributeOf(before, name) === value)) continue
    if (!(type in value)) {
      throw validationError(
        'The update expression attempted to update the secondary index key to unsupported type'
      )
    }
    const empty = emptiness(value)
    if (empty !== undefined) throw emptyUpdate(empty)
    if (maxBytes === MAX_HASH_BYTES) checkHashSize(value)
    else checkRangeSize(value)
  }
}

function forEachIndexKey(
  table: Table,
  item: Item,
  visit: (value: AttributeValue, index: Index, name: string, type: string) => void
): void {
  for (const index of table.indexes) {
    for (const { name, type } of [...index.key.hash, ...index.key.range]) {
      const value = attributeOf(item, name)
      if (value !== undefined) visit(value, index, name, type)
    }
  }
}

function indexTypeMismatch(value: AttributeValue, index: Index, name: string, type: string): Error {
  return invalid(
    `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index.name}`
  )
}

function refuseEmptyIndexKey(value: AttributeValue, index: Index, name: string): void {
  const empty = emptiness(value)
  if (empty === undefined) return
  throw validationError(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${empty} value. IndexName: ${index.name}, IndexKey: ${name}`
  )
}

function emptyUpdate(empty: string): Error {
  return validationError(
    `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${empty} value.`
  )
}

function emptiness(value: AttributeValue): 'string' | 'binary' | undefined {
  if ('S' in value) return value.S === '' ? 'string' : undefined
  if ('B' in value) return value.B.length === 0 ? 'binary' : undefined
  return undefined
}

function isLonger(value: AttributeValue, maxBytes: number): boolean {
  if ('B' in value) return value.B.length > maxBytes
  return 'S' in value && value.S.length * LONGEST_UTF8_UNIT > maxBytes && utf8Length(value.S) > maxBytes
}

function invalid(detail: string): Error {
  return validationError(`One or more parameter values were invalid: ${detail}`)
}
