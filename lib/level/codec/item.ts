import type { AttributeValue } from '@aws-sdk/client-dynamodb'

export type Item = Record<string, AttributeValue>

/**
 * What an item takes by DynamoDB's count: names and strings as UTF-8, binaries as they are, a number about
 * half a byte for a digit, which is rounded up here.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemBytes(item: Item): number {
  let total = 0
  for (const name in item) total += Buffer.byteLength(name) + valueBytes(item[name]!)
  return total
}

function valueBytes(value: AttributeValue): number {
  if (value.B !== undefined) return value.B.byteLength
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 2
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + itemBytes(value.M)
  if (value.L !== undefined) return 3 + value.L.length + sumOf(value.L, valueBytes)
  // Of others, in tables that we adopt.
  if (value.SS !== undefined) return sumOf(value.SS, S => valueBytes({ S }))
  if (value.NS !== undefined) return sumOf(value.NS, N => valueBytes({ N }))
  if (value.BS !== undefined) return sumOf(value.BS, B => valueBytes({ B }))
  return 1
}

function sumOf<T>(values: readonly T[], bytesOf: (value: T) => number): number {
  return values.reduce((total, value) => total + bytesOf(value), 0)
}
