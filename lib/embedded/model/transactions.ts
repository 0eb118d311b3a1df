// TransactGetItems and TransactWriteItems.
import {
  expressionAttributeNames,
  expressionAttributeValues,
  requiredItem,
  requiredTableName,
  returnConsumedCapacity,
  returnItemCollectionMetrics,
  returnValuesOnConditionCheckFailure
} from './common.js'
import { list, required, string, structure, text } from './shape.js'

const MAX_ACTIONS = 100
const MAX_TOKEN_LENGTH = 36

const condition = {
  ConditionExpression: string,
  ExpressionAttributeNames: expressionAttributeNames,
  ExpressionAttributeValues: expressionAttributeValues,
  ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure
}

const actions = { min: 1, max: MAX_ACTIONS }

export const transactGetItemsInput = structure('TransactGetItemsInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  TransactItems: required(
    list(
      structure('TransactGetItem', {
        Get: required(
          structure('Get', {
            Key: requiredItem,
            TableName: requiredTableName,
            ProjectionExpression: string,
            ExpressionAttributeNames: expressionAttributeNames
          })
        )
      }),
      actions
    )
  )
})

export const transactWriteItemsInput = structure('TransactWriteItemsInput', {
  ClientRequestToken: text({ min: 1, max: MAX_TOKEN_LENGTH }),
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  TransactItems: required(
    list(
      structure('TransactWriteItem', {
        ConditionCheck: structure('ConditionCheck', {
          Key: requiredItem,
          TableName: requiredTableName,
          ...condition,
          ConditionExpression: required(string)
        }),
        Put: structure('Put', { Item: requiredItem, TableName: requiredTableName, ...condition }),
        Delete: structure('Delete', { Key: requiredItem, TableName: requiredTableName, ...condition }),
        Update: structure('Update', {
          Key: requiredItem,
          UpdateExpression: required(string),
          TableName: requiredTableName,
          ...condition
        })
      }),
      actions
    )
  )
})
