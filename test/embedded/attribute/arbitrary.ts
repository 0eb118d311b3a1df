// Random numbers, values and items in the form that the engine works with.
import fc from 'fast-check'
import { checkItem, checkValue } from '../../../lib/embedded/attribute/check.js'
import type { AttributeValue, Item } from '../../../lib/embedded/attribute/value.js'

/** A number as digits times a power of ten, within the service's limits, and a text of it in some notation. */
export interface GivenNumber {
  coefficient: bigint
  exponent: number
  text: string
}

const MAX_COEFFICIENT = 10n ** 38n - 1n

export const givenNumber: fc.Arbitrary<GivenNumber> = fc
  .record({
    coefficient: fc.oneof(
      fc.bigInt({ min: -MAX_COEFFICIENT, max: MAX_COEFFICIENT }),
      fc.bigInt({ min: -1000n, max: 1000n })
    ),
    exponent: fc.oneof(fc.integer({ min: -130, max: 88 }), fc.integer({ min: -5, max: 5 })),
    notation: fc.constantFrom('e', 'E', 'plain', 'padded')
  })
  .map(({ coefficient, exponent, notation }) => ({
    coefficient,
    exponent,
    text: write(coefficient, exponent, notation)
  }))

function write(coefficient: bigint, exponent: number, notation: string): string {
  if (notation === 'plain') return plain(coefficient, exponent)
  if (notation === 'padded')
    return `${coefficient < 0n ? '-' : ''}00${plain(coefficient < 0n ? -coefficient : coefficient, exponent)}`
  return `${coefficient}${notation}${exponent}`
}

function plain(coefficient: bigint, exponent: number): string {
  const sign = coefficient < 0n ? '-' : ''
  const digits = (coefficient < 0n ? -coefficient : coefficient).toString()
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent)
  const padded = digits.padStart(1 - exponent, '0')
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`
}

const name = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor')
const text = fc.string({ unit: 'grapheme', maxLength: 4 })
const bytes = fc.uint8Array({ maxLength: 3 })
const number = fc.constantFrom('0', '1', '-1', '2', '10', '1.5', '-0.5', '1e20', '12345678901234567890')

const { value } = fc.letrec<{ value: AttributeValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    text.map(S => ({ S })),
    number.map(N => ({ N })),
    bytes.map(B => ({ B })),
    fc.boolean().map(BOOL => ({ BOOL })),
    fc.constant<AttributeValue>({ NULL: true }),
    fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map(SS => ({ SS })),
    fc.uniqueArray(number, { minLength: 1, maxLength: 3 }).map(NS => ({ NS })),
    fc
      .uniqueArray(bytes, { minLength: 1, maxLength: 3, selector: member => member.join() })
      .map(BS => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map(L => ({ L })),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }).map(M => ({ M }))
  )
}))

export const anyValue: fc.Arbitrary<AttributeValue> = value.map(checkValue)
export const anyItem: fc.Arbitrary<Item> = fc
  .dictionary(name, value, { maxKeys: 5, noNullPrototype: false })
  .map(checkItem)
