// ExclusiveStartKey: where a search goes on. The order of these checks and their texts are the service's.
import { compareBytes } from '../attribute/order.js'
import { attributeOf, type Item, newItem } from '../attribute/value.js'
import { DynamoDBError, validationError } from '../errors.js'
import { indexKey, itemKey, partitionKey, partitionOfKey } from '../storage/key.js'
import type { Position, SortKeyRange } from '../storage/selection.js'
import { type KeyAttribute, keyNames } from '../storage/table.js'
import { checkKey, checkKeyPart } from '../validation/key.js'
import type { Source } from './source.js'

const INVALID = 'The provided starting key is invalid'

/** Has every key attribute, and nothing else. `kind` decides which of two texts says that it does not. */
export function checkStartKeyShape(source: Source, start: Item, kind: 'query' | 'scan'): void {
  if (Object.keys(start).length !== source.positionNames.length) {
    const mismatch = kind === 'scan' && source.index === undefined
    throw validationError(
      mismatch ? `${INVALID}: The provided key element does not match the schema` : INVALID
    )
  }
  if (kind === 'scan' && source.index === undefined) return
  const check = (attribute: KeyAttribute, isHash: boolean) => {
    if (attributeOf(start, attribute.name) === undefined) throw validationError(INVALID)
    checkKeyPart(start, attribute, isHash)
  }
  for (const attribute of source.key.hash) check(attribute, true)
  for (const attribute of source.key.range) check(attribute, false)
}

/** The position that the key stands for. */
export function startPosition({ table, index }: Source, start: Item): Position {
  const tableKey = newItem()
  for (const name of keyNames(table.key)) {
    const value = attributeOf(start, name)
    if (value !== undefined) tableKey[name] = value
  }
  try {
    checkKey(table, tableKey)
  } catch (error) {
    if (error instanceof DynamoDBError) throw validationError(`${INVALID}: ${error.message}`)
    throw error
  }
  return index === undefined ? itemKey(table.key, start) : indexKey(table, index, start)!
}

/** A query goes on only within its own key conditions. */
export function checkWithinConditions(
  { key }: Source,
  start: Item,
  { sk }: Position,
  pk: Uint8Array,
  range: SortKeyRange
): void {
  const hash = partitionKey(key.hash.map(({ name }) => attributeOf(start, name)!))
  const samePartition = compareBytes(hash, pk) === 0
  if (range.lower === undefined && range.upper === undefined) {
    if (samePartition) return
    throw validationError(
      'The provided starting key is outside query boundaries based on provided conditions'
    )
  }
  if (!isWithin(sk, range)) {
    throw validationError('The provided starting key does not match the range key predicate')
  }
  if (!samePartition) {
    throw validationError('The query can return at most one row and cannot be restarted')
  }
}

export function checkWithinSegment(
  position: Position,
  first: number,
  end: number,
  segment: number,
  totalSegments: number
): void {
  const partition = partitionOfKey(position)
  if (partition >= first && partition < end) return
  throw validationError(
    `${INVALID}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${totalSegments} Segment: ${segment}`
  )
}

function isWithin(sk: Uint8Array, { lower, upper }: SortKeyRange): boolean {
  if (lower !== undefined) {
    const order = compareBytes(sk, lower.sk)
    if (order < 0 || (order === 0 && !lower.inclusive)) return false
  }
  if (upper !== undefined) {
    const order = compareBytes(sk, upper.sk)
    if (order > 0 || (order === 0 && !upper.inclusive)) return false
  }
  return true
}
