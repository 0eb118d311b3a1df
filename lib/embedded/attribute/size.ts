// Bytes as the service counts them.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
import type { AttributeValue, Item } from './value.js'

export const CONTAINER_BYTES = 3
export const ELEMENT_BYTES = 1
const MINUS = 45
const ZERO = 48

export function itemSize(item: Item): number {
  let bytes = 0
  for (const name in item) bytes += utf8Length(name) + valueSize(item[name]!)
  return bytes
}

export function valueSize(value: AttributeValue): number {
  if ('S' in value) return utf8Length(value.S)
  if ('N' in value) return numberSize(value.N)
  if ('B' in value) return value.B.length
  if ('BOOL' in value || 'NULL' in value) return 1
  if ('M' in value) {
    return CONTAINER_BYTES + Object.keys(value.M).length * ELEMENT_BYTES + itemSize(value.M)
  }
  if ('L' in value) return value.L.reduce((bytes, x) => bytes + ELEMENT_BYTES + valueSize(x), CONTAINER_BYTES)
  if ('SS' in value) return value.SS.reduce((bytes, x) => bytes + utf8Length(x), 0)
  if ('NS' in value) return value.NS.reduce((bytes, x) => bytes + numberSize(x), 0)
  return value.BS.reduce((bytes, x) => bytes + x.length, 0)
}

/**
 * One byte, one for a sign, and one for each digit in base 100, without zeros at the ends: not quite what the page says,
 * but what the service does to the byte.
 */
export function numberSize(text: string): number {
  if (text === '0') return 1
  const sign = text.charCodeAt(0) === MINUS ? 1 : 0
  const point = text.indexOf('.')
  if (point === -1) return 1 + pairs(withoutTrailingZeros(text) - sign + ((text.length - sign) % 2)) + sign

  const fraction = text.length - point - 1
  const isPureFraction = point === sign + 1 && text.charCodeAt(sign) === ZERO
  if (!isPureFraction) return 1 + pairs(point - sign) + pairs(fraction) + sign
  let start = point + 1
  while (text.charCodeAt(start) === ZERO) start++
  return 1 + pairs(text.length - start + ((start - point - 1) % 2)) + sign
}

function withoutTrailingZeros(text: string): number {
  let end = text.length
  while (text.charCodeAt(end - 1) === ZERO) end--
  return end
}

function pairs(digits: number): number {
  return Math.ceil(digits / 2)
}

// Node's own count is many times as fast for all but short texts.
const native = (globalThis as { Buffer?: { byteLength(text: string): number } }).Buffer
const SHORT = 24

/** The length of a string's UTF-8 form; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
  return native !== undefined && text.length > SHORT ? native.byteLength(text) : countBytes(text)
}

function countBytes(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x800) {
      bytes += 1
    } else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2
      i++
    } else {
      bytes += 2
    }
  }
  return bytes
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
