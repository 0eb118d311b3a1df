// Key conditions as bounds on the bytes of sort keys.
import type { KeyRange } from '../expression/key-condition.js'
import { endOfPrefix, sortKey, sortKeyPrefix, sortKeyPrefixWith } from '../storage/key.js'
import type { SortKeyRange } from '../storage/selection.js'
import type { KeySchema } from '../storage/table.js'

export function sortKeyRange(schema: KeySchema, { rangePrefix, rangeCondition }: KeyRange): SortKeyRange {
  if (schema.range.length > 1) return composedRange({ rangePrefix, rangeCondition })
  if (rangePrefix.length > 0) {
    const sk = sortKey(rangePrefix)
    return { lower: { sk, inclusive: true }, upper: { sk, inclusive: true } }
  }
  if (rangeCondition === undefined) return {}
  const { operator, values } = rangeCondition
  const sk = sortKey([values[0]!])
  switch (operator) {
    case 'LT':
      return { upper: { sk, inclusive: false } }
    case 'LE':
      return { upper: { sk, inclusive: true } }
    case 'GT':
      return { lower: { sk, inclusive: false } }
    case 'GE':
      return { lower: { sk, inclusive: true } }
    case 'BETWEEN':
      return { lower: { sk, inclusive: true }, upper: { sk: sortKey([values[1]!]), inclusive: true } }
    case 'BEGINS_WITH':
      return from(sk, endOfPrefix(sk))
  }
}

/** With several attributes each condition is a range of beginnings. */
function composedRange({
  rangePrefix,
  rangeCondition
}: Pick<KeyRange, 'rangePrefix' | 'rangeCondition'>): SortKeyRange {
  const base = sortKeyPrefix(rangePrefix)
  if (rangeCondition === undefined) return from(base, endOfPrefix(base))
  const { operator, values } = rangeCondition
  const first = sortKeyPrefix([...rangePrefix, values[0]!])
  switch (operator) {
    case 'LT':
      return from(base, first)
    case 'LE':
      return from(base, endOfPrefix(first))
    case 'GT':
      return from(endOfPrefix(first)!, endOfPrefix(base))
    case 'GE':
      return from(first, endOfPrefix(base))
    case 'BETWEEN':
      return from(first, endOfPrefix(sortKeyPrefix([...rangePrefix, values[1]!])))
    case 'BEGINS_WITH': {
      const beginning = sortKeyPrefixWith(rangePrefix, values[0]!)
      return from(beginning, endOfPrefix(beginning))
    }
  }
}

function from(lower: Uint8Array, end: Uint8Array | undefined): SortKeyRange {
  const range = { lower: { sk: lower, inclusive: true } }
  return end === undefined ? range : { ...range, upper: { sk: end, inclusive: false } }
}
