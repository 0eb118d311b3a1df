import { isUtf8 } from 'node:buffer'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import test from 'tape'
import { encodeKey, escapeKey, groupOf, storedBytes } from '../../lib/level/codec/key.js'
import {
  isAboveLower,
  isBelowUpper,
  type KeyRange,
  narrow,
  type RangeCondition,
  type RangeOptions,
  toKeyRange,
  toRangeQuery
} from '../../lib/level/key-range.js'
import { admits } from '../admits.js'
import { bounds, keys } from '../hostile-keys.js'
import { testProperty } from '../property.js'
import { show } from '../show.js'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const inclusive = (text: string) => ({ key: bytes(text), inclusive: true })
const exclusive = (text: string) => ({ key: bytes(text), inclusive: false })
const EXACT = { lower: false, upper: false }

test('range options become bounds over stored keys', t => {
  const cases: [options: RangeOptions, range: KeyRange][] = [
    [{}, { lower: undefined, upper: undefined }],
    [{ gt: bytes('a') }, { lower: exclusive('a'), upper: undefined }],
    [{ gte: bytes('a') }, { lower: inclusive('a'), upper: undefined }],
    [{ lt: bytes('a') }, { lower: undefined, upper: exclusive('a') }],
    [{ lte: bytes('a') }, { lower: undefined, upper: inclusive('a') }],
    [
      { gt: bytes('a'), lte: bytes('b') },
      { lower: exclusive('a'), upper: inclusive('b') }
    ],
    [
      { gte: bytes('a'), lt: bytes('b') },
      { lower: inclusive('a'), upper: exclusive('b') }
    ],
    [
      { gt: bytes('c'), gte: bytes('a') },
      { lower: inclusive('a'), upper: undefined }
    ],
    [
      { lt: bytes('a'), lte: bytes('c') },
      { lower: undefined, upper: inclusive('c') }
    ],
    [
      { gt: bytes(''), lt: bytes('\0') },
      { lower: exclusive('\0'), upper: exclusive('\0\0') }
    ],
    [
      { gte: bytes(''), lte: bytes('') },
      { lower: inclusive('\0'), upper: inclusive('\0') }
    ]
  ]
  for (const [options, range] of cases) t.same(toKeyRange(options), range, show(options))
  t.end()
})

test('a bound narrows a range in reading direction', t => {
  const range = toKeyRange({ gt: bytes('b'), lte: bytes('e') })
  const cases: [target: string, reverse: boolean, rest: KeyRange | undefined][] = [
    ['a', false, undefined],
    ['b', false, undefined],
    ['b\0', false, { lower: inclusive('b\0'), upper: inclusive('e') }],
    ['c', false, { lower: inclusive('c'), upper: inclusive('e') }],
    ['e', false, { lower: inclusive('e'), upper: inclusive('e') }],
    ['f', false, undefined],
    ['a', true, undefined],
    ['b', true, undefined],
    ['c', true, { lower: exclusive('b'), upper: inclusive('c') }],
    ['e', true, { lower: exclusive('b'), upper: inclusive('e') }],
    ['f', true, undefined]
  ]
  for (const [target, reverse, rest] of cases) {
    t.same(narrow(range, inclusive(target), reverse), rest, `${target}, ${reverse ? 'reverse' : 'forward'}`)
  }
  const whole = toKeyRange({})
  t.same(narrow(whole, exclusive('c'), false), { lower: exclusive('c'), upper: undefined })
  t.same(narrow(whole, exclusive('c'), true), { lower: undefined, upper: exclusive('c') })
  t.end()
})

