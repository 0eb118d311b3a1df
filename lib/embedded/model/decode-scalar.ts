import { decodeBase64 } from '../attribute/base64.js'
import { type DynamoDBError, serializationError } from '../errors.js'
import { type Decoder, type Form, NOT_A_STRUCTURE } from './decoder.js'
import type { RequestBudget } from './request-budget.js'
import { tableNameOf } from './table-name.js'

const INTEGER_LIMITS = { integer: [-(2 ** 31), 2 ** 31 - 1], long: [-(2 ** 63), 2 ** 63] } as const

export function decodeString(value: unknown, budget: RequestBudget): string {
  if (typeof value !== 'string') throw unconvertible(value, 'String')
  budget.spend(value.length)
  return value
}

export function decodeTableName(value: unknown, budget: RequestBudget): string {
  return tableNameOf(decodeString(value, budget))
}

export function integerDecoder(kind: 'integer' | 'long'): Decoder {
  const name = kind === 'integer' ? 'Integer' : 'Long'
  const [least, most] = INTEGER_LIMITS[kind]

  return value => {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number !== 'number' || !Number.isFinite(number)) throw unconvertible(value, name)
    // Java's conversion of decimals: towards zero, and to the nearest that fits.
    return Math.min(Math.max(Math.trunc(number), least), most)
  }
}

export function decodeBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw unconvertible(value, 'Boolean')
  switch (value.toUpperCase()) {
    case 'TRUE':
    case 'YES':
    case '1':
      return true
    case 'FALSE':
    case 'NO':
    case '0':
      return false
    default:
      throw serializationError('Unexpected token received from parser')
  }
}

export function blobDecoder(form: Form): Decoder {
  const bytesOf = form === 'wire' ? wireBytes : sdkBytes
  return (value, budget) => {
    const bytes = bytesOf(value)
    budget.spend(bytes.length)
    return bytes
  }
}

function wireBytes(value: unknown): Uint8Array {
  if (typeof value !== 'string') throw notBytes(value)
  if (value.length % 4 !== 0) {
    throw serializationError(
      `Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`
    )
  }
  const bytes = isCanonical(value) ? decodeBase64(value) : undefined
  // The misspelling is the service's.
  if (bytes === undefined) throw serializationError('Invalid last non-pad Base64 character dectected')
  return bytes
}

/** Two bits are left over behind two bytes in the last group, and four behind one: they must be zero. */
function isCanonical(text: string): boolean {
  if (!text.endsWith('=')) return true
  return text.endsWith('==') ? 'AQgw'.includes(text.at(-3)!) : 'AEIMQUYcgkosw048'.includes(text.at(-2)!)
}

function sdkBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  // The SDK sends a string as its UTF-8 bytes.
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  throw notBytes(value)
}

function notBytes(value: unknown): DynamoDBError {
  if (Array.isArray(value))
    return serializationError('Unrecognized collection type class java.nio.ByteBuffer')
  if (typeof value === 'object') return serializationError(NOT_A_STRUCTURE)
  return serializationError('only base-64-encoded strings are convertible to bytes')
}

function unconvertible(value: unknown, type: 'String' | 'Boolean' | 'Integer' | 'Long'): DynamoDBError {
  if (Array.isArray(value)) return serializationError(`Unrecognized collection type class java.lang.${type}`)
  if (typeof value === 'object') return serializationError(NOT_A_STRUCTURE)
  return serializationError(`${tokenOf(value)} cannot be converted to ${type}`)
}

function tokenOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  if (typeof value === 'bigint' || Number.isInteger(value)) return 'NUMBER_VALUE'
  // What JSON cannot say as a number, the SDK sends as a string.
  return Number.isFinite(value) ? 'DECIMAL_VALUE' : 'STRING_VALUE'
}
