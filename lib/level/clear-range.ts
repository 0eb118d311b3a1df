import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import { BatchWriter, batchError } from './batch-writer.js'
import { clock } from './clock.js'
import { type ChunkHead, findHead } from './codec/chunks.js'
import { isExpired } from './codec/expiry.js'
import type { Item } from './codec/item.js'
import { decodeKey, isShortened, storedBytes } from './codec/key.js'
import type { KeyRange } from './key-range.js'
import { itemKey, type Keyspace } from './keyspace.js'
import type { LargeValues } from './large-values.js'
import { PageReader } from './page-reader.js'
import { deleteWrite } from './requests/batch.js'
import type { Sender } from './sender.js'

export interface ClearOptions {
  range: KeyRange
  reverse: boolean
  limit: number
}

/**
 * Deletes a range: reads its keys by pages and deletes them by groups, both at once. Then, if it may hold large values,
 * it removes those that the entries had: never before, as a reader may still hold an entry that points to them.
 */
export async function clearRange(
  sender: Sender,
  space: Keyspace,
  { range, reverse, limit }: ClearOptions,
  largeValues?: LargeValues
): Promise<void> {
  // Expired entries go along, but do not count against a limit.
  const isWanted = limit === Infinity ? () => true : (item: Item) => !isExpired(item, clock.now())
  const reader = new PageReader(sender, space, {
    range,
    reverse,
    limit,
    isWanted,
    consistentRead: true,
    parts: largeValues === undefined ? 'keys' : 'chunks'
  })
  const heads: ChunkHead[] = []

  try {
    const failure = await new BatchWriter(sender).write(deletes(space, reader, heads))
    if (failure !== undefined) {
      // A shortened key does not tell what it was short for; clearing again finds it.
      const keys = failure.pending.map(request => request.DeleteRequest?.Key ?? {})
      const whole = keys.filter(key => !isShortened(storedBytes(key[space.rangeKey])))
      throw batchError(
        failure,
        whole.map(key => ({ type: 'del', key: decodeKey(key, space) }))
      )
    }
  } finally {
    await reader.close()
  }
  await largeValues?.discard(heads)
}

async function* deletes(
  space: Keyspace,
  reader: PageReader,
  heads: ChunkHead[]
): AsyncGenerator<WriteRequest[]> {
  for await (const page of reader.pages()) {
    for (const item of page) {
      const head = findHead(item)
      if (head !== undefined) heads.push(head)
    }
    yield page.map(item => deleteWrite(itemKey(space, item[space.rangeKey]!)))
  }
}
