// Query and Scan.
import {
  attributesToGet,
  comparisonOperator,
  conditionalOperator,
  expressionAttributeNames,
  expressionAttributeValues,
  indexName,
  item,
  requiredTableName,
  returnConsumedCapacity
} from './common.js'
import { atLeast, attribute, boolean, list, map, oneOf, required, string, structure } from './shape.js'

const MAX_SEGMENTS = 1_000_000

const select = oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES')
const limit = atLeast('integer', 1)

const conditions = map(
  structure('Condition', {
    AttributeValueList: list(attribute),
    ComparisonOperator: required(comparisonOperator)
  })
)

export const queryInput = structure('QueryInput', {
  Select: select,
  IndexName: indexName,
  ReturnConsumedCapacity: returnConsumedCapacity,
  QueryFilter: conditions,
  TableName: requiredTableName,
  ConditionalOperator: conditionalOperator,
  AttributesToGet: attributesToGet,
  Limit: { shape: limit, toldByName: true },
  KeyConditions: conditions,
  ExclusiveStartKey: item,
  ConsistentRead: boolean,
  ScanIndexForward: boolean,
  KeyConditionExpression: string,
  FilterExpression: string,
  ProjectionExpression: string,
  ExpressionAttributeValues: expressionAttributeValues,
  ExpressionAttributeNames: expressionAttributeNames
})

export const scanInput = structure('ScanInput', {
  Select: select,
  IndexName: indexName,
  TotalSegments: atLeast('integer', 1, MAX_SEGMENTS),
  ReturnConsumedCapacity: returnConsumedCapacity,
  TableName: requiredTableName,
  ConditionalOperator: conditionalOperator,
  ScanFilter: conditions,
  Segment: atLeast('integer', 0, MAX_SEGMENTS - 1),
  Limit: limit,
  AttributesToGet: attributesToGet,
  ExclusiveStartKey: item,
  ConsistentRead: boolean,
  FilterExpression: string,
  ProjectionExpression: string,
  ExpressionAttributeValues: expressionAttributeValues,
  ExpressionAttributeNames: expressionAttributeNames
})
