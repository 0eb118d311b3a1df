import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type WriteRequest
} from '@aws-sdk/client-dynamodb'
import {
  type AbstractGetManyOptions,
  type AbstractGetOptions,
  type AbstractHasManyOptions,
  type AbstractHasOptions,
  type AbstractIterator,
  type AbstractIteratorOptions,
  type AbstractKeyIterator,
  type AbstractKeyIteratorOptions,
  AbstractLevel,
  type AbstractValueIterator,
  type AbstractValueIteratorOptions
} from 'abstract-level'
import { type BatchOperation, planBatch } from './batch-plan.js'
import { BatchReader } from './batch-reader.js'
import { BatchWriter } from './batch-writer.js'
import { clearRange } from './clear-range.js'
import { CLIENT_DEFAULTS } from './client-defaults.js'
import { decodeValue, encodeItem } from './codec/item.js'
import { encodeKey } from './codec/key.js'
import { destroyDatabase } from './destroy-database.js'
import { EntryIterator } from './entry-iterator.js'
import type { DynamoLevelError } from './errors.js'
import { InFlight } from './in-flight.js'
import { toKeyRange } from './key-range.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { type Location, parseLocation } from './location.js'
import { openDatabase } from './open-database.js'
import {
  checkDatabaseOptions,
  checkDestroyOptions,
  checkOpenOptions,
  completeSchema,
  type DynamoLevelDestroyOptions,
  type DynamoLevelOptions
} from './options.js'
import { PageCursor } from './page-cursor.js'
import { PageReader } from './page-reader.js'
import type {
  Format,
  PrivateDatabase,
  PrivateIteratorOptions,
  PrivateOpenOptions,
  PrivateRangeOptions,
  ReadOptions
} from './private-api.js'
import { deleteWrite, putWrite } from './requests/batch.js'
import { getRequest, hasRequest } from './requests/item.js'
import { Sender } from './sender.js'

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
  signals: { iterators: true }
}

/** What our reads take beside abstract-level's options. */
export interface DynamoLevelReadOptions {
  /**
   * Whether the read sees every write that finished before it. `false` halves its cost.
   * @defaultValue the option of the database
   */
  consistentRead?: boolean | undefined
}

/** The inherited methods whose options are more than abstract-level's. */
export interface DynamoLevel<KDefault, VDefault> {
  get(key: KDefault): Promise<VDefault | undefined>
  get<K = KDefault, V = VDefault>(
    key: K,
    options: AbstractGetOptions<K, V> & DynamoLevelReadOptions
  ): Promise<V | undefined>

  getMany(keys: KDefault[]): Promise<(VDefault | undefined)[]>
  getMany<K = KDefault, V = VDefault>(
    keys: K[],
    options: AbstractGetManyOptions<K, V> & DynamoLevelReadOptions
  ): Promise<(V | undefined)[]>

  has(key: KDefault): Promise<boolean>
  has<K = KDefault>(key: K, options: AbstractHasOptions<K> & DynamoLevelReadOptions): Promise<boolean>

  hasMany(keys: KDefault[]): Promise<boolean[]>
  hasMany<K = KDefault>(
    keys: K[],
    options: AbstractHasManyOptions<K> & DynamoLevelReadOptions
  ): Promise<boolean[]>

  iterator(): AbstractIterator<this, KDefault, VDefault>
  iterator<K = KDefault, V = VDefault>(
    options: AbstractIteratorOptions<K, V> & DynamoLevelReadOptions
  ): AbstractIterator<this, K, V>

  keys(): AbstractKeyIterator<this, KDefault>
  keys<K = KDefault>(
    options: AbstractKeyIteratorOptions<K> & DynamoLevelReadOptions
  ): AbstractKeyIterator<this, K>

  values(): AbstractValueIterator<this, KDefault, VDefault>
  values<K = KDefault, V = VDefault>(
    options: AbstractValueIteratorOptions<K, V> & DynamoLevelReadOptions
  ): AbstractValueIterator<this, K, V>
}

