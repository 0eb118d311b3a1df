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
  // A value stands for a revision only where there is none.
  const isValue = attribute === ATTRIBUTES.value
  return {
    ConditionExpression: `${isValue ? 'attribute_not_exists(#r) AND ' : ''}#c = :c AND (attribute_not_exists(#e) OR #e > :now)`,
    ExpressionAttributeNames: {
      '#c': attribute,
      '#e': ATTRIBUTES.expiresAt,
      ...(isValue && { '#r': ATTRIBUTES.revision })
    },
    ExpressionAttributeValues: { ...values, ':c': { B: bytes } }
  }
}

export function exists(space: Keyspace): Condition {
  return { ConditionExpression: 'attribute_exists(#h)', ExpressionAttributeNames: { '#h': space.hashKey } }
}

/** For whoever recovers a batch: what others wrote later is left alone. */
export function notLaterThan(revision: Buffer): Condition {
  return comparedTo(revision, '<=')
}

/** The same, and what is already done of the batch too. */
export function earlierThan(revision: Buffer): Condition {
  return comparedTo(revision, '<')
}

function comparedTo(revision: Buffer, operator: '<' | '<='): Condition {
  return {
    ConditionExpression: `attribute_not_exists(#r) OR #r ${operator} :r`,
    ExpressionAttributeNames: { '#r': ATTRIBUTES.revision },
    ExpressionAttributeValues: { ':r': { B: revision } }
  }
}
