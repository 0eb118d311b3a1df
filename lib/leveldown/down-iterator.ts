import type { AbstractIterator } from 'abstract-level'
import type { DynamoLevel } from '../level/dynamo-level.js'
import { type Callback, promisify, settle } from './callback.js'
import type { DownStore } from './down-store.js'
import { isReadFailure } from './errors.js'
import { ATTEMPTS, retry } from './retry.js'

type Source = AbstractIterator<DynamoLevel<Buffer, Buffer>, Buffer, Buffer>
type Entry = [key: Buffer | string | undefined, value: Buffer | string | undefined]

/** @internal */
export interface DownIteratorOptions {
  readonly keys: boolean
  readonly values: boolean
  readonly keyAsBuffer: boolean
  readonly valueAsBuffer: boolean
}

/** Iterates with callbacks, or with promises where none are given. */
export class DownIterator {
  readonly db: DownStore
  _ended = false
  _nexting = false
  readonly #source: Source | undefined
  readonly #options: DownIteratorOptions
  readonly #retries = new AbortController()

  /** Without a source, of a store that is not open, it only gives errors. @internal */
  constructor(db: DownStore, source: Source | undefined, options: DownIteratorOptions) {
    this.db = db
    this.#source = source
    this.#options = options
  }

  next(): Promise<Entry | undefined>
  next(callback: Callback<Entry>): this
  next(given?: unknown): unknown {
    if (given !== undefined && typeof given !== 'function')
      throw new Error('next() requires a callback argument')
    const { callback: done, promise } = promisify<Entry | undefined>(
      given && entryCallback(given as Callback<Entry>)
    )
    const callback: Callback<Entry> = (error, ...entry) => {
      const isEnd = entry[0] === undefined && entry[1] === undefined
      done(error, error || isEnd ? undefined : (entry as Entry))
    }
    if (this._ended) {
      this._nextTick(callback, new Error('cannot call next() after end()'))
    } else if (this._nexting) {
      this._nextTick(callback, new Error('cannot call next() before previous next() has completed'))
    } else {
      this._nexting = true
      this._next((error, ...entry) => {
        this._nexting = false
        callback(error, ...entry)
      })
    }
    return promise ?? this
  }

  seek(target: unknown): void {
    if (this._ended) throw new Error('cannot call seek() after end()')
    if (this._nexting) throw new Error('cannot call seek() before next() has completed')
    this._seek(this.db._serializeKey(target))
  }

  end(): Promise<void>
  end(callback: Callback): void
  end(given?: unknown): unknown {
    if (given !== undefined && typeof given !== 'function')
      throw new Error('end() requires a callback argument')
    const { callback, promise } = promisify<void>(given)
    if (this._ended) {
      this._nextTick(callback, new Error('end() already called on iterator'))
    } else {
      this._ended = true
      this._end(callback as Callback)
    }
    return promise
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Entry, void, void> {
    try {
      for (let entry = await this.next(); entry !== undefined; entry = await this.next()) yield entry
    } finally {
      if (!this._ended) await this.end()
    }
  }

  _next(callback: Callback<Entry>): void {
    settle(this.#read(), (error, entry) => {
      if (error) callback(error)
      else if (entry === undefined) callback()
      else callback(undefined, ...entry)
    })
  }

  _seek(target: Buffer | string): void {
    const key = Buffer.from(target as string)
    // An empty target is no place to go to.
    if (key.length > 0) this.#source?.seek(key)
  }

  _end(callback: Callback): void {
    this.#retries.abort()
    this.db.forget(this)
    settle(this.#source?.close() ?? Promise.resolve(), callback)
  }

  _nextTick<A extends unknown[]>(callback: (...args: A) => void, ...args: A): void {
    this.db._nextTick(callback, ...args)
  }

  /** Ends the pauses between attempts: the store closes. @internal */
  stopRetrying(): void {
    this.#retries.abort()
  }

  async #read(): Promise<Entry | undefined> {
    const source = this.#source
    if (source === undefined) throw new Error('Database is not open')
    const { keys, values, keyAsBuffer, valueAsBuffer } = this.#options
    const { signal } = this.#retries
    try {
      const entry = await retry(() => source.next(), ATTEMPTS.page, signal)
      if (entry === undefined) return undefined
      const [key, value] = entry
      return [
        keys ? (keyAsBuffer ? key : key.toString()) : undefined,
        values ? (valueAsBuffer ? value : value.toString()) : undefined
      ]
    } catch (error) {
      // The words of leveldown: PouchDB knows them and ends its stream.
      if (signal.aborted || !isReadFailure(error)) throw new Error('iterator has ended', { cause: error })
      this.db.stop(error)
      throw error
    }
  }
}

function entryCallback(callback: Callback<Entry>): Callback<[Entry | undefined]> {
  return (error, entry) => {
    if (error) callback(error)
    else if (entry === undefined) callback()
    else callback(undefined, ...entry)
  }
}
