import type { TableDescription } from '@aws-sdk/client-dynamodb'
import { RESERVED_NAMES } from './attributes.js'
import { dynamoLevelError } from './errors.js'

/** The names of a table's keys, and the type of its range key. */
export interface Schema {
  /** Name of the hash key, which is of type S. */
  readonly hashKey: string
  /** Name of the range key. */
  readonly rangeKey: string
  /** B takes every key; S, in tables made by others, takes keys that are valid UTF-8. */
  readonly rangeKeyType: 'B' | 'S'
}

/** The schema of tables that we create. @internal */
export const DEFAULT_SCHEMA: Schema = Object.freeze({ hashKey: 'pk', rangeKey: 'sk', rangeKeyType: 'B' })

/** The schema of an existing table, or an error that says why it cannot hold a database. @internal */
export function schemaOf(table: string, description: TableDescription): Schema {
  const nameOf = (keyType: string) =>
    description.KeySchema?.find(key => key.KeyType === keyType)?.AttributeName
  const typeOf = (name: string | undefined) =>
    description.AttributeDefinitions?.find(attribute => attribute.AttributeName === name)?.AttributeType

  const hashKey = nameOf('HASH')
  const rangeKey = nameOf('RANGE')
  const hashKeyType = typeOf(hashKey)
  const rangeKeyType = typeOf(rangeKey)

  if (hashKey === undefined || hashKeyType !== 'S') {
    throw mismatch(table, 'a hash key of type S', `one of type ${hashKeyType}`)
  }
  if (rangeKey === undefined || (rangeKeyType !== 'B' && rangeKeyType !== 'S')) {
    throw mismatch(
      table,
      'a range key of type B or S',
      rangeKey === undefined ? 'no range key' : `one of type ${rangeKeyType}`
    )
  }
  for (const name of [hashKey, rangeKey]) {
    if (RESERVED_NAMES.has(name))
      throw mismatch(table, 'keys with other names than our attributes', `'${name}'`)
  }
  return { hashKey, rangeKey, rangeKeyType }
}

function mismatch(table: string, expected: string, found: string): Error {
  return dynamoLevelError(
    'DYNAMO_LEVEL_SCHEMA_MISMATCH',
    `Table '${table}' cannot hold a database: it takes ${expected}, and the table has ${found}`,
    { table, expected, found }
  )
}
