import type { AttributeValue } from '@aws-sdk/client-dynamodb'

export type Item = Record<string, AttributeValue>

/**
 * What an item of ours takes by DynamoDB's count: names and strings as UTF-8, binaries as they are, a number about
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
  return 1
}
