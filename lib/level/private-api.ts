// abstract-level calls these methods of its implementations and does not declare them, so that nothing would check
// ours. Implementing these interfaces does. Users are told of them as little as by abstract-level.
import type { AbstractIterator, AbstractSublevelOptions } from 'abstract-level'
import type { ConditionOptions } from './conditions.js'
import type { ExpiryOptions } from './expiry-options.js'
import type { RangeOptions } from './key-range.js'

/** Keys and values arrive in our one native format, encoded and with the prefixes of sublevels. */
export type Format = Buffer

/** An operation as abstract-level hands it over. */
export type BatchOperation =
  | ({ type: 'put'; key: Format; value: Format } & ExpiryOptions & ConditionOptions)
  | ({ type: 'del'; key: Format } & ConditionOptions)

/** @internal */
export interface WriteOptions {
  /** Whether an error of a condition tells what stands there. */
  returnCurrent?: boolean | undefined
  atomic?: boolean | undefined
}

/** @internal */
export interface ReadOptions {
  consistentRead?: boolean | undefined
}

/** @internal */
export interface PrivateRangeOptions extends RangeOptions {
  reverse: boolean
  /** -1 for no limit. */
  limit: number
}

/** @internal */
export interface PrivateIteratorOptions extends PrivateRangeOptions, ReadOptions {
  keys: boolean
  values: boolean
  signal?: AbortSignal
}

/** @internal */
export interface PrivateOpenOptions {
  createIfMissing: boolean
  errorIfExists: boolean
}

export interface PrivateDatabase {
  /** @internal */
  _open(options: PrivateOpenOptions): Promise<void>
  /** @internal */
  _close(): Promise<void>
  /** @internal */
  _get(key: Format, options: ReadOptions): Promise<Format | undefined>
  /** @internal */
  _getMany(keys: Format[], options: ReadOptions): Promise<(Format | undefined)[]>
  /** @internal */
  _has(key: Format, options: ReadOptions): Promise<boolean>
  /** @internal */
  _hasMany(keys: Format[], options: ReadOptions): Promise<boolean[]>
  /** @internal */
  _put(key: Format, value: Format, options: ExpiryOptions & ConditionOptions & WriteOptions): Promise<void>
  /** @internal */
  _del(key: Format, options: ConditionOptions & WriteOptions): Promise<void>
  /** @internal */
  _batch(operations: BatchOperation[], options: WriteOptions): Promise<void>
  /** @internal */
  _clear(options: PrivateRangeOptions): Promise<void>
  /** @internal */
  _iterator(options: PrivateIteratorOptions): AbstractIterator<unknown, unknown, unknown>
  /** @internal */
  _sublevel(name: string, options: AbstractSublevelOptions<unknown, unknown>): object
}

/** @internal */
export type PrivateEntry = [key: Format | undefined, value: Format | undefined]

/** @internal */
export interface PrivateIterator {
  _next(): PrivateEntry | Promise<PrivateEntry | undefined>
  _nextv(size: number, options: object): Promise<PrivateEntry[]>
  _all(options: object): Promise<PrivateEntry[]>
  _seek(target: Format, options: object): void
  _close(): Promise<void>
}
