import { invalidOption } from '../level/errors.js'
import { checkDatabaseOptions, type DynamoLevelOptions } from '../level/options.js'

/** What DynamoLevel takes, but for encodings: keys and values are bytes here, or strings in UTF-8. */
type LevelOptions = Omit<DynamoLevelOptions<unknown, unknown>, 'keyEncoding' | 'valueEncoding' | 'passive'>

export interface DynamoDownOptions extends LevelOptions {
  /**
   * The name of the function that `dynamoDown` returns. PouchDB shows it as `backend_adapter`. A further factory with the
   * same name in a process gets `-2`, `-3` and so on appended.
   * @defaultValue `DynamoDown:` and the table; `DynamoDown` if none is given
   */
  name?: string
}

/**
 * Where a database is must be known without opening it, to destroy it. So that is said to the factory alone, and whether
 * the factory counts.
 */
export type DynamoDownOpenOptions = Omit<LevelOptions, 'client' | 'table' | 'schema' | 'capacity'>

const OPEN: Record<keyof DynamoDownOpenOptions, true> = {
  createIfMissing: true,
  errorIfExists: true,
  consistentRead: true,
  atomic: true,
  ttl: true,
  compression: true,
  coalesce: true,
  billing: true,
  tableClass: true,
  deletionProtection: true,
  tags: true,
  encryption: true,
  pointInTimeRecovery: true
}

/** Throws a TypeError that names the option if one cannot be. @internal */
export function checkDownOptions({ name, ...options }: DynamoDownOptions): void {
  if (name !== undefined && (typeof name !== 'string' || name === '')) {
    throw invalidOption('name', "The option 'name' must be a string that is not empty")
  }
  for (const rest of Object.keys(checkDatabaseOptions(options))) {
    if (!Object.hasOwn(OPEN, rest)) throw invalidOption(rest, `Unknown option '${rest}'`)
  }
}

/**
 * Of what is given on opening, what is for us. The rest is not ours to judge: levelup and PouchDB hand over their own
 * options, and those that users of LevelDB know, among them `compression: true`.
 *
 * @internal
 */
export function pickOpenOptions(given: object): DynamoDownOpenOptions {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) =>
        Object.hasOwn(OPEN, name) &&
        value !== undefined &&
        !(name === 'compression' && typeof value !== 'object')
    )
  )
}