test('bounds of a key condition', t => {
  const condition = (operator: RangeCondition['operator'], ...values: string[]) => ({
    operator,
    values: values.map(value => ({ B: bytes(value) }))
  })
  const [a, b] = [bytes('a'), bytes('b')]
  const looseAbove = { lower: false, upper: true }
  const cases: [options: RangeOptions, query: ReturnType<typeof toRangeQuery>][] = [
    [{}, { condition: undefined, loose: EXACT }],
    [{ gt: a }, { condition: condition('>', 'a'), loose: EXACT }],
    [{ gte: a }, { condition: condition('>=', 'a'), loose: EXACT }],
    [{ lt: a }, { condition: condition('<', 'a'), loose: EXACT }],
    [{ lte: a }, { condition: condition('<=', 'a'), loose: EXACT }],
    [
      { gte: a, lte: b },
      { condition: condition('BETWEEN', 'a', 'b'), loose: EXACT }
    ],
    [
      { gt: a, lte: b },
      { condition: condition('BETWEEN', 'a\0', 'b'), loose: EXACT }
    ],
    [
      { gte: a, lt: b },
      { condition: condition('BETWEEN', 'a', 'b'), loose: looseAbove }
    ],
    [
      { gt: a, lt: b },
      { condition: condition('BETWEEN', 'a\0', 'b'), loose: looseAbove }
    ],
    [
      { gte: a, lte: a },
      { condition: condition('=', 'a'), loose: EXACT }
    ],
    [
      { gt: a, lte: bytes('a\0') },
      { condition: condition('=', 'a\0'), loose: EXACT }
    ],
    [
      { gte: bytes(''), lte: bytes('') },
      { condition: condition('=', '\0'), loose: EXACT }
    ]
  ]
  for (const [options, query] of cases) t.same(toRangeQuery(toKeyRange(options), 'B'), query, show(options))
  t.end()
})

test('an empty range needs no query', t => {
  const [a, b] = [bytes('a'), bytes('b')]
  const cases: RangeOptions[] = [
    { gte: b, lte: a },
    { gte: b, lt: a },
    { gt: b, lte: a },
    { gt: b, lt: a },
    { gt: a, lte: a },
    { gte: a, lt: a },
    { gt: a, lt: a },
    { gt: a, lt: bytes('a\0') },
    { gt: bytes(''), lt: bytes('\0') }
  ]
  for (const options of cases) {
    t.equal(toRangeQuery(toKeyRange(options), 'B'), undefined, `${show(options)} as B`)
    t.equal(toRangeQuery(toKeyRange(options), 'S'), undefined, `${show(options)} as S`)
  }
  t.end()
})

test('bounds that are no keys', t => {
  const k = (count: number) => Buffer.alloc(count, 'k')
  const over = k(1025)
  const looseBelow = { lower: true, upper: false }
  const looseAbove = { lower: false, upper: true }
  t.same(
    toRangeQuery(toKeyRange({ gte: over }), 'B'),
    { condition: { operator: '>=', values: [{ B: k(992) }] }, loose: looseBelow },
    'too long below, as B: the beginning of its group'
  )
  t.same(
    toRangeQuery(toKeyRange({ lt: over }), 'B'),
    {
      condition: { operator: '<=', values: [{ B: Buffer.concat([k(992), Buffer.alloc(32, 0xff)]) }] },
      loose: looseAbove
    },
    'too long above, as B: the end of its group'
  )
  t.same(
    toRangeQuery(toKeyRange({ gte: over }), 'S'),
    { condition: { operator: '>=', values: [{ S: 'k'.repeat(978) }] }, loose: looseBelow },
    'too long below, as S'
  )
  t.same(
    toRangeQuery(toKeyRange({ lt: over }), 'S'),
    {
      condition: { operator: '<=', values: [{ S: `${'k'.repeat(978)}${'\u{10FFFF}'.repeat(11)}\u07FF` }] },
      loose: looseAbove
    },
    'too long above, as S'
  )
  t.same(
    toRangeQuery(toKeyRange({ gt: k(1023), lte: bytes('l') }), 'B'),
    {
      condition: { operator: 'BETWEEN', values: [{ B: k(992) }, { B: bytes('l') }] },
      loose: looseBelow
    },
    'a key that is stored as it is, and may stand behind one that is shortened, as B'
  )
  t.same(
    toRangeQuery(toKeyRange({ gt: k(991), lte: bytes('l') }), 'B'),
    {
      condition: {
        operator: 'BETWEEN',
        values: [{ B: Buffer.concat([k(991), bytes('\0')]) }, { B: bytes('l') }]
      },
      loose: EXACT
    },
    'the longest key that is in no group, as B'
  )

  const cut = Buffer.concat([bytes('k'), bytes('\xf0\x9f')])
  t.same(
    toRangeQuery(toKeyRange({ gte: cut }), 'S'),
    { condition: { operator: '>=', values: [{ S: 'k' }] }, loose: { lower: true, upper: false } },
    'no UTF-8 below, as S'
  )
  t.same(
    toRangeQuery(toKeyRange({ lt: cut }), 'S'),
    {
      condition: { operator: '<=', values: [{ S: `k${'\u{10FFFF}'.repeat(255)}\uFFFF` }] },
      loose: { lower: false, upper: true }
    },
    'no UTF-8 above, as S'
  )
  t.same(
    toRangeQuery(toKeyRange({ gte: bytes('\xff'), lt: bytes('\xff\xff') }), 'S'),
    { condition: undefined, loose: { lower: true, upper: true } },
    'nothing of a bound is UTF-8'
  )
  t.end()
})

