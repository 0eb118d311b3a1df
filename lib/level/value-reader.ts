import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { clock } from './clock.js'
import { damagedChunks, decodeHead } from './codec/chunks.js'
import { decompress } from './codec/compression.js'
import { compressionOf, inlineBytes, notedLength } from './codec/entry.js'
import { isExpired } from './codec/expiry.js'
import type { Item } from './codec/item.js'
import { encodeKey } from './codec/key.js'
import type { Keyspace } from './keyspace.js'
import type { LargeValues } from './large-values.js'
import { getRequest } from './requests/item.js'
import type { Sender } from './sender.js'

/** Large values are read a few at once: each of them reads its chunks in parallel. */
export const LARGE_VALUES_AT_ONCE = 2

/** Gives the value of an item, wherever it stands and however it is written. */
export class ValueReader {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #largeValues: LargeValues

  constructor(sender: Sender, space: Keyspace, largeValues: LargeValues) {
    this.#sender = sender
    this.#space = space
    this.#largeValues = largeValues
  }

  /** The value if the item has it whole, as most have: then there is nothing to wait for. */
  inline(item: Item): Buffer | undefined {
    return compressionOf(item) === undefined ? inlineBytes(item, this.#space) : undefined
  }

  /** The value, or undefined if its entry is gone by now. */
  async read(key: Buffer, item: Item, options: { consistentRead: boolean }): Promise<Buffer | undefined> {
    return (await this.readCurrent(key, item, options))?.value
  }

  /** The value with the item that it is of, which is another one if the entry was overwritten meanwhile. */
  async readCurrent(
    key: Buffer,
    item: Item,
    options: { consistentRead: boolean }
  ): Promise<{ value: Buffer; item: Item } | undefined> {
    let current = item
    let { consistentRead } = options
    // Each round that begins again was outrun by a writer: somebody gets on. Where nobody does, it ends.
    for (;;) {
      const bytes =
        inlineBytes(current, this.#space) ?? (await this.#readChunks(key, current, consistentRead))
      if (bytes !== undefined) {
        const algorithm = compressionOf(current)
        const length = notedLength(current)
        const value = algorithm === undefined ? bytes : await decompress(bytes, algorithm, key, length)
        return { value, item: current }
      }

      // Its chunks are gone: it was overwritten or deleted under us, and the entry tells which.
      const again = await this.#readItem(key)
      if (again === undefined) return undefined
      const [before, now] = [decodeHead(current)?.id, decodeHead(again)?.id]
      // A read that need not be consistent may have come too early for the chunks.
      if (consistentRead && before === now)
        throw damagedChunks(key, `the chunks of id ${before}`, 'not all of them')
      consistentRead = true
      current = again
    }
  }

  async #readChunks(key: Buffer, item: Item, consistentRead: boolean): Promise<Buffer | undefined> {
    const head = decodeHead(item)
    return head && this.#largeValues.read(head, key, consistentRead)
  }

  async #readItem(key: Buffer): Promise<Item | undefined> {
    const request = getRequest(this.#space, encodeKey(key, this.#space.rangeKeyType), {
      parts: 'all',
      consistentRead: true
    })
    const { Item: item } = await this.#sender.send(new GetItemCommand(request))
    return item && !isExpired(item, clock.now()) ? item : undefined
  }
}
