// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import { bindExpressions } from '../expression/bind.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { checkedForm } from '../validation/item-size.js'
import { checkItemKeys } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import { type ConditionRequest, checkConditionPaths, legacyCondition } from '../write/condition-request.js'
import { performWrite, type Write } from '../write/write.js'
import { answersWithOld, type WriteAnswer, type WriteRequest, writeAnswer } from '../write/write-answer.js'
import type { Command, EngineContext } from './command.js'

export interface PutItemInput extends ConditionRequest, WriteRequest {
  readonly TableName: string
  readonly Item: Item
}

export const putItem: Command<PutItemInput, WriteAnswer> = { operation: 'PutItem', run }

function run(context: EngineContext, input: PutItemInput): WriteAnswer {
  const { storage } = context
  checkExpressionParameters(input, ['ConditionExpression'], ['Expected'])
  const item = checkItem(input.Item)
  const { ReturnValues: returns } = input
  if (returns !== undefined && returns !== 'ALL_OLD' && returns !== 'NONE') {
    throw validationError('ReturnValues can only be ALL_OLD or NONE')
  }
  const form = checkedForm(item)
  const condition = legacyCondition(input) ?? bindExpressions(input).condition

  return storage.write(() => {
    const table = requireTable(storage, input.TableName)
    const key = checkItemKeys(table, item)
    checkConditionPaths(table, condition)
    const write: Write = {
      table,
      key,
      condition,
      returnsItemOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
      change: { kind: 'put', item, form }
    }
    const written = performWrite(storage, write, answersWithOld(input))
    return writeAnswer(context, input, write, written, returns === 'ALL_OLD' ? written.old : undefined)
  })
}
