// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { writeUnits } from '../capacity/units.js'
import { validationError } from '../errors.js'
import { tableNameOf } from '../model/table-name.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'
import { DuplicateKeys } from '../validation/duplicate-keys.js'
import { checkItemSize } from '../validation/item-size.js'
import { checkBatchItemKeys, checkKey } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import { performWrite, type Write } from '../write/write.js'
import { answersWithOld, type ItemCollectionMetrics, itemCollectionMetrics } from '../write/write-answer.js'
import type { Command, EngineContext } from './command.js'

export interface BatchWriteItemInput {
  readonly RequestItems: Record<string, readonly WriteRequest[]>
  readonly ReturnConsumedCapacity?: string
  readonly ReturnItemCollectionMetrics?: string
}

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item }
  readonly DeleteRequest?: { readonly Key: Item }
}

export interface BatchWriteItemOutput {
  UnprocessedItems: Record<string, never>
  ConsumedCapacity?: ConsumedCapacity[]
  ItemCollectionMetrics?: Record<string, ItemCollectionMetrics[]>
}

type Action = { readonly kind: 'put' | 'delete'; readonly attributes: Item }

const MAX_ACTIONS = 25

export const batchWriteItem: Command<BatchWriteItemInput, BatchWriteItemOutput> = {
  operation: 'BatchWriteItem',
  run
}

function run({ storage }: EngineContext, input: BatchWriteItemInput): BatchWriteItemOutput {
  const batches = Object.entries(input.RequestItems).map(
    ([name, requests]) => [tableNameOf(name), requests.map(readAction)] as const
  )
  if (batches.reduce((sum, [, actions]) => sum + actions.length, 0) > MAX_ACTIONS) {
    throw validationError('Too many items requested for the BatchWriteItem call')
  }
  return storage.write(() => {
    const writes = batches.flatMap(([name, actions]) => tableWrites(requireTable(storage, name), actions))
    return performAll(storage, input, writes)
  })
}

function readAction({ PutRequest: put, DeleteRequest: del }: WriteRequest): Action {
  if ((put === undefined) === (del === undefined)) {
    // The service's text speaks of something else.
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
    )
  }
  if (put === undefined) return { kind: 'delete', attributes: checkItem(del!.Key) }
  const item = checkItem(put.Item)
  checkItemSize(item)
  return { kind: 'put', attributes: item }
}

function tableWrites(table: Table, actions: readonly Action[]): Write[] {
  const duplicates = new DuplicateKeys()
  return actions.map(({ kind, attributes }) => {
    const key = kind === 'put' ? checkBatchItemKeys(table, attributes) : checkKey(table, attributes)
    if (duplicates.has(table, key)) throw validationError('Provided list of item keys contains duplicates')
    return { table, key, change: kind === 'put' ? { kind, item: attributes } : { kind } }
  })
}

function performAll(
  storage: Storage,
  input: BatchWriteItemInput,
  writes: readonly Write[]
): BatchWriteItemOutput {
  const output: BatchWriteItemOutput = { UnprocessedItems: {} }
  const readsOld = answersWithOld(input)
  const consumption = new Map<Table, Consumption>()
  const metrics = new Map<string, ItemCollectionMetrics[]>()
  for (const write of writes) {
    const { table } = write
    const written = performWrite(storage, write, readsOld)
    const consumed = consumption.get(table) ?? new Consumption(table)
    consumption.set(
      table,
      consumed.add(writeUnits(written.oldSize, written.newSize)).addChanges(written.changes)
    )
    const metric =
      input.ReturnItemCollectionMetrics === 'SIZE' && itemCollectionMetrics(storage, write, written)
    if (metric) metrics.set(table.name, [...(metrics.get(table.name) ?? []), metric])
  }
  const detail = capacityDetail(input.ReturnConsumedCapacity)
  if (detail !== undefined) output.ConsumedCapacity = [...consumption.values()].map(c => c.report(detail))
  if (metrics.size > 0) output.ItemCollectionMetrics = Object.fromEntries(metrics)
  return output
}
