import {
  type AttributeValue,
  type ConditionalCheckFailedException,
  DeleteItemCommand,
  type DeleteItemCommandOutput,
  PutItemCommand,
  type PutItemCommandOutput,
  type WriteRequest
} from '@aws-sdk/client-dynamodb'
import { type PlannedOperation, planBatch } from './batch-plan.js'
import { BatchWriter, batchError } from './batch-writer.js'
import { clock } from './clock.js'
import { type ChunkHead, findHead } from './codec/chunks.js'
import { type Compression, compress } from './codec/compression.js'
import type { EncodeOptions } from './codec/entry.js'
import type { Item } from './codec/item.js'
import { rangeKeyId } from './codec/key.js'
import { newRevision, revisionOf } from './codec/revision.js'
import type { Expectation } from './conditions.js'
import { type EncodedWrite, encodeWrite, isPlain } from './encoded-write.js'
import { dynamoLevelError, invalidOption, type PendingOperation } from './errors.js'
import type { Isolation } from './isolation.js'
import type { ItemReader } from './item-reader.js'
import type { Journal } from './journal.js'
import { KeyOrder, Place } from './key-order.js'
import { isAboveLower, isBelowUpper, type KeyRange, storable } from './key-range.js'
import { itemKey, type Keyspace } from './keyspace.js'
import type { LargeValues } from './large-values.js'
import { MAX_TRANSACTION_ITEMS } from './limits.js'
import { PlainWrites } from './plain-writes.js'
import type { BatchOperation } from './private-api.js'
import { itemOf, setRevision } from './requests/batch.js'
import { type Condition, conditionOf } from './requests/condition.js'
import { transactCheck, transactWrite } from './requests/transact.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'
import { fitsTransaction } from './transaction-plan.js'
import type { Transactor } from './transactor.js'
import type { WriteTurns } from './write-turns.js'

export interface EntryWriterParts {
  sender: Sender
  space: Keyspace
  reader: ItemReader
  largeValues: LargeValues
  journal: Journal
  turns: WriteTurns
  isolation: Isolation
  transactor: Transactor
  compression: Compression | undefined
  defaultTtl: number | undefined
  /** Whether writes that are asked for together go together. */
  coalesce: boolean
}

/** An entry that is not written, and must be as expected for others to be. */
export interface Check {
  readonly key: Buffer
  readonly rangeKey: NonNullable<PlannedOperation['rangeKey']>
  readonly expectation: Expectation
}

export interface WriteOptions {
  atomic: boolean
  /** Of a transaction: what it read and does not write. */
  checks?: readonly Check[]
}

/** Told of a condition that did not hold: the key, and the item that stands there if the service tells. */
export class ConditionFailure {
  readonly key: Buffer
  readonly item: Item | undefined

  constructor(key: Buffer, item: Item | undefined) {
    this.key = key
    this.item = item
  }
}

/**
 * Writes entries: chunks of large values first, then the entries, then away with the chunks of what was overwritten.
 * Whatever fails on the way, an entry has its old value or its new one.
 */
export class EntryWriter {
  readonly #parts: EntryWriterParts
  readonly #order = new KeyOrder()
  readonly #plain: PlainWrites

