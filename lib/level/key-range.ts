import { isUtf8 } from 'node:buffer'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { escapeKey, toAttribute } from './codec/key.js'
import { MAX_RANGE_KEY_BYTES } from './limits.js'
import type { Schema } from './schema.js'

/** The greatest characters of 4, 3, 2 and 1 bytes in UTF-8. */
const GREATEST_BY_LENGTH = ['\u{10FFFF}', '\uFFFF', '\u07FF', '\x7F'].map(character => Buffer.from(character))

/** abstract-level's range options, encoded. */
export interface RangeOptions {
  gt?: Buffer
  gte?: Buffer
  lt?: Buffer
  lte?: Buffer
}

interface Bound {
  readonly key: Buffer
  readonly inclusive: boolean
}

/** A range over stored keys, in byte order. */
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

/** What is left of a range from a target on, in reading direction; undefined where the target is not in the range. */
export function narrow(range: KeyRange, target: Buffer, reverse: boolean): KeyRange | undefined {
  const key = escapeKey(target)
  if (!isAboveLower(range, key) || !isBelowUpper(range, key)) return undefined
  const bound = { key, inclusive: true }
  return reverse ? { lower: range.lower, upper: bound } : { lower: bound, upper: range.upper }
}

export function isAboveLower({ lower }: KeyRange, stored: Buffer): boolean {
  if (lower === undefined) return true
  const order = Buffer.compare(stored, lower.key)
  return order > 0 || (order === 0 && lower.inclusive)
}

export function isBelowUpper({ upper }: KeyRange, stored: Buffer): boolean {
  if (upper === undefined) return true
  const order = Buffer.compare(stored, upper.key)
  return order < 0 || (order === 0 && upper.inclusive)
}

/**
 * The Query that reads a range, or undefined where the range is empty.
 *
 * DynamoDB takes one condition on the range key. With one bound it is exact. With two it is BETWEEN, which includes
 * both ends: an exclusive lower end is moved to its successor, an exclusive upper end lets one entry through.
 */
export function toRangeQuery(range: KeyRange, type: Schema['rangeKeyType']): RangeQuery | undefined {
  const lower = range.lower && storableLower(range.lower, type)
  const upper = range.upper && storableUpper(range.upper, type)
  const widened = {
    lower: type === 'S' && lower !== range.lower,
    upper: type === 'S' && upper !== range.upper
  }
  const condition = (operator: RangeCondition['operator'], ...keys: Buffer[]): RangeCondition => ({
    operator,
    values: keys.map(key => toAttribute(key, type))
  })

  if (lower !== undefined && upper !== undefined) {
    const from = successor(lower)
    const order = Buffer.compare(from.key, upper.key)
    const loose = { lower: widened.lower || !from.inclusive, upper: widened.upper || !upper.inclusive }
    if (order > 0 || (order === 0 && !(from.inclusive && upper.inclusive))) return undefined
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

/** The next key in byte order, where it is short enough to be one. */
function successor(bound: Bound): Bound {
  if (bound.inclusive || bound.key.length >= MAX_RANGE_KEY_BYTES) return bound
  return { key: Buffer.concat([bound.key, Buffer.from([0])]), inclusive: true }
}

function isStorable(key: Buffer, type: Schema['rangeKeyType']): boolean {
  return key.length <= MAX_RANGE_KEY_BYTES && (type === 'B' || isUtf8(key))
}

/** A bound may be longer than a key, or no UTF-8. The best that a key condition can say instead is this. */
function storableLower(bound: Bound, type: Schema['rangeKeyType']): Bound | undefined {
  if (isStorable(bound.key, type)) return bound
  if (type === 'B') return { key: bound.key.subarray(0, MAX_RANGE_KEY_BYTES), inclusive: false }
  const key = utf8Prefix(bound.key)
  return key.length === 0 ? undefined : { key, inclusive: true }
}

function storableUpper(bound: Bound, type: Schema['rangeKeyType']): Bound | undefined {
  if (isStorable(bound.key, type)) return bound
  if (type === 'B') return { key: bound.key.subarray(0, MAX_RANGE_KEY_BYTES), inclusive: true }
  const prefix = utf8Prefix(bound.key)
  return prefix.length === 0 ? undefined : { key: lastWithPrefix(prefix), inclusive: true }
}

/** As much of the bytes as is valid UTF-8 and fits. */
function utf8Prefix(key: Buffer): Buffer {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (let end = Math.min(key.length, MAX_RANGE_KEY_BYTES); end > 0; ) {
    try {
      decoder.decode(key.subarray(0, end))
      return key.subarray(0, end)
    } catch {
      end--
    }
  }
  return key.subarray(0, 0)
}

/** The greatest string that can be a range key and begins with the prefix. */
function lastWithPrefix(prefix: Buffer): Buffer {
  const parts = [prefix]
  let room = MAX_RANGE_KEY_BYTES - prefix.length
  for (const last of GREATEST_BY_LENGTH) {
    for (; room >= last.length; room -= last.length) parts.push(last)
  }
  return Buffer.concat(parts)
}
