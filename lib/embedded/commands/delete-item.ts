// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import { bindExpressions } from '../expression/bind.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { checkKey } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import { type ConditionRequest, checkConditionPaths, legacyCondition } from '../write/condition-request.js'
import { performWrite, type Write } from '../write/write.js'
import { answersWithOld, type WriteAnswer, type WriteRequest, writeAnswer } from '../write/write-answer.js'
import type { Command, EngineContext } from './command.js'

export interface DeleteItemInput extends ConditionRequest, WriteRequest {
  readonly TableName: string
  readonly Key: Item
}

export const deleteItem: Command<DeleteItemInput, WriteAnswer> = { operation: 'DeleteItem', run }

function run(context: EngineContext, input: DeleteItemInput): WriteAnswer {
  const { storage } = context
  checkExpressionParameters(input, ['ConditionExpression'], ['Expected'])
  const keyAttributes = checkItem(input.Key)
  const { ReturnValues: returns } = input
  if (returns !== undefined && returns !== 'ALL_OLD' && returns !== 'NONE') {
    throw validationError('ReturnValues can only be ALL_OLD or NONE')
  }
  const condition = legacyCondition(input) ?? bindExpressions(input).condition

  return storage.write(() => {
    const table = requireTable(storage, input.TableName)
    const key = checkKey(table, keyAttributes)
    checkConditionPaths(table, condition)
    const write: Write = {
      table,
      key,
      condition,
      returnsItemOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
      change: { kind: 'delete' }
    }
    const written = performWrite(storage, write, answersWithOld(input))
    return writeAnswer(context, input, write, written, returns === 'ALL_OLD' ? written.old : undefined)
  })
}
