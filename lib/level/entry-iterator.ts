import { AbstractIterator } from 'abstract-level'
import type { Item } from './codec/item.js'
import { decodeEntryKey } from './codec/key.js'
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
      const entry = this.#toEntry(item) ?? (await this.#toEntries([item]))[0]
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
    return this._nextv(Infinity)
  }

  _seek(target: Buffer): void {
    this.#source.reader.seek(target, this.limit - this.count)
  }

  async _close(): Promise<void> {
    await this.#source.reader.close()
  }

  async #toEntries(items: Item[]): Promise<PrivateEntry[]> {
    const entries = items.map(item => this.#toEntry(item))
    if (!entries.includes(undefined)) return entries as PrivateEntry[]
    try {
      const read = async (item: Item, index: number) => entries[index] ?? this.#readEntry(item)
      const all = await mapInParallel(LARGE_VALUES_AT_ONCE, items, read)
      return all.filter(entry => entry !== undefined)
    } catch (error) {
      this.#source.reader.putBack(items)
      throw error
    }
  }

  /** The entry if the item has it whole. */
  #toEntry(item: Item): PrivateEntry | undefined {
    const { space, values } = this.#source
    const value = this.#values ? values.inline(item) : undefined
    if (this.#values && value === undefined) return undefined
    return [this.#keys ? decodeEntryKey(item, space) : undefined, value]
  }

  /** The entry with a value that stands elsewhere; undefined if it is gone by now. */
  async #readEntry(item: Item): Promise<PrivateEntry | undefined> {
    const { space, values, consistentRead } = this.#source
    const key = decodeEntryKey(item, space)
    const value = await values.read(key, item, { consistentRead })
    return value && [this.#keys ? key : undefined, value]
  }
}
