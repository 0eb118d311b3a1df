import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb'
import { Backoff } from './backoff.js'
import { type Item, itemBytes } from './codec/item.js'
import { decodeKey, rangeKeyId } from './codec/key.js'
import { dynamoLevelError } from './errors.js'
import { mapInParallel } from './in-parallel.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { FULL_ANSWER_BYTES, MAX_BATCH_GET_KEYS } from './limits.js'
import { batchGetRequest } from './requests/batch.js'
import type { Parts } from './requests/projection.js'
import type { Sender } from './sender.js'

const CONCURRENCY = 8

interface ReadOptions {
  parts: Parts
  consistentRead: boolean
}

/** Reads any number of items by key, 100 to a request, a bounded number of requests at once. */
export class BatchReader {
  readonly #sender: Sender
  readonly #space: Keyspace

  constructor(sender: Sender, space: Keyspace) {
    this.#sender = sender
    this.#space = space
  }

  /** One answer for each key, in order; a key that is asked twice is read once. */
  async read(rangeKeys: readonly AttributeValue[], options: ReadOptions): Promise<(Item | undefined)[]> {
    const ids = rangeKeys.map(rangeKeyId)
    const wanted = new Map(ids.map((id, index) => [id, rangeKeys[index] as AttributeValue]))
    const groups = groupsOf(Array.from(wanted.values(), key => itemKey(this.#space, key)))
    const found = new Map<string, Item>()

    await mapInParallel(CONCURRENCY, groups, group => this.#readGroup(group, options, found))
    return ids.map(id => found.get(id))
  }

  async #readGroup(keys: Item[], options: ReadOptions, found: Map<string, Item>): Promise<void> {
    const backoff = new Backoff()
    for (let pending = keys; pending.length > 0; ) {
      const output = await this.#sender.send(
        new BatchGetItemCommand(batchGetRequest(this.#space, pending, options))
      )
      const items = Object.values(output.Responses ?? {})[0] ?? []
      for (const item of items) found.set(rangeKeyId(item[this.#space.rangeKey]), item)

      const unprocessed = Object.values(output.UnprocessedKeys ?? {})[0]?.Keys ?? []
      if (unprocessed.length < pending.length) backoff.reset()
      // One partition answers 1 MB at most and leaves the rest. That is no reason to wait, as throttling is.
      const isFull = items.reduce((total, item) => total + itemBytes(item), 0) > FULL_ANSWER_BYTES
      if (unprocessed.length > 0 && !isFull && !(await backoff.pause())) {
        throw this.#exhausted(unprocessed, backoff.attempts)
      }
      pending = unprocessed
    }
  }

  #exhausted(unprocessed: Item[], attempts: number): Error {
    return dynamoLevelError(
      'LEVEL_IO_ERROR',
      `BatchGetItem on table '${this.#space.table}' left ${unprocessed.length} keys unprocessed, time after time`,
      {
        operation: 'BatchGetItem',
        attempts,
        pending: unprocessed.map(key => decodeKey(key, this.#space))
      }
    )
  }
}

function groupsOf(keys: Item[]): Item[][] {
  return Array.from({ length: Math.ceil(keys.length / MAX_BATCH_GET_KEYS) }, (_, index) =>
    keys.slice(index * MAX_BATCH_GET_KEYS, (index + 1) * MAX_BATCH_GET_KEYS)
  )
}
