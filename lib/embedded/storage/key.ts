// Keys as bytes whose order is the service's: the table's rows and the indexes' rows are sorted by them.
import { encodeNumberKey } from '../attribute/number-key.js'
import { type AttributeValue, attributeOf, type Item } from '../attribute/value.js'
import { newBytes, utf8Bytes } from './bytes.js'
import { hashedBytes, partitionOf } from './partition.js'
import type { Index, KeyAttribute, KeySchema, Table } from './table.js'

/** `pk` begins with the partition's number, so that a scan meets the keys in the order of their hashes. */
export interface ItemKey {
  readonly pk: Uint8Array
  readonly sk: Uint8Array
}

/** `origin` is the item's own key, behind a hash of it: rows with equal keys come in no order that a user could see. */
export interface IndexKey extends ItemKey {
  readonly origin: Uint8Array
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-partition-sort-keys */
export const MAX_HASH_BYTES = 2048
export const MAX_RANGE_BYTES = 1024

const PARTITION_BYTES = 4
const ESCAPED_ZERO = 0xff
const TERMINATOR = 0x01
const EMPTY = new Uint8Array(0)

/** The key of an item (or of a Key) that has been found to match the schema. */
export function itemKey(schema: KeySchema, item: Item): ItemKey {
  const hash = attributeOf(item, schema.hash[0]!.name)!
  const range = schema.range[0]
  return {
    pk: partitionKey([hash]),
    sk: range === undefined ? EMPTY : scalarBytes(attributeOf(item, range.name)!)
  }
}

/**
 * Where an item stands in an index; undefined when it lacks one of the index's keys. Items that were there before the
 * index may have values that cannot be keys: to the index they lack them.
 */
export function indexKey(table: Table, index: Index, item: Item): IndexKey | undefined {
  const hash = keyValues(index.key.hash, item, MAX_HASH_BYTES)
  const range = keyValues(index.key.range, item, MAX_RANGE_BYTES)
  if (hash === undefined || range === undefined) return undefined
  return { pk: partitionKey(hash), sk: sortKey(range), origin: originOf(table.key, item) }
}

// Requests come in runs for one partition key: the items of a batch, all items of an application that has one key only.
let lastText: string | undefined
let lastKey: Uint8Array = EMPTY

export function partitionKey(values: readonly AttributeValue[]): Uint8Array {
  const [first] = values
  if (values.length > 1 || first === undefined || !('S' in first)) return makePartitionKey(values)
  if (first.S !== lastText) {
    lastKey = makePartitionKey(values)
    lastText = first.S
  }
  return lastKey
}

function makePartitionKey(values: readonly AttributeValue[]): Uint8Array {
  const parts = values.map(scalarBytes)
  const partition = partitionOf(...values.map((value, i) => hashedBytes(value, parts[i]!)))
  return join(partition, parts.length === 1 ? parts[0]! : joinParts(parts))
}

/** Several attributes are escaped and ended one by one, so that the first one decides, then the second. */
export function sortKey(values: readonly AttributeValue[]): Uint8Array {
  if (values.length === 0) return EMPTY
  return values.length === 1 ? scalarBytes(values[0]!) : joinParts(values.map(scalarBytes))
}

/** The common beginning of all sort keys with these leading attributes, of a schema with more than one. */
export function sortKeyPrefix(values: readonly AttributeValue[]): Uint8Array {
  return joinParts(values.map(scalarBytes))
}

/** Like `sortKeyPrefix`, with the beginning of one more attribute. */
export function sortKeyPrefixWith(values: readonly AttributeValue[], beginning: AttributeValue): Uint8Array {
  const last = escapeZeros(scalarBytes(beginning))
  return concat(sortKeyPrefix(values), last.subarray(0, last.length - 2))
}

/** The smallest bytes above everything that begins with `prefix`; undefined when there are none. */
export function endOfPrefix(prefix: Uint8Array): Uint8Array | undefined {
  let last = prefix.length - 1
  while (last >= 0 && prefix[last] === 0xff) last--
  if (last < 0) return undefined
  const end = prefix.slice(0, last + 1)
  end[last]!++
  return end
}

export function partitionBytes(partition: number): Uint8Array {
  return join(partition, EMPTY)
}

export function partitionOfKey(key: ItemKey): number {
  return new DataView(key.pk.buffer, key.pk.byteOffset).getUint32(0)
}

function originOf(schema: KeySchema, item: Item): Uint8Array {
  const hash = attributeOf(item, schema.hash[0]!.name)!
  const range = schema.range.map(attribute => attributeOf(item, attribute.name)!)
  const values = [hash, ...range]
  const parts = values.map(scalarBytes)
  return join(partitionOf(...values.map((value, i) => hashedBytes(value, parts[i]!))), joinParts(parts))
}

function keyValues(
  attributes: readonly KeyAttribute[],
  item: Item,
  maxBytes: number
): AttributeValue[] | undefined {
  const values: AttributeValue[] = []
  for (const { name, type } of attributes) {
    const value = attributeOf(item, name)
    if (value === undefined || !(type in value) || !canBeKey(value, maxBytes)) return undefined
    values.push(value)
  }
  return values
}

function canBeKey(value: AttributeValue, maxBytes: number): boolean {
  if ('N' in value) return true
  const { length } = scalarBytes(value)
  return length > 0 && length <= maxBytes
}

function scalarBytes(value: AttributeValue): Uint8Array {
  if ('S' in value) return utf8Bytes(value.S)
  if ('N' in value) return encodeNumberKey(value.N)
  if ('B' in value) return value.B
  throw new TypeError('A key attribute is a string, a number or binary')
}

function join(partition: number, rest: Uint8Array): Uint8Array {
  const bytes = newBytes(PARTITION_BYTES + rest.length)
  bytes[0] = partition >>> 24
  bytes[1] = partition >>> 16
  bytes[2] = partition >>> 8
  bytes[3] = partition
  bytes.set(rest, PARTITION_BYTES)
  return bytes
}

function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  return parts.map(escapeZeros).reduce(concat, EMPTY)
}

/** A zero becomes 00 FF and the end 00 01, which sorts before it. */
function escapeZeros(bytes: Uint8Array): Uint8Array {
  const escaped: number[] = []
  for (const byte of bytes) {
    escaped.push(byte)
    if (byte === 0) escaped.push(ESCAPED_ZERO)
  }
  escaped.push(0, TERMINATOR)
  return Uint8Array.from(escaped)
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length)
  bytes.set(a)
  bytes.set(b, a.length)
  return bytes
}
