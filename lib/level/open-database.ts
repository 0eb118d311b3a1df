import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { dynamoLevelError } from './errors.js'
import { WHOLE_RANGE } from './key-range.js'
import type { Keyspace } from './keyspace.js'
import type { Location } from './location.js'
import { hasMarker, putMarker } from './marker.js'
import { PageCursor } from './page-cursor.js'
import { queryRequest } from './requests/query.js'
import { DEFAULT_SCHEMA, type Schema } from './schema.js'
import type { Sender } from './sender.js'
import { isServiceError, toLevelError } from './service-error.js'
import { Table } from './table.js'
import type { TableOptions } from './table-options.js'

export interface OpenOptions extends TableOptions {
  createIfMissing: boolean
  errorIfExists: boolean
  schema: Schema | undefined
}

/**
 * Finds the database, or makes it and its table.
 *
 * Requests: none if the schema is given and nothing is to be checked or made. Otherwise one for the schema unless it
 * is given, one for the marker, and one to write it where it is missing.
 */
export async function openDatabase(
  sender: Sender,
  location: Location,
  options: OpenOptions
): Promise<Keyspace> {
  const { createIfMissing, errorIfExists, schema } = options
  if (schema !== undefined && !createIfMissing && !errorIfExists) return { ...location, ...schema }

  const space = { ...location, ...(schema ?? (await findSchema(sender, location, options))) }
  try {
    await settle(sender, space, options)
    return space
  } catch (error) {
    if (isServiceError(error, 'ValidationException')) throw wrongSchema(space, error)
    if (!isServiceError(error, 'ResourceNotFoundException')) throw error
    if (!createIfMissing) throw missingTable(location, error)
  }

  // The schema was given, and the table is not there, or not yet.
  const found = { ...location, ...(await new Table(sender).findOrCreate(space, options)) }
  if (!isSameSchema(space, found)) throw wrongSchema(space)
  await settle(sender, found, options).catch(error => {
    // Dropped again under our hands.
    throw isServiceError(error, 'ResourceNotFoundException')
      ? toLevelError(error, 'GetItem', location.table)
      : error
  })
  return found
}

async function findSchema(sender: Sender, location: Location, options: OpenOptions): Promise<Schema> {
  const table = new Table(sender)
  if (options.createIfMissing) return table.findOrCreate(DEFAULT_SCHEMA, options)
  try {
    return await table.get()
  } catch (error) {
    throw isServiceError(error, 'ResourceNotFoundException') ? missingTable(location, error) : error
  }
}

/** Makes true what createIfMissing and errorIfExists say. */
async function settle(
  sender: Sender,
  space: Keyspace,
  { createIfMissing, errorIfExists }: OpenOptions
): Promise<void> {
  const isMarked = await hasMarker(sender, space)
  if (isMarked) {
    if (errorIfExists) throw databaseExists(space)
    return
  }

  // Entries without a marker: written by other tools, or through an `open` that sent no requests.
  if ((errorIfExists || !createIfMissing) && (await hasEntries(sender, space))) {
    if (errorIfExists) throw databaseExists(space)
    return
  }

  if (!createIfMissing) {
    throw dynamoLevelError(
      'DYNAMO_LEVEL_DATABASE_NOT_FOUND',
      `Database '${space.name}' does not exist in table '${space.table}' (and createIfMissing is false)`,
      { table: space.table, name: space.name }
    )
  }
  const isOurs = await putMarker(sender, space)
  if (!isOurs && errorIfExists) throw databaseExists(space)
}

async function hasEntries(sender: Sender, space: Keyspace): Promise<boolean> {
  const page = new PageCursor({ range: WHOLE_RANGE, schema: space, reverse: false, limit: 1 }).next(1)!
  const options = { reverse: false, consistentRead: true, keys: true, values: false }
  const { Items: items = [] } = await sender.send(new QueryCommand(queryRequest(space, page, options)))
  return items.length > 0
}

function databaseExists({ table, name }: Keyspace): Error {
  return dynamoLevelError(
    'DYNAMO_LEVEL_DATABASE_EXISTS',
    `Database '${name}' exists in table '${table}' (and errorIfExists is true)`,
    { table, name }
  )
}

function missingTable({ table }: Location, cause: unknown): Error {
  return dynamoLevelError(
    'DYNAMO_LEVEL_TABLE_NOT_FOUND',
    `Table '${table}' does not exist (and createIfMissing is false)`,
    { table },
    cause
  )
}

function isSameSchema(a: Schema, b: Schema): boolean {
  return a.hashKey === b.hashKey && a.rangeKey === b.rangeKey && a.rangeKeyType === b.rangeKeyType
}

function wrongSchema({ table, hashKey, rangeKey, rangeKeyType }: Keyspace, cause?: unknown): Error {
  const expected = `hash key '${hashKey}' (S) and range key '${rangeKey}' (${rangeKeyType})`
  return dynamoLevelError(
    'DYNAMO_LEVEL_SCHEMA_MISMATCH',
    `Table '${table}' has other keys than the option 'schema' says: ${expected}`,
    { table, expected, found: 'other keys' },
    cause
  )
}
