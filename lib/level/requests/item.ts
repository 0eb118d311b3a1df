import type { AttributeValue, GetItemCommandInput } from '@aws-sdk/client-dynamodb'
import { itemKey, type Keyspace } from '../keyspace.js'
import { type Parts, projection } from './projection.js'

/** One entry, or some of its parts. */
export function getRequest(
  space: Keyspace,
  rangeKey: AttributeValue,
  { parts, consistentRead }: { parts: Parts; consistentRead: boolean }
): GetItemCommandInput {
  return {
    TableName: space.table,
    Key: itemKey(space, rangeKey),
    ConsistentRead: consistentRead,
    ...projection(space, parts)
  }
}
