import type {
  AbstractBatchOptions,
  AbstractDatabaseHooks,
  AbstractDelOptions,
  AbstractGetManyOptions,
  AbstractGetOptions,
  AbstractHasManyOptions,
  AbstractHasOptions,
  AbstractIterator,
  AbstractIteratorOptions,
  AbstractKeyIterator,
  AbstractKeyIteratorOptions,
  AbstractLevel,
  AbstractPutOptions,
  AbstractSublevel,
  AbstractSublevelOptions,
  AbstractValueIterator,
  AbstractValueIteratorOptions
} from 'abstract-level'
import type { Format } from './private-api.js'
import type {
  DynamoLevelBatchOperation,
  DynamoLevelBatchOptions,
  DynamoLevelChainedBatch,
  DynamoLevelDelOptions,
  DynamoLevelPutOptions
} from './write-options.js'

/** What our reads take beside abstract-level's options. */
export interface DynamoLevelReadOptions {
  /**
   * Whether the read sees every write that finished before it. `false` halves its cost.
   * @defaultValue the option of the database
   */
  consistentRead?: boolean | undefined
}

/** A database or a sublevel of one: the inherited methods whose options are more than abstract-level's. */
export interface DynamoLevelMethods<KDefault, VDefault> extends AbstractLevel<Format, KDefault, VDefault> {
  // Hooks of one class of databases are no hooks of another: by abstract-level's own type no class with members of its
  // own can go where AbstractLevel<any, any, any> is taken.
  // biome-ignore lint/suspicious/noExplicitAny: unknown and AbstractLevel do not compile here, and never would lie
  hooks: AbstractDatabaseHooks<any>

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

  put(key: KDefault, value: VDefault): Promise<void>
  put<K = KDefault, V = VDefault>(
    key: K,
    value: V,
    options: AbstractPutOptions<K, V> & DynamoLevelPutOptions
  ): Promise<void>

  del(key: KDefault): Promise<void>
  del<K = KDefault>(key: K, options: AbstractDelOptions<K> & DynamoLevelDelOptions): Promise<void>

  batch(operations: DynamoLevelBatchOperation<this, KDefault, VDefault>[]): Promise<void>
  batch<K = KDefault, V = VDefault>(
    operations: DynamoLevelBatchOperation<this, K, V>[],
    options: AbstractBatchOptions<K, V> & DynamoLevelBatchOptions
  ): Promise<void>
  batch(): DynamoLevelChainedBatch<this, KDefault, VDefault>

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

  sublevel(name: string | string[]): DynamoLevelSublevel<this, string, string>
  sublevel<K = string, V = string>(
    name: string | string[],
    options: AbstractSublevelOptions<K, V>
  ): DynamoLevelSublevel<this, K, V>
}

/** abstract-level's sublevel, whose methods take our options too. */
export type DynamoLevelSublevel<D, KDefault, VDefault> = DynamoLevelMethods<KDefault, VDefault> &
  AbstractSublevel<D, Format, KDefault, VDefault>
