import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import { dynamoLevelError } from '../errors.js'
import { besides, itemKey, type Keyspace } from '../keyspace.js'
import { MAX_ITEM_BYTES, MAX_RANGE_KEY_BYTES } from '../limits.js'
import { chunkCount, decodeHead, encodeHead, newChunkId, type Owner, splitValue } from './chunks.js'
import { EXPIRY_BYTES, encodeExpiry } from './expiry.js'
import { type Item, itemBytes } from './item.js'
import { decodeKey, toBuffer, wholeKey } from './key.js'

export interface Entry {
  readonly key: Buffer
  readonly value: Buffer
  /** In milliseconds since 1970. */
  readonly expiresAt?: number | undefined
}

/** An entry as it is written: an item, and before it the chunks of its value if that is too large for one. */
export interface EncodedEntry {
  readonly item: Item
  readonly large: { readonly owner: Owner; readonly chunks: Item[]; readonly expiry: Item } | undefined
}

/** From this length on it is worth its bytes to note how long a value is, for `size()`. */
const NOTED_LENGTH = 1024

/** What of an entry is decided before it is encoded. */
export interface EncodeOptions {
  rangeKey: AttributeValue
  revision: Buffer
  /** The value compressed, where that gains something, and by what. */
  compressed: { bytes: Buffer; algorithm: string } | undefined
  now: number
}

export function encodeEntry(
  space: Keyspace,
  { key, value, expiresAt }: Entry,
  { rangeKey, revision, compressed, now }: EncodeOptions
): EncodedEntry {
  const bytes = compressed?.bytes ?? value
  const item = itemKey(space, rangeKey)
  if (key.length >= MAX_RANGE_KEY_BYTES - 1) Object.assign(item, wholeKey(key))
  item[ATTRIBUTES.revision] = { B: revision }
  if (expiresAt !== undefined) Object.assign(item, encodeExpiry(expiresAt))
  if (compressed !== undefined) item[ATTRIBUTES.compression] = { S: compressed.algorithm }
  if (value.length >= NOTED_LENGTH) item[ATTRIBUTES.length] = { N: String(value.length) }

  // Far below the limit nothing needs to be counted.
  const room = expiresAt === undefined ? EXPIRY_BYTES : 0
  if (
    bytes.length < MAX_ITEM_BYTES / 2 ||
    itemBytes({ ...item, [ATTRIBUTES.value]: { B: bytes } }) <= MAX_ITEM_BYTES - room
  ) {
    item[ATTRIBUTES.value] = { B: bytes }
    return { item, large: undefined }
  }

  const id = newChunkId(now)
  const expiry = encodeExpiry(expiresAt)
  const { head, chunks } = splitValue(besides(space, 'chunks'), id, bytes)
  return {
    item: { ...item, ...encodeHead(head) },
    large: {
      owner: { id, key, count: chunkCount(head), bytes: head.bytes },
      chunks: chunks.map(chunk => ({ ...chunk, ...expiry })),
      expiry
    }
  }
}

/** The bytes that an item itself holds of its value, still compressed if they are; undefined if they stand in chunks. */
export function inlineBytes(item: Item, space: Keyspace): Buffer | undefined {
  const attribute = item[ATTRIBUTES.value]
  if (attribute?.B !== undefined) return toBuffer(attribute.B)
  if (attribute === undefined && decodeHead(item) !== undefined) return undefined

  // Written by something else, or by a newer version.
  const expected = `an attribute '${ATTRIBUTES.value}' of type B`
  const found = attribute === undefined ? 'none' : `one of type ${Object.keys(attribute)}`
  throw dynamoLevelError(
    'LEVEL_CORRUPTION',
    `An item of database '${space.name}' in table '${space.table}' is no entry: expected ${expected}, found ${found}`,
    { ...(item[space.rangeKey] && { key: decodeKey(item, space) }), expected, found }
  )
}

export function compressionOf(item: Item): string | undefined {
  return item[ATTRIBUTES.compression]?.S
}

/** The bytes of the value before compression, where they were noted and are read. */
export function notedLength(item: Item): number | undefined {
  const length = item[ATTRIBUTES.length]?.N
  return length === undefined ? undefined : Number(length)
}
