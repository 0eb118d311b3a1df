// What Query and Scan have in common in their requests.
import { checkValue } from '../attribute/check.js'
import { type Item, newItem } from '../attribute/value.js'
import { DynamoDBError, validationError } from '../errors.js'
import type { Condition } from '../expression/ast.js'
import type { Projection } from '../expression/projection.js'
import type { ProjectionRequest } from '../read/projection-request.js'

export interface SearchRequest extends ProjectionRequest {
  readonly TableName: string
  readonly IndexName?: string
  readonly Select?: Select
  readonly Limit?: number
  readonly ConsistentRead?: boolean
  readonly FilterExpression?: string
  readonly ConditionalOperator?: 'AND' | 'OR'
  readonly ExpressionAttributeValues?: Item
  readonly ExclusiveStartKey?: Item
  readonly ReturnConsumedCapacity?: string
}

type Select = 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'SPECIFIC_ATTRIBUTES' | 'COUNT'

/** A request's filter and projection, understood but not yet checked against a table. */
export interface Search {
  readonly filter: Condition | undefined
  /** As errors call it. */
  readonly filterParameter: string
  readonly projection: Projection | undefined
}

// These texts come as they are; all others follow on the words below.
const UNPREFIXED = /contains duplicates|number set|numeric value|significant digits|number with magnitude/
export const ONE_FAULT = '1 validation error detected: '
const INVALID_START = 'The provided starting key is invalid'

export function checkStartKeyValues(key: Item | undefined): Item | undefined {
  if (key === undefined) return undefined
  const checked = newItem()
  for (const name of Object.keys(key)) {
    try {
      checked[name] = checkValue(key[name]!)
    } catch (error) {
      if (!(error instanceof DynamoDBError) || UNPREFIXED.test(error.message)) throw error
      throw validationError(`${INVALID_START}: ${error.message}`)
    }
  }
  return checked
}

/**
 * A Query tells what is wrong here as it tells broken constraints, a Scan (in most regions) bare.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html#DDB-Query-request-Select
 */
export function checkSelect(request: SearchRequest, prefix = ''): void {
  const { Select: select } = request
  const parameter =
    request.ProjectionExpression !== undefined
      ? 'ProjectionExpression'
      : request.AttributesToGet !== undefined
        ? 'AttributesToGet'
        : undefined
  if (select === 'SPECIFIC_ATTRIBUTES' && parameter === undefined) {
    throw validationError(
      `${prefix}Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES`
    )
  }
  if (select !== undefined && select !== 'SPECIFIC_ATTRIBUTES' && parameter !== undefined) {
    const what = select === 'COUNT' ? 'only the Count' : select
    throw validationError(`${prefix}Cannot specify the ${parameter} when choosing to get ${what}`)
  }
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && request.IndexName === undefined) {
    throw validationError(
      `${prefix}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`
    )
  }
}
