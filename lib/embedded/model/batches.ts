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
import { boolean, list, type MapShape, type Member, map, required, string, structure } from './shape.js'

const MAX_KEYS = 100
const MAX_WRITES = 25

export const batchGetItemInput = structure('BatchGetItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  RequestItems: requiredItems(
    "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: " +
      'Member must have length greater than or equal to 1',
    map(
      structure('KeysAndAttributes', {
        Keys: { ...required(list(item, { min: 1, max: MAX_KEYS })), toldByName: true },
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
  RequestItems: requiredItems(
    'The requestItems parameter is required for BatchWriteItem',
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

function requiredItems(emptyText: string, shape: MapShape): Member {
  return { ...required(shape), emptyText }
}
