// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
import { checkItem } from '../attribute/check.js'
import { formItem } from '../attribute/item-writer.js'
import { type Item, newItem } from '../attribute/value.js'
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { readUnits } from '../capacity/units.js'
import { validationError } from '../errors.js'
import { bindExpressions } from '../expression/bind.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import type { Projection } from '../expression/projection.js'
import { tableNameOf } from '../model/table-name.js'
import { type AnswerItem, answerItem, madeItem } from '../read/answer-item.js'
import { checkProjectionPaths, legacyProjection, type ProjectionRequest } from '../read/projection-request.js'
import type { ItemKey } from '../storage/key.js'
import type { Table } from '../storage/table.js'
import { DuplicateKeys } from '../validation/duplicate-keys.js'
import { checkKey } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import type { Command, EngineContext } from './command.js'

export interface BatchGetItemInput {
  readonly RequestItems: Record<string, KeysAndAttributes>
  readonly ReturnConsumedCapacity?: string
}

interface KeysAndAttributes extends ProjectionRequest {
  readonly Keys: readonly Item[]
  readonly ConsistentRead?: boolean
}

export interface BatchGetItemOutput {
  Responses: Record<string, AnswerItem[]>
  UnprocessedKeys: Record<string, KeysAndAttributes>
  ConsumedCapacity?: ConsumedCapacity[]
}

interface TableRequest {
  /** Or its ARN; the answer calls it the same. */
  readonly name: string
  readonly given: KeysAndAttributes
  readonly keys: readonly Item[]
  readonly projection: Projection | undefined
}

interface TableAnswer {
  readonly items: AnswerItem[]
  readonly unprocessed: Item[]
  readonly consumption: Consumption
  bytes: number
}

const MAX_KEYS = 100
/** "More than 1 MB per partition": the item that crosses it still comes, and a small table is one partition. */
const MAX_TABLE_BYTES = 1024 * 1024 + 400 * 1024 - 3
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024

export const batchGetItem: Command<BatchGetItemInput, BatchGetItemOutput> = {
  operation: 'BatchGetItem',
  run
}

function run(context: EngineContext, input: BatchGetItemInput): BatchGetItemOutput {
  const { storage } = context
  const requests = Object.entries(input.RequestItems).map(([name, given]) => readRequest(name, given))
  refuseMixedForms(input)
  if (requests.reduce((sum, { keys }) => sum + keys.length, 0) > MAX_KEYS) {
    throw validationError('Too many items requested for the BatchGetItem call')
  }
  return storage.read(() => {
    const tables = requests.map(request => {
      const table = requireTable(storage, tableNameOf(request.name))
      const keys = request.keys.map(key => checkKey(table, key))
      checkProjectionPaths(table, request.projection)
      return { request, table, keys }
    })
    let left = MAX_RESPONSE_BYTES
    const answers = tables.map(({ request, table, keys }) => {
      const answer = readTable(context, request, table, keys, Math.min(left, MAX_TABLE_BYTES))
      left -= answer.bytes
      return { request, ...answer }
    })
    return makeOutput(input, answers)
  })
}

function readRequest(name: string, given: KeysAndAttributes): TableRequest {
  checkExpressionParameters(given, ['ProjectionExpression'], ['AttributesToGet'])
  const projection = legacyProjection(given) ?? bindExpressions(given).projection
  const duplicates = new DuplicateKeys()
  const keys = given.Keys.map(source => {
    const key = checkItem(source)
    if (duplicates.has(given, canonicalBytes(key))) {
      throw validationError('Provided list of item keys contains duplicates')
    }
    return key
  })
  return { name, given, keys, projection }
}

/** One table with an expression and another with AttributesToGet is refused too. */
function refuseMixedForms({ RequestItems: requests }: BatchGetItemInput): void {
  const whole: { ProjectionExpression?: string; AttributesToGet?: readonly string[] } = {}
  for (const given of Object.values(requests)) {
    if (given.ProjectionExpression !== undefined) whole.ProjectionExpression = given.ProjectionExpression
    if (given.AttributesToGet !== undefined) whole.AttributesToGet = given.AttributesToGet
  }
  checkExpressionParameters(whole, ['ProjectionExpression'], ['AttributesToGet'])
}

function readTable(
  context: EngineContext,
  { given, keys: keyItems, projection }: TableRequest,
  table: Table,
  keys: readonly ItemKey[],
  maxBytes: number
): TableAnswer {
  const answer: TableAnswer = { items: [], unprocessed: [], consumption: new Consumption(table), bytes: 0 }
  for (const [i, key] of keys.entries()) {
    const stored = context.storage.items.get(table, key)
    if (stored !== undefined && answer.bytes + stored.size > maxBytes) {
      answer.unprocessed.push(madeItem(context.form, keyItems[i]!))
      // The service counts a unit for each key that it returns unprocessed.
      answer.consumption.add(1)
      continue
    }
    answer.consumption.add(readUnits(stored?.size, given.ConsistentRead === true))
    if (stored === undefined) continue
    answer.bytes += stored.size
    answer.items.push(answerItem(context, stored, projection))
  }
  return answer
}

function makeOutput(
  input: BatchGetItemInput,
  answers: readonly (TableAnswer & { readonly request: TableRequest })[]
): BatchGetItemOutput {
  const output: BatchGetItemOutput = {
    Responses: Object.fromEntries(answers.map(({ request, items }) => [request.name, items])),
    UnprocessedKeys: Object.fromEntries(
      answers
        .filter(({ unprocessed }) => unprocessed.length > 0)
        .map(({ request, unprocessed }) => [request.name, { ...request.given, Keys: unprocessed }])
    )
  }
  const detail = capacityDetail(input.ReturnConsumedCapacity)
  if (detail !== undefined) {
    output.ConsumedCapacity = answers.map(({ consumption }) => consumption.report(detail))
  }
  return output
}

/** The same for the same attributes in whichever order. */
function canonicalBytes(key: Item): Uint8Array {
  let last = ''
  for (const name in key) {
    if (name < last) return formItem(sorted(key)).bytes
    last = name
  }
  return formItem(key).bytes
}

function sorted(key: Item): Item {
  const copy = newItem()
  for (const name of Object.keys(key).sort()) copy[name] = key[name]!
  return copy
}
