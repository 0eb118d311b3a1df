// The condition of a write, in either of its two forms.
import type { AttributeValue } from '../attribute/value.js'
import type { Condition } from '../expression/ast.js'
import { conditionPaths } from '../expression/condition.js'
import { parseExpected } from '../expression/legacy.js'
import type { Table } from '../storage/table.js'
import { refusePathsIntoKeys } from '../validation/paths.js'

export interface ConditionRequest {
  readonly ConditionExpression?: string
  readonly Expected?: Parameters<typeof parseExpected>[0]
  readonly ConditionalOperator?: 'AND' | 'OR'
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE'
}

export function legacyCondition(request: ConditionRequest): Condition | undefined {
  return parseExpected(request.Expected, request.ConditionalOperator)
}

export function checkConditionPaths(table: Table, condition: Condition | undefined): void {
  if (condition !== undefined) refusePathsIntoKeys(table, conditionPaths(condition))
}
