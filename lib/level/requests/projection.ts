import { ATTRIBUTES } from '../attributes.js'
import type { Keyspace } from '../keyspace.js'

/**
 * What of an entry is read. Keys come with everything, because they decide order and ends, and so does the expiry, which
 * decides whether an entry is there at all.
 */
export type Parts = 'keys' | 'chunks' | 'length' | 'values' | 'all'

const { value, compression, length, chunks, key, expiresAt } = ATTRIBUTES

const NAMES: Record<Exclude<Parts, 'all'>, readonly string[]> = {
  keys: [key, expiresAt],
  chunks: [key, expiresAt, chunks],
  length: [key, expiresAt, length],
  values: [key, expiresAt, value, compression, length, chunks]
}

/** None for all: the hash key that comes along is shorter than a list of what should come. */
export function projection(
  space: Keyspace,
  parts: Parts
): { ProjectionExpression?: string; ExpressionAttributeNames?: Record<string, string> } {
  if (parts === 'all') return {}
  const names = NAMES[parts]
  return {
    ProjectionExpression: ['#r', ...names.map(name => `#${name}`)].join(),
    ExpressionAttributeNames: {
      '#r': space.rangeKey,
      ...Object.fromEntries(names.map(name => [`#${name}`, name]))
    }
  }
}
