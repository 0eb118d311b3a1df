// Where the service puts a partition key: the order of a scan and the segments of a parallel one follow from it.
// The function and the form of numbers were found by observation; dynalite records answers of the service with them.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
import { decimalOf } from '../attribute/number.js'
import type { AttributeValue } from '../attribute/value.js'
import { md5Prefix } from './md5.js'

const SALT = new TextEncoder().encode('Outliers')
// Work space for all but the longest keys.
const workspace = salted(512)
const SEGMENT_UNITS = 4096
const BITS_BELOW_UNIT = 20
/** All of them: one more than the largest. */
export const PARTITIONS = 2 ** 32
const MAX_NEGATIVE_PAIRS = 20
const ZERO_CODE = 48

/** The upper 32 bits of the hash over the key's bytes. */
export function partitionOf(...parts: readonly Uint8Array[]): number {
  let length = SALT.length
  for (const part of parts) length += part.length
  const message = length <= workspace.length ? workspace : salted(length)
  let offset = SALT.length
  for (const part of parts) {
    message.set(part, offset)
    offset += part.length
  }
  return md5Prefix(message, length)
}

function salted(length: number): Uint8Array {
  const message = new Uint8Array(length)
  message.set(SALT)
  return message
}

/** The bytes of a scalar as they enter the hash. */
export function hashedBytes(value: AttributeValue, encoded: Uint8Array): Uint8Array {
  return 'N' in value ? hashedNumber(value.N) : encoded
}

/** The first partition of a segment and the one behind its last. */
export function segmentRange(segment: number, totalSegments: number): { first: number; end: number } {
  const bound = (n: number) => Math.ceil((SEGMENT_UNITS * n) / totalSegments) * 2 ** BITS_BELOW_UNIT
  return { first: bound(segment), end: bound(segment + 1) }
}

/** Exponent, then digits in base 100; of a negative number all inverted and, if it is short, an end mark. */
function hashedNumber(text: string): Uint8Array {
  const { negative, digits, magnitude } = decimalOf(text)
  if (digits === '') return Uint8Array.of(0x80)
  const lead = magnitude % 2 === 0 ? 1 : 0
  const pairs = Math.ceil((digits.length + lead) / 2)
  const exponent = (magnitude + 1 + lead) / 2 - 64
  const marked = negative && pairs < MAX_NEGATIVE_PAIRS
  const bytes = new Uint8Array(1 + pairs + (marked ? 1 : 0))
  bytes[0] = negative ? ~exponent : exponent
  for (let pair = 0; pair < pairs; pair++) {
    const at = pair * 2 - lead
    const value = digitAt(digits, at) * 10 + digitAt(digits, at + 1)
    bytes[pair + 1] = negative ? 101 - value : value + 1
  }
  if (marked) bytes[pairs + 1] = 102
  return bytes
}

function digitAt(digits: string, index: number): number {
  return index < 0 || index >= digits.length ? 0 : digits.charCodeAt(index) - ZERO_CODE
}
