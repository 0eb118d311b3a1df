import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  WriteRequest
} from '@aws-sdk/client-dynamodb'
import type { Item } from '../codec/item.js'
import type { Keyspace } from '../keyspace.js'
import { VALUE_ATTRIBUTE } from '../schema.js'

export function batchWriteRequest(space: Keyspace, requests: WriteRequest[]): BatchWriteItemCommandInput {
  return { RequestItems: { [space.table]: requests } }
}

/** Keys come back with the values, because DynamoDB answers in any order. */
export function batchGetRequest(
  space: Keyspace,
  keys: Record<string, AttributeValue>[],
  { values, consistentRead }: { values: boolean; consistentRead: boolean }
): BatchGetItemCommandInput {
  return {
    RequestItems: {
      [space.table]: {
        Keys: keys,
        ConsistentRead: consistentRead,
        ProjectionExpression: values ? '#r,#v' : '#r',
        ExpressionAttributeNames: { '#r': space.rangeKey, ...(values && { '#v': VALUE_ATTRIBUTE }) }
      }
    }
  }
}

export const putWrite = (item: Item): WriteRequest => ({ PutRequest: { Item: item } })

export const deleteWrite = (key: Record<string, AttributeValue>): WriteRequest => ({
  DeleteRequest: { Key: key }
})
