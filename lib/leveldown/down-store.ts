import { setMaxListeners } from 'node:events'
import { DynamoLevel } from '../level/dynamo-level.js'
import type { DynamoLevelOptions } from '../level/options.js'
import type { UsageEvent } from '../level/usage.js'
import {
  AbstractStore,
  type CompleteGetOptions,
  type IteratorOptions,
  type Key,
  type Operation,
  type RangeOptions,
  type Value
} from './abstract-store.js'
import { type Callback, settle } from './callback.js'
import { DownIterator, type DownIteratorOptions } from './down-iterator.js'
import { type DynamoDownOpenOptions, pickOpenOptions } from './down-options.js'
import { encodeLocation } from './encode-location.js'
import { isReadFailure, isTransient, mayBeDone, notFoundError, readError, stoppedError } from './errors.js'
import { KeyTurns } from './key-turns.js'
import { NO_OPTIONS, pickReadOptions, pickWriteOptions } from './operation-options.js'
import { ATTEMPTS, retry } from './retry.js'

type Level = DynamoLevel<Buffer, Buffer>
type LevelOptions = Omit<DynamoLevelOptions<Buffer, Buffer>, 'keyEncoding' | 'valueEncoding'>

/** Of the shape that level-supports 1 and 2 give. */
const manifest = () => ({
  bufferKeys: true,
  snapshots: false,
  permanence: true,
  seek: true,
  clear: true,
  getMany: true,
  keyIterator: false,
  valueIterator: false,
  iteratorNextv: false,
  iteratorAll: false,
  status: true,
  idempotentOpen: false,
  passiveOpen: false,
  serialize: true,
  createIfMissing: true,
  errorIfExists: true,
  deferredOpen: false,
  openCallback: false,
  promises: false,
  streams: false,
  encodings: false,
  events: false,
  additionalMethods: {}
})

/**
 * A store for levelup and PouchDB.
 *
 * A read that fails, after all retries, stops it: from then on its writes fail with `DYNAMO_LEVEL_STOPPED` until it is
 * opened again. For PouchDB takes a read that failed for an entry that is not there. If that was the counter of its
 * sequence, it begins at 0 again, and what it wrote next would overwrite documents. So does a write that failed and may
 * be done: PouchDB takes it for not done, gives the number in its sequence once more, and overwrites the document.
 */
export class DownStore extends AbstractStore<DownIterator> {
  readonly location: string
  // TypeScript's private, not `#`: see AbstractStore.
  private readonly options: LevelOptions
  private readonly onUsage: (event: UsageEvent) => void
  private readonly iterators = new Set<DownIterator>()
  private level: Level | undefined
  private retries = new AbortController()
  private readonly turns = new KeyTurns()
  // How many writes are under way.
  private writes = 0
  private repetition: Promise<void> | undefined
  private stoppedBy: { cause: unknown } | undefined
  private last: Promise<void> = Promise.resolve()

  constructor(location: string, options: LevelOptions, onUsage: (event: UsageEvent) => void) {
    super(manifest())
    this.location = String(location)
    this.options = options
    this.onUsage = onUsage
  }

  _open(options: object, callback: Callback): void {
    settle(
      this.inTurn(() => this.openLevel(options)),
      callback
    )
  }

  _close(callback: Callback): void {
    this.retries.abort()
    for (const iterator of this.iterators) iterator.stopRetrying()
    this.iterators.clear()
    settle(
      this.inTurn(async () => this.level?.close()),
      callback
    )
  }

  _get(key: Key, options: CompleteGetOptions, callback: Callback<[Value]>): void {
    const bytes = toBuffer(key)
    const read = this.read(level => level.get(bytes, pickReadOptions(options)))
    settle(this.turns.answer(bytes, read), (error, value) => {
      if (error) callback(error)
      else if (value === undefined) callback(notFoundError())
      else callback(undefined, options.asBuffer ? value : value.toString())
    })
  }

  _getMany(keys: Key[], options: CompleteGetOptions, callback: Callback<[(Value | undefined)[]]>): void {
    const { asBuffer } = options
    settle(
      this.read(async level => {
        const values = await level.getMany(keys.map(toBuffer), pickReadOptions(options))
        return asBuffer ? values : values.map(value => value?.toString())
      }),
      callback
    )
  }

  _put(key: Key, value: Value, options: object, callback: Callback): void {
    settle(
      this.write(level => level.put(toBuffer(key), toBuffer(value), pickWriteOptions(options))),
      callback
    )
  }

  _del(key: Key, options: object, callback: Callback): void {
    settle(
      this.write(level => level.del(toBuffer(key), pickWriteOptions(options))),
      callback
    )
  }

  _batch(operations: Operation[], options: object, callback: Callback): void {
    const encoded = operations.map(operation => {
      const { type } = operation
      const key = toBuffer(operation.key)
      const bare = type === 'put' ? { type, key, value: toBuffer(operation.value) } : { type, key }
      const picked = pickWriteOptions(operation)
      return picked === NO_OPTIONS ? bare : Object.assign(bare, picked)
    })
    settle(
      this.write(level => level.batch(encoded, pickWriteOptions(options))),
      callback
    )
  }

