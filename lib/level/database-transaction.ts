import type { AbstractBatchDelOperation, AbstractGetOptions, AbstractHasOptions } from 'abstract-level'
import { invalidOption } from './errors.js'
import type { ExpiryOptions } from './expiry-options.js'
import { assertWritesSpelt, isCondition } from './spelling.js'
import type { TransactionRun } from './transaction.js'

/** How `db.transaction()` runs. */
export interface TransactionOptions {
  /** Ends the transaction before its next run or its commit. */
  signal?: AbortSignal | undefined
  /**
   * How often the function runs again after a conflict.
   * @defaultValue `20`
   */
  retries?: number | undefined
}

export interface KeyOptions<K> extends AbstractHasOptions<K> {
  /** The sublevel that the key is of. */
  sublevel?: AbstractBatchDelOperation<unknown, K>['sublevel']
}

export interface ValueOptions<V> {
  valueEncoding?: AbstractGetOptions<unknown, V>['valueEncoding']
  sublevel?: KeyOptions<unknown>['sublevel']
}

interface Encoding {
  encodeKey<K>(key: K, options: KeyOptions<K>): Buffer
  encodeValue<V>(value: V, options: ValueOptions<V>): Buffer
  decodeValue<V>(value: Buffer, options: ValueOptions<V>): V
}

/** What the function of a transaction reads and writes with. */
export class Transaction<KDefault, VDefault> {
  readonly #run: TransactionRun
  readonly #encoding: Encoding
  #isOver = false
  #underWay = 0

  /** @internal */
  constructor(run: TransactionRun, encoding: Encoding) {
    this.#run = run
    this.#encoding = encoding
  }

  /** The value of an entry, as it is with what this transaction wrote. */
  async get<K = KDefault, V = VDefault>(
    key: K,
    options: KeyOptions<K> & ValueOptions<V> = {}
  ): Promise<V | undefined> {
    return this.#track(async () => {
      const value = await this.#run.get(this.#encoding.encodeKey(key, options))
      return value === undefined ? undefined : this.#encoding.decodeValue<V>(value, options)
    })
  }

  /** The values of several entries, read together, in the order of the keys. */
  async getMany<K = KDefault, V = VDefault>(
    keys: readonly K[],
    options: KeyOptions<K> & ValueOptions<V> = {}
  ): Promise<(V | undefined)[]> {
    return this.#track(async () => {
      const values = keys.map(key => this.get<K, V>(key, options))
      // Where one of them fails, the others are not under way any more.
      await Promise.allSettled(values)
      return Promise.all(values)
    })
  }

  /** Writes an entry when the function has ended, with all else or not at all. */
  async put<K = KDefault, V = VDefault>(
    key: K,
    value: V,
    options: KeyOptions<K> & ValueOptions<V> & ExpiryOptions = {}
  ): Promise<void> {
    return this.#track(async () => {
      checkWriteOptions(options)
      this.#run.put(
        this.#encoding.encodeKey(key, options),
        this.#encoding.encodeValue(value, options),
        options
      )
    })
  }

  /** Deletes an entry when the function has ended, with all else or not at all. */
  async del<K = KDefault>(key: K, options: KeyOptions<K> = {}): Promise<void> {
    return this.#track(async () => {
      checkWriteOptions(options)
      this.#run.del(this.#encoding.encodeKey(key, options))
    })
  }

  /** @internal */
  end(): void {
    this.#isOver = true
  }

  /** @internal */
  assertIdle(): void {
    if (this.#underWay > 0) {
      throw new TypeError(
        'A transaction ended before its operations: await every get, getMany, put and del in it'
      )
    }
  }

  async #track<T>(operation: () => Promise<T>): Promise<T> {
    if (this.#isOver) {
      throw new TypeError(
        'This transaction is over: use it only within its function, and await what it gives'
      )
    }
    this.#underWay++
    try {
      return await operation()
    } finally {
      this.#underWay--
    }
  }
}

function checkWriteOptions(options: object): void {
  const name = Object.keys(options).find(isCondition)
  if (name !== undefined) {
    throw invalidOption(
      name,
      `A write in a transaction has no condition '${name}': read it first, then what is read must still be so`
    )
  }
  assertWritesSpelt(options)
}
