// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { readUnits, TRANSACTION_FACTOR } from '../capacity/units.js'
import { validationError } from '../errors.js'
import { bindExpressions } from '../expression/bind.js'
import type { Projection } from '../expression/projection.js'
import { type AnswerItem, answerItem } from '../read/answer-item.js'
import { checkProjectionPaths } from '../read/projection-request.js'
import type { ItemKey } from '../storage/key.js'
import type { StoredItem } from '../storage/page.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'
import { cancelOnFault } from '../transaction/cancellation.js'
import { DuplicateKeys } from '../validation/duplicate-keys.js'
import { checkKey, refuseEmptyKeys } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import type { Command, EngineContext } from './command.js'

export interface TransactGetItemsInput {
  readonly TransactItems: readonly { readonly Get: GetRequest }[]
  readonly ReturnConsumedCapacity?: string
}

interface GetRequest {
  readonly TableName: string
  readonly Key: Item
  readonly ProjectionExpression?: string
  readonly ExpressionAttributeNames?: Record<string, string>
}

export interface TransactGetItemsOutput {
  Responses: { Item?: AnswerItem }[]
  ConsumedCapacity?: ConsumedCapacity[]
}

interface Get {
  readonly tableName: string
  readonly key: Item
  readonly projection: Projection | undefined
}

interface Found {
  readonly table: Table
  readonly projection: Projection | undefined
  readonly stored: StoredItem | undefined
}

const MAX_BYTES = 4 * 1024 * 1024

export const transactGetItems: Command<TransactGetItemsInput, TransactGetItemsOutput> = {
  operation: 'TransactGetItems',
  run
}

function run(context: EngineContext, input: TransactGetItemsInput): TransactGetItemsOutput {
  const gets = input.TransactItems.map(({ Get }) => readGet(Get))
  return context.storage.read(() => {
    const found = findAll(context.storage, gets)
    const output: TransactGetItemsOutput = {
      Responses: found.map(({ stored, projection }) =>
        stored === undefined ? {} : { Item: answerItem(context, stored, projection) }
      )
    }
    const capacity = consumedCapacity(input, found)
    if (capacity !== undefined) output.ConsumedCapacity = capacity
    return output
  })
}

function readGet(request: GetRequest): Get {
  const key = checkItem(request.Key)
  // Unlike those of other requests, names that have no expression to stand in are let pass.
  const projection =
    request.ProjectionExpression === undefined ? undefined : bindExpressions(request).projection
  return { tableName: request.TableName, key, projection }
}

function findAll(storage: Storage, gets: readonly Get[]): Found[] {
  const tables = gets.map(get => requireTable(storage, get.tableName))
  for (const [i, { key, projection }] of gets.entries()) {
    refuseEmptyKeys(tables[i]!, key)
    checkProjectionPaths(tables[i]!, projection)
  }
  const keys = checkKeys(gets, tables)
  let bytes = 0
  return gets.map(({ projection }, i) => {
    const table = tables[i]!
    const stored = storage.items.get(table, keys[i]!)
    bytes += stored?.size ?? 0
    if (bytes > MAX_BYTES) {
      throw validationError(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`)
    }
    return { table, projection, stored }
  })
}

function checkKeys(gets: readonly Get[], tables: readonly Table[]): ItemKey[] {
  const duplicates = new DuplicateKeys()
  return gets.map((get, i) => {
    const key = cancelOnFault(gets.length, i, () => checkKey(tables[i]!, get.key))
    if (duplicates.has(tables[i]!, key.pk, key.sk)) {
      throw validationError('Transaction request cannot include multiple operations on one item')
    }
    return key
  })
}

function consumedCapacity(
  { ReturnConsumedCapacity: requested }: TransactGetItemsInput,
  found: readonly Found[]
): ConsumedCapacity[] | undefined {
  const detail = capacityDetail(requested)
  if (detail === undefined) return undefined
  const consumption = new Map<Table, Consumption>()
  for (const { table, stored } of found) {
    const consumed = consumption.get(table) ?? new Consumption(table)
    consumption.set(table, consumed.add(readUnits(stored?.size, true) * TRANSACTION_FACTOR))
  }
  return [...consumption.values()].map(c => c.report(detail, 'ReadCapacityUnits'))
}
