import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb'
import type { RangeCondition } from '../key-range.js'
import type { Keyspace } from '../keyspace.js'
import type { Page } from '../page-cursor.js'
import { type Parts, projection } from './projection.js'

export interface QueryOptions {
  reverse: boolean
  consistentRead: boolean
  parts: Parts
}

/** One page of a range. */
export function queryRequest(
  space: Keyspace,
  { query: { condition }, startKey, limit }: Page,
  { reverse, consistentRead, parts }: QueryOptions
): QueryCommandInput {
  const { ProjectionExpression, ExpressionAttributeNames } = projection(space, parts)
  const names: Record<string, string> = { ...ExpressionAttributeNames, '#h': space.hashKey }
  const bound: Record<string, AttributeValue> = { ':h': { S: space.name } }
  let expression = '#h = :h'

  if (condition !== undefined) {
    names['#r'] = space.rangeKey
    condition.values.forEach((value, index) => {
      bound[`:${index}`] = value
    })
    expression += ` AND ${rangeExpression(condition)}`
  }

  return {
    TableName: space.table,
    KeyConditionExpression: expression,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: bound,
    ScanIndexForward: !reverse,
    ConsistentRead: consistentRead,
    ...(ProjectionExpression !== undefined && { ProjectionExpression }),
    ...(startKey !== undefined && { ExclusiveStartKey: startKey }),
    ...(limit !== undefined && { Limit: limit })
  }
}

function rangeExpression({ operator }: RangeCondition): string {
  return operator === 'BETWEEN' ? '#r BETWEEN :0 AND :1' : `#r ${operator} :0`
}
