import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  type AbstractBatchOptions,
  type AbstractClearOptions,
  type AbstractDeferOptions,
  type AbstractGetOptions,
  AbstractLevel,
  type AbstractSublevelOptions
} from 'abstract-level'
import ModuleError from 'module-error'
import { batchOf } from './batch-options.js'
import { ChainedBatch } from './chained-batch.js'
import { clock } from './clock.js'
import { completeCompression } from './codec/compression.js'
import type { CollectOptions, CollectResult } from './collect-chunks.js'
import type { ConditionOptions } from './conditions.js'
import {
  type KeyOptions,
  Transaction,
  type TransactionOptions,
  type ValueOptions
} from './database-transaction.js'
import { destroyDatabase } from './destroy-database.js'
import { DynamoSublevel } from './dynamo-sublevel.js'
import { EntryIterator } from './entry-iterator.js'
import { type Consistency, EntryStore, type EntryWriteOptions } from './entry-store.js'
import { type DynamoLevelError, invalidOption } from './errors.js'
import { type ExpiryOptions, resolveExpiry } from './expiry-options.js'
import { InFlight } from './in-flight.js'
import { type RangeOptions as PrivateRange, toKeyRange } from './key-range.js'
import { type Location, parseLocation } from './location.js'
import { makeClient } from './make-client.js'
import { Meter } from './meter.js'
import type { DynamoLevelMethods, DynamoLevelReadOptions } from './methods.js'
import { openDatabase } from './open-database.js'
import {
  checkCollectOptions,
  checkDatabaseOptions,
  checkDestroyOptions,
  checkOpenOptions,
  checkStatsOptions,
  completeSchema,
  type DynamoLevelDestroyOptions,
  type DynamoLevelOptions
} from './options.js'
import type {
  BatchOperation,
  Format,
  PrivateDatabase,
  PrivateIteratorOptions,
  PrivateOpenOptions,
  PrivateRangeOptions,
  ReadOptions,
  WriteOptions
} from './private-api.js'
import { runTransaction } from './run-transaction.js'
import { Sender } from './sender.js'
import { assertReadsSpelt } from './spelling.js'
import type { Stats, StatsOptions } from './stats.js'
import { toldWhy } from './told-why.js'
import type { Usage } from './usage.js'
import type {
  DynamoLevelBatchOperation,
  DynamoLevelBatchOptions,
  DynamoLevelChainedBatch
} from './write-options.js'

const MANIFEST = {
  implicitSnapshots: false,
  explicitSnapshots: false,
  getSync: false,
  has: true,
  seek: true,
  permanence: true,
  createIfMissing: true,
  errorIfExists: true,
  // The SDK takes and gives bytes, and of both kinds of bytes Node.js transcodes strings to Buffers fastest.
  encodings: { buffer: true },
  signals: { iterators: true },
  events: { progress: true, usage: true },
  additionalMethods: {
    ttl: true,
    expire: true,
    size: true,
    approximateSize: true,
    stats: true,
    usage: true,
    collect: true
  }
}

/** An entry with its revision, and when it expires, in milliseconds since 1970. */
export interface Entry<V> {
  value: V
  revision: string
  expiresAt: number | undefined
}

interface AbortOptions {
  signal?: AbortSignal | undefined
}

/** abstract-level's database, whose methods take our options too. */
const Database = AbstractLevel as unknown as new <K, V>(
  ...args: ConstructorParameters<typeof AbstractLevel<Format, K, V>>
) => DynamoLevelMethods<K, V>

/**
 * An abstract-level database on Amazon DynamoDB.
 *
 * @example
 * const db = new DynamoLevel<string, { born: number }>('app/users', { valueEncoding: 'json' })
 * await db.put('ada', { born: 1815 })
 */
