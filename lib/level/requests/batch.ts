import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  WriteRequest
} from '@aws-sdk/client-dynamodb'
import type { Item } from '../codec/item.js'
import { encodeRevision } from '../codec/revision.js'
import type { Keyspace } from '../keyspace.js'
import { type Parts, projection } from './projection.js'

export function batchWriteRequest(table: string, requests: WriteRequest[]): BatchWriteItemCommandInput {
  return { RequestItems: { [table]: requests } }
}

export function batchGetRequest(
  space: Keyspace,
  keys: Record<string, AttributeValue>[],
  { parts, consistentRead }: { parts: Parts; consistentRead: boolean }
): BatchGetItemCommandInput {
  return {
    RequestItems: {
      [space.table]: { Keys: keys, ConsistentRead: consistentRead, ...projection(space, parts) }
    }
  }
}

export const putWrite = (item: Item): WriteRequest => ({ PutRequest: { Item: item } })

export const deleteWrite = (key: Record<string, AttributeValue>): WriteRequest => ({
  DeleteRequest: { Key: key }
})

/** Gives items the revision that they are written with. */
export function setRevision(requests: readonly WriteRequest[], revision: Buffer): void {
  for (const { PutRequest: put } of requests) Object.assign(put?.Item ?? {}, encodeRevision(revision))
}
