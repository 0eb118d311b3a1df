// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
import { Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { readUnits, TRANSACTION_FACTOR } from '../capacity/units.js'
import { idempotentParameterMismatch } from '../errors.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'
import { cancelIfAny, reasonFor, SUCCESS } from '../transaction/cancellation.js'
import { fingerprintOf } from '../transaction/fingerprint.js'
import { prepareWrites, readActions, type TransactWriteItem } from '../transaction/write-action.js'
import { isBlind, performWrite, performWrites, type Write } from '../write/write.js'
import { answersWithOld, type WriteRequest } from '../write/write-answer.js'
import { type DoneWrite, type WritesAnswer, writesAnswer } from '../write/writes-answer.js'
import type { Command, EngineContext } from './command.js'

export interface TransactWriteItemsInput extends WriteRequest {
  readonly TransactItems: readonly TransactWriteItem[]
  readonly ClientRequestToken?: string
}

export const transactWriteItems: Command<TransactWriteItemsInput, WritesAnswer> = {
  operation: 'TransactWriteItems',
  run
}

function run(context: EngineContext, input: TransactWriteItemsInput): WritesAnswer {
  const { storage, clock } = context
  const actions = readActions(input.TransactItems)
  const token = input.ClientRequestToken
  const fingerprint = token === undefined ? '' : fingerprintOf(input.TransactItems)

  return storage.write(() => {
    const known = token === undefined ? undefined : storage.tokens.take(token, fingerprint, clock.now())
    if (known !== undefined && known !== fingerprint) throw idempotentParameterMismatch()
    const writes = prepareWrites(storage, actions)
    if (known !== undefined) return repeatedAnswer(storage, input, writes)
    const done = performAll(storage, input, writes)
    return writesAnswer(context, input, done, true)
  })
}

/** All are tried, so that each one has its reason; the transaction around them undoes what was written. */
function performAll(storage: Storage, input: TransactWriteItemsInput, writes: readonly Write[]): DoneWrite[] {
  const readsOld = answersWithOld(input)
  const done: DoneWrite[] = []
  const blind: Write[] = []
  const reasons = writes.map(write => {
    if (!readsOld && isBlind(write)) {
      blind.push(write)
      return SUCCESS
    }
    try {
      done.push([write, performWrite(storage, write, readsOld)])
      return SUCCESS
    } catch (error) {
      return reasonFor(error)
    }
  })
  cancelIfAny(reasons)
  // These cannot fail, and no condition is on their items.
  performWrites(storage, blind)
  return done
}

/** The transaction has been done; to say so costs as much as to read its items. */
function repeatedAnswer(
  storage: Storage,
  input: TransactWriteItemsInput,
  writes: readonly Write[]
): WritesAnswer {
  const detail = capacityDetail(input.ReturnConsumedCapacity)
  if (detail === undefined) return {}
  const consumption = new Map<Table, Consumption>()
  for (const { table, key } of writes) {
    const consumed = consumption.get(table) ?? new Consumption(table)
    const size = storage.items.get(table, key)?.size
    consumption.set(table, consumed.add(readUnits(size, true) * TRANSACTION_FACTOR))
  }
  return { ConsumedCapacity: [...consumption.values()].map(c => c.report(detail, 'ReadCapacityUnits')) }
}
