import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb'
import { clock } from './clock.js'
import { findHead } from './codec/chunks.js'
import { isExpired } from './codec/expiry.js'
import { storedBytesOf } from './codec/item.js'
import type { KeyRange } from './key-range.js'
import type { Keyspace } from './keyspace.js'
import { PageCursor } from './page-cursor.js'
import { queryRequest } from './requests/query.js'
import type { Sender } from './sender.js'

/** What a unit of a read that need not be consistent stands for. */
const BYTES_PER_HALF_UNIT = 4096

export interface Measure {
  entries: number
  /** What stands in the table, as DynamoDB counts it: what is expired and not yet deleted too. */
  bytes: number
}

export interface RangeMeasure extends Measure {
  /** What its large values hold, which stand elsewhere. */
  chunkBytes: number
}

export interface MeasureOptions {
  /**
   * Whether bytes are counted item by item, for which they must be transferred. Otherwise they are counted by the units
   * that reading takes: rounded up to 4 KB for each page of 1 MB.
   */
  exact?: boolean | undefined
  signal?: AbortSignal | undefined
  onPage?: (measure: Measure) => void
}

/**
 * Counts a range by reading it at half the price of consistent reads. What is transferred of it costs no requests.
 *
 * @internal
 */
export async function measureRange(
  sender: Sender,
  space: Keyspace,
  range: KeyRange,
  { exact = false, signal, onPage }: MeasureOptions
): Promise<RangeMeasure> {
  const cursor = new PageCursor({
    range,
    schema: space,
    reverse: false,
    limit: Infinity,
    isWanted: item => !isExpired(item, clock.now())
  })
  const measure: Measure = { entries: 0, bytes: 0 }
  let chunkBytes = 0
  for (let page = cursor.next(Infinity); page !== undefined; page = cursor.next(Infinity)) {
    const parts = exact ? 'all' : 'chunks'
    const request = queryRequest(space, page, { reverse: false, consistentRead: false, parts })
    const output = await sender.send(new QueryCommand({ ...request, ReturnConsumedCapacity: 'TOTAL' }), {
      signal
    })
    const items = cursor.accept(output)
    measure.entries += items.length
    for (const item of items) chunkBytes += findHead(item)?.bytes ?? 0
    measure.bytes += exact ? bytesOf(output) : bytesByUnits(output)
    onPage?.({ ...measure })
  }
  return { ...measure, chunkBytes }
}

function bytesOf({ Items: items = [] }: QueryCommandOutput): number {
  return items.reduce((bytes, item) => bytes + storedBytesOf(item), 0)
}

function bytesByUnits({ ScannedCount: count, ConsumedCapacity: capacity }: QueryCommandOutput): number {
  // A page without items takes a unit too.
  return count === 0 ? 0 : (capacity?.CapacityUnits ?? 0) * 2 * BYTES_PER_HALF_UNIT
}
