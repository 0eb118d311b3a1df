// A number of the service taken apart: 38 significant digits, magnitudes from 1E-130 to 9.9…E+125.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number

/** `0.d₁d₂d₃… × 10^(magnitude + 1)`; zero has no digits. */
export interface Decimal {
  readonly negative: boolean
  /** Significant digits, without zeros at either end. */
  readonly digits: string
  /** The power of ten of the first digit. */
  readonly magnitude: number
}

export const ZERO: Decimal = { negative: false, digits: '', magnitude: 0 }

const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/
const ZERO_CODE = 48
// What does not fit into 64 bits is no number to the service.
const EXPONENT_LIMIT = 2 ** 63

/** The number that a text in any notation stands for, or undefined where it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = SYNTAX.exec(text)
  if (match === null) return undefined
  const whole = match[2] ?? ''
  const fraction = match[3] ?? ''
  if (whole === '' && fraction === '') return undefined
  const exponent = match[4] === undefined ? 0 : Number(match[4])
  if (Math.abs(exponent) >= EXPONENT_LIMIT) return undefined
  return trimmed(match[1] === '-', whole + fraction, whole.length - 1 + exponent)
}

function trimmed(negative: boolean, digits: string, magnitude: number): Decimal {
  let start = 0
  let end = digits.length
  while (start < end && digits.charCodeAt(start) === ZERO_CODE) start++
  while (end > start && digits.charCodeAt(end - 1) === ZERO_CODE) end--
  if (start === end) return ZERO
  return { negative, digits: digits.slice(start, end), magnitude: magnitude - start }
}

/** The only notation that the service answers in: plain, without an exponent or needless zeros. */
export function formatDecimal({ negative, digits, magnitude }: Decimal): string {
  if (digits === '') return '0'
  const sign = negative ? '-' : ''
  const whole = magnitude + 1
  if (whole <= 0) return `${sign}0.${'0'.repeat(-whole)}${digits}`
  if (whole >= digits.length) return sign + digits + '0'.repeat(whole - digits.length)
  return `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const signA = signOf(a)
  const signB = signOf(b)
  if (signA !== signB) return signA < signB ? -1 : 1
  if (a.magnitude !== b.magnitude) return a.magnitude < b.magnitude ? -signA : signA
  // Digits begin at the same power of ten, and a missing digit is a zero: text order is number order.
  if (a.digits === b.digits) return 0
  return a.digits < b.digits ? -signA : signA
}

function signOf({ negative, digits }: Decimal): number {
  return digits === '' ? 0 : negative ? -1 : 1
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  if (a.digits === '') return b
  if (b.digits === '') return a
  const scale = Math.min(scaleOf(a), scaleOf(b))
  const sum = coefficient(a, scale) + coefficient(b, scale)
  const negative = sum < 0n
  const digits = (negative ? -sum : sum).toString()
  return trimmed(negative, digits, digits.length - 1 + scale)
}

export function negateDecimal(a: Decimal): Decimal {
  return a.digits === '' ? a : { ...a, negative: !a.negative }
}

/** The power of ten of the last digit. */
function scaleOf({ digits, magnitude }: Decimal): number {
  return magnitude - digits.length + 1
}

function coefficient(decimal: Decimal, scale: number): bigint {
  const value = BigInt(decimal.digits) * 10n ** BigInt(scaleOf(decimal) - scale)
  return decimal.negative ? -value : value
}
