import type { Clock, Command, EngineContext, Form } from './commands/command.js'
import { COMMANDS } from './commands/commands.js'
import { DynamoDBError, internalServerError, unknownOperation } from './errors.js'
import { ExpirySweep } from './expiry-sweep.js'
import { checkConstraints } from './model/constraints.js'
import { decode } from './model/decode.js'
import type { Durability } from './storage/database.js'
import type { DriverName } from './storage/drivers/open.js'
import { Storage } from './storage/storage.js'

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

const SYSTEM_CLOCK: Clock = { now: () => Date.now() }

/** DynamoDB's operations on one storage. Every answer is complete when `execute` returns. */
export class Engine {
  readonly #storage: Storage
  readonly #contexts: Readonly<Record<Form, EngineContext>>
  readonly #sweep: ExpirySweep
  #closed = false

  /** Throws a TypeError for an option out of range, and an Error when the file cannot be used. */
  constructor(options: EngineOptions = {}) {
    checkOptions(options)
    const { path, durability, driver, clock = SYSTEM_CLOCK } = options
    const { region = 'us-east-1', accountId = '000000000000', expiryIntervalMs } = options
    this.#sweep = new ExpirySweep(limit => this.#storage.expireItems(clock.now(), limit), expiryIntervalMs)
    try {
      this.#storage = new Storage({ path, durability, driver })
    } catch (error) {
      this.#sweep.stop()
      throw error
    }
    const context = { storage: this.#storage, clock, region, accountId }
    this.#contexts = { sdk: { ...context, form: 'sdk' }, wire: { ...context, form: 'wire' } }
  }

  /**
   * Answers one request. With `sdk` both input and answer are as the SDK's commands have them; with `wire` the input
   * is parsed JSON, and items of the answer may be `RawItem`.
   *
   * Throws a DynamoDBError for whatever the service would refuse.
   */
  execute(operation: string, input: unknown, form: Form = 'sdk'): object {
    if (this.#closed) throw new Error('The engine is closed')
    const command = COMMANDS.get(operation)
    if (command === undefined) throw unknownOperation()
    try {
      return this.#run(command, input, form)
    } catch (cause) {
      if (cause instanceof DynamoDBError) throw cause
      throw Object.assign(internalServerError(), { cause })
    }
  }

  /** Deletes the items whose time to live is over now, without waiting for the interval. */
  expire(): void {
    this.#sweep.run()
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#sweep.stop()
    this.#storage.close()
  }

  #run(command: Command, input: unknown, form: Form): object {
    const request = decode(command.operation, input, form)
    checkConstraints(command.operation, request)
    return command.run(this.#contexts[form], request)
  }
}

function checkOptions({ path, durability, clock, region, accountId, driver }: EngineOptions): void {
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
