// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { readUnits } from '../capacity/units.js'
import { bindExpressions } from '../expression/bind.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { type AnswerItem, answerItem } from '../read/answer-item.js'
import { checkProjectionPaths, legacyProjection, type ProjectionRequest } from '../read/projection-request.js'
import { checkKey } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import type { Command, EngineContext } from './command.js'

export interface GetItemInput extends ProjectionRequest {
  readonly TableName: string
  readonly Key: Item
  readonly ConsistentRead?: boolean
  readonly ReturnConsumedCapacity?: string
}

export interface GetItemOutput {
  Item?: AnswerItem
  ConsumedCapacity?: ConsumedCapacity
}

export const getItem: Command<GetItemInput, GetItemOutput> = { operation: 'GetItem', run }

function run(context: EngineContext, input: GetItemInput): GetItemOutput {
  const { storage } = context
  checkExpressionParameters(input, ['ProjectionExpression'], ['AttributesToGet'])
  const keyAttributes = checkItem(input.Key)
  const projection = legacyProjection(input) ?? bindExpressions(input).projection

  return storage.readItem(() => {
    const table = requireTable(storage, input.TableName)
    const key = checkKey(table, keyAttributes)
    checkProjectionPaths(table, projection)
    const stored = storage.items.get(table, key)
    const output: GetItemOutput = {}
    if (stored !== undefined) output.Item = answerItem(context, stored, projection)
    const detail = capacityDetail(input.ReturnConsumedCapacity)
    if (detail !== undefined) {
      const units = readUnits(stored?.size, input.ConsistentRead === true)
      output.ConsumedCapacity = new Consumption(table).add(units).report(detail)
    }
    return output
  })
}
