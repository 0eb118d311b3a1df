import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  WriteRequest
} from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import type { Item } from '../codec/item.js'
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

/** The item that is written, or the key of the one that is deleted. */
export function itemOf({ PutRequest: put, DeleteRequest: del }: WriteRequest): Item {
  return put?.Item ?? del?.Key ?? {}
}

/** Whether an entry is written whose value stands in chunks. */
export function pointsToChunks({ PutRequest: put }: WriteRequest): boolean {
  return put?.Item !== undefined && ATTRIBUTES.chunks in put.Item
}

/** Gives items the revision that they are written with. */
export function setRevision(requests: readonly WriteRequest[], revision: Buffer): void {
  const attribute = { B: revision }
  for (const { PutRequest: put } of requests) {
    if (put?.Item !== undefined) put.Item[ATTRIBUTES.revision] = attribute
  }
}
