import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { clock } from './clock.js'
import {
  decodeOwner,
  findHead,
  firstIdOf,
  hasHead,
  idOfOwner,
  type Owner,
  ownerRangeKey
} from './codec/chunks.js'
import type { Item } from './codec/item.js'
import { encodeKey } from './codec/key.js'
import { abortError } from './errors.js'
import { ItemReader } from './item-reader.js'
import { toKeyRange } from './key-range.js'
import { besides, type Keyspace } from './keyspace.js'
import type { LargeValues } from './large-values.js'
import { PageReader } from './page-reader.js'
import type { Sender } from './sender.js'

/** @internal */
export const DEFAULT_MIN_AGE_MS = 60 * 60_000

/** What `db.collect()` looks at. */
export interface CollectOptions {
  /**
   * Leave alone what is younger, in milliseconds: it may be a value that is just being written.
   * @defaultValue one hour
   */
  minAge?: number | undefined
  /** Go on where an earlier call stopped: its result's `next`. */
  after?: string | undefined
  /** Look at so many large values at most. */
  limit?: number | undefined
  signal?: AbortSignal | undefined
}

/** What `db.collect()` removed. */
export interface CollectResult {
  /** How many values were removed that nothing pointed to, and of how many chunks and bytes. */
  values: number
  chunks: number
  bytes: number
  /** Where to go on; undefined if everything was looked at. */
  next: string | undefined
}

/**
 * Removes the chunks that no entry points to: of writes and overwrites that were interrupted.
 *
 * @internal
 */
export async function collectChunks(
  sender: Sender,
  space: Keyspace,
  largeValues: LargeValues,
  { minAge = DEFAULT_MIN_AGE_MS, after, limit = Infinity, signal }: CollectOptions
): Promise<CollectResult> {
  const owners = besides(space, 'chunks')
  const start = ownerRangeKey(after ?? '')
  const reader = new PageReader(sender, owners, {
    range: toKeyRange({
      ...(after === undefined ? { gte: start } : { gt: start }),
      lt: ownerRangeKey(firstIdOf(clock.now() - minAge))
    }),
    reverse: false,
    limit,
    isWanted: () => true,
    consistentRead: true,
    parts: 'all',
    signal
  })
  const result: CollectResult = { values: 0, chunks: 0, bytes: 0, next: undefined }
  const entries = new ItemReader(sender, space, { coalesce: false })
  let seen = 0

  try {
    for await (const page of reader.pages()) {
      for (const owner of await orphans(entries, owned(page, owners))) {
        if (signal?.aborted) throw abortError(signal.reason)
        await largeValues.remove(owner.id, owner.count)
        result.values++
        result.chunks += owner.count
        result.bytes += owner.bytes
      }
      seen += page.length
      result.next = idOfOwner(page.at(-1)!, owners)
    }
  } finally {
    await reader.close()
  }
  if (seen < limit) result.next = undefined
  return result
}

interface Owned {
  readonly owner: Owner
  /** Of the entry that it says. */
  readonly rangeKey: AttributeValue
}

/** An owner that does not tell whose it is, is left alone: its chunks may be in use. */
function owned(page: readonly Item[], space: Keyspace): Owned[] {
  return page.flatMap(item => {
    try {
      const owner = decodeOwner(item, space)
      return [{ owner, rangeKey: encodeKey(owner.key, space.rangeKeyType) }]
    } catch {
      return []
    }
  })
}

/** Those that the entry of their key does not point to. */
async function orphans(reader: ItemReader, found: readonly Owned[]): Promise<Owner[]> {
  const items = await reader.many(
    found.map(({ rangeKey }) => rangeKey),
    { parts: 'chunks', consistentRead: true }
  )
  const isLeft = ({ owner }: Owned, index: number) => {
    const item = items[index]
    if (item === undefined || !hasHead(item)) return true
    // A damaged head may have pointed to them. When the entry is overwritten or deleted, nothing does any more.
    const head = findHead(item)
    return head !== undefined && head.id !== owner.id
  }
  return found.filter(isLeft).map(({ owner }) => owner)
}
