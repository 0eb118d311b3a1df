import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { clock } from './clock.js'
import { decodeHead } from './codec/chunks.js'
import { isExpired } from './codec/expiry.js'
import type { KeyRange } from './key-range.js'
import type { Keyspace } from './keyspace.js'
import { PageCursor } from './page-cursor.js'
import { queryRequest } from './requests/query.js'
import type { Sender } from './sender.js'

/** What a unit of a read that need not be consistent stands for. */
const BYTES_PER_HALF_UNIT = 4096

export interface Measure {
  entries: number
  /** By the units that reading takes: rounded up to 4 KB for each page of 1 MB. */
  bytes: number
}

export interface RangeMeasure extends Measure {
  /** What its large values hold, which stand elsewhere. */
  chunkBytes: number
}

export interface MeasureOptions {
  signal?: AbortSignal | undefined
  onPage?: (measure: Measure) => void
}

/**
 * Counts a range by reading its keys and what points to chunks, at half the price of consistent reads.
 *
 * @internal
 */
export async function measureRange(
  sender: Sender,
  space: Keyspace,
  range: KeyRange,
  { signal, onPage }: MeasureOptions
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
    const request = queryRequest(space, page, { reverse: false, consistentRead: false, parts: 'chunks' })
    const output = await sender.send(new QueryCommand({ ...request, ReturnConsumedCapacity: 'TOTAL' }), {
      signal
    })
    const items = cursor.accept(output)
    measure.entries += items.length
    for (const item of items) chunkBytes += decodeHead(item)?.bytes ?? 0
    // A page without items takes a unit too.
    const units = output.ScannedCount === 0 ? 0 : (output.ConsumedCapacity?.CapacityUnits ?? 0)
    measure.bytes += units * 2 * BYTES_PER_HALF_UNIT
    onPage?.({ ...measure })
  }
  return { ...measure, chunkBytes }
}
