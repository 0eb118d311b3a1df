// What writes take beside abstract-level's options.
import type {
  AbstractBatchDelOperation,
  AbstractBatchPutOperation,
  AbstractChainedBatch,
  AbstractChainedBatchDelOptions,
  AbstractChainedBatchPutOptions
} from 'abstract-level'
import type { ConditionOptions } from './conditions.js'
import type { ExpiryOptions } from './expiry-options.js'

interface ConflictOptions {
  /**
   * Whether the error of a condition that does not hold tells what stands there.
   * @defaultValue `false`
   */
  returnCurrent?: boolean | undefined
}

interface AtomicOptions {
  /**
   * Whether the operations are written all or nothing.
   * @defaultValue the option of the database
   */
  atomic?: boolean | undefined
}

/** An option of a batch goes for each of its operations that does not say otherwise. */
export interface DynamoLevelBatchOptions
  extends AtomicOptions,
    ConflictOptions,
    ConditionOptions,
    ExpiryOptions {}

/** What a `put` takes besides abstract-level's. */
export interface DynamoLevelPutOptions extends ExpiryOptions, ConditionOptions, ConflictOptions {}

/** What a `del` takes besides abstract-level's. */
export interface DynamoLevelDelOptions extends ConditionOptions, ConflictOptions {}

export type DynamoLevelBatchOperation<D, K, V> =
  | (AbstractBatchPutOperation<D, K, V> & ExpiryOptions & ConditionOptions)
  | (AbstractBatchDelOperation<D, K> & ConditionOptions)

/** abstract-level's chained batch, with our options. */
export interface DynamoLevelChainedBatch<D, KDefault, VDefault>
  extends AbstractChainedBatch<D, KDefault, VDefault> {
  put(key: KDefault, value: VDefault): this
  put<K = KDefault, V = VDefault>(
    key: K,
    value: V,
    options: AbstractChainedBatchPutOptions<D, K, V> & ExpiryOptions & ConditionOptions
  ): this

  del(key: KDefault): this
  del<K = KDefault>(key: K, options: AbstractChainedBatchDelOptions<D, K> & ConditionOptions): this

  write(options?: DynamoLevelBatchOptions): Promise<void>
}
