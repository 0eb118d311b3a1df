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
const MAX_GROUP_BYTES = 2 * 1024 * 1024

/** What a batch is made of: all in memory, or pages as they come. */
export type Writes = Iterable<WriteRequest> | AsyncIterable<readonly WriteRequest[]>

/** Groups of what goes into one request, without a turn for each of their members. */
export function inGroups(
  requests: Writes
): Generator<WriteRequest[], void, void> | AsyncGenerator<WriteRequest[], void, void> {
  return Symbol.iterator in requests ? groupsOf(requests) : groupsAsTheyCome(requests)
}

function* groupsOf(requests: Iterable<WriteRequest>): Generator<WriteRequest[], void, void> {
  const grouping = new Grouping()
  for (const request of requests) {
    const group = grouping.add(request)
    if (group !== undefined) yield group
  }
  if (grouping.rest.length > 0) yield grouping.rest
}

async function* groupsAsTheyCome(
  pages: AsyncIterable<readonly WriteRequest[]>
): AsyncGenerator<WriteRequest[], void, void> {
  const grouping = new Grouping()
  for await (const page of pages) {
    for (const request of page) {
      const group = grouping.add(request)
      if (group !== undefined) yield group
    }
  }
  if (grouping.rest.length > 0) yield grouping.rest
}

class Grouping {
  #group: WriteRequest[] = []
  #bytes = 0

  /** What does not make a group yet. */
  get rest(): WriteRequest[] {
    return this.#group
  }

  /** Gives the group that is complete with this request, or before it. */
  add(request: WriteRequest): WriteRequest[] | undefined {
    const size = request.PutRequest?.Item ? itemBytes(request.PutRequest.Item) : 0
    if (this.#group.length > 0 && this.#bytes + size > MAX_GROUP_BYTES) {
      const group = this.#take()
      this.#group.push(request)
      this.#bytes = size
      return group
    }
    this.#group.push(request)
    this.#bytes += size
    // At once: the source may have to fetch the next.
    return this.#group.length === MAX_BATCH_WRITE_ITEMS ? this.#take() : undefined
  }

  #take(): WriteRequest[] {
    const group = this.#group
    this.#group = []
    this.#bytes = 0
    return group
  }
}
