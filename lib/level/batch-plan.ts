import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import { encodeItem } from './codec/item.js'
import { decodeKey, encodeKey, toBuffer } from './codec/key.js'
import type { PendingOperation } from './errors.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { MAX_BATCH_WRITE_ITEMS } from './limits.js'
import { deleteWrite, putWrite } from './requests/batch.js'
import { VALUE_ATTRIBUTE } from './schema.js'

/** An operation as abstract-level hands it to the private API. */
export type BatchOperation = { type: 'put'; key: Buffer; value: Buffer } | { type: 'del'; key: Buffer }

/**
 * The writes of a batch, one for each key: the last operation on a key wins, and DynamoDB refuses a request that names
 * an item twice. Throws before anything is sent if one of them cannot be stored.
 */
export function planBatch(space: Keyspace, operations: readonly BatchOperation[]): WriteRequest[] {
  const byKey = new Map<string, WriteRequest>()
  for (const operation of operations) {
    byKey.set(operation.key.toString('latin1'), toWrite(space, operation))
  }
  return Array.from(byKey.values())
}

function toWrite(space: Keyspace, operation: BatchOperation): WriteRequest {
  return operation.type === 'put'
    ? putWrite(encodeItem(space, operation.key, operation.value))
    : deleteWrite(itemKey(space, encodeKey(operation.key, space.rangeKeyType)))
}

/** The operation that a write came from. */
export function toOperation(
  space: Keyspace,
  { PutRequest: put, DeleteRequest: del }: WriteRequest
): PendingOperation {
  const key = decodeKey((put?.Item ?? del?.Key)?.[space.rangeKey])
  const value = put?.Item?.[VALUE_ATTRIBUTE]?.B
  return value === undefined ? { type: 'del', key } : { type: 'put', key, value: toBuffer(value) }
}

/**
 * Groups of what fits into one request. 25 items of 400 KB are 10 MB, or 13.3 MB on the wire, so that the limit of
 * 16 MB is never met.
 */
export async function* inGroups(
  requests: Iterable<WriteRequest> | AsyncIterable<WriteRequest>
): AsyncGenerator<WriteRequest[], void, void> {
  let group: WriteRequest[] = []
  for await (const request of requests) {
    group.push(request)
    if (group.length === MAX_BATCH_WRITE_ITEMS) {
      yield group
      group = []
    }
  }
  if (group.length > 0) yield group
}
