import type { DynamoLevelReadOptions } from '../level/methods.js'
import { type Callback, callbackOf, optionsOf, promisify } from './callback.js'
import { DownBatch } from './down-batch.js'

export type Key = Buffer | string
export type Value = Buffer | string
export type Operation = { type: 'put'; key: Key; value: Value } | { type: 'del'; key: Key }

export interface GetOptions extends DynamoLevelReadOptions {
  /** @defaultValue `true` */
  asBuffer?: boolean
}

export type CompleteGetOptions = GetOptions & { asBuffer: boolean }

export interface RangeOptions {
  gt?: unknown
  gte?: unknown
  lt?: unknown
  lte?: unknown
  /** As abstract-leveldown 6 has it: the bound where the iterator starts, itself included. */
  start?: unknown
  /** The bound where it ends, itself included. */
  end?: unknown
  reverse?: boolean
  /** @defaultValue `-1`: no limit */
  limit?: number
}

export interface IteratorOptions extends RangeOptions, DynamoLevelReadOptions {
  /** @defaultValue `true` */
  keys?: boolean
  /** @defaultValue `true` */
  values?: boolean
  /** @defaultValue `true` */
  keyAsBuffer?: boolean
  /** @defaultValue `true` */
  valueAsBuffer?: boolean
}

/** Without an error there are values. */
type ValuesCallback = (error: Error | undefined, values: (Value | undefined)[]) => void

export interface Manifest {
  [feature: string]: boolean | object
}

const BOUNDS = new Set(['gt', 'gte', 'lt', 'lte', 'start', 'end'])

// It stands here because the package is deprecated and brings eight others along, for what is this file. Nothing is
// `#private`, as some make objects that inherit from a store.

/**
 * The interface of abstract-leveldown 6 and 7: arguments are checked and options completed before the underscored
 * methods have them. https://github.com/Level/abstract-leveldown
 *
 * Members whose names begin with `_` are known to wrappers of stores, and to the test suites: they are part of the
 * interface.
 */
export abstract class AbstractStore<Iterator> {
  status: 'new' | 'opening' | 'open' | 'closing' | 'closed' = 'new'
  readonly supports: Manifest

  constructor(manifest: Manifest) {
    this.supports = manifest
  }

  open(callback: Callback): void
  open(options: object, callback: Callback): void
  open(options: unknown, callback?: unknown): void {
    const done = callbackOf('open()', options, callback)
    const complete: { createIfMissing?: unknown; errorIfExists?: unknown } = { ...optionsOf(options) }
    complete.createIfMissing = complete.createIfMissing !== false
    complete.errorIfExists = Boolean(complete.errorIfExists)
    changeStatus(this, ['opening', 'open'], finish => this._open(complete, finish), done)
  }

  close(callback: Callback): void {
    const done = callbackOf('close()', callback)
    changeStatus(this, ['closing', 'closed'], finish => this._close(finish), done)
  }

  get(key: unknown, callback: Callback<[Value]>): void
  get(key: unknown, options: GetOptions, callback: Callback<[Value]>): void
  get(key: unknown, options: unknown, callback?: unknown): void {
    const done = callbackOf<[Value]>('get()', options, callback)
    const error = this._checkKey(key)
    const { asBuffer, ...rest } = optionsOf<GetOptions>(options)
    if (error) this._nextTick(done, error)
    else this._get(this._serializeKey(key), { ...rest, asBuffer: asBuffer !== false }, done)
  }

  getMany(keys: unknown[], options?: GetOptions): Promise<(Value | undefined)[]>
  getMany(keys: unknown[], callback: ValuesCallback): void
  getMany(keys: unknown[], options: GetOptions, callback: ValuesCallback): void
  getMany(keys: unknown, options?: unknown, callback?: unknown): unknown {
    const given = typeof options === 'function' ? options : callback
    const { callback: done, promise } = promisify<(Value | undefined)[]>(given)
    const error = !this.isOperational()
      ? new Error('Database is not open')
      : Array.isArray(keys)
        ? keys.map(key => this._checkKey(key)).find(Boolean)
        : new Error('getMany() requires an array argument')
    if (error) {
      this._nextTick(done, error)
    } else if ((keys as unknown[]).length === 0) {
      this._nextTick(done, undefined, [])
    } else {
      const { asBuffer, ...rest } = optionsOf<GetOptions>(options)
      const serialized = (keys as unknown[]).map(key => this._serializeKey(key))
      this._getMany(serialized, { ...rest, asBuffer: asBuffer !== false }, done)
    }
    return promise
  }

  put(key: unknown, value: unknown, callback: Callback): void
  put(key: unknown, value: unknown, options: object, callback: Callback): void
  put(key: unknown, value: unknown, options: unknown, callback?: unknown): void {
    const done = callbackOf('put()', options, callback)
    const error = this._checkKey(key) ?? this._checkValue(value)
    if (error) this._nextTick(done, error)
    else this._put(this._serializeKey(key), this._serializeValue(value), optionsOf(options), done)
  }

  del(key: unknown, callback: Callback): void
  del(key: unknown, options: object, callback: Callback): void
  del(key: unknown, options: unknown, callback?: unknown): void {
    const done = callbackOf('del()', options, callback)
    const error = this._checkKey(key)
    if (error) this._nextTick(done, error)
    else this._del(this._serializeKey(key), optionsOf(options), done)
  }

