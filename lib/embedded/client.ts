import {
  type $Command,
  DynamoDB,
  type DynamoDBClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes
} from '@aws-sdk/client-dynamodb'
import { type AbortSignalLike, throwIfAborted } from './abort.js'
import { type EmbeddedDynamoDBClientOptions, parseClientOptions } from './client-options.js'
import { type Answer, Engine } from './engine.js'
import { DynamoDBError } from './errors.js'
import { EngineRequestHandler } from './request-handler.js'
import { nextRequestId } from './request-id.js'
import { OPERATION_OF_COMMAND } from './sdk-commands.js'
import { toSdkError } from './sdk-errors.js'
import { WriteGroup } from './write-group.js'

export type { EmbeddedDynamoDBClientOptions }

type Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = $Command<
  Input,
  Output,
  DynamoDBClientResolvedConfig,
  ServiceInputTypes,
  ServiceOutputTypes
>

/** As the SDK's own; what concerns sockets has no meaning here. */
export interface SendOptions {
  readonly abortSignal?: AbortSignalLike
  readonly requestTimeout?: number
}

// biome-ignore lint/suspicious/noExplicitAny: the SDK types the error of a callback so
type Callback<Output> = (error: any, output?: Output) => void

type Stack = DynamoDB['middlewareStack']

/** Answers given in a row before timers and sockets of the process have their turn. */
const ANSWERS_PER_TURN = 256

/**
 * A DynamoDBClient whose service is an engine in this process.
 *
 * The SDK's own commands go straight to the engine. What was given middleware, or comes from a document client,
 * takes the SDK's pipeline, at whose end the same engine answers.
 */
export class EmbeddedDynamoDBClient extends DynamoDB {
  readonly #engine: Engine
  readonly #writes: WriteGroup
  #direct: boolean
  #answers = 0

  constructor(options: EmbeddedDynamoDBClientOptions = {}) {
    const { engineOptions, sdkConfig } = parseClientOptions(options)
    const engine = new Engine(engineOptions)
    super({ ...sdkConfig, requestHandler: new EngineRequestHandler(engine) })
    this.#engine = engine
    this.#writes = new WriteGroup(engine)
    // Loggers and extensions do their work inside the pipeline.
    this.#direct = sdkConfig.logger === undefined && sdkConfig.extensions === undefined
    onChange(this.middlewareStack, () => {
      this.#direct = false
    })
  }

  override destroy(): void {
    this.#writes.flush()
    super.destroy()
  }

  override send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<Input, Output>,
    options?: SendOptions
  ): Promise<Output>
  override send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<Input, Output>,
    callback: Callback<Output>
  ): void
  override send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<Input, Output>,
    options: SendOptions,
    callback: Callback<Output>
  ): void
  override send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: Command<Input, Output>,
    optionsOrCallback?: SendOptions | Callback<Output>,
    lastCallback?: Callback<Output>
  ): Promise<Output> | undefined {
    const options = typeof optionsOrCallback === 'function' ? undefined : optionsOrCallback
    const callback = typeof optionsOrCallback === 'function' ? optionsOrCallback : lastCallback

    const operation = this.#direct ? OPERATION_OF_COMMAND.get(command.constructor) : undefined
    const answer =
      operation === undefined || hasMiddleware(command)
        ? super.send<Input, Output>(command, (options ?? {}) as object)
        : this.#answer<Output>(operation, command.input, options?.abortSignal)

    if (callback === undefined) return answer
    answer.then(
      output => callback(null, output),
      error => callback(error)
    )
    return undefined
  }

  async #answer<Output>(
    operation: string,
    input: object,
    signal: AbortSignalLike | undefined
  ): Promise<Output> {
    throwIfAborted(signal)
    if (signal !== undefined) {
      // The engine answers at once. This leaves the caller the time to change its mind.
      await undefined
      throwIfAborted(signal)
    }
    const output = this.#writes.takes(operation, input)
      ? outputOf(await this.#writes.add({ operation, input }))
      : this.#execute(operation, input)
    if (++this.#answers % ANSWERS_PER_TURN === 0) await nextTurn()
    return output as Output
  }

  #execute(operation: string, input: object): object {
    this.#writes.flush()
    const requestId = nextRequestId()
    try {
      return withMetadata(this.#engine.execute(operation, input), requestId)
    } catch (error) {
      throw toOuterError(error, requestId)
    }
  }
}

function outputOf(answer: Answer): object {
  const requestId = nextRequestId()
  if ('error' in answer) throw toOuterError(answer.error, requestId)
  return withMetadata(answer.output, requestId)
}

function withMetadata(output: { $metadata?: object }, requestId: string): object {
  output.$metadata = { httpStatusCode: 200, requestId, attempts: 1, totalRetryDelay: 0 }
  return output
}

function toOuterError(error: unknown, requestId: string): unknown {
  return error instanceof DynamoDBError ? toSdkError(error, requestId) : error
}

function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** Calls back when middleware is added to or taken from a stack. */
function onChange(stack: Stack, callback: () => void): void {
  for (const method of ['add', 'addRelativeTo', 'remove', 'removeByTag'] as const) {
    const original = stack[method] as (...parameters: unknown[]) => unknown
    Object.assign(stack, {
      [method]: (...parameters: unknown[]) => {
        callback()
        return original(...parameters)
      }
    })
  }
}

let found = false
const finder = {
  add: () => {
    found = true
  },
  addRelativeTo: () => {
    found = true
  },
  identifyOnResolve: () => false
} as never

/** Copying an empty stack costs a hundredth of asking it for its names. */
function hasMiddleware(command: {
  readonly middlewareStack: { applyToStack(stack: never): unknown }
}): boolean {
  found = false
  command.middlewareStack.applyToStack(finder)
  return found
}