  constructor(parts: EntryWriterParts) {
    this.#parts = parts
    const { sender, space, turns, largeValues } = parts
    this.#plain = new PlainWrites({
      sender,
      space,
      turns,
      order: this.#order,
      // Where there may be chunks, a write tells what it overwrites; a group of them does not.
      mayShare: () => !largeValues.mayExist,
      writeOne: request => this.#writeOne(request)
    })
  }

  /** Gives the condition that did not hold, if one did not: then nothing is written. */
  async write(
    operations: readonly BatchOperation[],
    { atomic, checks }: WriteOptions
  ): Promise<ConditionFailure | undefined> {
    const { space, coalesce, defaultTtl, largeValues } = this.#parts
    const plan = planBatch(space, operations)
    const options = { now: clock.now(), defaultTtl }
    const mayShare = plan.size === 1 && checks === undefined && coalesce
    let only: EncodedWrite | undefined
    if (mayShare && this.#plain.areShared) {
      // Nothing is waited for, so that what is asked for together gets there together.
      for (const [id, planned] of plan) {
        only = this.#needsCompression(planned) ? undefined : encodeWrite(space, planned, options)
        if (only !== undefined && isPlain(only)) {
          await this.#plain.write(id, only.request)
          return undefined
        }
      }
    }

    const place = new Place()
    const before = this.#order.take(place, plan.keys())
    try {
      // Everything is encoded, and what cannot be stored refused, before anything is sent.
      const writes: EncodedWrite[] = []
      for (const planned of plan.values()) {
        const compressed = this.#needsCompression(planned) ? await this.#compress(planned) : undefined
        writes.push(only ?? encodeWrite(space, planned, options, compressed))
      }
      assertPossible(writes, atomic, checks)
      for (const { large } of writes) if (large !== undefined) await largeValues.write(large)
      await before
      if (mayShare && this.#plain.areShared && isPlain(writes[0]!)) {
        await this.#plain.writeInTurn([...plan.keys()][0]!, writes[0]!.request)
        return undefined
      }
      return await this.#send(writes, plan, atomic, checks)
    } finally {
      const leave = () => this.#order.leave(place, plan.keys())
      // Who fails before its turn is told at once, but lets nobody overtake those before.
      if (before === undefined) leave()
      else before.then(leave)
    }
  }

  /** Does what else is written to an entry, in the order of its writes. */
  async inOrder<T>(rangeKey: AttributeValue, write: () => Promise<T>): Promise<T> {
    const place = new Place()
    const ids = [rangeKeyId(rangeKey)]
    await this.#order.take(place, ids)
    try {
      return await this.#parts.turns.together(write)
    } finally {
      this.#order.leave(place, ids)
    }
  }

  /** Clears a range in the order of the writes to it. It takes its turn, and does not keep it: it may take long. */
  async clear(range: KeyRange, clear: () => Promise<void>): Promise<void> {
    const place = new Place()
    const stored = storable(range, this.#parts.space.rangeKeyType)
    try {
      await this.#order.takeRange(place, id => {
        const key = Buffer.from(id, 'latin1')
        return isAboveLower(stored, key) && isBelowUpper(stored, key)
      })
      await this.#parts.turns.together(async () => {})
      await clear()
    } finally {
      this.#order.leaveRange(place)
    }
  }

  async #send(
    writes: EncodedWrite[],
    plan: Map<string, PlannedOperation>,
    atomic: boolean,
    checks: readonly Check[] | undefined
  ): Promise<ConditionFailure | undefined> {
    const { turns, largeValues } = this.#parts
    const requests = writes.map(({ request }) => request)
    if (atomic && !fitsTransaction(requests, checks?.length ?? 0)) {
      await turns.alone(() => this.#writeJournal(requests, plan))
      return undefined
    }
    const failure = await turns.together(async () => {
      setRevision(requests, newRevision(clock.now()))
      // Some are sent with a token, not to be done again after a lost answer. A transaction that read might take its own
      // write for another's; and chunks that others removed meanwhile are nothing to point to.
      const needsToken =
        writes[0]!.large !== undefined || (checks !== undefined && isConditional(writes, checks))
      const isAlone = requests.length === 1 && !needsToken
      if (isAlone) {
        const { key, request, condition } = writes[0]!
        const failure = await this.#writeOne(request, condition)
        return failure && new ConditionFailure(key, failure.item)
      }
      return atomic ? this.#transact(writes, plan, checks) : this.#writeBatch(requests, plan)
    })
    // What was to be written is not needed.
    if (failure !== undefined) await largeValues.discard(headsOf(requests.map(itemOf)))
    return failure
  }

  #needsCompression({ operation }: PlannedOperation): boolean {
    const { compression } = this.#parts
    return (
      compression !== undefined && operation.type === 'put' && operation.value.length >= compression.threshold
    )
  }

  async #compress({ operation }: PlannedOperation): Promise<EncodeOptions['compressed']> {
    const { compression } = this.#parts
    if (operation.type === 'del' || compression === undefined) return undefined
    const bytes = await compress(operation.value, compression)
    return bytes && { bytes, algorithm: compression.algorithm }
  }

  /** A single write as such, not as a batch of one: it fails as a whole, and gives what it overwrote. */
  async #writeOne(
    request: WriteRequest,
    condition?: Condition
  ): Promise<{ item: Item | undefined } | undefined> {
    const { sender, space, largeValues } = this.#parts
    const { PutRequest: put, DeleteRequest: del } = request
    const common = {
      TableName: space.table,
      // What was there before is asked for only where it may have had chunks: it comes as a whole.
      ...(largeValues.mayExist && { ReturnValues: 'ALL_OLD' as const }),
      ...condition,
      ...(condition && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const })
    }
    const allow = { allow: [CONDITION_FAILED] }
    // If an answer is lost, the SDK sends again what is done, and that meets itself.
    const isItself = (item: Item | undefined) =>
      put?.Item !== undefined && item !== undefined && revisionOf(item) === revisionOf(put.Item)
    try {
      const output: PutItemCommandOutput | DeleteItemCommandOutput = put
        ? await sender.send(new PutItemCommand({ ...common, Item: put.Item }), allow)
        : await sender.send(new DeleteItemCommand({ ...common, Key: del?.Key }), allow)
      await largeValues.discard(headsOf([output.Attributes]))
      return undefined
    } catch (error) {
      if (!isServiceError(error, CONDITION_FAILED)) throw error
      const failure = error as ConditionalCheckFailedException
      if (isItself(failure.Item)) return undefined
      if ((failure.$metadata?.attempts ?? 1) > 1) throw maybeWritten(failure, put ? 'PutItem' : 'DeleteItem')
      return { item: failure.Item }
    }
  }

  /** As one request with a token: sent again after an answer was lost, it is not done again. */
  async #transact(
    writes: EncodedWrite[],
    plan: Map<string, PlannedOperation>,
    checks: readonly Check[] = []
  ): Promise<ConditionFailure | undefined> {
    const { space, transactor, largeValues, isolation } = this.#parts
    const old = await this.#readHeads(plan)
    const now = clock.now()
    const items = [
      ...writes.map(({ request, condition }) =>
        transactWrite(space, request, condition, condition !== undefined)
      ),
      ...checks.map(({ rangeKey, expectation }) =>
        transactCheck(space, itemKey(space, rangeKey), conditionOf(space, expectation, now))
      )
    ]
    const reasons = await isolation.run('batch', () => transactor.write(items))
    if (reasons === undefined) {
      await largeValues.discard(old)
      return undefined
    }
    const index = reasons.findIndex(({ Code: code }) => code === 'ConditionalCheckFailed')
    return new ConditionFailure([...writes, ...checks][index]!.key, reasons[index]?.Item)
  }

  async #writeBatch(requests: WriteRequest[], plan: Map<string, PlannedOperation>): Promise<undefined> {
    const { sender, space, transactor, largeValues } = this.#parts
    const old = await this.#readHeads(plan)
    const failure = await new BatchWriter(sender, transactor).write(requests)
    if (failure !== undefined) {
      const ids = failure.pending.map(request => rangeKeyId(itemOf(request)[space.rangeKey]))
      throw batchError(
        failure,
        ids.map(id => toPending(plan.get(id)!.operation))
      )
    }
    await largeValues.discard(old)
  }

  async #writeJournal(requests: WriteRequest[], plan: Map<string, PlannedOperation>): Promise<void> {
    const { journal, isolation, largeValues } = this.#parts
    const old = await this.#readHeads(plan)
    await isolation.run('batch', () => journal.write(requests))
    await largeValues.discard(old)
  }

  /** The large values that are about to be overwritten. */
  async #readHeads(plan: Map<string, PlannedOperation>): Promise<ChunkHead[]> {
    if (!this.#parts.largeValues.mayExist) return []
    const rangeKeys = Array.from(plan.values(), ({ rangeKey }) => rangeKey)
    return headsOf(await this.#parts.reader.many(rangeKeys, { parts: 'chunks', consistentRead: true }))
  }
}

