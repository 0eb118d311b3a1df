import { crc32 } from 'node:zlib'
import { GetItemCommand, UpdateItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from './attributes.js'
import { BatchWriter } from './batch-writer.js'
import { clock } from './clock.js'
import { type ChunkHead, chunkCount, chunkKey, damagedChunks, ownerKey } from './codec/chunks.js'
import type { Item } from './codec/item.js'
import { mapInParallel } from './in-parallel.js'
import type { Keyspace } from './keyspace.js'
import { deleteWrite, putWrite } from './requests/batch.js'
import { expireRequest } from './requests/update.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'

const CONCURRENCY = 8

/** Bytes that are too many for one item, in several that stand under one hash key. */
export class ChunkStore {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #writer: BatchWriter

  constructor(sender: Sender, space: Keyspace) {
    this.#sender = sender
    this.#space = space
    this.#writer = new BatchWriter(sender)
  }

  async write(chunks: readonly Item[]): Promise<void> {
    await this.#write(chunks.map(putWrite))
  }

  /** The bytes that a head points to, or undefined if one of the chunks is gone. They belong to the key. */
  async read(head: ChunkHead, key: Buffer, consistentRead: boolean): Promise<Buffer | undefined> {
    const value = Buffer.allocUnsafe(head.bytes)
    let isGone = false

    await mapInParallel(CONCURRENCY, numbersOf(head), async number => {
      if (isGone) return
      const part = (await this.#readChunk(head, number, consistentRead))?.[ATTRIBUTES.value]?.B
      if (part === undefined) isGone = true
      else place(part, value, head, number, key)
    })
    if (isGone) return undefined

    const found = crc32(value)
    if (found !== head.checksum) throw damagedChunks(key, `checksum ${head.checksum}`, `checksum ${found}`)
    return value
  }

  /** Writes the same chunks once more, under another id. False if one of them is gone. */
  async copy(head: ChunkHead, id: string): Promise<boolean> {
    let isGone = false
    await mapInParallel(CONCURRENCY, numbersOf(head), async number => {
      if (isGone) return
      const chunk = await this.#readChunk(head, number, true)
      if (chunk === undefined) isGone = true
      else await this.write([{ ...chunk, ...chunkKey(this.#space, id, number) }])
    })
    return !isGone
  }

  async remove(id: string, count: number): Promise<void> {
    const keys = Array.from({ length: count }, (_, number) => chunkKey(this.#space, id, number))
    await this.#write(keys.map(deleteWrite))
  }

  /** Gives chunks and their owner another time to expire. DynamoDB counts the size of each as written again. */
  async expire(head: ChunkHead, expiresAt: number | undefined): Promise<void> {
    const chunks = numbersOf(head).map(number => chunkKey(this.#space, head.id, number))
    await mapInParallel(CONCURRENCY, [ownerKey(this.#space, head.id), ...chunks], async key => {
      const command = new UpdateItemCommand(expireRequest(this.#space, key, { expiresAt, now: clock.now() }))
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

  async #readChunk({ id }: ChunkHead, number: number, consistentRead: boolean): Promise<Item | undefined> {
    const command = new GetItemCommand({
      TableName: this.#space.table,
      Key: chunkKey(this.#space, id, number),
      ConsistentRead: consistentRead
    })
    const { Item: item } = await this.#sender.send(command)
    return item
  }
}

function numbersOf(head: ChunkHead): number[] {
  return Array.from({ length: chunkCount(head) }, (_, number) => number)
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
