import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { AbstractDatabaseOptions } from 'abstract-level'
import { RESERVED_NAMES } from './attributes.js'
import {
  COMPRESSION_ALGORITHMS,
  type CompressionAlgorithm,
  type CompressionOptions,
  completeCompression
} from './codec/compression.js'
import type { CollectOptions } from './collect-chunks.js'
import { invalidOption } from './errors.js'
import { checkTtl } from './expiry-options.js'
import { probablyMeant } from './misspelling.js'
import { DEFAULT_SCHEMA, type Schema } from './schema.js'
import type { StatsOptions } from './stats.js'
import type { TableOptions } from './table-options.js'

/** Where a database is, beside its location. */
interface ConnectionOptions {
  /**
   * The client to send requests with. It stays yours: closing the database leaves it open.
   * @defaultValue one of our own, with the SDK's environment and credentials, which is closed with the database
   */
  client?: DynamoDBClient
  /** The name or ARN of the table. With it, the whole location is the name of the database. */
  table?: string
  /**
   * The names of the table's keys and the type of its range key, which saves the request that asks for them.
   * What is left out is as in tables that we create: `pk`, `sk`, `B`.
   */
  schema?: Partial<Schema>
}

/** What a database is made with. */
export interface DynamoLevelOptions<K, V>
  extends AbstractDatabaseOptions<K, V>,
    ConnectionOptions,
    TableOptions {
  /**
   * Whether reads see every write that finished before them. `false` halves the cost of reads.
   * @defaultValue `true`
   */
  consistentRead?: boolean
  /**
   * Whether batches are written all or nothing. `false` costs half, and is quicker for bulk loads. Also an option of each
   * batch.
   * @defaultValue `true`
   */
  atomic?: boolean
  /**
   * When entries expire that are put without a word about it, in milliseconds. With this option, opening has DynamoDB
   * delete expired entries of the table; without it they are invisible all the same.
   * @defaultValue they do not expire
   */
  ttl?: number
  /**
   * Count what requests take: see `db.usage()`.
   * @defaultValue `false`
   */
  capacity?: boolean
  /**
   * Compress values. Each remembers how, so the option may change at any time.
   * @defaultValue they are not compressed
   */
  compression?: CompressionOptions
  /**
   * Whether reads that are asked for before the program waits share requests, and writes likewise. What is asked for
   * alone is sent at once in any case.
   * @defaultValue `true`
   */
  coalesce?: boolean
}

/** What `DynamoLevel.destroy()` takes. */
export interface DynamoLevelDestroyOptions extends ConnectionOptions {
  /**
   * Drop the table instead, with all databases in it.
   * @defaultValue `false`
   */
  dropTable?: boolean
}

type Check = (value: unknown, option: string) => void

const CONNECTION: Record<keyof ConnectionOptions, Check> = {
  client: (value, option) => {
    const isClient = value instanceof Object && 'send' in value && typeof value.send === 'function'
    if (!isClient) throw invalidOption(option, `The option '${option}' must be a DynamoDBClient`)
  },
  table: isString,
  schema: isSchema
}

const OPEN: Record<keyof AbstractDatabaseOptions<unknown, unknown> | 'passive', Check> = {
  createIfMissing: isBoolean,
  errorIfExists: isBoolean,
  passive: isBoolean,
  // Checked by abstract-level.
  keyEncoding: () => {},
  valueEncoding: () => {}
}

const TABLE: Record<keyof TableOptions, Check> = {
  billing: (value, option) => {
    if (value === 'on-demand') return
    const units: { read?: unknown; write?: unknown } =
      typeof value === 'string' ? {} : members(value, option, { read: isUnits, write: isUnits })
    if (units.read === undefined || units.write === undefined) {
      throw invalidOption(option, `The option '${option}' must be 'on-demand' or { read, write }`)
    }
  },
  tableClass: (value, option) => {
    if (value === 'STANDARD' || value === 'STANDARD_INFREQUENT_ACCESS') return
    throw invalidOption(option, `The option '${option}' must be 'STANDARD' or 'STANDARD_INFREQUENT_ACCESS'`)
  },
  deletionProtection: isBoolean,
  tags: (value, option) => {
    for (const [name, text] of Object.entries(object(value, option))) {
      // It may be empty.
      if (text !== '') isString(text, `${option}.${name}`)
    }
  },
  encryption: (value, option) => {
    members(value, option, { kmsKeyId: isString })
  },
  pointInTimeRecovery: (value, option) => {
    if (typeof value !== 'boolean') members(value, option, { days: isDays })
  }
}

const DATABASE: Record<keyof DynamoLevelOptions<unknown, unknown> | 'passive', Check> = {
  ...CONNECTION,
  ...OPEN,
  ...TABLE,
  consistentRead: isBoolean,
  atomic: isBoolean,
  capacity: isBoolean,
  coalesce: isBoolean,
  ttl: checkTtl,
  compression: (value, option) => {
    members(value, option, { algorithm: isAlgorithm, threshold: isByteCount })
    completeCompression(value as CompressionOptions)
  }
}
const DESTROY = { ...CONNECTION, dropTable: isBoolean }

const COLLECT: Record<keyof CollectOptions, Check> = {
  minAge: (value, option) => {
    if (typeof value === 'number' && value >= 0) return
    throw invalidOption(option, `The option '${option}' must be a number of milliseconds, 0 or more`)
  },
  after: (value, option) => {
    if (typeof value === 'string' && /^[0-9a-f]+$/.test(value)) return
    throw invalidOption(option, `The option '${option}' must be 'next' of an earlier result`)
  },
  limit: (value, option) => {
    if (value === Infinity || (Number.isInteger(value) && Number(value) > 0)) return
    throw invalidOption(option, `The option '${option}' must be a whole number, 1 at least`)
  },
  signal: isSignal
}

