// The level key is the range key, as it is. Only what DynamoDB cannot hold is escaped, keeping the order: the empty
// key becomes 00, and a key that begins with 00 gets one more 00 in front.
import { isUtf8 } from 'node:buffer'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { dynamoLevelError } from '../errors.js'
import { MAX_RANGE_KEY_BYTES } from '../limits.js'
import type { Schema } from '../schema.js'

const ZERO = Buffer.from([0])

/** The bytes under which a key is stored. Order is kept: escape(a) < escape(b) if and only if a < b. */
export function escapeKey(key: Buffer): Buffer {
  if (key.length === 0) return ZERO
  return key[0] === 0 ? Buffer.concat([ZERO, key]) : key
}

function unescapeKey(stored: Buffer): Buffer {
  return stored[0] === 0 ? stored.subarray(1) : stored
}

/** The range key of a level key, or an error where the table cannot hold it. */
export function encodeKey(key: Buffer, type: Schema['rangeKeyType']): AttributeValue {
  const stored = escapeKey(key)
  if (stored.length > MAX_RANGE_KEY_BYTES) {
    throw dynamoLevelError(
      'LEVEL_INVALID_KEY',
      `A key may have ${MAX_RANGE_KEY_BYTES} bytes at most, and this one takes ${stored.length}`,
      { byteLength: stored.length, limit: MAX_RANGE_KEY_BYTES }
    )
  }
  if (type === 'S' && !isUtf8(stored)) {
    throw dynamoLevelError(
      'LEVEL_INVALID_KEY',
      'The range key of this table is a string: keys must be valid UTF-8',
      {
        reason: 'not UTF-8'
      }
    )
  }
  return toAttribute(stored, type)
}

export function decodeKey(attribute: AttributeValue | undefined): Buffer {
  return unescapeKey(storedBytes(attribute))
}

/** Stored bytes as an attribute. */
export function toAttribute(stored: Buffer, type: Schema['rangeKeyType']): AttributeValue {
  return type === 'B' ? { B: stored } : { S: stored.toString('utf8') }
}

/** The bytes by which DynamoDB orders this range key. */
export function storedBytes(attribute: AttributeValue | undefined): Buffer {
  if (attribute?.B !== undefined) return toBuffer(attribute.B)
  if (attribute?.S !== undefined) return Buffer.from(attribute.S, 'utf8')
  throw new TypeError('An item without its range key')
}

/** The same memory as a Buffer: the SDK hands over plain Uint8Arrays. */
export function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
