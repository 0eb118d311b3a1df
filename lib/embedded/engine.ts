import type { Command, EngineContext, Form } from './commands/command.js'
import { COMMANDS } from './commands/commands.js'
import { type Clock, checkOptions, type EngineOptions } from './engine-options.js'
import { DynamoDBError, internalServerError, unknownOperation } from './errors.js'
import { ExpirySweep } from './expiry-sweep.js'
import { checkConstraints } from './model/constraints.js'
import { decode } from './model/decode.js'
import { Storage } from './storage/storage.js'

const SYSTEM_CLOCK: Clock = { now: () => Date.now() }

export interface Request {
  readonly operation: string
  readonly input: unknown
}

export type Answer = { readonly output: object } | { readonly error: unknown }

/** DynamoDB's operations on one storage. Every answer is complete when `execute` returns. */
export class Engine {
  readonly #storage: Storage
  readonly #contexts: Readonly<Record<Form, EngineContext>>
  readonly #sweep: ExpirySweep
  /** Whether to commit costs more than to write. */
  readonly hasFile: boolean
  #closed = false

  /** Throws a TypeError for an option out of range, and an Error when the file cannot be used. */
  constructor(options: EngineOptions = {}) {
    checkOptions(options)
    const { path, durability, driver, clock = SYSTEM_CLOCK } = options
    const { region = 'us-east-1', accountId = '000000000000', expiryIntervalMs } = options
    this.#sweep = new ExpirySweep(limit => this.#storage.expireItems(clock.now(), limit), expiryIntervalMs)
    try {
      this.#storage = new Storage({ path, durability, driver })
      this.hasFile = this.#storage.isFile
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
    if (this.#closed) throw engineClosed()
    const command = COMMANDS.get(operation)
    if (command === undefined) throw unknownOperation()
    try {
      return this.#run(command, input, form)
    } catch (cause) {
      if (cause instanceof DynamoDBError) throw cause
      throw Object.assign(internalServerError(), { cause })
    }
  }

  /**
   * Answers writes of the SDK's form, in order, in one transaction if none of them fails. Otherwise each one has its own,
   * as it has no part in the failure of another.
   */
  executeTogether(requests: readonly Request[]): Answer[] {
    const answer = ({ operation, input }: Request) => ({ output: this.execute(operation, input) })
    if (requests.length > 1 && !this.#closed) {
      try {
        return this.#storage.write(() => requests.map(answer))
      } catch {
        // The next attempt tells which of them it was.
      }
    }
    return requests.map(request => {
      try {
        return answer(request)
      } catch (error) {
        return { error }
      }
    })
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

/** The name tells that another attempt is no use: no answer of the service says so. */
function engineClosed(): Error {
  const error = new Error('The engine is closed')
  error.name = 'EngineClosedError'
  return error
}
