import { ATTRIBUTES } from './attributes.js'
import { clock } from './clock.js'
import { isExpired } from './codec/expiry.js'
import { dynamoLevelError } from './errors.js'
import { WHOLE_RANGE } from './key-range.js'
import type { Keyspace } from './keyspace.js'
import type { Location } from './location.js'
import { type Overview, putMarker, readOverview } from './marker.js'
import { PageReader } from './page-reader.js'
import { DEFAULT_SCHEMA, type Schema } from './schema.js'
import type { Sender } from './sender.js'
import { isServiceError } from './service-error.js'
import { Table } from './table.js'
import type { TableOptions } from './table-options.js'

export interface OpenOptions extends TableOptions {
  createIfMissing: boolean
  errorIfExists: boolean
  schema: Schema | undefined
  /** Whether DynamoDB is to delete expired entries. */
  expires: boolean
}

export interface OpenedDatabase extends Overview {
  readonly space: Keyspace
  /** False if it was opened without a request, so that nothing is known of it. */
  readonly isKnown: boolean
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
): Promise<OpenedDatabase> {
  const { createIfMissing, errorIfExists, schema, expires } = options
  if (schema !== undefined && !createIfMissing && !errorIfExists && !expires) {
    return { space: { ...location, ...schema }, isKnown: false, marker: undefined, unfinished: [] }
  }
  return { ...(await findDatabase(sender, location, options)), isKnown: true }
}

async function findDatabase(
  sender: Sender,
  location: Location,
  options: OpenOptions
): Promise<Omit<OpenedDatabase, 'isKnown'>> {
  const { createIfMissing, schema } = options
  const space = { ...location, ...(schema ?? (await findSchema(sender, location, options))) }
  try {
    return { space, ...(await settle(sender, space, options)) }
  } catch (error) {
    const { code, awsName } = error as { code?: string; awsName?: string }
    if (awsName === 'ValidationException') throw wrongSchema(space, (error as Error).cause)
    if (code !== 'DYNAMO_LEVEL_TABLE_NOT_FOUND' || !createIfMissing) throw error
  }

  // The schema was given, and the table is not there, or not yet.
  const found = { ...location, ...(await new Table(sender).findOrCreate(space, options)) }
  if (!isSameSchema(space, found)) throw wrongSchema(space)
  return { space: found, ...(await settle(sender, found, options)) }
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
  { createIfMissing, errorIfExists, expires }: OpenOptions
): Promise<Overview> {
  const overview = await readOverview(sender, space)
  // Before anything is written: the table may let items expire otherwise.
  if (expires) await new Table(sender).enableExpiry(ATTRIBUTES.timeToLive)
  if (overview.marker !== undefined) {
    if (errorIfExists) throw databaseExists(space)
    return overview
  }

  // Entries without a marker: written by other tools, or through an `open` that sent no requests.
  if ((errorIfExists || !createIfMissing) && (await hasEntries(sender, space))) {
    if (errorIfExists) throw databaseExists(space)
    return overview
  }

  if (!createIfMissing) {
    throw dynamoLevelError(
      'DYNAMO_LEVEL_DATABASE_NOT_FOUND',
      `Database '${space.name}' does not exist in table '${space.table}' (and createIfMissing is false)`,
      { table: space.table, database: space.name }
    )
  }
  const isOurs = await putMarker(sender, space)
  if (!isOurs && errorIfExists) throw databaseExists(space)
  // Who writes a large value makes the marker first, so that a database without one has none.
  return isOurs ? { ...overview, marker: { large: false } } : readOverview(sender, space)
}

async function hasEntries(sender: Sender, space: Keyspace): Promise<boolean> {
  const reader = new PageReader(sender, space, {
    range: WHOLE_RANGE,
    reverse: false,
    limit: 1,
    isWanted: item => !isExpired(item, clock.now()),
    consistentRead: true,
    parts: 'keys'
  })
  return (await reader.next()) !== undefined
}

function databaseExists({ table, name }: Keyspace): Error {
  return dynamoLevelError(
    'DYNAMO_LEVEL_DATABASE_EXISTS',
    `Database '${name}' exists in table '${table}' (and errorIfExists is true)`,
    { table, database: name }
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
