import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import { itemBytes } from './codec/item.js'
import { MAX_TRANSACTION_BYTES, MAX_TRANSACTION_ITEMS } from './limits.js'

/** What a write counts against the limit of a transaction. */
function writeBytes({ PutRequest: put, DeleteRequest: del }: WriteRequest): number {
  return itemBytes(put?.Item ?? del?.Key ?? {})
}

/** Whether so many writes and checks go into one transaction. */
export function fitsTransaction(requests: readonly WriteRequest[], checks: number): boolean {
  if (requests.length + checks > MAX_TRANSACTION_ITEMS) return false
  return requests.reduce((total, request) => total + writeBytes(request), 0) <= MAX_TRANSACTION_BYTES
}

/** Groups of what goes into one transaction beside so many checks. */
export function* inTransactions(
  requests: readonly WriteRequest[],
  checks: number
): Generator<WriteRequest[]> {
  let group: WriteRequest[] = []
  let bytes = 0
  for (const request of requests) {
    const size = writeBytes(request)
    const isFull =
      group.length + checks >= MAX_TRANSACTION_ITEMS ||
      (group.length > 0 && bytes + size > MAX_TRANSACTION_BYTES)
    if (isFull) {
      yield group
      group = []
      bytes = 0
    }
    group.push(request)
    bytes += size
  }
  if (group.length > 0) yield group
}
