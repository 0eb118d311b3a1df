import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import { encodeExpiry } from '../codec/expiry.js'
import type { Keyspace } from '../keyspace.js'
import { NOT_EXPIRED } from './condition.js'

export interface Expire {
  /** undefined for never. */
  expiresAt: number | undefined
  now: number
  /** The revision that an entry has with that. */
  revision?: Buffer
  /** The id of the chunks that the entry must have; undefined for none. */
  chunkId?: string | undefined
}

/** Sets when an item expires, or removes that, if the item is there and not expired by now. */
export function expireRequest(
  space: Keyspace,
  key: Record<string, AttributeValue>,
  { expiresAt, now, revision, chunkId }: Expire
): UpdateItemCommandInput {
  const { expiresAt: e, timeToLive: t, revision: r, chunks: c } = ATTRIBUTES
  const expiry = encodeExpiry(expiresAt)
  const sets = [expiresAt !== undefined && '#e = :e, #t = :t', revision && '#r = :r'].filter(Boolean)
  const parts = [sets.length > 0 && `SET ${sets.join(', ')}`, expiresAt === undefined && 'REMOVE #e, #t']
  return {
    TableName: space.table,
    Key: key,
    UpdateExpression: parts.filter(Boolean).join(' '),
    ConditionExpression: [
      'attribute_exists(#h)',
      NOT_EXPIRED,
      chunkId === undefined ? 'attribute_not_exists(#c)' : '#c.#i = :i'
    ].join(' AND '),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ExpressionAttributeNames: {
      '#e': e,
      '#t': t,
      '#h': space.hashKey,
      '#c': c,
      ...(chunkId !== undefined && { '#i': 'i' }),
      ...(revision && { '#r': r })
    },
    ExpressionAttributeValues: {
      ':now': { N: String(now) },
      ...(chunkId !== undefined && { ':i': { S: chunkId } }),
      ...(expiresAt !== undefined && { ':e': expiry[e]!, ':t': expiry[t]! }),
      ...(revision && { ':r': { B: revision } })
    }
  }
}
