import { crc32 } from 'node:zlib'
import {
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type WriteRequest
} from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from './attributes.js'
import { BatchWriter } from './batch-writer.js'
import { clock } from './clock.js'
import { type ChunkHead, chunkCount, chunkKey, damagedChunks, ownerItem, ownerKey } from './codec/chunks.js'
import type { EncodedEntry } from './codec/entry.js'
import type { Item } from './codec/item.js'
import { mapInParallel } from './in-parallel.js'
import { besides, type Keyspace } from './keyspace.js'
import { deleteWrite, putWrite } from './requests/batch.js'
import { expireRequest } from './requests/update.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'

const READ_CONCURRENCY = 8

/** Writes, reads and removes the chunks of large values. */
export class ChunkStore {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #writer: BatchWriter

  constructor(sender: Sender, entries: Keyspace) {
    this.#sender = sender
    this.#space = besides(entries, 'chunks')
    this.#writer = new BatchWriter(sender)
  }

  /** Writes the chunks of an entry. Nothing points to them yet: until the entry is written, nobody sees them. */
  async write({ owner, chunks, expiry }: NonNullable<EncodedEntry['large']>): Promise<void> {
    // The owner is first and goes last, so that no chunk stands without one.
    const item = { ...ownerItem(this.#space, owner), ...expiry }
    await this.#sender.send(new PutItemCommand({ TableName: this.#space.table, Item: item }))
    await this.#write(chunks.map(putWrite))
  }

  /** The bytes that a head points to, or undefined if one of its chunks is gone. */
  async read(head: ChunkHead, key: Buffer, consistentRead: boolean): Promise<Buffer | undefined> {
    const value = Buffer.allocUnsafe(head.bytes)
    const numbers = Array.from({ length: chunkCount(head) }, (_, number) => number)
    let isGone = false

    await mapInParallel(READ_CONCURRENCY, numbers, async number => {
      if (isGone) return
      const part = await this.#readChunk(head, number, consistentRead)
      if (part === undefined) isGone = true
      else place(part, value, head, number, key)
    })
    if (isGone) return undefined

    const found = crc32(value)
    if (found !== head.checksum) throw damagedChunks(key, `checksum ${head.checksum}`, `checksum ${found}`)
    return value
  }

  /** Removes chunks that nothing points to any more. */
  async remove(id: string, count: number): Promise<void> {
    const keys = Array.from({ length: count }, (_, number) => chunkKey(this.#space, id, number))
    await this.#write(keys.map(deleteWrite))
    await this.#write([deleteWrite(ownerKey(this.#space, id))])
  }

  /** The same after a write that is done: if it fails, `collect()` finds them. */
  async discard(id: string, count: number): Promise<void> {
    await this.remove(id, count).catch(() => {})
  }

  /** Gives chunks another time to expire. DynamoDB counts the size of each as written again. */
  async expire(id: string, count: number, expiresAt: number | undefined): Promise<void> {
    const numbers = Array.from({ length: count }, (_, number) => number)
    const keys = [ownerKey(this.#space, id), ...numbers.map(number => chunkKey(this.#space, id, number))]
    await mapInParallel(READ_CONCURRENCY, keys, async key => {
      const command = new UpdateItemCommand(expireRequest(this.#space, key, expiresAt, clock.now()))
      // One that is gone belongs to a value that was overwritten meanwhile.
      await this.#sender.send(command, { allow: ['ConditionalCheckFailedException'] }).catch(error => {
        if (!isServiceError(error, 'ConditionalCheckFailedException')) throw error
      })
    })
  }

  /** Chunks are nobody's operations: if some are not written, only the reason matters. */
  async #write(requests: WriteRequest[]): Promise<void> {
    const failure = await this.#writer.write(requests)
    if (failure !== undefined) throw failure.cause
  }

  async #readChunk(
    { id }: ChunkHead,
    number: number,
    consistentRead: boolean
  ): Promise<Uint8Array | undefined> {
    const command = new GetItemCommand({
      TableName: this.#space.table,
      Key: chunkKey(this.#space, id, number),
      ConsistentRead: consistentRead
    })
    const { Item: item } = await this.#sender.send(command)
    return (item as Item | undefined)?.[ATTRIBUTES.value]?.B
  }
}

function place(
  part: Uint8Array,
  value: Buffer,
  { chunkBytes }: ChunkHead,
  number: number,
  key: Buffer
): void {
  const start = number * chunkBytes
  const expected = Math.min(chunkBytes, value.length - start)
  if (part.byteLength !== expected) {
    throw damagedChunks(key, `${expected} bytes in chunk ${number}`, `${part.byteLength}`)
  }
  value.set(part, start)
}
