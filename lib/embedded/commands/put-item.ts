// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { bindExpressions } from '../expression/bind.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { checkedForm } from '../validation/item-size.js'
import { checkItemKeys } from '../validation/key.js'
import { legacyCondition } from '../write/condition-request.js'
import type { WriteAnswer } from '../write/write-answer.js'
import { type ItemWriteRequest, returnsOld, writeItem } from '../write/write-item.js'
import type { Command, EngineContext } from './command.js'

export interface PutItemInput extends ItemWriteRequest {
  readonly Item: Item
}

export const putItem: Command<PutItemInput, WriteAnswer> = { operation: 'PutItem', run }

function run(context: EngineContext, input: PutItemInput): WriteAnswer {
  checkExpressionParameters(input, ['ConditionExpression'], ['Expected', 'ConditionalOperator'])
  const item = checkItem(input.Item)
  const isOldAnswered = returnsOld(input)
  const form = checkedForm(item)
  return writeItem(context, input, {
    condition: legacyCondition(input) ?? bindExpressions(input).condition,
    prepare: table => ({ key: checkItemKeys(table, item), change: { kind: 'put', item, form } }),
    answered: ({ old }) => (isOldAnswered ? old : undefined)
  })
}