const STATS: Record<keyof StatsOptions, Check> = { exact: isBoolean, signal: isSignal }

/**
 * Throws a TypeError that names the option if one cannot be, or is misspelt. Gives the options that abstract-level is to
 * have: its own, and those that we do not know, which may be meant for a postopen hook function. See `checkOpenOptions`.
 *
 * @internal
 */
export function checkDatabaseOptions(options: object): object {
  const given = Object.entries(object(options, 'options'))
  const isOurs = ([name]: [string, unknown]) => Object.hasOwn(DATABASE, name)
  assertSpelt(
    given.filter(option => !isOurs(option)),
    DATABASE
  )
  members(Object.fromEntries(given.filter(isOurs)), 'options', DATABASE)
  return Object.fromEntries(given.filter(option => !isOurs(option) || Object.hasOwn(OPEN, option[0])))
}

/**
 * The same for options of `open()`, which come with those that the database was made with. Without a hook there is nobody
 * who could have a use for one that we do not know.
 *
 * @internal
 */
export function checkOpenOptions(options: object, madeWith: object, hasHook: boolean): void {
  const given = Object.entries(options)
  const isKnown = ([name]: [string, unknown]) => Object.hasOwn(OPEN, name)
  const unknown = given.filter(option => !isKnown(option))
  assertSpelt(unknown, OPEN)
  members(Object.fromEntries(given.filter(isKnown)), 'options', OPEN)
  const [name] = unknown[0] ?? []
  if (name !== undefined && !hasHook) {
    const isOfDatabase = Object.hasOwn(madeWith, name) && !Object.hasOwn(DATABASE, name)
    throw unknownOption(name, isOfDatabase ? DATABASE : OPEN)
  }
}

function assertSpelt(unknown: [string, unknown][], checks: Record<string, Check>): void {
  for (const [name] of unknown) {
    const meant = probablyMeant(name, Object.keys(checks))
    if (meant !== undefined) throw invalidOption(name, `Unknown option '${name}'. Did you mean '${meant}'?`)
  }
}

/** @internal */
export function checkDestroyOptions(options: object): void {
  members(options, 'options', DESTROY)
}

/** @internal */
export function checkCollectOptions(options: object): void {
  members(options, 'options', COLLECT)
}

/** @internal */
export function checkStatsOptions(options: object): void {
  members(options, 'options', STATS)
}

/** @internal */
export function completeSchema(schema: Partial<Schema> | undefined): Schema | undefined {
  return schema && Object.freeze(withDefaults(schema))
}

/** What is undefined is left out. */
function withDefaults({
  hashKey = DEFAULT_SCHEMA.hashKey,
  rangeKey = DEFAULT_SCHEMA.rangeKey,
  rangeKeyType = DEFAULT_SCHEMA.rangeKeyType
}: Partial<Schema>): Schema {
  return { hashKey, rangeKey, rangeKeyType }
}

function members(value: unknown, option: string, checks: Record<string, Check>): object {
  const prefix = option === 'options' ? '' : `${option}.`
  const given = object(value, option)
  for (const [name, member] of Object.entries(given)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    if (check === undefined) throw unknownOption(`${prefix}${name}`, checks)
    if (member !== undefined) check(member, `${prefix}${name}`)
  }
  return given
}

function unknownOption(option: string, checks: object): TypeError {
  return invalidOption(option, `Unknown option '${option}'. Known are: ${Object.keys(checks).join(', ')}`)
}

function object(value: unknown, option: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw invalidOption(option, `The option '${option}' must be an object`)
}

function isBoolean(value: unknown, option: string): void {
  if (typeof value !== 'boolean') throw invalidOption(option, `The option '${option}' must be true or false`)
}

function isString(value: unknown, option: string): void {
  if (typeof value !== 'string' || value === '') {
    throw invalidOption(option, `The option '${option}' must be a string that is not empty`)
  }
}

function isSignal(value: unknown, option: string): void {
  if (value instanceof AbortSignal) return
  throw invalidOption(option, `The option '${option}' must be an AbortSignal`)
}

function isUnits(value: unknown, option: string): void {
  if (Number.isInteger(value) && Number(value) > 0) return
  throw invalidOption(option, `The option '${option}' must be a whole number of units, 1 at least`)
}

function isDays(value: unknown, option: string): void {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 35) return
  throw invalidOption(option, `The option '${option}' must be a whole number of days from 1 to 35`)
}

function isAlgorithm(value: unknown, option: string): void {
  if (COMPRESSION_ALGORITHMS.includes(value as CompressionAlgorithm)) return
  throw invalidOption(option, `The option '${option}' must be one of ${COMPRESSION_ALGORITHMS.join(', ')}`)
}

function isByteCount(value: unknown, option: string): void {
  if (Number.isInteger(value) && Number(value) >= 0) return
  throw invalidOption(option, `The option '${option}' must be a whole number of bytes`)
}

function isSchema(value: unknown, option: string): void {
  members(value, option, { hashKey: isKeyName, rangeKey: isKeyName, rangeKeyType: isRangeKeyType })
  const { hashKey, rangeKey } = withDefaults(value as Partial<Schema>)
  if (hashKey === rangeKey) throw invalidOption(option, `The option '${option}' names one key twice`)
}

function isKeyName(value: unknown, option: string): void {
  isString(value, option)
  if (RESERVED_NAMES.has(String(value))) {
    throw invalidOption(
      option,
      `The option '${option}' must not be '${value}', which is an attribute of ours`
    )
  }
}

function isRangeKeyType(value: unknown, option: string): void {
  if (value === 'B' || value === 'S') return
  throw invalidOption(option, `The option '${option}' must be 'B' or 'S'`)
}
