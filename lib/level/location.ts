import { invalidLocation } from './errors.js'
import { MAX_HASH_KEY_BYTES } from './limits.js'

const DEFAULT_NAME = '!'
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
const TABLE_NAME = /^[a-zA-Z0-9_.-]{3,255}$/
const TABLE_ARN = /^arn:[^:]+:dynamodb:[^:]+:[0-9]+:table\/[a-zA-Z0-9_.-]{3,255}$/
/** Neither can stand in the name of a table, so the first of them ends it. */
const SEPARATOR = /[/$]/
/** Room for what stands besides the entries, under `name#marker` and its like. */
const MAX_NAME_BYTES = MAX_HASH_KEY_BYTES - 16

export interface Location {
  table: string
  name: string
}

/** `table`, `table/name` or `table$name`; with a table given apart, the whole location is the name. */
export function parseLocation(location: unknown, table?: string): Location {
  if (typeof location !== 'string' || location === '') {
    throw invalidLocation(location, "The argument 'location' must be a string that is not empty")
  }
  if (table !== undefined) {
    assertTable(table, location)
    return { table, name: assertName(location, location) }
  }

  const end = location.search(SEPARATOR)
  const [inTable, name] =
    end < 0 ? [location, DEFAULT_NAME] : [location.slice(0, end), location.slice(end + 1)]
  assertTable(inTable, location)
  return { table: inTable, name: assertName(name, location) }
}

function assertTable(table: string, location: string): void {
  if (TABLE_NAME.test(table) || TABLE_ARN.test(table)) return
  const hint = location.startsWith('arn:') ? ". An ARN goes into the option 'table'" : ''
  throw invalidLocation(
    location,
    `'${table}' is no name of a DynamoDB table: 3 to 255 of the characters a-z, A-Z, 0-9, '_', '-' and '.'${hint}`
  )
}

function assertName(name: string, location: string): string {
  if (name === '') {
    throw invalidLocation(location, `The location '${location}' names no database after its separator`)
  }
  if (name.includes('#')) {
    throw invalidLocation(location, `The name of a database may not hold '#', and '${name}' does`)
  }
  if (!name.isWellFormed()) {
    throw invalidLocation(location, 'The name of a database must be well-formed Unicode')
  }
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) {
    throw invalidLocation(location, `The name of a database may have ${MAX_NAME_BYTES} bytes at most`)
  }
  return name
}
