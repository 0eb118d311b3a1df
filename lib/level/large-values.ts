import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { ChunkStore } from './chunk-store.js'
import { clock } from './clock.js'
import { type ChunkHead, chunkCount, encodeHead, newChunkId, ownerItem, ownerKey } from './codec/chunks.js'
import type { EncodedEntry } from './codec/entry.js'
import { encodeExpiry, expiryOf } from './codec/expiry.js'
import type { Item } from './codec/item.js'
import { decodeKey } from './codec/key.js'
import { besides, type Keyspace } from './keyspace.js'
import { noteLargeValuesRequest } from './marker.js'
import type { Sender } from './sender.js'

/**
 * Keeps the values that are too large for an item, and an owner with each, so that `collect()` finds those that nothing
 * points to.
 *
 * Where a database never held such a value, writes need not ask what they overwrite. The marker remembers whether it
 * did; of a database that was opened without a look at its marker, nobody knows before the first write.
 */
export class LargeValues {
  readonly #sender: Sender
  readonly #entries: Keyspace
  readonly #space: Keyspace
  readonly #chunks: ChunkStore
  #mayExist: boolean
  /** This process wrote one, or read one. */
  #wasSeen = false
  #noted: Promise<unknown> | undefined

  constructor(sender: Sender, entries: Keyspace, noted: boolean | undefined) {
    this.#sender = sender
    this.#entries = entries
    this.#space = besides(entries, 'chunks')
    this.#chunks = new ChunkStore(sender, this.#space)
    this.#mayExist = noted ?? true
    if (noted) this.#noted = Promise.resolve()
  }

  get mayExist(): boolean {
    return this.#mayExist
  }

  /** What the marker says, where it was looked at only later. It may have changed since it was read. */
  learn(noted: boolean): void {
    this.#mayExist = noted || this.#wasSeen
    if (noted) this.#noted = Promise.resolve()
  }

  /** Writes the chunks of an entry. Until the entry is written, nothing points to them, and nobody sees them. */
  async write({ owner, chunks, expiry }: NonNullable<EncodedEntry['large']>): Promise<void> {
    await this.#note()
    // The owner is first and goes last, so that no chunk stands without one.
    const item = { ...ownerItem(this.#space, owner), ...expiry }
    await this.#sender.send(new PutItemCommand({ TableName: this.#space.table, Item: item }))
    await this.#chunks.write(chunks)
  }

  /** The value that a head points to, or undefined if some of it is gone. */
  async read(head: ChunkHead, key: Buffer, consistentRead: boolean): Promise<Buffer | undefined> {
    // Another process wrote it after we looked at the marker.
    this.#see()
    return this.#chunks.read(head, key, consistentRead)
  }

  /**
   * Writes what an entry points to once more, and gives the entry that points there. Nobody else knows of the copy, so
   * nobody can have removed it. Undefined if something of it is gone.
   */
  async copy(entry: Item, head: ChunkHead): Promise<Item | undefined> {
    const copy = { ...head, id: newChunkId(clock.now()) }
    const owner = {
      id: copy.id,
      key: decodeKey(entry, this.#entries),
      count: chunkCount(head),
      bytes: head.bytes
    }
    const expiry = encodeExpiry(expiryOf(entry))
    await this.write({ owner, chunks: [], expiry })
    if (await this.#chunks.copy(head, copy.id)) return { ...entry, ...encodeHead(copy) }
    await this.discard([copy])
    return undefined
  }

  async expire(head: ChunkHead, expiresAt: number | undefined): Promise<void> {
    await this.#chunks.expire(head, expiresAt)
  }

  /** Removes what nothing points to any more. */
  async remove(id: string, count: number): Promise<void> {
    await this.#chunks.remove(id, count)
    const command = new DeleteItemCommand({ TableName: this.#space.table, Key: ownerKey(this.#space, id) })
    await this.#sender.send(command)
  }

  /** The same after a write that is done and cannot fail any more: what is left, `collect()` finds. */
  async discard(heads: readonly ChunkHead[]): Promise<void> {
    for (const head of heads) await this.remove(head.id, chunkCount(head)).catch(() => {})
  }

  #see(): void {
    this.#wasSeen = true
    this.#mayExist = true
  }

  async #note(): Promise<void> {
    this.#see()
    this.#noted ??= this.#sender.send(new UpdateItemCommand(noteLargeValuesRequest(this.#entries)))
    await this.#noted.catch(error => {
      this.#noted = undefined
      throw error
    })
  }
}