const CONDITION_FAILED = 'ConditionalCheckFailedException'

function headsOf(items: readonly (Item | undefined)[]): ChunkHead[] {
  return items.flatMap(item => (item && findHead(item)) ?? [])
}

function isConditional(writes: readonly EncodedWrite[], checks: readonly Check[] | undefined): boolean {
  return (checks?.length ?? 0) > 0 || writes.some(({ condition }) => condition !== undefined)
}

function assertPossible(
  writes: readonly EncodedWrite[],
  atomic: boolean,
  checks: readonly Check[] | undefined
): void {
  const hasConditions = isConditional(writes, checks)
  if (hasConditions && !atomic) {
    throw invalidOption(
      'atomic',
      "Conditions need an atomic batch: leave out 'atomic: false', or the conditions"
    )
  }
  if (!hasConditions && checks === undefined) return
  const count = checks?.length ?? 0
  const requests = writes.map(({ request }) => request)
  if (!fitsTransaction(requests, count)) throw tooLarge(requests.length + count)
}

/** An attempt before the last may have done it, and somebody else may have written since. */
function maybeWritten(cause: ConditionalCheckFailedException, operation: string): Error {
  const { attempts } = cause.$metadata
  return dynamoLevelError(
    'LEVEL_IO_ERROR',
    `The condition of ${operation} failed at attempt ${attempts}: it is not known whether one before it succeeded`,
    { operation, awsName: CONDITION_FAILED, ...(attempts !== undefined && { attempts }) },
    cause
  )
}

/** An operation without what abstract-level added to it. */
function toPending(operation: BatchOperation): PendingOperation {
  const { type, key } = operation
  if (type === 'del') return { type, key }
  const { value, ttl, expiresAt } = operation
  return {
    type,
    key,
    value,
    ...(ttl !== undefined && { ttl }),
    ...(expiresAt !== undefined && { expiresAt })
  }
}

function tooLarge(count: number): Error {
  return dynamoLevelError(
    'DYNAMO_LEVEL_TOO_LARGE',
    `What has conditions must fit into one transaction: ${MAX_TRANSACTION_ITEMS} keys and 4 MB. This has ${count} keys`,
    { count, limit: MAX_TRANSACTION_ITEMS }
  )
}
