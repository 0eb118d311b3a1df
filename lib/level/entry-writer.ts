import {
  DeleteItemCommand,
  type DeleteItemCommandOutput,
  PutItemCommand,
  type PutItemCommandOutput,
  type WriteRequest
} from '@aws-sdk/client-dynamodb'
import { type PlannedOperation, planBatch } from './batch-plan.js'
import { BatchReader } from './batch-reader.js'
import { BatchWriter, batchError } from './batch-writer.js'
import type { ChunkStore } from './chunk-store.js'
import { clock } from './clock.js'
import { type ChunkHead, chunkCount, decodeHead } from './codec/chunks.js'
import type { Compression } from './codec/compression.js'
import { type EncodedEntry, encodeEntry } from './codec/entry.js'
import type { Item } from './codec/item.js'
import { rangeKeyId } from './codec/key.js'
import { resolveExpiry } from './expiry-options.js'
import { itemKey, type Keyspace } from './keyspace.js'
import type { LargeValues } from './large-values.js'
import type { BatchOperation } from './private-api.js'
import { deleteWrite, putWrite } from './requests/batch.js'
import type { Sender } from './sender.js'

export interface EntryWriterOptions {
  compression: Compression | undefined
  defaultTtl: number | undefined
}

/** A write that is ready to be sent, and the chunks that go before it. */
interface EncodedWrite {
  request: WriteRequest
  large: EncodedEntry['large']
}

/**
 * Writes entries: chunks of large values first, then the entries, then away with the chunks of what was overwritten.
 * Whatever fails on the way, an entry has its old value or its new one.
 */
export class EntryWriter {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #chunks: ChunkStore
  readonly #largeValues: LargeValues
  readonly #options: EntryWriterOptions

  constructor(
    sender: Sender,
    space: Keyspace,
    { chunks, largeValues, ...options }: EntryWriterOptions & { chunks: ChunkStore; largeValues: LargeValues }
  ) {
    this.#sender = sender
    this.#space = space
    this.#chunks = chunks
    this.#largeValues = largeValues
    this.#options = options
  }

  async write(operations: readonly BatchOperation[]): Promise<void> {
    const plan = planBatch(this.#space, operations)
    // Everything is encoded, and what cannot be stored refused, before anything is sent.
    const writes: EncodedWrite[] = []
    for (const planned of plan.values()) writes.push(await this.#encode(planned))

    for (const { large } of writes) {
      if (large === undefined) continue
      await this.#largeValues.note()
      await this.#chunks.write(large)
    }

    const requests = writes.map(({ request }) => request)
    const old = await (requests.length === 1 ? this.#writeOne(requests[0]!) : this.#writeMany(requests, plan))
    for (const head of old) await this.#chunks.discard(head.id, chunkCount(head))
  }

  async #encode({ rangeKey, operation }: PlannedOperation): Promise<EncodedWrite> {
    if (operation.type === 'del') {
      return { request: deleteWrite(itemKey(this.#space, rangeKey)), large: undefined }
    }
    const { key, value } = operation
    const { compression, defaultTtl } = this.#options
    const now = clock.now()
    const expiresAt = resolveExpiry(operation, { defaultTtl, now })
    const { item, large } = await encodeEntry(
      this.#space,
      { key, value, expiresAt },
      { rangeKey, compression, now }
    )
    return { request: putWrite(item), large }
  }

  /** A single write as such, not as a batch of one: it fails as a whole, and gives what it overwrote. */
  async #writeOne({ PutRequest: put, DeleteRequest: del }: WriteRequest): Promise<ChunkHead[]> {
    const { table: TableName } = this.#space
    // What was there before is asked for only where it may have had chunks: it comes as a whole.
    const common = { TableName, ...(this.#largeValues.mayExist && { ReturnValues: 'ALL_OLD' as const }) }
    const output: PutItemCommandOutput | DeleteItemCommandOutput = put
      ? await this.#sender.send(new PutItemCommand({ ...common, Item: put.Item }))
      : await this.#sender.send(new DeleteItemCommand({ ...common, Key: del?.Key }))
    return headsOf([output.Attributes])
  }

  async #writeMany(requests: WriteRequest[], plan: Map<string, PlannedOperation>): Promise<ChunkHead[]> {
    const old = this.#largeValues.mayExist ? await this.#readHeads(plan) : []
    const failure = await new BatchWriter(this.#sender).write(requests)
    if (failure !== undefined) {
      const idOf = ({ PutRequest: put, DeleteRequest: del }: WriteRequest) =>
        rangeKeyId((put?.Item ?? del?.Key)?.[this.#space.rangeKey])
      throw batchError(
        failure,
        failure.pending.map(request => plan.get(idOf(request))!.operation)
      )
    }
    return headsOf(old)
  }

  #readHeads(plan: Map<string, PlannedOperation>): Promise<(Item | undefined)[]> {
    const rangeKeys = Array.from(plan.values(), ({ rangeKey }) => rangeKey)
    return new BatchReader(this.#sender, this.#space).read(rangeKeys, {
      parts: 'chunks',
      consistentRead: true
    })
  }
}

function headsOf(items: readonly (Item | undefined)[]): ChunkHead[] {
  return items.flatMap(item => (item && decodeHead(item)) ?? [])
}