export class DynamoLevel<KDefault = string, VDefault = string>
  extends Database<KDefault, VDefault>
  implements PrivateDatabase
{
  readonly #location: string
  readonly #parsed: Location
  readonly #options: DynamoLevelOptions<KDefault, VDefault>
  readonly #ownsClient: boolean
  readonly #meter: Meter | undefined
  readonly #sender: Sender
  readonly #inFlight = new InFlight()
  #opened: EntryStore | undefined
  #openFailure: unknown

  /**
   * @param location - `table`, `table/name` or `table$name`; the name of the database alone if the option `table` is
   * given. Databases of different names share a table and never see each other.
   * @throws TypeError with code `DYNAMO_LEVEL_INVALID_LOCATION` or `DYNAMO_LEVEL_INVALID_OPTION`
   */
  constructor(location: string, options: DynamoLevelOptions<KDefault, VDefault> = {}) {
    const forward = checkDatabaseOptions(options)
    const parsed = parseLocation(location, options.table)
    super(MANIFEST, forward)
    this.#location = location
    this.#parsed = parsed
    this.#options = Object.freeze({ ...options })
    this.#ownsClient = options.client === undefined
    this.#meter = options.capacity ? new Meter(event => this.emit('usage', event)) : undefined
    this.#sender = new Sender(options.client ?? makeClient(), parsed.table, this.#meter)
  }

  /**
   * Deletes a database: its entries and what belongs to them, and never those of another.
   *
   * With `dropTable` it drops the table, and with it every database in it.
   */
  static async destroy(location: string, options: DynamoLevelDestroyOptions = {}): Promise<void> {
    checkDestroyOptions(options)
    const parsed = parseLocation(location, options.table)
    const client = options.client ?? makeClient()
    try {
      await destroyDatabase(new Sender(client, parsed.table), parsed, {
        schema: completeSchema(options.schema),
        dropTable: options.dropTable ?? false
      })
    } catch (error) {
      // Without a table there is no database either.
      if ((error as DynamoLevelError).code !== 'DYNAMO_LEVEL_TABLE_NOT_FOUND') throw error
    } finally {
      if (options.client === undefined) client.destroy()
    }
  }

  /** The client that sends the requests. */
  get client(): DynamoDBClient {
    return this.#sender.client
  }

  /** The name or ARN of the table. */
  get table(): string {
    return this.#parsed.table
  }

  /** The name of the database: the hash key of all its entries. */
  get name(): string {
    return this.#parsed.name
  }

  /** The location as it was given. */
  get location(): string {
    return this.#location
  }

  override batch(operations: DynamoLevelBatchOperation<this, KDefault, VDefault>[]): Promise<void>
  override batch<K = KDefault, V = VDefault>(
    operations: DynamoLevelBatchOperation<this, K, V>[],
    options: AbstractBatchOptions<K, V> & DynamoLevelBatchOptions
  ): Promise<void>
  override batch(): DynamoLevelChainedBatch<this, KDefault, VDefault>
  override batch(...parameters: unknown[]): unknown {
    return batchOf(this, parameters)
  }

  /**
   * How long an entry has until it expires, in milliseconds: `null` if it does not expire, `undefined` if there is none.
   */
  async ttl<K = KDefault>(
    key: K,
    options: KeyOptions<K> & DynamoLevelReadOptions = {}
  ): Promise<number | null | undefined> {
    return this.#run(() => this.#entries.ttl(this.#encodeKey(key, options), this.#consistency(options)))
  }

  /**
   * Has an entry expire in so many milliseconds, at a Date, or with `null` never. Its value is not written again.
   *
   * @returns false if there is no such entry
   */
  async expire<K = KDefault>(
    key: K,
    when: number | Date | null,
    options: KeyOptions<K> = {}
  ): Promise<boolean> {
    return this.#run(() => {
      // What was forgotten is not meant for never.
      if (when === undefined)
        throw invalidOption('when', "Give a time, or null for never, as the argument 'when'")
      const expiry = when instanceof Date ? { expiresAt: when } : { ttl: when }
      const expiresAt = resolveExpiry(expiry, { defaultTtl: undefined, now: clock.now() })
      return this.#entries.expire(this.#encodeKey(key, options), expiresAt)
    })
  }

  /** How many bytes the value of an entry has, without reading it: `undefined` if there is none. */
  async size<K = KDefault>(
    key: K,
    options: KeyOptions<K> & DynamoLevelReadOptions = {}
  ): Promise<number | undefined> {
    return this.#run(() => this.#entries.size(this.#encodeKey(key, options), this.#consistency(options)))
  }

  /** An entry with its revision, for the option `ifMatch` of a write, and when it expires; `undefined` if there is none. */
  async getEntry<K = KDefault, V = VDefault>(
    key: K,
    options: AbstractGetOptions<K, V> & KeyOptions<K> & DynamoLevelReadOptions = {}
  ): Promise<Entry<V> | undefined> {
    return this.#run(async () => {
      const entry = await this.#entries.getEntry(this.#encodeKey(key, options), this.#consistency(options))
      return entry && { ...entry, value: this.#decodeValue<V>(entry.value, options) }
    })
  }

  /**
   * Runs a function that reads and writes entries as if nobody else did meanwhile. What it writes is written at its end,
   * all or nothing, if what it read is still so; otherwise the function runs again.
   *
   * Ranges are not covered: a transaction has no iterators.
   *
   * @throws `DYNAMO_LEVEL_CONFLICT` if that was in vain too often, `DYNAMO_LEVEL_TOO_LARGE` if it touches over 100 keys or
   * writes over 4 MB
   */
  async transaction<T>(
    run: (tx: Transaction<KDefault, VDefault>) => Promise<T>,
    options: TransactionOptions = {}
  ): Promise<T> {
    return this.#run(() =>
      runTransaction(
        () => this.#entries.transaction(),
        attempt =>
          new Transaction<KDefault, VDefault>(attempt, {
            encodeKey: (key, options) => this.#encodeKey(key, options),
            encodeValue: (value, options) => this.#encodeValue(value, options),
            decodeValue: (value, options) => this.#decodeValue(value, options)
          }),
        run,
        options
      )
    )
  }

  /** About how many bytes the entries of a range take, by a count that reads their keys. */
  async approximateSize<K = KDefault>(options: AbstractClearOptions<K> & AbortOptions = {}): Promise<number> {
    return this.#run(() => {
      const range: PrivateRange = {}
      for (const bound of ['gt', 'gte', 'lt', 'lte'] as const) {
        const key = options[bound]
        if (key !== undefined) range[bound] = this.#encodeKey(key, { keyEncoding: options.keyEncoding })
      }
      return this.#entries.approximateSize(toKeyRange(range), { signal: options.signal })
    })
  }

  /**
   * How much the table holds, by what DynamoDB counted last, and with `exact` how much this database holds: while that
   * is counted, an event `progress` tells how far it is.
   */
  async stats(options: StatsOptions = {}): Promise<Stats> {
    return this.#run(() => {
      checkStatsOptions(options)
      return this.#entries.stats({
        ...options,
        onPage: measure => this.emit('progress', { operation: 'stats', ...measure })
      })
    })
  }

  /**
   * What the requests of this database and its sublevels took since it was made. With each request that ends, an event
   * `usage` tells what that one took.
   *
   * @throws TypeError with code `DYNAMO_LEVEL_INVALID_OPTION` without the option `capacity`
   */
  usage(): Usage {
    if (this.#meter === undefined)
      throw invalidOption('capacity', "usage() needs the option 'capacity': true")
    return this.#meter.usage()
  }

  /**
   * Finishes batches that other processes left unfinished, and removes what is left of those, and of large values whose
   * writing, overwriting or deletion was interrupted. To be called now and then; the `ttl` of entries needs no call.
   */
  async collect(options: CollectOptions = {}): Promise<CollectResult> {
    return this.#run(() => {
      checkCollectOptions(options)
      return this.#entries.collect(options)
    })
  }

  override deferAsync<T>(operation: () => Promise<T>, options?: AbstractDeferOptions): Promise<T> {
    return toldWhy(super.deferAsync(operation, options), () => this.#openFailure)
  }

  /** @internal */
  async _open(options: PrivateOpenOptions): Promise<void> {
    const { schema, ttl, compression, coalesce = true } = this.#options
    this.#openFailure = undefined
    try {
      checkOpenOptions(options, this.#options, this.#hasPostopenHook)
      const { space, isKnown, marker, unfinished } = await openDatabase(this.#sender, this.#parsed, {
        ...this.#options,
        createIfMissing: options.createIfMissing,
        errorIfExists: options.errorIfExists,
        schema: completeSchema(schema),
        expires: ttl !== undefined
      })
      this.#opened = new EntryStore(this.#sender, space, {
        isLarge: isKnown ? (marker?.large ?? false) : undefined,
        defaultTtl: ttl,
        compression: compression && completeCompression(compression),
        coalesce
      })
      await this.#opened.recover(unfinished)
    } catch (error) {
      this.#openFailure = error
      // What did not open is not closed either.
      this.#releaseClient()
      throw error
    }
  }

  /** @internal */
  async _close(): Promise<void> {
    await this.#inFlight.idle()
    this.#releaseClient()
  }

  /** @internal */
  async _get(key: Format, options: ReadOptions): Promise<Format | undefined> {
    return this.#inFlight.run(() => this.#entries.get(key, this.#consistency(options)))
  }

  /** @internal */
  async _getMany(keys: Format[], options: ReadOptions): Promise<(Format | undefined)[]> {
    return this.#inFlight.run(() => this.#entries.getMany(keys, this.#consistency(options)))
  }

  /** @internal */
  async _has(key: Format, options: ReadOptions): Promise<boolean> {
    return this.#inFlight.run(() => this.#entries.has(key, this.#consistency(options)))
  }

  /** @internal */
  async _hasMany(keys: Format[], options: ReadOptions): Promise<boolean[]> {
    return this.#inFlight.run(() => this.#entries.hasMany(keys, this.#consistency(options)))
  }

  /** @internal */
  async _put(
    key: Format,
    value: Format,
    options: ExpiryOptions & ConditionOptions & WriteOptions
  ): Promise<void> {
    const operation: BatchOperation = { ...options, type: 'put', key, value }
    await this.#inFlight.run(() => this.#entries.write([operation], writeOptions(options, true)))
  }

  /** @internal */
  async _del(key: Format, options: ConditionOptions & WriteOptions): Promise<void> {
    const operation: BatchOperation = { ...options, type: 'del', key }
    await this.#inFlight.run(() => this.#entries.write([operation], writeOptions(options, true)))
  }

  /** @internal */
  async _batch(operations: BatchOperation[], options: WriteOptions): Promise<void> {
    const { atomic = true } = this.#options
    for (const { sublevel } of operations as { sublevel?: unknown }[]) if (sublevel) throw foreignSublevel()
    await this.#inFlight.run(() => this.#entries.write(operations, writeOptions(options, atomic)))
  }

  /** @internal */
  _chainedBatch(): ChainedBatch {
    return new ChainedBatch(this)
  }

  /** @internal */
  async _clear(options: PrivateRangeOptions): Promise<void> {
    await this.#inFlight.run(() =>
      this.#entries.clear({ range: toKeyRange(options), reverse: options.reverse, limit: limitOf(options) })
    )
  }

  /** @internal */
  _iterator(options: PrivateIteratorOptions): EntryIterator<this, unknown, unknown> {
    const { reverse, values, signal } = options
    const source = this.#entries.source({
      range: toKeyRange(options),
      reverse,
      limit: limitOf(options),
      parts: values ? 'values' : 'keys',
      signal,
      ...this.#consistency(options)
    })
    return new EntryIterator(this, source, options)
  }

  /** @internal */
  _sublevel(name: string, options: AbstractSublevelOptions<unknown, unknown>): DynamoSublevel {
    return new DynamoSublevel(this, name, options, () => this.#openFailure)
  }

  /** abstract-level calls nothing that needs this before the database is open. */
  get #entries(): EntryStore {
    if (this.#opened === undefined) throw new Error('The database was never open')
    return this.#opened
  }

  get #hasPostopenHook(): boolean {
    return !(this.hooks.postopen as unknown as { noop: boolean }).noop
  }

  /** Runs a method of ours as abstract-level runs its own: after opening, and not after closing. */
  async #run<T>(operation: () => Promise<T>): Promise<T> {
    if (this.status === 'opening') return this.deferAsync(() => this.#run(operation))
    if (this.status !== 'open') {
      throw new ModuleError('Database is not open', { code: 'LEVEL_DATABASE_NOT_OPEN' })
    }
    return this.#inFlight.run(operation)
  }

  /** Closes its connections, if it is ours. It makes new ones when the database is opened again. */
  #releaseClient(): void {
    if (this.#ownsClient) this.#sender.client.destroy()
  }

  #encodeKey<K>(key: K, { keyEncoding, sublevel }: KeyOptions<K>): Format {
    if (key === undefined || key === null) {
      throw new ModuleError('Key cannot be null or undefined', { code: 'LEVEL_INVALID_KEY' })
    }
    const db = (sublevel ?? this) as AbstractLevel<Format, K, unknown>
    if (sublevel && (sublevel as { db?: unknown }).db !== this) {
      throw foreignSublevel()
    }
    const encoding = keyEncoding === undefined ? db.keyEncoding() : db.keyEncoding(keyEncoding as 'utf8')
    return db.prefixKey(encoding.encode(key as never) as Format, 'buffer', false)
  }

  #encodeValue<V>(value: V, { valueEncoding, sublevel }: ValueOptions<V>): Format {
    if (value === undefined || value === null) {
      throw new ModuleError('Value cannot be null or undefined', { code: 'LEVEL_INVALID_VALUE' })
    }
    return this.#valueEncoding(valueEncoding, sublevel).encode(value as never) as Format
  }

  #decodeValue<V>(value: Format, { valueEncoding, sublevel }: ValueOptions<V>): V {
    try {
      return this.#valueEncoding(valueEncoding, sublevel).decode(value as never) as V
    } catch (cause) {
      throw new ModuleError('Could not decode value', { code: 'LEVEL_DECODE_ERROR', cause: cause as Error })
    }
  }

  #valueEncoding(encoding: unknown, sublevel: unknown) {
    const db = (sublevel ?? this) as AbstractLevel<Format, unknown, unknown>
    return encoding === undefined ? db.valueEncoding() : db.valueEncoding(encoding as 'buffer')
  }

  #consistency(options: ReadOptions): Consistency {
    assertReadsSpelt(options)
    const { consistentRead } = options
    return { consistentRead: consistentRead ?? this.#options.consistentRead ?? true }
  }
}

function writeOptions(
  { atomic, returnCurrent = false }: WriteOptions,
  defaultAtomic: boolean
): EntryWriteOptions {
  const options = { atomic: atomic ?? defaultAtomic, returnCurrent }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'boolean') throw invalidOption(name, `The option '${name}' must be true or false`)
  }
  return options
}

/** Its prefix would name entries of this database that are none of its own. */
function foreignSublevel(): TypeError {
  return invalidOption('sublevel', "The option 'sublevel' must be a sublevel of this database")
}

function limitOf({ limit }: PrivateRangeOptions): number {
  return limit < 0 ? Infinity : limit
}
