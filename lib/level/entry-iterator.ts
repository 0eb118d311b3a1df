import { AbstractIterator } from 'abstract-level'
import type { Item } from './codec/item.js'
import { decodeEntryKey } from './codec/key.js'
import { isDamage } from './errors.js'
import { mapInParallel } from './in-parallel.js'
import type { Keyspace } from './keyspace.js'
import type { PageReader } from './page-reader.js'
import type { PrivateEntry, PrivateIterator, PrivateIteratorOptions } from './private-api.js'
import { LARGE_VALUES_AT_ONCE, type ValueReader } from './value-reader.js'

export interface EntryIteratorSource {
  readonly space: Keyspace
  readonly reader: PageReader
  readonly values: ValueReader
  readonly consistentRead: boolean
}

/** Iterates over entries. abstract-level makes its iterators over keys and over values from this one. */
export class EntryIterator<TDatabase, K, V>
  extends AbstractIterator<TDatabase, K, V>
  implements PrivateIterator
{
  readonly #source: EntryIteratorSource
  readonly #keys: boolean
  readonly #values: boolean

  constructor(db: TDatabase, source: EntryIteratorSource, options: PrivateIteratorOptions) {
    super(db, options as object)
    this.#source = source
    this.#keys = options.keys
    this.#values = options.values
  }

  /** What is there is given without a promise: a loop over entries mostly waits for nothing. */
  _next(): PrivateEntry | Promise<PrivateEntry | undefined> {
    const item = this.#source.reader.nextBuffered()
    const entry = item && this.#toEntry(item)
    return entry ?? this.#next(item)
  }

  async #next(first: Item | undefined): Promise<PrivateEntry | undefined> {
    for (let item = first; ; item = undefined) {
      item ??= await this.#source.reader.next()
      if (item === undefined) return undefined
      const [entry] = await this.#toEntries([item])
      if (entry !== undefined) return entry
    }
  }

  async _nextv(size: number): Promise<PrivateEntry[]> {
    for (;;) {
      const items = await this.#source.reader.take(size)
      const entries = await this.#toEntries(items)
      // None is the sign of the end, so there must be one before that.
      if (entries.length > 0 || items.length === 0) return entries
    }
  }

  async _all(): Promise<PrivateEntry[]> {
    const all = await this._nextv(Infinity)
    // Less than all came where an item failed: of that the next call tells.
    for (let more = all; more.length > 0; ) {
      more = await this._nextv(Infinity)
      for (const entry of more) all.push(entry)
    }
    return all
  }

  _seek(target: Buffer): void {
    this.#source.reader.seek(target, this.limit - this.count)
  }

  async _close(): Promise<void> {
    await this.#source.reader.close()
  }

  /**
   * The entries of items, up to the first that is damaged: that one and what follows it are left for the next call. The
   * first of all is told of, and then passed over, or nobody would get past it.
   */
  async #toEntries(items: Item[]): Promise<PrivateEntry[]> {
    const { reader } = this.#source
    const entries: (PrivateEntry | undefined)[] = []
    let failed: { place: number; error: unknown } | undefined
    try {
      for (const item of items) entries.push(this.#toEntry(item))
    } catch (error) {
      failed = { place: entries.length, error }
    }
    if (entries.includes(undefined)) {
      const read = async (entry: PrivateEntry | undefined, place: number) => {
        try {
          reader.assertGoing()
          entries[place] = entry ?? (await this.#readEntry(items[place]!))
        } catch (error) {
          if (failed === undefined || place < failed.place) failed = { place, error }
          throw error
        }
      }
      await mapInParallel(LARGE_VALUES_AT_ONCE, [...entries], read).catch(() => {})
    } else if (failed === undefined) return entries as PrivateEntry[]

    const place = failed?.place ?? items.length
    const whole = entries.slice(0, place).filter(entry => entry !== undefined)
    // What else fails may succeed when it is tried again.
    const isFinal = failed === undefined || isDamage(failed.error)
    if (isFinal) reader.miss(place - whole.length)
    if (failed === undefined) return whole
    if (!isFinal) reader.putBack(items)
    else if (whole.length === 0) reader.putBack(items.slice(place + 1))
    else {
      reader.putBack(items.slice(place))
      return whole
    }
    throw failed.error
  }

  /** The entry if the item has it whole. */
  #toEntry(item: Item): PrivateEntry | undefined {
    const { space, values } = this.#source
    const value = this.#values ? values.inline(item) : undefined
    if (this.#values && value === undefined) return undefined
    // Who wants values alone is told of what is no entry too.
    const key = decodeEntryKey(item, space)
    return [this.#keys ? key : undefined, value]
  }

  /** The entry with a value that stands elsewhere; undefined if it is gone by now. */
  async #readEntry(item: Item): Promise<PrivateEntry | undefined> {
    const { space, values, consistentRead } = this.#source
    const key = decodeEntryKey(item, space)
    const value = await values.read(key, item, { consistentRead })
    return value && [this.#keys ? key : undefined, value]
  }
}
