import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from '../attributes.js'
import { comparedBy } from '../codec/revision.js'
import type { Expectation } from '../conditions.js'
import type { Keyspace } from '../keyspace.js'

export interface Condition {
  ConditionExpression: string
  ExpressionAttributeNames: Record<string, string>
  ExpressionAttributeValues?: Record<string, AttributeValue>
}

/** What `e` holds that is no number is of others, and says nothing of an expiry: it compares to none. */
export const NOT_EXPIRED = '(attribute_not_exists(#e) OR NOT #e <= :now)'

/** An expectation as a condition on an item. What is expired is absent. */
export function conditionOf(space: Keyspace, expectation: Expectation, now: number): Condition {
  const names = { '#h': space.hashKey, '#e': ATTRIBUTES.expiresAt }
  const values = { ':now': { N: String(now) } }
  if ('absent' in expectation) {
    return {
      ConditionExpression: 'attribute_not_exists(#h) OR #e <= :now',
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values
    }
  }

  const { attribute, bytes } = comparedBy(expectation.revision)!
  // A value stands for a revision only where there is none of ours.
  const isValue = attribute === ATTRIBUTES.value
  return {
    ConditionExpression: `${isValue ? '(attribute_not_exists(#r) OR NOT attribute_type(#r, :b)) AND ' : ''}#c = :c AND ${NOT_EXPIRED}`,
    ExpressionAttributeNames: {
      '#c': attribute,
      '#e': ATTRIBUTES.expiresAt,
      ...(isValue && { '#r': ATTRIBUTES.revision })
    },
    ExpressionAttributeValues: { ...values, ':c': { B: bytes }, ...(isValue && { ':b': { S: 'B' } }) }
  }
}

export function exists(space: Keyspace): Condition {
  return { ConditionExpression: 'attribute_exists(#h)', ExpressionAttributeNames: { '#h': space.hashKey } }
}

/** For whoever recovers a batch: what others wrote later is left alone. */
export function notLaterThan(revision: Buffer): Condition {
  return unless(revision, '>')
}

/** The same, and what is already done of the batch too. */
export function earlierThan(revision: Buffer): Condition {
  return unless(revision, '>=')
}

function unless(revision: Buffer, operator: '>' | '>='): Condition {
  return {
    ConditionExpression: `attribute_not_exists(#r) OR NOT #r ${operator} :r`,
    ExpressionAttributeNames: { '#r': ATTRIBUTES.revision },
    ExpressionAttributeValues: { ':r': { B: revision } }
  }
}
