import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb'
import { itemBytes } from './codec/item.js'
import { encodeKey, rangeKeyId } from './codec/key.js'
import type { Keyspace } from './keyspace.js'
import { MAX_BATCH_WRITE_ITEMS } from './limits.js'
import type { BatchOperation } from './private-api.js'

export interface PlannedOperation {
  readonly rangeKey: AttributeValue
  readonly operation: BatchOperation
}

/**
 * One operation for each key, the last, by the id of its range key: DynamoDB refuses a request that names an item twice.
 * Throws if a key cannot be stored.
 */
export function planBatch(
  space: Keyspace,
  operations: readonly BatchOperation[]
): Map<string, PlannedOperation> {
  return new Map(
    operations.map(operation => {
      const rangeKey = encodeKey(operation.key, space.rangeKeyType)
      return [rangeKeyId(rangeKey), { rangeKey, operation }]
    })
  )
}

/** What one request takes. DynamoDB would take 16 MB, but a request in flight stands in memory three times over. */
export const MAX_GROUP_BYTES = 4 * 1024 * 1024

/** Groups of what goes into one request. */
export async function* inGroups(
  requests: Iterable<WriteRequest> | AsyncIterable<WriteRequest>
): AsyncGenerator<WriteRequest[], void, void> {
  let group: WriteRequest[] = []
  let bytes = 0
  for await (const request of requests) {
    const size = request.PutRequest?.Item ? itemBytes(request.PutRequest.Item) : 0
    if (group.length > 0 && bytes + size > MAX_GROUP_BYTES) {
      yield group
      group = []
      bytes = 0
    }
    group.push(request)
    bytes += size
    // At once: the source may have to fetch the next.
    if (group.length === MAX_BATCH_WRITE_ITEMS) {
      yield group
      group = []
      bytes = 0
    }
  }
  if (group.length > 0) yield group
}
