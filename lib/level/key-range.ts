import { isUtf8 } from 'node:buffer'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { escapeKey, groupOf, toAttribute } from './codec/key.js'
import { MAX_RANGE_KEY_BYTES } from './limits.js'
import type { Schema } from './schema.js'

const ZERO = Buffer.from([0])
/** The greatest characters of 4, 3, 2 and 1 bytes in UTF-8. */
const GREATEST_BY_LENGTH = ['\u{10FFFF}', '\uFFFF', '\u07FF', '\x7F'].map(character => Buffer.from(character))

/** abstract-level's range options, encoded. */
export interface RangeOptions {
  gt?: Buffer
  gte?: Buffer
  lt?: Buffer
  lte?: Buffer
}

export interface Bound {
  readonly key: Buffer
  readonly inclusive: boolean
}

/** A range over escaped keys, in byte order. */
export interface KeyRange {
  readonly lower: Bound | undefined
  readonly upper: Bound | undefined
}

export const WHOLE_RANGE: KeyRange = Object.freeze({ lower: undefined, upper: undefined })

/** What a Query asks of the range key. */
export interface RangeCondition {
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN'
  readonly values: readonly AttributeValue[]
}

export interface RangeQuery {
  /** undefined where every key will do. */
  readonly condition: RangeCondition | undefined
  /** The ends at which the condition may let keys through that are outside of the range. */
  readonly loose: { readonly lower: boolean; readonly upper: boolean }
}

/** The inclusive option wins where both are given, as in other implementations of abstract-level. */
export function toKeyRange({ gt, gte, lt, lte }: RangeOptions): KeyRange {
  const [low, high] = [gte ?? gt, lte ?? lt]
  return {
    lower: low && { key: escapeKey(low), inclusive: gte !== undefined },
    upper: high && { key: escapeKey(high), inclusive: lte !== undefined }
  }
}

/** What is left of a range from a bound on, in reading direction; undefined where the bound is not in the range. */
export function narrow(range: KeyRange, bound: Bound, reverse: boolean): KeyRange | undefined {
  if (!isAboveLower(range, bound.key) || !isBelowUpper(range, bound.key)) return undefined
  return reverse ? { lower: range.lower, upper: bound } : { lower: bound, upper: range.upper }
}

export function isAboveLower({ lower }: KeyRange, escaped: Buffer): boolean {
  if (lower === undefined) return true
  const order = Buffer.compare(escaped, lower.key)
  return order > 0 || (order === 0 && lower.inclusive)
}

export function isBelowUpper({ upper }: KeyRange, escaped: Buffer): boolean {
  if (upper === undefined) return true
  const order = Buffer.compare(escaped, upper.key)
  return order < 0 || (order === 0 && upper.inclusive)
}

/**
 * The Query that reads a range, or undefined where the range is empty.
 *
 * DynamoDB takes one condition on the range key. With one bound it is exact. With two it is BETWEEN, which includes
 * both ends: an exclusive lower end is moved to its successor, an exclusive upper end lets one entry through.
 */
export function toRangeQuery(range: KeyRange, type: Schema['rangeKeyType']): RangeQuery | undefined {
  const { lower, upper } = storable(range, type)
  const widened = { lower: lower !== range.lower, upper: upper !== range.upper }
  const condition = (operator: RangeCondition['operator'], ...keys: Buffer[]): RangeCondition => ({
    operator,
    values: keys.map(key => toAttribute(key, type))
  })

  if (lower !== undefined && upper !== undefined) {
    const from = successor(lower)
    const order = Buffer.compare(from.key, upper.key)
    const loose = { lower: widened.lower, upper: widened.upper || !upper.inclusive }
    if (order > 0 || (order === 0 && !upper.inclusive)) return undefined
    if (order === 0) return { condition: condition('=', from.key), loose }
    return { condition: condition('BETWEEN', from.key, upper.key), loose }
  }
  if (lower !== undefined) {
    return { condition: condition(lower.inclusive ? '>=' : '>', lower.key), loose: widened }
  }
  if (upper !== undefined) {
    return { condition: condition(upper.inclusive ? '<=' : '<', upper.key), loose: widened }
  }
  return { condition: undefined, loose: widened }
}

export function isLoose({ loose }: RangeQuery): boolean {
  return loose.lower || loose.upper
}

/** The next key in byte order. Of keys that are shorter than a group's beginning, the next is one byte longer. */
function successor(bound: Bound): Bound {
  return bound.inclusive ? bound : { key: Buffer.concat([bound.key, ZERO]), inclusive: true }
}

/** The least range over range keys, as they stand in the table, that holds those of all keys of a range. */
export function storable({ lower, upper }: KeyRange, type: Schema['rangeKeyType']): KeyRange {
  return { lower: lower && storableLower(lower, type), upper: upper && storableUpper(upper, type) }
}

/** The best that a key condition can say of a bound within a group, or of one that is no UTF-8: no less. */
function storableLower(bound: Bound, type: Schema['rangeKeyType']): Bound | undefined {
  if (isExact(bound, type)) return bound
  const key = groupOf(utf8Beginning(bound.key, type), type) ?? utf8Beginning(bound.key, type)
  return key.length === 0 ? undefined : { key, inclusive: true }
}

function storableUpper(bound: Bound, type: Schema['rangeKeyType']): Bound | undefined {
  if (isExact(bound, type)) return bound
  const beginning = utf8Beginning(bound.key, type)
  const key = groupOf(beginning, type) ?? beginning
  return key.length === 0 ? undefined : { key: lastWithBeginning(key, type), inclusive: true }
}

function isExact({ key }: Bound, type: Schema['rangeKeyType']): boolean {
  return groupOf(key, type) === undefined && (type === 'B' || isUtf8(key))
}

/** As much of the bytes as can stand in a range key of type S. */
function utf8Beginning(key: Buffer, type: Schema['rangeKeyType']): Buffer {
  if (type === 'B') return key
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (let end = Math.min(key.length, MAX_RANGE_KEY_BYTES); end > 0; end--) {
    try {
      decoder.decode(key.subarray(0, end))
      return key.subarray(0, end)
    } catch {}
  }
  return key.subarray(0, 0)
}

/** The greatest range key with a beginning. */
function lastWithBeginning(beginning: Buffer, type: Schema['rangeKeyType']): Buffer {
  const parts = [beginning]
  let room = MAX_RANGE_KEY_BYTES - beginning.length
  if (type === 'B') return Buffer.concat([beginning, Buffer.alloc(room, 0xff)])
  for (const last of GREATEST_BY_LENGTH) {
    for (; room >= last.length; room -= last.length) parts.push(last)
  }
  return Buffer.concat(parts)
}
