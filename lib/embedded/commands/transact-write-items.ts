// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { readUnits, TRANSACTION_FACTOR, writeUnits } from '../capacity/units.js'
import { idempotentParameterMismatch } from '../errors.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'
import { cancelIfAny, reasonFor, SUCCESS } from '../transaction/cancellation.js'
import { fingerprintOf } from '../transaction/fingerprint.js'
import {
  prepareActions,
  readActions,
  type TransactAction,
  type TransactWriteItem
} from '../transaction/write-action.js'
import { performWrite, type Write, type Written } from '../write/write.js'
import { answersWithOld, type ItemCollectionMetrics, itemCollectionMetrics } from '../write/write-answer.js'
import type { Command, EngineContext } from './command.js'

export interface TransactWriteItemsInput {
  readonly TransactItems: readonly TransactWriteItem[]
  readonly ClientRequestToken?: string
  readonly ReturnConsumedCapacity?: string
  readonly ReturnItemCollectionMetrics?: string
}

export interface TransactWriteItemsOutput {
  ConsumedCapacity?: ConsumedCapacity[]
  ItemCollectionMetrics?: Record<string, ItemCollectionMetrics[]>
}

export const transactWriteItems: Command<TransactWriteItemsInput, TransactWriteItemsOutput> = {
  operation: 'TransactWriteItems',
  run
}

function run({ storage, clock }: EngineContext, input: TransactWriteItemsInput): TransactWriteItemsOutput {
  const actions = readActions(input.TransactItems)
  const token = input.ClientRequestToken
  const fingerprint = token === undefined ? '' : fingerprintOf(input.TransactItems)

  return storage.write(() => {
    const known = token === undefined ? undefined : storage.tokens.fingerprintOf(token, clock.now())
    if (known !== undefined && known !== fingerprint) throw idempotentParameterMismatch()
    const prepared = prepareActions(storage, actions)
    if (known !== undefined) return repeatedAnswer(storage, input, prepared)
    const output = performAll(storage, input, prepared)
    if (token !== undefined) storage.tokens.put(token, fingerprint, clock.now())
    return output
  })
}

/** All are tried, so that each one has its reason; the transaction around them undoes what was written. */
function performAll(
  storage: Storage,
  input: TransactWriteItemsInput,
  actions: readonly TransactAction[]
): TransactWriteItemsOutput {
  const readsOld = answersWithOld(input)
  const done: { write: Write; written: Written }[] = []
  const reasons = actions.map(action => {
    try {
      const write = action.write()
      done.push({ write, written: performWrite(storage, write, readsOld) })
      return SUCCESS
    } catch (error) {
      return reasonFor(error)
    }
  })
  cancelIfAny(reasons)
  return answer(storage, input, done)
}

function answer(
  storage: Storage,
  input: TransactWriteItemsInput,
  done: readonly { write: Write; written: Written }[]
): TransactWriteItemsOutput {
  const output: TransactWriteItemsOutput = {}
  const detail = capacityDetail(input.ReturnConsumedCapacity)
  if (detail !== undefined) {
    const consumption = new Map<Table, Consumption>()
    for (const { write, written } of done) {
      const { table } = write
      const consumed = consumption.get(table) ?? new Consumption(table)
      const units = writeUnits(written.oldSize, written.newSize) * TRANSACTION_FACTOR
      consumption.set(table, consumed.add(units).addChanges(written.changes, TRANSACTION_FACTOR))
    }
    output.ConsumedCapacity = [...consumption.values()].map(c => c.report(detail, 'WriteCapacityUnits'))
  }
  if (input.ReturnItemCollectionMetrics === 'SIZE') {
    const metrics = new Map<string, ItemCollectionMetrics[]>()
    for (const { write, written } of done) {
      const metric =
        write.change.kind === 'check' ? undefined : itemCollectionMetrics(storage, write, written)
      if (metric !== undefined) {
        metrics.set(write.table.name, [...(metrics.get(write.table.name) ?? []), metric])
      }
    }
    if (metrics.size > 0) output.ItemCollectionMetrics = Object.fromEntries(metrics)
  }
  return output
}

/** The transaction has been done; to say so costs as much as to read its items. */
function repeatedAnswer(
  storage: Storage,
  input: TransactWriteItemsInput,
  actions: readonly TransactAction[]
): TransactWriteItemsOutput {
  const detail = capacityDetail(input.ReturnConsumedCapacity)
  if (detail === undefined) return {}
  const consumption = new Map<Table, Consumption>()
  for (const action of actions) {
    const { table, key } = action.write()
    const consumed = consumption.get(table) ?? new Consumption(table)
    const size = storage.items.get(table, key)?.size
    consumption.set(table, consumed.add(readUnits(size, true) * TRANSACTION_FACTOR))
  }
  return { ConsumedCapacity: [...consumption.values()].map(c => c.report(detail, 'ReadCapacityUnits')) }
}
