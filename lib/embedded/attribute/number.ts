// Numbers as the service takes and answers them: decimal texts, exact.
import { validationError } from '../errors.js'
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
  ZERO
} from './decimal.js'

const MAX_DIGITS = 38
const MAX_MAGNITUDE = 125
const MIN_MAGNITUDE = -130

// Texts that are their own normal form, and exact as doubles: most numbers of most applications.
const SHORT_INTEGER = /^(?:0|-?[1-9]\d{0,14})$/
const MAX_EXACT_LENGTH = 15

/** The text as the service would answer it; throws where it is no number or out of range. */
export function normalizeNumber(text: string): string {
  if (SHORT_INTEGER.test(text)) return text
  const decimal = parseDecimal(text)
  if (decimal === undefined) throw notANumber(text)
  return formatDecimal(inRange(decimal))
}

function notANumber(text: string): Error {
  const suffix = text === '' ? '' : `: ${text}`
  return validationError(`The parameter cannot be converted to a numeric value${suffix}`)
}

function inRange(decimal: Decimal): Decimal {
  if (decimal.magnitude > MAX_MAGNITUDE) throw overflow()
  if (decimal.magnitude < MIN_MAGNITUDE) {
    throw validationError(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range'
    )
  }
  if (decimal.digits.length > MAX_DIGITS) {
    throw validationError('Attempting to store more than 38 significant digits in a Number')
  }
  return decimal
}

function overflow(): Error {
  return validationError(
    'Number overflow. Attempting to store a number with magnitude larger than supported range'
  )
}

// What follows takes numbers that `normalizeNumber` has seen.

export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  // Different texts of up to fifteen digits are different doubles, of sixteen they need not be.
  if (a.length <= MAX_EXACT_LENGTH && b.length <= MAX_EXACT_LENGTH) return Number(a) < Number(b) ? -1 : 1
  return compareDecimals(decimalOf(a), decimalOf(b))
}

export function addNumbers(a: string, b: string): string {
  return formatResult(addDecimals(decimalOf(a), decimalOf(b)))
}

export function subtractNumbers(a: string, b: string): string {
  return formatResult(addDecimals(decimalOf(a), negateDecimal(decimalOf(b))))
}

/** The service tells of an overflow also where a result has too many digits: 1E+50 + 1. */
function formatResult(result: Decimal): string {
  if (result.digits.length > MAX_DIGITS) throw overflow()
  return formatDecimal(inRange(result))
}

/** Significant digits and the power of ten of the first one. */
export function decimalOf(text: string): Decimal {
  return parseDecimal(text) ?? ZERO
}
