import type { AttributeValue } from '@aws-sdk/client-dynamodb'

export type Item = Record<string, AttributeValue>

type NumberBytes = (text: string) => number

/**
 * What an item takes by DynamoDB's count: names and strings as UTF-8, binaries as they are, a number about
 * half a byte for a digit, which is rounded up here.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 *
 * @internal
 */
export function itemBytes(item: Item): number {
  return bytesOf(item, text => Math.ceil(text.length / 2) + 2)
}

/** The same to the byte, of an item as DynamoDB gives it: its numbers are in their one form. @internal */
export function storedBytesOf(item: Item): number {
  return bytesOf(item, numberBytes)
}

function bytesOf(item: Item, ofNumber: NumberBytes): number {
  let total = 0
  for (const name in item) total += Buffer.byteLength(name) + valueBytes(item[name]!, ofNumber)
  return total
}

function valueBytes(value: AttributeValue, ofNumber: NumberBytes): number {
  if (value.B !== undefined) return value.B.byteLength
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return ofNumber(value.N)
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + bytesOf(value.M, ofNumber)
  if (value.L !== undefined) return 3 + value.L.length + sumOf(value.L, one => valueBytes(one, ofNumber))
  // Of others, in tables that we adopt.
  if (value.SS !== undefined) return sumOf(value.SS, text => Buffer.byteLength(text))
  if (value.NS !== undefined) return sumOf(value.NS, ofNumber)
  if (value.BS !== undefined) return sumOf(value.BS, bytes => bytes.byteLength)
  return 1
}

/** One byte, one for a sign, and one for each two digits on either side of the point, without zeros at the ends. */
function numberBytes(text: string): number {
  if (text === '0') return 1
  const [, sign, whole, fraction = ''] = /^(-?)([0-9]*)(?:\.([0-9]*))?$/.exec(text) ?? ['', '', text]
  const signBytes = sign ? 1 : 0
  if (fraction === '') return 1 + pairs(whole!.replace(/0+$/, '')) + signBytes
  const isPureFraction = whole === '0'
  return (
    1 + (isPureFraction ? pairs(fraction.replace(/^0+/, '')) : pairs(whole!) + pairs(fraction)) + signBytes
  )
}

function pairs(digits: string): number {
  return Math.ceil(digits.length / 2)
}

function sumOf<T>(values: readonly T[], bytesOf: (value: T) => number): number {
  return values.reduce((total, value) => total + bytesOf(value), 0)
}
