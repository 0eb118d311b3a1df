import type { AttributeValue, QueryCommandInput } from '@aws-sdk/client-dynamodb'
import { isLoose, type RangeCondition } from '../key-range.js'
import type { Keyspace } from '../keyspace.js'
import type { Page } from '../page-cursor.js'
import { VALUE_ATTRIBUTE } from '../schema.js'

export interface QueryOptions {
  reverse: boolean
  consistentRead: boolean
  keys: boolean
  values: boolean
}

/** One page of a range. */
export function queryRequest(
  space: Keyspace,
  { query, startKey, limit }: Page,
  { reverse, consistentRead, keys, values }: QueryOptions
): QueryCommandInput {
  const { condition } = query
  const names: Record<string, string> = { '#h': space.hashKey }
  const bound: Record<string, AttributeValue> = { ':h': { S: space.name } }
  let expression = '#h = :h'

  if (condition !== undefined) {
    names['#r'] = space.rangeKey
    condition.values.forEach((value, index) => {
      bound[`:${index}`] = value
    })
    expression += ` AND ${rangeExpression(condition)}`
  }

  // A loose query is sorted out by its keys, so they must come with it.
  const projection =
    keys && values
      ? undefined
      : [(keys || isLoose(query) || !values) && '#r', values && '#v'].filter(Boolean).join()
  if (projection?.includes('#r')) names['#r'] = space.rangeKey
  if (projection?.includes('#v')) names['#v'] = VALUE_ATTRIBUTE

  return {
    TableName: space.table,
    KeyConditionExpression: expression,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: bound,
    ScanIndexForward: !reverse,
    ConsistentRead: consistentRead,
    ...(projection !== undefined && { ProjectionExpression: projection }),
    ...(startKey !== undefined && { ExclusiveStartKey: startKey }),
    ...(limit !== undefined && { Limit: limit })
  }
}

function rangeExpression({ operator }: RangeCondition): string {
  return operator === 'BETWEEN' ? '#r BETWEEN :0 AND :1' : `#r ${operator} :0`
}
