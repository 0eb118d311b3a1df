// Bytes as the service counts them.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
import { decimalOf } from './number.js'
import type { AttributeValue, Item } from './value.js'

const CONTAINER_BYTES = 3
const ELEMENT_BYTES = 1

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
 * One byte, one for a sign, and one for each two digits on either side of the decimal point, without zeros at the
 * ends: not quite what the page says, but what the service does to the byte.
 */
function numberSize(text: string): number {
  const { negative, digits, magnitude } = decimalOf(text)
  if (digits === '') return 1
  const whole = Math.min(Math.max(magnitude + 1, 0), digits.length)
  return 1 + Math.ceil(whole / 2) + Math.ceil((digits.length - whole) / 2) + (negative ? 1 : 0)
}

/** The length of a string's UTF-8 form; a lone surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
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