  _clear(options: RangeOptions, callback: Callback): void {
    settle(
      this.write(level => level.clear(toLevelRange(options))),
      callback
    )
  }

  _iterator(options: IteratorOptions): DownIterator {
    const { keys, values } = options
    const range = {
      ...pickReadOptions(options),
      ...toLevelRange(options),
      keys: keys !== false,
      values: values !== false
    }
    const source = this.status === 'open' ? this.level?.iterator(range) : undefined
    const iterator = new DownIterator(this, source, options as DownIteratorOptions)
    this.iterators.add(iterator)
    return iterator
  }

  /** Has all later writes fail, until the store is opened again. @internal */
  stop(cause: unknown): void {
    this.stoppedBy ??= { cause }
  }

  /** An iterator that ended need not be told that the store closes. @internal */
  forget(iterator: DownIterator): void {
    this.iterators.delete(iterator)
  }

  // Each opening has options of its own, and therefore a database of its own.
  private async openLevel(options: object): Promise<void> {
    if (this.level?.status === 'open') throw new Error('The store is open already')
    const level: Level = new DynamoLevel<Buffer, Buffer>(encodeLocation(this.location), {
      ...this.options,
      ...this.openOptions(options),
      keyEncoding: 'buffer',
      valueEncoding: 'buffer'
    })
    level.on('usage', this.onUsage)
    try {
      await level.open()
    } catch (error) {
      // It says only that the database is not open.
      throw (error as Error).cause ?? error
    }
    this.level = level
    this.retries = new AbortController()
    // Each read that pauses listens: thousands may.
    setMaxListeners(0, this.retries.signal)
    this.stoppedBy = undefined
  }

  // Both must want a database made; either may want that there is none. PouchDB always says something about it.
  private openOptions(options: DynamoDownOpenOptions): DynamoDownOpenOptions {
    const { createIfMissing, errorIfExists }: DynamoDownOpenOptions = this.options
    return {
      ...pickOpenOptions(options),
      createIfMissing: createIfMissing !== false && options.createIfMissing !== false,
      errorIfExists: errorIfExists === true || options.errorIfExists === true
    }
  }

  private async read<T>(run: (level: Level) => Promise<T>): Promise<T> {
    const { level, retries } = this
    const { signal } = retries
    if (level === undefined) throw new Error('Database is not open')
    try {
      return await retry(() => run(level), ATTEMPTS.entry, signal)
    } catch (error) {
      if (isReadFailure(error) && !signal.aborted) this.stop(error)
      throw readError(error as Error)
    }
  }

  private async write(run: (level: Level) => Promise<void>): Promise<void> {
    const { level } = this
    if (level === undefined) throw new Error('Database is not open')
    while (this.repetition) await this.repetition
    if (this.stoppedBy) throw stoppedError(this.stoppedBy.cause)
    this.writes++
    try {
      await run(level).catch(error => this.repeat(() => run(level), error))
    } finally {
      this.writes--
    }
  }

  // Repeats a write that failed and may succeed later. Those that come meanwhile wait, or they would be overwritten. Where
  // some are under way already it is not repeated: PouchDB has one at a time.
  private async repeat(run: () => Promise<void>, failure: unknown): Promise<void> {
    let end = () => {}
    this.repetition = new Promise(resolve => {
      end = resolve
    })
    try {
      if (this.writes > 1 || !isTransient(failure)) throw failure
      await retry(run, ATTEMPTS.entry, this.retries.signal)
    } catch (error) {
      // Otherwise it may have met itself, or the store closes.
      const reason = isTransient(error) ? error : failure
      if (mayBeDone(reason)) this.stop(reason)
      throw reason
    } finally {
      this.repetition = undefined
      end()
    }
  }

  // Opening waits for closing, and closing for opening.
  private async inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.last.then(run)
    this.last = turn.catch(() => {})
    await turn
  }
}

function toBuffer(data: Key | Value): Buffer {
  return typeof data === 'string' ? Buffer.from(data) : data
}

type Bound = 'gt' | 'gte' | 'lt' | 'lte'

function toLevelRange(options: RangeOptions) {
  const { reverse = false, limit = -1, start, end, ...bounds } = options
  const range: Partial<Record<Bound, Buffer>> & { reverse: boolean; limit: number } = { reverse, limit }
  const set = (bound: Bound, key: unknown) => {
    if (key === undefined || key === null) return
    const bytes = toBuffer(key as Key)
    if (bytes.length > 0) range[bound] = bytes
  }
  const [lower, upper] = reverse ? [end, start] : [start, end]
  if (bounds.gt === undefined && bounds.gte === undefined) set('gte', lower)
  if (bounds.lt === undefined && bounds.lte === undefined) set('lte', upper)
  for (const bound of ['gt', 'gte', 'lt', 'lte'] as const) set(bound, bounds[bound])
  return range
}