/**
 * An abstract-level database on Amazon DynamoDB.
 *
 * @example
 * const db = new DynamoLevel<string, { born: number }>('app/users', { valueEncoding: 'json' })
 * await db.put('ada', { born: 1815 })
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the interface types methods that the base class has
export class DynamoLevel<KDefault = string, VDefault = string>
  extends AbstractLevel<Format, KDefault, VDefault>
  implements PrivateDatabase
{
  readonly #location: string
  readonly #parsed: Location
  readonly #options: DynamoLevelOptions<KDefault, VDefault>
  readonly #ownsClient: boolean
  readonly #sender: Sender
  readonly #inFlight = new InFlight()
  #space: Keyspace | undefined

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
    this.#sender = new Sender(options.client ?? new DynamoDBClient(CLIENT_DEFAULTS), parsed.table)
  }

  /**
   * Deletes a database: its entries and what belongs to them, and never those of another.
   *
   * With `dropTable` it drops the table, and with it every database in it.
   */
  static async destroy(location: string, options: DynamoLevelDestroyOptions = {}): Promise<void> {
    checkDestroyOptions(options)
    const parsed = parseLocation(location, options.table)
    const client = options.client ?? new DynamoDBClient(CLIENT_DEFAULTS)
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

  async _open(options: PrivateOpenOptions): Promise<void> {
    checkOpenOptions(options, this.#hasPostopenHook)
    try {
      this.#space = await openDatabase(this.#sender, this.#parsed, {
        ...this.#options,
        createIfMissing: options.createIfMissing,
        errorIfExists: options.errorIfExists,
        schema: completeSchema(this.#options.schema)
      })
    } catch (error) {
      // What did not open is not closed either.
      this.#releaseClient()
      throw error
    }
  }

  async _close(): Promise<void> {
    await this.#inFlight.idle()
    this.#releaseClient()
  }

  async _get(key: Format, options: ReadOptions): Promise<Format | undefined> {
    return this.#inFlight.run(async () => {
      const space = this.#keyspace
      const request = getRequest(space, encodeKey(key, space.rangeKeyType), this.#isConsistent(options))
      const { Item: item } = await this.#sender.send(new GetItemCommand(request))
      return item && decodeValue(item, space)
    })
  }

  async _getMany(keys: Format[], options: ReadOptions): Promise<(Format | undefined)[]> {
    return this.#inFlight.run(async () => {
      const items = await this.#readMany(keys, options, true)
      return items.map(item => item && decodeValue(item, this.#keyspace))
    })
  }

  async _has(key: Format, options: ReadOptions): Promise<boolean> {
    return this.#inFlight.run(async () => {
      const space = this.#keyspace
      const request = hasRequest(space, encodeKey(key, space.rangeKeyType), this.#isConsistent(options))
      return (await this.#sender.send(new GetItemCommand(request))).Item !== undefined
    })
  }

  async _hasMany(keys: Format[], options: ReadOptions): Promise<boolean[]> {
    return this.#inFlight.run(async () => {
      const items = await this.#readMany(keys, options, false)
      return items.map(item => item !== undefined)
    })
  }

  async _put(key: Format, value: Format): Promise<void> {
    await this.#inFlight.run(async () => {
      const space = this.#keyspace
      await this.#writeOne(putWrite(encodeItem(space, key, value)))
    })
  }

  async _del(key: Format): Promise<void> {
    await this.#inFlight.run(async () => {
      const space = this.#keyspace
      await this.#writeOne(deleteWrite(itemKey(space, encodeKey(key, space.rangeKeyType))))
    })
  }

  async _batch(operations: BatchOperation[]): Promise<void> {
    await this.#inFlight.run(async () => {
      const space = this.#keyspace
      const writes = planBatch(space, operations)
      await (writes.length === 1
        ? this.#writeOne(writes[0]!)
        : new BatchWriter(this.#sender, space).write(writes))
    })
  }

  async _clear(options: PrivateRangeOptions): Promise<void> {
    await this.#inFlight.run(async () => {
      await clearRange(this.#sender, this.#keyspace, {
        range: toKeyRange(options),
        reverse: options.reverse,
        limit: limitOf(options)
      })
    })
  }

  _iterator(options: PrivateIteratorOptions): EntryIterator<this, unknown, unknown> {
    const space = this.#keyspace
    const { reverse, keys, values, signal } = options
    const limit = limitOf(options)
    const cursor = new PageCursor({ range: toKeyRange(options), schema: space, reverse, limit })
    const reader = new PageReader(this.#sender, space, cursor, {
      reverse,
      keys,
      values,
      signal,
      consistentRead: this.#isConsistent(options),
      limited: limit !== Infinity
    })
    return new EntryIterator(this, space, reader, options)
  }

  /** abstract-level calls none of the methods above before the database is open. */
  get #keyspace(): Keyspace {
    if (this.#space === undefined) throw new Error('The database was never open')
    return this.#space
  }

  get #hasPostopenHook(): boolean {
    return !(this.hooks.postopen as unknown as { noop: boolean }).noop
  }

  /** Closes its connections, if it is ours. It makes new ones when the database is opened again. */
  #releaseClient(): void {
    if (this.#ownsClient) this.#sender.client.destroy()
  }

  #isConsistent(options: ReadOptions): boolean {
    return options.consistentRead ?? this.#options.consistentRead ?? true
  }

  /** A single write as such, not as a batch of one: it fails as a whole, with an error of its own. */
  async #writeOne({ PutRequest: put, DeleteRequest: del }: WriteRequest): Promise<void> {
    const TableName = this.table
    if (put !== undefined) await this.#sender.send(new PutItemCommand({ TableName, Item: put.Item }))
    if (del !== undefined) await this.#sender.send(new DeleteItemCommand({ TableName, Key: del.Key }))
  }

  #readMany(keys: Format[], options: ReadOptions, values: boolean) {
    const space = this.#keyspace
    return new BatchReader(this.#sender, space).read(
      keys.map(key => encodeKey(key, space.rangeKeyType)),
      { values, consistentRead: this.#isConsistent(options) }
    )
  }
}

function limitOf({ limit }: PrivateRangeOptions): number {
  return limit < 0 ? Infinity : limit
}
