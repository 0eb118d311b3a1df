// Attribute values in the wire's JSON, from pools small enough that two random ones often meet.
import fc from 'fast-check'

type Json = unknown

const STRINGS = ['', 'a', 'b', 'ab', 'x y', 'é', '\u{1f600}', 'ﬀ', '10', '9']
const NUMBERS = [
  '0',
  '1',
  '1.0',
  '2',
  '10',
  '9',
  '-1',
  '1e2',
  '100',
  '0.1',
  '1E-3',
  '12345678901234567890123456789012345678'
]
const BINARIES = ['', 'AA==', 'AQ==', '/w==', 'AAE=']

/** Text that is no number, a number that is too large, too small or too exact. */
const BAD_NUMBERS = [
  '',
  ' 1',
  'abc',
  '1e126',
  '-1e126',
  '1e-131',
  '123456789012345678901234567890123456789',
  '0x10',
  'NaN',
  'Infinity',
  '1_0',
  '+',
  '1e',
  '.5',
  '5.',
  '+5',
  '00012'
]

const scalar: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...STRINGS).map(S => ({ S })) },
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS).map(N => ({ N })) },
  { weight: 2, arbitrary: fc.constantFrom(...BINARIES).map(B => ({ B })) },
  { weight: 1, arbitrary: fc.boolean().map(BOOL => ({ BOOL })) },
  { weight: 1, arbitrary: fc.constant({ NULL: true }) }
)

const set: fc.Arbitrary<Json> = fc.oneof(
  fc.uniqueArray(fc.constantFrom(...STRINGS), { minLength: 1, maxLength: 3 }).map(SS => ({ SS })),
  fc
    .uniqueArray(fc.constantFrom('1', '2', '10', '-1', '0.1'), { minLength: 1, maxLength: 3 })
    .map(NS => ({ NS })),
  fc.uniqueArray(fc.constantFrom(...BINARIES), { minLength: 1, maxLength: 3 }).map(BS => ({ BS }))
)

/** Names that a nested map and an item share, so that paths lead somewhere. */
const NAMES = ['c', 'd', 'e', 'm', 'l', 'ss', 'ns', 'size', '__proto__', 'constructor']

const value: fc.Arbitrary<Json> = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: scalar },
    { weight: 2, arbitrary: set },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map(L => ({ L })) },
    { weight: 1, arbitrary: entries(tie('value'), 3).map(M => ({ M })) }
  )
})).value

const badValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    {},
    { S: 'a', N: '1' },
    { SS: [] },
    { NS: [] },
    { BS: [] },
    { SS: ['a', 'a'] },
    { NS: ['1', '1.0'] },
    { BS: ['AA==', 'AA=='] },
    { SS: ['a', ''] },
    { NULL: false },
    { L: [{}] },
    { M: { a: {} } },
    { L: [{ S: 'a', N: '1' }] },
    { M: { a: { N: 'x' } } },
    { M: { '': { S: 'a' } } },
    { NS: ['1', 'x'] }
  ),
  fc.constantFrom(...BAD_NUMBERS).map(N => ({ N })),
  fc.integer({ min: 30, max: 34 }).map(nested)
)

export function nested(depth: number): Json {
  let result: Json = { S: 'deep' }
  for (let level = 0; level < depth; level++)
    result = level % 2 === 0 ? { L: [result] } : { M: { a: result } }
  return result
}

/** Mostly good values, so that requests get past the first check. */
export const anyValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 120, arbitrary: value },
  { weight: 1, arbitrary: badValue }
)

/** An object of up to `size` members; `__proto__` is a name like others. */
export function entries(member: fc.Arbitrary<Json>, size: number): fc.Arbitrary<Record<string, Json>> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...NAMES), member), { selector: ([name]) => name, maxLength: size })
    .map(list => Object.fromEntries(list))
}
