// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
import { checkItem } from '../attribute/check.js'
import type { Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import { tableNameOf } from '../model/table-name.js'
import type { Table } from '../storage/table.js'
import { DuplicateKeys } from '../validation/duplicate-keys.js'
import { checkedForm } from '../validation/item-size.js'
import { checkBatchItemKeys, checkKey } from '../validation/key.js'
import { requireTable } from '../validation/table.js'
import { type Change, performWrite, performWrites, type Write } from '../write/write.js'
import { answersWithOld, type WriteRequest as Reporting } from '../write/write-answer.js'
import { type WritesAnswer, writesAnswer } from '../write/writes-answer.js'
import type { Command, EngineContext } from './command.js'

export interface BatchWriteItemInput extends Reporting {
  readonly RequestItems: Record<string, readonly WriteRequest[]>
}

interface WriteRequest {
  readonly PutRequest?: { readonly Item: Item }
  readonly DeleteRequest?: { readonly Key: Item }
}

export interface BatchWriteItemOutput extends WritesAnswer {
  UnprocessedItems: Record<string, never>
}

interface Action {
  /** The item, or the key of one. */
  readonly attributes: Item
  readonly change: Change
}

const MAX_ACTIONS = 25

export const batchWriteItem: Command<BatchWriteItemInput, BatchWriteItemOutput> = {
  operation: 'BatchWriteItem',
  run
}

function run(context: EngineContext, input: BatchWriteItemInput): BatchWriteItemOutput {
  const { storage } = context
  const batches = Object.entries(input.RequestItems).map(
    ([name, requests]) => [tableNameOf(name), requests.map(readAction)] as const
  )
  if (batches.reduce((sum, [, actions]) => sum + actions.length, 0) > MAX_ACTIONS) {
    throw validationError('Too many items requested for the BatchWriteItem call')
  }
  return storage.write(() => {
    // One table may be there twice, by its name and by its ARN.
    const duplicates = new DuplicateKeys()
    const writes = batches.flatMap(([name, actions]) =>
      tableWrites(requireTable(storage, name), actions, duplicates)
    )
    if (!answersWithOld(input)) {
      performWrites(storage, writes)
      return { UnprocessedItems: {} }
    }
    const done = writes.map(write => [write, performWrite(storage, write, true)] as const)
    return { UnprocessedItems: {}, ...writesAnswer(context, input, done, false) }
  })
}

function readAction({ PutRequest: put, DeleteRequest: del }: WriteRequest): Action {
  if ((put === undefined) === (del === undefined)) {
    // The service's text speaks of something else.
    throw validationError(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
    )
  }
  if (put === undefined) return { attributes: checkItem(del!.Key), change: { kind: 'delete' } }
  const item = checkItem(put.Item)
  return { attributes: item, change: { kind: 'put', item, form: checkedForm(item) } }
}

function tableWrites(table: Table, actions: readonly Action[], duplicates: DuplicateKeys): Write[] {
  return actions.map(({ attributes, change }) => {
    const key = change.kind === 'put' ? checkBatchItemKeys(table, attributes) : checkKey(table, attributes)
    if (duplicates.has(table, key.pk, key.sk))
      throw validationError('Provided list of item keys contains duplicates')
    return { table, key, change }
  })
}
