import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { dynamoLevelError } from '../errors.js'
import { itemKey, type Keyspace } from '../keyspace.js'
import { MAX_ITEM_BYTES } from '../limits.js'
import { VALUE_ATTRIBUTE } from '../schema.js'
import { decodeKey, encodeKey, toBuffer } from './key.js'

export type Item = Record<string, AttributeValue>

/** The item of an entry, or an error where the table cannot hold it. */
export function encodeItem(space: Keyspace, key: Buffer, value: Buffer): Item {
  const item = { ...itemKey(space, encodeKey(key, space.rangeKeyType)), [VALUE_ATTRIBUTE]: { B: value } }
  const byteLength = itemBytes(item)
  if (byteLength > MAX_ITEM_BYTES) {
    throw dynamoLevelError(
      'LEVEL_INVALID_VALUE',
      `An entry may take ${MAX_ITEM_BYTES} bytes, key and names included, and this one takes ${byteLength}`,
      { byteLength, limit: MAX_ITEM_BYTES }
    )
  }
  return item
}

/** The value of an entry. An item without one was written by something else, or by a newer version. */
export function decodeValue(item: Item, space: Keyspace): Buffer {
  const attribute = item[VALUE_ATTRIBUTE]
  if (attribute?.B !== undefined) return toBuffer(attribute.B)

  const expected = `an attribute '${VALUE_ATTRIBUTE}' of type B`
  const found = attribute === undefined ? 'none' : `one of type ${Object.keys(attribute)}`
  const rangeKey = item[space.rangeKey]
  throw dynamoLevelError(
    'LEVEL_CORRUPTION',
    `An item of database '${space.name}' in table '${space.table}' is no entry: expected ${expected}, found ${found}`,
    { ...(rangeKey && { key: decodeKey(rangeKey) }), expected, found }
  )
}

/**
 * What an item of ours takes by DynamoDB's count: names as UTF-8, binaries as they are.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemBytes(item: Item): number {
  let total = 0
  for (const name in item) {
    const value = item[name]
    total += Buffer.byteLength(name) + (value?.B?.byteLength ?? Buffer.byteLength(value?.S ?? ''))
  }
  return total
}
