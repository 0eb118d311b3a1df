// BatchGetItem and BatchWriteItem.
import {
  attributesToGet,
  expressionAttributeNames,
  item,
  nameConstraints,
  requiredItem,
  returnConsumedCapacity,
  returnItemCollectionMetrics
} from './common.js'
import { boolean, list, map, required, string, structure } from './shape.js'

const MAX_KEYS = 100
const MAX_WRITES = 25

export const batchGetItemInput = structure('BatchGetItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  RequestItems: required(
    map(
      structure('KeysAndAttributes', {
        Keys: required(list(item, { min: 1, max: MAX_KEYS })),
        AttributesToGet: attributesToGet,
        ConsistentRead: boolean,
        ProjectionExpression: string,
        ExpressionAttributeNames: expressionAttributeNames
      }),
      { min: 1, keyConstraints: nameConstraints }
    )
  )
})

export const batchWriteItemInput = structure('BatchWriteItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  RequestItems: required(
    map(
      list(
        structure('WriteRequest', {
          PutRequest: structure('PutRequest', { Item: requiredItem }),
          DeleteRequest: structure('DeleteRequest', { Key: requiredItem })
        })
      ),
      { min: 1, keyConstraints: nameConstraints, valueConstraints: { min: 1, max: MAX_WRITES } }
    )
  )
})
