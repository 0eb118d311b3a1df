// Numbers as bytes whose order is the numbers' order, for the storage's keys.
import { decimalOf } from './number.js'

const NEGATIVE = 1
const ZERO = 2
const POSITIVE = 3
// The power of one hundred of the first digit lies between -65 and 62.
const EXPONENT_OFFSET = 65
const END = 0
const ZERO_CODE = 48

/**
 * Sign, exponent, digits in base 100 (each plus one), end mark; for negative numbers all but the sign is inverted.
 * The end mark makes the encoding self-delimiting, so that keys of several attributes can be joined.
 */
export function encodeNumberKey(text: string): Uint8Array {
  const { negative, digits, magnitude } = decimalOf(text)
  if (digits === '') return Uint8Array.of(ZERO)

  const exponent = Math.floor(magnitude / 2)
  // An even power of ten leaves the first digit alone in its pair.
  const lead = magnitude % 2 === 0 ? 1 : 0
  const pairs = Math.ceil((digits.length + lead) / 2)
  const key = new Uint8Array(pairs + 3)
  key[0] = negative ? NEGATIVE : POSITIVE
  key[1] = exponent + EXPONENT_OFFSET
  for (let pair = 0; pair < pairs; pair++) {
    const at = pair * 2 - lead
    key[pair + 2] = digitAt(digits, at) * 10 + digitAt(digits, at + 1) + 1
  }
  key[pairs + 2] = END
  if (negative) for (let i = 1; i < key.length; i++) key[i] = 255 - key[i]!
  return key
}

function digitAt(digits: string, index: number): number {
  return index < 0 || index >= digits.length ? 0 : digits.charCodeAt(index) - ZERO_CODE
}
