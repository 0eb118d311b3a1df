import type { AbstractStore, Key, Operation, Value } from './abstract-store.js'
import { type Callback, callbackOf, optionsOf } from './callback.js'

/** A chained batch: operations are gathered, and written at once. */
export class DownBatch {
  readonly db: AbstractStore<unknown>
  _operations: Operation[] = []
  _written = false

  constructor(db: AbstractStore<unknown>) {
    this.db = db
  }

  put(key: unknown, value: unknown, options?: object): this {
    this._checkWritten()
    const error = this.db._checkKey(key) ?? this.db._checkValue(value)
    if (error) throw error
    this._put(this.db._serializeKey(key), this.db._serializeValue(value), options ?? {})
    return this
  }

  del(key: unknown, options?: object): this {
    this._checkWritten()
    const error = this.db._checkKey(key)
    if (error) throw error
    this._del(this.db._serializeKey(key), options ?? {})
    return this
  }

  clear(): this {
    this._checkWritten()
    this._clear()
    return this
  }

  write(callback: Callback): void
  write(options: object, callback: Callback): void
  write(options: unknown, callback?: unknown): void {
    this._checkWritten()
    const done = callbackOf('write()', options, callback)
    this._written = true
    this._write(optionsOf(options), done)
  }

  _checkWritten(): void {
    if (this._written) throw new Error('write() already called on this batch')
  }

  _put(key: Key, value: Value, options: object): void {
    this._operations.push({ ...options, type: 'put', key, value })
  }

  _del(key: Key, options: object): void {
    this._operations.push({ ...options, type: 'del', key })
  }

  _clear(): void {
    this._operations = []
  }

  _write(options: object, callback: Callback): void {
    this.db._batch(this._operations, options, callback)
  }

  _nextTick<A extends unknown[]>(callback: (...args: A) => void, ...args: A): void {
    this.db._nextTick(callback, ...args)
  }
}
