/** `full` survives a power failure; `normal` may lose the last writes then, but nothing when a process dies. */
export type Durability = 'full' | 'normal'

export type DriverName = 'node:sqlite' | 'libsql'

/** The time that everything in the engine goes by. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
}

export interface EngineOptions {
  /**
   * The SQLite file that holds the tables. It is created when it is missing, and several processes may have it open.
   *
   * @defaultValue in memory, gone with the engine
   */
  readonly path?: string
  /**
   * Whether an answered write survives a failure of power (`full`) or only the end of the process (`normal`, faster).
   *
   * @defaultValue 'full'
   */
  readonly durability?: Durability
  /** @defaultValue the system's time */
  readonly clock?: Clock
  /**
   * Stands in ARNs.
   *
   * @defaultValue 'us-east-1'
   */
  readonly region?: string
  /**
   * Stands in ARNs.
   *
   * @defaultValue '000000000000'
   */
  readonly accountId?: string
  /** @defaultValue `node:sqlite` where the runtime has it, else `libsql` */
  readonly driver?: DriverName
  /**
   * How often items whose time to live is over are deleted; 0 leaves them.
   *
   * @defaultValue 1000
   */
  readonly expiryIntervalMs?: number
}

/** Throws a TypeError for a value that cannot be. @internal */
export function checkOptions({ path, durability, clock, region, accountId, driver }: EngineOptions): void {
  if (path !== undefined && (typeof path !== 'string' || path === '')) {
    throw new TypeError('path must be the name of a file')
  }
  checkChoice('durability', durability, ['full', 'normal'])
  checkChoice('driver', driver, ['node:sqlite', 'libsql'])
  if (clock !== undefined && typeof clock?.now !== 'function') {
    throw new TypeError('clock must have a function now()')
  }
  if (region !== undefined && (typeof region !== 'string' || region === '')) {
    throw new TypeError('region must be a name')
  }
  if (accountId !== undefined && (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId))) {
    throw new TypeError('accountId must have 12 digits')
  }
}

function checkChoice(name: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value as string)) return
  throw new TypeError(`${name} must be one of ${choices.map(choice => `'${choice}'`).join(', ')}`)
}
