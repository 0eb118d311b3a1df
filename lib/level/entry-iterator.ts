import { AbstractIterator } from 'abstract-level'
import { decodeValue, type Item } from './codec/item.js'
import { decodeKey } from './codec/key.js'
import type { Keyspace } from './keyspace.js'
import type { PageReader } from './page-reader.js'
import type { PrivateEntry, PrivateIterator, PrivateIteratorOptions } from './private-api.js'

/** Iterates over entries. abstract-level makes its iterators over keys and over values from this one. */
export class EntryIterator<TDatabase, K, V>
  extends AbstractIterator<TDatabase, K, V>
  implements PrivateIterator
{
  readonly #space: Keyspace
  readonly #reader: PageReader
  readonly #keys: boolean
  readonly #values: boolean

  constructor(db: TDatabase, space: Keyspace, reader: PageReader, options: PrivateIteratorOptions) {
    super(db, options as object)
    this.#space = space
    this.#reader = reader
    this.#keys = options.keys
    this.#values = options.values
  }

  async _next(): Promise<PrivateEntry | undefined> {
    const item = await this.#reader.next()
    return item && this.#toEntry(item)
  }

  async _nextv(size: number): Promise<PrivateEntry[]> {
    return (await this.#reader.take(size)).map(item => this.#toEntry(item))
  }

  async _all(): Promise<PrivateEntry[]> {
    return this._nextv(Infinity)
  }

  _seek(target: Buffer): void {
    this.#reader.seek(target, this.limit - this.count)
  }

  async _close(): Promise<void> {
    await this.#reader.close()
  }

  #toEntry(item: Item): PrivateEntry {
    return [
      this.#keys ? decodeKey(item[this.#space.rangeKey]) : undefined,
      this.#values ? decodeValue(item, this.#space) : undefined
    ]
  }
}
