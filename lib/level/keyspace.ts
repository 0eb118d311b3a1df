import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Schema } from './schema.js'

/** Where the entries of one database stand: a table, the names and type of its keys, and one hash key in it. */
export interface Keyspace extends Schema {
  readonly table: string
  readonly name: string
}

/** The full key of one item. */
export function itemKey(space: Keyspace, rangeKey: AttributeValue): Record<string, AttributeValue> {
  return { [space.hashKey]: { S: space.name }, [space.rangeKey]: rangeKey }
}

/**
 * What is not an entry stands under hash keys of its own, so that it never meets a range read. A name holds no
 * `#`, so these are nobody's entries either.
 */
export function besides(space: Keyspace, kind: 'marker' | 'chunks' | 'journal'): Keyspace {
  return { ...space, name: `${space.name}#${kind}` }
}