/** Bytes around which bounds and keys go wrong. */
const ALPHABET = [0x00, 0x01, 0xff]
const SUFFIXES = [0, 1, 2, 3].flatMap(strings)

function strings(length: number): Buffer[] {
  if (length === 0) return [Buffer.from([])]
  return strings(length - 1).flatMap(head => ALPHABET.map(byte => Buffer.from([...head, byte])))
}

for (const [name, prefix] of [
  ['short keys', Buffer.from([])],
  ['keys with which a group begins', Buffer.alloc(990, 'k')],
  ['the longest keys that are stored whole, and the shortest that are not', Buffer.alloc(1022, 'k')],
  ['keys that are shortened', Buffer.alloc(1500, 'k')]
] as const) {
  test(`every range over ${name}, as B`, t => {
    const ends = SUFFIXES.map(suffix => Buffer.concat([prefix, suffix]))
    const lowers = [{}, ...ends.flatMap(key => [{ gt: key }, { gte: key }])]
    const uppers = [{}, ...ends.flatMap(key => [{ lt: key }, { lte: key }])]
    const wrong: string[] = []

    for (const lower of lowers) {
      for (const upper of uppers) {
        const options = { ...lower, ...upper }
        const complaint = complaintAbout(toKeyRange(options), 'B', ends)
        if (complaint !== undefined) wrong.push(`${show(options)}: ${complaint}`)
      }
    }
    t.same(wrong.slice(0, 10), [], `${lowers.length * uppers.length} ranges of ${ends.length} keys`)
    t.end()
  })
}

for (const type of ['B', 'S'] as const) {
  const options = fc.record({ gt: bounds, gte: bounds, lt: bounds, lte: bounds }, { requiredKeys: [] })
  testProperty(
    `a condition on type ${type} loses no key of its range`,
    fc.record({ options, stored: fc.array(keys(type), { minLength: 20, maxLength: 40 }) }),
    sample => {
      const complaint = complaintAbout(toKeyRange(sample.options), type, sample.stored)
      if (complaint !== undefined) throw new Error(complaint)
    },
    { runs: 2_000 }
  )
}

/**
 * What is wrong with the query of a range. Its condition holds keys that DynamoDB takes, admits every key of the range,
 * and admits others only at an end that it calls loose; with B that is the end itself, or the group that it is in.
 */
function complaintAbout(range: KeyRange, type: 'B' | 'S', keys: Buffer[]): string | undefined {
  const query = toRangeQuery(range, type)
  for (const value of query?.condition?.values ?? []) {
    const complaint = complaintAboutKey(value)
    if (complaint !== undefined) return complaint
  }
  for (const key of keys) {
    const escaped = escapeKey(key)
    const stored = storedBytes(encodeKey(key, type))
    const isAbove = isAboveLower(range, escaped)
    const isBelow = isBelowUpper(range, escaped)
    const isAdmitted = query !== undefined && admits(query.condition, stored)
    if (isAbove && isBelow) {
      if (!isAdmitted) return `loses ${show(key)}`
    } else if (isAdmitted) {
      const [isLoose, end] = isAbove
        ? [query.loose.upper, range.upper!.key]
        : [query.loose.lower, range.lower!.key]
      if (!isLoose) return `admits ${show(key)} at an end that is not loose`
      const isGroup = groupOf(stored, type)?.equals(groupOf(end, type) ?? Buffer.from([]))
      if (type === 'B' && !stored.equals(end) && !isGroup)
        return `admits ${show(key)}, which is not at the end`
    }
  }
  return undefined
}

function complaintAboutKey(value: AttributeValue): string | undefined {
  const key = storedBytes(value)
  if (key.length === 0 || key.length > 1024) return `compares with a key of ${key.length} bytes`
  if (value.S !== undefined && !value.S.isWellFormed()) return `compares with ${JSON.stringify(value.S)}`
  return isUtf8(key) || value.B !== undefined ? undefined : 'compares with bytes that are no UTF-8'
}
