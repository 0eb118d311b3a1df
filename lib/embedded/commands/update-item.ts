// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import type { Update } from '../expression/ast.js'
import { bindExpressions } from '../expression/bind.js'
import { parseAttributeUpdates } from '../expression/legacy.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { project } from '../expression/projection.js'
import { updatePaths } from '../expression/update.js'
import { checkUpdateSize } from '../validation/item-size.js'
import { checkKey } from '../validation/key.js'
import { legacyCondition } from '../write/condition-request.js'
import { checkUpdate, updatedItem } from '../write/update-change.js'
import type { Written } from '../write/write.js'
import type { WriteAnswer } from '../write/write-answer.js'
import { type ItemWriteRequest, writeItem } from '../write/write-item.js'
import type { Command, EngineContext } from './command.js'

export interface UpdateItemInput extends ItemWriteRequest {
  readonly Key: Item
  readonly UpdateExpression?: string
  readonly AttributeUpdates?: Parameters<typeof parseAttributeUpdates>[0]
}

export const updateItem: Command<UpdateItemInput, WriteAnswer> = { operation: 'UpdateItem', run }

function run(context: EngineContext, input: UpdateItemInput): WriteAnswer {
  checkExpressionParameters(
    input,
    ['UpdateExpression', 'ConditionExpression'],
    ['AttributeUpdates', 'Expected', 'ConditionalOperator']
  )
  const keyAttributes = checkItem(input.Key)
  const legacyUpdate = parseAttributeUpdates(input.AttributeUpdates)
  const expected = legacyCondition(input)
  const bound = bindExpressions(input)
  const update = legacyUpdate ?? bound.update

  return writeItem(context, input, {
    condition: expected ?? bound.condition,
    isUpdate: true,
    prepare(table) {
      const key = checkKey(table, keyAttributes)
      checkUpdate(table, update)
      if (bound.update !== undefined) checkUpdateSize(bound.update)
      return {
        key,
        change: { kind: 'update', apply: old => updatedItem(table, keyAttributes, update, old) }
      }
    },
    answered: written => returnedAttributes(input.ReturnValues, update, written)
  })
}

function returnedAttributes(
  returns: string | undefined,
  update: Update | undefined,
  { old, item }: Written
): Item | undefined {
  switch (returns) {
    case 'ALL_OLD':
      return old
    case 'ALL_NEW':
      return item
    case 'UPDATED_OLD':
      return touched(update, old)
    case 'UPDATED_NEW':
      return touched(update, item)
    default:
      return undefined
  }
}

function touched(update: Update | undefined, item: Item | undefined): Item | undefined {
  if (update === undefined || item === undefined) return undefined
  return project({ paths: updatePaths(update) }, item)
}
