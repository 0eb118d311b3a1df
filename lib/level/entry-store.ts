import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from './attributes.js'
import { type ClearOptions, clearRange } from './clear-range.js'
import { clock } from './clock.js'
import { type ChunkHead, decodeHead } from './codec/chunks.js'
import type { Compression } from './codec/compression.js'
import { notedLength } from './codec/entry.js'
import { expiryOf, isExpired } from './codec/expiry.js'
import type { Item } from './codec/item.js'
import type { JournalHeader } from './codec/journal-header.js'
import { encodeKey } from './codec/key.js'
import { newRevision, revisionOf } from './codec/revision.js'
import { collectBlocks } from './collect-blocks.js'
import { type CollectOptions, type CollectResult, collectChunks } from './collect-chunks.js'
import type { EntryIteratorSource } from './entry-iterator.js'
import { EntryWriter } from './entry-writer.js'
import { dynamoLevelError, type StoredEntry } from './errors.js'
import { mapInParallel } from './in-parallel.js'
import { Isolation } from './isolation.js'
import { ItemReader } from './item-reader.js'
import { Journal } from './journal.js'
import { type KeyRange, toRangeQuery } from './key-range.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { LargeValues } from './large-values.js'
import { readOverview } from './marker.js'
import { type MeasureOptions, measureRange } from './measure-range.js'
import { PageReader, type PageReaderOptions } from './page-reader.js'
import type { BatchOperation } from './private-api.js'
import type { Parts } from './requests/projection.js'
import { expireRequest } from './requests/update.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'
import { readStats, type Stats, type StatsOptions } from './stats.js'
import { TransactionRun } from './transaction.js'
import { Transactor } from './transactor.js'
import { LARGE_VALUES_AT_ONCE, ValueReader } from './value-reader.js'
import { WriteTurns } from './write-turns.js'

export interface EntryStoreOptions {
  /** Whether the database may hold large values; undefined if nobody looked. */
  isLarge: boolean | undefined
  compression: Compression | undefined
  defaultTtl: number | undefined
  /** Whether reads and writes that are asked for together go together. */
  coalesce: boolean
}

export interface EntryWriteOptions {
  atomic: boolean
  /** Whether the error of a condition that does not hold tells what stands there. */
  returnCurrent: boolean
}

export interface Consistency {
  readonly consistentRead: boolean
}

/** The entries of one open database. Keys and values are bytes here; an expired entry is not there. */
export class EntryStore {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #largeValues: LargeValues
  readonly #values: ValueReader
  readonly #transactor: Transactor
  readonly #journal: Journal
  readonly #turns: WriteTurns
  readonly #isolation = new Isolation()
  readonly #writer: EntryWriter
  readonly #reader: ItemReader

