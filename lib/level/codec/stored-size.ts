// How many bytes DynamoDB counts for an item that it gave us, whoever wrote it.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Item } from './item.js'

const CONTAINER_BYTES = 3
const ELEMENT_BYTES = 1

export function storedSize(item: Item): number {
  let bytes = 0
  for (const name in item) bytes += Buffer.byteLength(name) + valueSize(item[name]!)
  return bytes
}

function valueSize({ S, N, B, M, L, SS, NS, BS }: AttributeValue): number {
  if (B !== undefined) return B.byteLength
  if (S !== undefined) return Buffer.byteLength(S)
  if (N !== undefined) return numberSize(N)
  if (M !== undefined) return CONTAINER_BYTES + Object.keys(M).length * ELEMENT_BYTES + storedSize(M)
  if (L !== undefined) return CONTAINER_BYTES + sum(L, element => ELEMENT_BYTES + valueSize(element))
  if (SS !== undefined) return sum(SS, text => Buffer.byteLength(text))
  if (NS !== undefined) return sum(NS, numberSize)
  if (BS !== undefined) return sum(BS, bytes => bytes.byteLength)
  // A boolean or null.
  return 1
}

/** One byte, one for a sign, and one for each two digits on either side of the point, without zeros at the ends. */
function numberSize(text: string): number {
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

function sum<T>(values: readonly T[], size: (value: T) => number): number {
  return values.reduce((bytes, value) => bytes + size(value), 0)
}
