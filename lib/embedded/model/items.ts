// GetItem, PutItem, UpdateItem and DeleteItem.
import {
  attributesToGet,
  comparisonOperator,
  conditionalOperator,
  expressionAttributeNames,
  expressionAttributeValues,
  requiredItem,
  requiredTableName,
  returnConsumedCapacity,
  returnItemCollectionMetrics,
  returnValues,
  returnValuesOnConditionCheckFailure
} from './common.js'
import { attribute, boolean, list, type Member, map, string, structure } from './shape.js'

const table: Member = { ...requiredTableName, emptyAlone: true }

const expected = map(
  structure('ExpectedAttributeValue', {
    AttributeValueList: list(attribute),
    ComparisonOperator: comparisonOperator,
    Exists: boolean,
    Value: attribute
  })
)

const attributeUpdates = map(structure('AttributeValueUpdate', { Action: string, Value: attribute }))

export const getItemInput = structure('GetItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  AttributesToGet: attributesToGet,
  TableName: table,
  Key: requiredItem,
  ConsistentRead: boolean,
  ProjectionExpression: string,
  ExpressionAttributeNames: expressionAttributeNames
})

export const putItemInput = structure('PutItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  TableName: table,
  Item: requiredItem,
  ConditionalOperator: conditionalOperator,
  Expected: expected,
  ReturnValues: returnValues,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ConditionExpression: string,
  ExpressionAttributeValues: expressionAttributeValues,
  ExpressionAttributeNames: expressionAttributeNames,
  ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure
})

export const updateItemInput = structure('UpdateItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  TableName: table,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ReturnValues: returnValues,
  ConditionalOperator: conditionalOperator,
  Key: requiredItem,
  Expected: expected,
  AttributeUpdates: attributeUpdates,
  ConditionExpression: string,
  UpdateExpression: string,
  ExpressionAttributeValues: expressionAttributeValues,
  ExpressionAttributeNames: expressionAttributeNames,
  ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure
})

export const deleteItemInput = structure('DeleteItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  TableName: table,
  ReturnValues: returnValues,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  Key: requiredItem,
  ConditionalOperator: conditionalOperator,
  Expected: expected,
  ConditionExpression: string,
  ExpressionAttributeValues: expressionAttributeValues,
  ExpressionAttributeNames: expressionAttributeNames,
  ReturnValuesOnConditionCheckFailure: returnValuesOnConditionCheckFailure
})
