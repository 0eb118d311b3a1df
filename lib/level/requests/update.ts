import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import { encodeExpiry } from '../codec/expiry.js'
import type { Keyspace } from '../keyspace.js'

const EXPIRY_NAMES = { '#e': ATTRIBUTES.expiresAt, '#t': ATTRIBUTES.timeToLive }

/** Sets when an item expires, or removes that, if the item is there and not expired by now. */
export function expireRequest(
  space: Keyspace,
  key: Record<string, AttributeValue>,
  expiresAt: number | undefined,
  now: number
): UpdateItemCommandInput {
  const expiry = encodeExpiry(expiresAt)
  const values = { ':e': expiry[ATTRIBUTES.expiresAt]!, ':t': expiry[ATTRIBUTES.timeToLive]! }
  return {
    TableName: space.table,
    Key: key,
    UpdateExpression: expiresAt === undefined ? 'REMOVE #e, #t' : 'SET #e = :e, #t = :t',
    ConditionExpression: 'attribute_exists(#h) AND (attribute_not_exists(#e) OR #e > :now)',
    ExpressionAttributeNames: { ...EXPIRY_NAMES, '#h': space.hashKey },
    ExpressionAttributeValues: { ...(expiresAt !== undefined && values), ':now': { N: String(now) } }
  }
}
