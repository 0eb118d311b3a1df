// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { bindExpressions } from '../expression/bind.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { checkKey } from '../validation/key.js'
import { legacyCondition } from '../write/condition-request.js'
import type { WriteAnswer } from '../write/write-answer.js'
import { type ItemWriteRequest, returnsOld, writeItem } from '../write/write-item.js'
import type { Command, EngineContext } from './command.js'

export interface DeleteItemInput extends ItemWriteRequest {
  readonly Key: Item
}

export const deleteItem: Command<DeleteItemInput, WriteAnswer> = { operation: 'DeleteItem', run }

function run(context: EngineContext, input: DeleteItemInput): WriteAnswer {
  checkExpressionParameters(input, ['ConditionExpression'], ['Expected', 'ConditionalOperator'])
  const keyAttributes = checkItem(input.Key)
  const isOldAnswered = returnsOld(input)
  return writeItem(context, input, {
    condition: legacyCondition(input) ?? bindExpressions(input).condition,
    prepare: table => ({ key: checkKey(table, keyAttributes), change: { kind: 'delete' } }),
    answered: ({ old }) => (isOldAnswered ? old : undefined)
  })
}
