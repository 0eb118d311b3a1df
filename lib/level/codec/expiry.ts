import { ATTRIBUTES } from '../attributes.js'
import { type Item, itemBytes } from './item.js'

/**
 * DynamoDB takes seconds and deletes late; reads go by the millisecond.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export function encodeExpiry(expiresAt: number | undefined): Item {
  if (expiresAt === undefined) return {}
  return {
    [ATTRIBUTES.expiresAt]: { N: String(expiresAt) },
    [ATTRIBUTES.timeToLive]: { N: String(Math.ceil(expiresAt / 1000)) }
  }
}

/** What an expiry takes at most: room for it is kept in every item, so that it can be set later. */
export const EXPIRY_BYTES = itemBytes(encodeExpiry(Number.MAX_SAFE_INTEGER))

export function expiryOf(item: Item): number | undefined {
  const text = item[ATTRIBUTES.expiresAt]?.N
  return text === undefined ? undefined : Number(text)
}

/** An entry that is expired is not there, whether DynamoDB has deleted it or not. */
export function isExpired(item: Item, now: number): boolean {
  const expiresAt = expiryOf(item)
  return expiresAt !== undefined && expiresAt <= now
}
