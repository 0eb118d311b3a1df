import type { AttributeValue, GetItemCommandInput } from '@aws-sdk/client-dynamodb'
import { itemKey, type Keyspace } from '../keyspace.js'
import { VALUE_ATTRIBUTE } from '../schema.js'

/** The value of one entry. */
export function getRequest(
  space: Keyspace,
  rangeKey: AttributeValue,
  consistentRead: boolean
): GetItemCommandInput {
  return {
    TableName: space.table,
    Key: itemKey(space, rangeKey),
    ConsistentRead: consistentRead,
    ...ONLY_VALUE
  }
}

/** Whether an entry is there: only a key comes back, however large the value. */
export function hasRequest(
  space: Keyspace,
  rangeKey: AttributeValue,
  consistentRead: boolean
): GetItemCommandInput {
  return {
    TableName: space.table,
    Key: itemKey(space, rangeKey),
    ConsistentRead: consistentRead,
    ProjectionExpression: '#r',
    ExpressionAttributeNames: { '#r': space.rangeKey }
  }
}

const ONLY_VALUE = {
  ProjectionExpression: '#v',
  ExpressionAttributeNames: Object.freeze({ '#v': VALUE_ATTRIBUTE })
}
