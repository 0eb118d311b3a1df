// The level key is the range key, as it is. Only what DynamoDB cannot hold is changed, keeping the order:
// - the empty key becomes 00, and a key that begins with 00 gets one more 00 in front;
// - a key that takes more than 1,023 bytes is shortened to 1,024: its beginning and a digest. It stands whole in an
//   attribute beside. Keys that share such a beginning are a group: they stand together, but not in order.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import { dynamoLevelError } from '../errors.js'
import { MAX_RANGE_KEY_BYTES } from '../limits.js'
import type { Schema } from '../schema.js'
import type { Item } from './item.js'

type KeyType = Schema['rangeKeyType']

const MAX_KEY_BYTES = 64 * 1024
const ZERO = Buffer.from([0])

/** What a digest takes: 32 bytes, or 43 characters of base64. */
const DIGEST_BYTES: Record<KeyType, number> = { B: 32, S: 43 }
/** A beginning of so many bytes makes a group. In strings it may end up to 3 bytes earlier, before a character. */
const GROUP_BYTES: Record<KeyType, number> = {
  B: MAX_RANGE_KEY_BYTES - DIGEST_BYTES.B,
  S: MAX_RANGE_KEY_BYTES - DIGEST_BYTES.S - 3
}

/** The bytes by which a key is ordered: escape(a) < escape(b) if and only if a < b. */
export function escapeKey(key: Buffer): Buffer {
  if (key.length === 0) return ZERO
  return key[0] === 0 ? Buffer.concat([ZERO, key]) : key
}

function unescapeKey(escaped: Buffer): Buffer {
  return escaped[0] === 0 ? escaped.subarray(1) : escaped
}

/** The range key of a level key, or an error where the table cannot hold it. */
export function encodeKey(key: Buffer, type: KeyType): AttributeValue {
  if (key.length > MAX_KEY_BYTES) {
    throw dynamoLevelError(
      'LEVEL_INVALID_KEY',
      `A key may have ${MAX_KEY_BYTES} bytes at most, and this one has ${key.length}`,
      { byteLength: key.length, limit: MAX_KEY_BYTES }
    )
  }
  const escaped = escapeKey(key)
  if (type === 'S' && !isUtf8(escaped)) {
    throw dynamoLevelError(
      'LEVEL_INVALID_KEY',
      'The range key of this table is a string: keys must be valid UTF-8',
      { reason: 'not UTF-8' }
    )
  }
  return toAttribute(toStored(escaped, type), type)
}

function toStored(escaped: Buffer, type: KeyType): Buffer {
  return isShortened(escaped) ? shorten(escaped, type) : escaped
}

/** What stands beside the range key: the whole key if that is shortened. */
export function wholeKey(key: Buffer): Item {
  return isShortened(escapeKey(key)) ? { [ATTRIBUTES.key]: { B: key } } : {}
}

/** Shortened keys have exactly 1,024 bytes and others less, so that none can be taken for another. */
export function isShortened(escaped: Buffer): boolean {
  return escaped.length >= MAX_RANGE_KEY_BYTES
}

function shorten(escaped: Buffer, type: KeyType): Buffer {
  const digest = createHash('sha256').update(escaped).digest()
  const beginning = escaped.subarray(0, MAX_RANGE_KEY_BYTES - DIGEST_BYTES[type])
  if (type === 'B') return Buffer.concat([beginning, digest])

  const whole = untilCharacter(escaped, beginning.length)
  const text = digest.toString('base64').slice(0, DIGEST_BYTES.S)
  return Buffer.from(whole.toString('utf8') + text.padEnd(MAX_RANGE_KEY_BYTES - whole.length, '='))
}

/**
 * The beginning by which keys are a group, undefined for keys that are shorter and stand in order by themselves. It is
 * the same for a range key and for the escaped key that it stands for.
 */
export function groupOf(bytes: Buffer, type: KeyType): Buffer | undefined {
  if (bytes.length < GROUP_BYTES[type]) return undefined
  return type === 'B' ? bytes.subarray(0, GROUP_BYTES.B) : untilCharacter(bytes, GROUP_BYTES.S)
}

/** At most so many bytes, not ending within a character. */
function untilCharacter(utf8: Buffer, length: number): Buffer {
  let end = Math.min(length, utf8.length)
  while (end < utf8.length && (utf8[end]! & 0xc0) === 0x80) end--
  return utf8.subarray(0, end)
}

/** The level key of an item. */
export function decodeKey(item: Item, schema: Schema): Buffer {
  const stored = storedBytes(item[schema.rangeKey])
  return wholeKeyOf(item, stored, schema) ?? unescapeKey(stored)
}

/**
 * The level key of an item that may be somebody else's: if no key leads to it, it is no entry. So it is where the range key
 * begins with one 00 alone, or has 1,024 bytes and is not short for the key beside it.
 */
export function decodeEntryKey(item: Item, schema: Schema): Buffer {
  const stored = storedBytes(item[schema.rangeKey])
  // As most are.
  if (stored[0] !== 0 && !isShortened(stored)) return stored
  const key = decodeKey(item, schema)
  if (!toStored(escapeKey(key), schema.rangeKeyType).equals(stored)) {
    throw dynamoLevelError('LEVEL_CORRUPTION', 'An item is no entry: no key leads to it', {
      key: stored,
      expected: isShortened(stored)
        ? `the whole key in '${ATTRIBUTES.key}'`
        : 'a range key that begins with 00 twice',
      found: 'none'
    })
  }
  return key
}

/** The bytes by which an item of a group is in order. */
export function escapedKeyOf(item: Item, schema: Schema): Buffer {
  const stored = storedBytes(item[schema.rangeKey])
  const whole = wholeKeyOf(item, stored, schema)
  return whole === undefined ? stored : escapeKey(whole)
}

/**
 * Beside a range key that is whole, the attribute is something else: an owner of chunks says there whose they are. One of
 * another group would have a range end where it does not.
 */
function wholeKeyOf(item: Item, stored: Buffer, { rangeKeyType }: Schema): Buffer | undefined {
  const whole = item[ATTRIBUTES.key]?.B
  if (whole === undefined || !isShortened(stored)) return undefined
  const key = toBuffer(whole)
  const group = groupOf(escapeKey(key), rangeKeyType)
  return group?.equals(groupOf(stored, rangeKeyType)!) ? key : undefined
}

/** Quick to say no, as it mostly does. */
export function mayBeInGroup(attribute: AttributeValue | undefined, type: KeyType): boolean {
  const length = attribute?.B?.byteLength ?? Buffer.byteLength(attribute?.S ?? '')
  return length >= GROUP_BYTES[type]
}

export function toAttribute(stored: Buffer, type: KeyType): AttributeValue {
  return type === 'B' ? { B: stored } : { S: stored.toString('utf8') }
}

/** The bytes by which DynamoDB orders a range key. */
export function storedBytes(attribute: AttributeValue | undefined): Buffer {
  if (attribute?.B !== undefined) return toBuffer(attribute.B)
  if (attribute?.S !== undefined) return Buffer.from(attribute.S, 'utf8')
  throw new TypeError('An item without its range key')
}

/** The bytes of a range key as a string of as many characters: maps compare strings by content. */
export function rangeKeyId(attribute: AttributeValue | undefined): string {
  return storedBytes(attribute).toString('latin1')
}

/** The same memory as a Buffer: the SDK hands over plain Uint8Arrays. */
export function toBuffer(bytes: Uint8Array): Buffer {
  if (bytes instanceof Buffer) return bytes
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