  constructor(
    sender: Sender,
    space: Keyspace,
    { isLarge, compression, defaultTtl, coalesce }: EntryStoreOptions
  ) {
    this.#sender = sender
    this.#space = space
    this.#largeValues = new LargeValues(sender, space, isLarge)
    this.#values = new ValueReader(sender, space, this.#largeValues)
    this.#transactor = new Transactor(sender)
    this.#journal = new Journal({
      sender,
      space,
      transactor: this.#transactor,
      largeValues: this.#largeValues
    })
    this.#turns = new WriteTurns(this.#journal, isLarge === undefined ? () => this.#look() : undefined)
    this.#reader = new ItemReader(sender, space, { coalesce })
    this.#writer = new EntryWriter({
      sender,
      space,
      reader: this.#reader,
      largeValues: this.#largeValues,
      journal: this.#journal,
      turns: this.#turns,
      isolation: this.#isolation,
      transactor: this.#transactor,
      compression,
      defaultTtl,
      coalesce
    })
  }

  /** For a database that was opened without a request: its first write finishes what others decided before. */
  async #look(): Promise<void> {
    const { marker, unfinished } = await readOverview(this.#sender, this.#space)
    this.#largeValues.learn(marker?.large ?? false)
    await this.#journal.recover(unfinished)
  }

  /** Finishes batches that were decided and interrupted. */
  async recover(headers: readonly JournalHeader[]): Promise<void> {
    await this.#journal.recover(headers)
  }

  async get(key: Buffer, consistency: Consistency): Promise<Buffer | undefined> {
    const item = await this.#read(key, 'all', consistency.consistentRead)
    if (item === undefined) return undefined
    return this.#values.inline(item) ?? this.#values.read(key, item, consistency)
  }

  async getMany(keys: readonly Buffer[], consistency: Consistency): Promise<(Buffer | undefined)[]> {
    const items = await this.#readMany(keys, 'all', consistency.consistentRead)
    const values = items.map(item => item && this.#values.inline(item))
    if (!items.some((item, index) => item && values[index] === undefined)) return values
    return mapInParallel(LARGE_VALUES_AT_ONCE, items, async (item, index) => {
      return values[index] ?? (item && this.#values.read(keys[index]!, item, consistency))
    })
  }

  async has(key: Buffer, { consistentRead }: Consistency): Promise<boolean> {
    return (await this.#read(key, 'keys', consistentRead)) !== undefined
  }

  async hasMany(keys: readonly Buffer[], { consistentRead }: Consistency): Promise<boolean[]> {
    const items = await this.#readMany(keys, 'keys', consistentRead)
    return items.map(item => item !== undefined)
  }

  /** An entry with what tells its state from others. */
  async getEntry(key: Buffer, { consistentRead }: Consistency): Promise<StoredEntry | undefined> {
    const item = await this.#read(key, 'all', consistentRead)
    return item && this.#toStoredEntry(key, item)
  }

  async write(
    operations: readonly BatchOperation[],
    { atomic, returnCurrent }: EntryWriteOptions
  ): Promise<void> {
    const failure = await this.#writer.write(operations, { atomic })
    if (failure === undefined) return

    const { key, item } = failure
    const isThere = item !== undefined && !isExpired(item, clock.now())
    let current: { current?: StoredEntry | undefined } = {}
    let cause: unknown
    try {
      if (returnCurrent) current = { current: isThere ? await this.#toStoredEntry(key, item) : undefined }
    } catch (error) {
      // That must not hide that nothing was written.
      cause = error
    }
    throw dynamoLevelError(
      'DYNAMO_LEVEL_CONFLICT',
      'An entry is not as the condition of a write says: nothing was written',
      { key, ...current },
      cause
    )
  }

  /** One run of a transaction. */
  transaction(): TransactionRun {
    return new TransactionRun({
      transactor: this.#transactor,
      space: this.#space,
      values: this.#values,
      writer: this.#writer,
      turns: this.#turns,
      read: key => this.#read(key, 'all', true)
    })
  }

  async clear(options: ClearOptions): Promise<void> {
    if (toRangeQuery(options.range, this.#space.rangeKeyType) === undefined) return
    await this.#writer.clear(options.range, () =>
      clearRange(
        this.#sender,
        this.#space,
        options,
        this.#largeValues.mayExist ? this.#largeValues : undefined
      )
    )
  }

  /** What an iterator reads from. */
  source(options: Omit<PageReaderOptions, 'isWanted'>): EntryIteratorSource {
    // Most entries do not expire: then the time does not matter.
    const isWanted = (item: Item) => expiryOf(item) === undefined || !isExpired(item, clock.now())
    return {
      space: this.#space,
      reader: new PageReader(this.#sender, this.#space, { ...options, isWanted, isolation: this.#isolation }),
      values: this.#values,
      consistentRead: options.consistentRead
    }
  }

  /** How long an entry has, in milliseconds; null if it does not expire, undefined if it is not there. */
  async ttl(key: Buffer, { consistentRead }: Consistency): Promise<number | null | undefined> {
    const item = await this.#read(key, 'keys', consistentRead)
    if (item === undefined) return undefined
    const expiresAt = expiryOf(item)
    return expiresAt === undefined ? null : expiresAt - clock.now()
  }

  /** Changes when an entry expires; false if it is not there. */
  async expire(key: Buffer, expiresAt: number | undefined): Promise<boolean> {
    const rangeKey = encodeKey(key, this.#space.rangeKeyType)
    return this.#writer.inOrder(rangeKey, () => this.#expire(itemKey(this.#space, rangeKey), expiresAt))
  }

  async #expire(entryKey: Item, expiresAt: number | undefined): Promise<boolean> {
    const revision = newRevision(clock.now())
    // Most entries have no chunks: it is tried as if none had, and what stands there tells otherwise.
    let head: ChunkHead | undefined
    let isLonger = true
    for (;;) {
      const item = await this.#expireItem(entryKey, { expiresAt, revision, chunkId: head?.id })
      if (item === 'expires') {
        if (head !== undefined && !isLonger) await this.#largeValues.expire(head, expiresAt)
        return true
      }
      if (item === undefined || isExpired(item, clock.now())) return false

      head = decodeHead(item)
      // Chunks must not be gone before the entry, so they are first to get more time and last to get less.
      isLonger = (expiresAt ?? Infinity) >= (expiryOf(item) ?? Infinity)
      if (head !== undefined && isLonger) await this.#largeValues.expire(head, expiresAt)
    }
  }

  /** How many bytes a value has; undefined if it is not there. Only a short value is read for it. */
  async size(key: Buffer, consistency: Consistency): Promise<number | undefined> {
    const item = await this.#read(key, 'length', consistency.consistentRead)
    if (item === undefined) return undefined
    return notedLength(item) ?? (await this.get(key, consistency))?.length
  }

  async collect(options: CollectOptions): Promise<CollectResult> {
    // Large values of batches that are to be done are not left over, though no entry points to them yet.
    await this.#turns.together(async () => {})
    const { unfinished } = await readOverview(this.#sender, this.#space)
    await this.#journal.recover(unfinished)
    if (options.after === undefined) await collectBlocks(this.#sender, this.#space, options)
    return collectChunks(this.#sender, this.#space, this.#largeValues, options)
  }

  async approximateSize(range: KeyRange, options: MeasureOptions): Promise<number> {
    const { bytes, chunkBytes } = await measureRange(this.#sender, this.#space, range, options)
    return bytes + chunkBytes
  }

  async stats(options: StatsOptions & MeasureOptions): Promise<Stats> {
    return readStats(this.#sender, this.#space, options)
  }

  async #toStoredEntry(key: Buffer, item: Item): Promise<StoredEntry | undefined> {
    const read = await this.#values.readCurrent(key, item, { consistentRead: true })
    return read && { value: read.value, revision: revisionOf(read.item), expiresAt: expiryOf(read.item) }
  }

  /** Gives what stands there where that is not an entry with these chunks. */
  async #expireItem(
    key: Item,
    expiry: { expiresAt: number | undefined; revision: Buffer; chunkId: string | undefined }
  ): Promise<'expires' | Item | undefined> {
    const request = expireRequest(this.#space, key, { ...expiry, now: clock.now() })
    try {
      await this.#sender.send(new UpdateItemCommand(request), { allow: ['ConditionalCheckFailedException'] })
      return 'expires'
    } catch (error) {
      if (!isServiceError(error, 'ConditionalCheckFailedException')) throw error
      const { Item: item } = error as { Item?: Item }
      // If an answer is lost, the SDK sends again what is done, and that meets itself.
      const found = item?.[ATTRIBUTES.revision]?.B
      return found !== undefined && expiry.revision.equals(found) ? 'expires' : item
    }
  }

  async #read(key: Buffer, parts: Parts, consistentRead: boolean): Promise<Item | undefined> {
    const rangeKey = encodeKey(key, this.#space.rangeKeyType)
    const item = await this.#reader.one(rangeKey, { parts, consistentRead })
    return item && (expiryOf(item) === undefined || !isExpired(item, clock.now())) ? item : undefined
  }

  async #readMany(
    keys: readonly Buffer[],
    parts: Parts,
    consistentRead: boolean
  ): Promise<(Item | undefined)[]> {
    const rangeKeys = keys.map(key => encodeKey(key, this.#space.rangeKeyType))
    const items = await this.#reader.many(rangeKeys, { parts, consistentRead })
    const now = clock.now()
    return items.map(item => (item && !isExpired(item, now) ? item : undefined))
  }
}