  batch(): DownBatch
  batch(operations: object[], callback: Callback): void
  batch(operations: object[], options: object, callback: Callback): void
  batch(...args: unknown[]): DownBatch | undefined {
    if (args.length === 0) return this._chainedBatch()
    const [operations, options] = args
    const done = callbackOf('batch(array)', ...args)
    const serialized = toOperations(this, operations)
    if (serialized instanceof Error) this._nextTick(done, serialized)
    else if (serialized.length === 0) this._nextTick(done)
    else this._batch(serialized, optionsOf(options), done)
    return undefined
  }

  clear(callback: Callback): void
  clear(options: RangeOptions, callback: Callback): void
  clear(options: unknown, callback?: unknown): void {
    const done = callbackOf('clear()', options, callback)
    const range = toRange(this, optionsOf<RangeOptions>(options))
    this._clear({ ...range, reverse: Boolean(range.reverse), limit: range.limit ?? -1 }, done)
  }

  iterator(options?: IteratorOptions): Iterator {
    return this._iterator(this._setupIteratorOptions(optionsOf(options)))
  }

  isOperational(): boolean {
    return this.status === 'open'
  }

  abstract _open(options: object, callback: Callback): void
  abstract _close(callback: Callback): void
  abstract _get(key: Key, options: CompleteGetOptions, callback: Callback<[Value]>): void
  abstract _getMany(
    keys: Key[],
    options: CompleteGetOptions,
    callback: Callback<[(Value | undefined)[]]>
  ): void
  abstract _put(key: Key, value: Value, options: object, callback: Callback): void
  abstract _del(key: Key, options: object, callback: Callback): void
  abstract _batch(operations: Operation[], options: object, callback: Callback): void
  abstract _clear(options: RangeOptions, callback: Callback): void
  abstract _iterator(options: IteratorOptions): Iterator

  _chainedBatch(): DownBatch {
    return new DownBatch(this)
  }

  _setupIteratorOptions(options: IteratorOptions = {}): IteratorOptions {
    const range = toRange(this, options)
    return {
      ...range,
      reverse: Boolean(range.reverse),
      keys: range.keys !== false,
      values: range.values !== false,
      limit: 'limit' in range ? (range.limit as number) : -1,
      keyAsBuffer: range.keyAsBuffer !== false,
      valueAsBuffer: range.valueAsBuffer !== false
    }
  }

  _serializeKey(key: unknown): Key {
    return serialize(key)
  }

  _serializeValue(value: unknown): Value {
    return serialize(value)
  }

  _checkKey(key: unknown): Error | undefined {
    if (key === null || key === undefined) return new Error('key cannot be `null` or `undefined`')
    if (key === '') return new Error('key cannot be an empty String')
    if (key instanceof Uint8Array && key.length === 0) return new Error('key cannot be an empty Buffer')
    if (Array.isArray(key) && key.length === 0) return new Error('key cannot be an empty Array')
    return undefined
  }

  _checkValue(value: unknown): Error | undefined {
    const isMissing = value === null || value === undefined
    return isMissing ? new Error('value cannot be `null` or `undefined`') : undefined
  }

  _nextTick<A extends unknown[]>(callback: (...args: A) => void, ...args: A): void {
    process.nextTick(callback, ...args)
  }
}

type Status = AbstractStore<unknown>['status']

function changeStatus(
  store: AbstractStore<unknown>,
  [during, after]: [Status, Status],
  run: (finish: Callback) => void,
  callback: Callback
): void {
  const before = store.status
  store.status = during
  run(error => {
    store.status = error ? before : after
    if (error) callback(error)
    else callback()
  })
}

function toOperations(store: AbstractStore<unknown>, operations: unknown): Operation[] | Error {
  if (!Array.isArray(operations)) return new Error('batch(array) requires an array argument')
  const serialized: Operation[] = []
  for (const operation of operations) {
    if (typeof operation !== 'object' || operation === null) {
      return new Error('batch(array) element must be an object and not `null`')
    }
    const { type, key, value } = operation
    if (type !== 'put' && type !== 'del') return new Error("`type` must be 'put' or 'del'")
    const error = store._checkKey(key) ?? (type === 'put' ? store._checkValue(value) : undefined)
    if (error) return error
    const copy = { ...operation, key: store._serializeKey(key) }
    // What a `del` has for a value does not count: PouchDB gives `false`.
    if (type === 'put') copy.value = store._serializeValue(value)
    else delete copy.value
    serialized.push(copy)
  }
  return serialized
}

/** Bounds that are null, undefined or empty are not refused: they bound nothing. */
function toRange<O extends object>(store: AbstractStore<unknown>, options: O): O {
  const entries = Object.entries(options).map(([name, value]) => {
    const isBound = BOUNDS.has(name) && value !== null && value !== undefined
    return [name, isBound ? store._serializeKey(value) : value]
  })
  return Object.fromEntries(entries)
}

function serialize(data: unknown): Buffer | string {
  if (Buffer.isBuffer(data)) return data
  if (data instanceof Uint8Array) return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return String(data)
}
