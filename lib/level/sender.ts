import type { DynamoDBClient, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb'
import { Backoff } from './backoff.js'
import { abortError } from './errors.js'
import type { Meter } from './meter.js'
import { operationOf } from './operations.js'
import { isServiceError, toLevelError } from './service-error.js'

/** Any command of the SDK's client. */
type Command<I extends ServiceInputTypes, O extends ServiceOutputTypes> = Parameters<
  typeof DynamoDBClient.prototype.send<I, O>
>[0]

/** Sends requests on one table, retries what the SDK does not, and speaks of failures in Level's terms. */
export class Sender {
  readonly client: DynamoDBClient
  readonly table: string
  readonly #meter: Meter | undefined

  constructor(client: DynamoDBClient, table: string, meter?: Meter) {
    this.client = client
    this.table = table
    this.#meter = meter
  }

  /** `allow` names an error of the service that the caller handles: it comes through untranslated. */
  async send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: Command<I, O>,
    { signal, allow }: { signal?: AbortSignal | undefined; allow?: readonly string[] } = {}
  ): Promise<O> {
    let backoff: Backoff | undefined
    for (;;) {
      if (signal?.aborted) throw abortError(signal.reason)
      try {
        const output = await this.#request(command, signal)
        if (signal?.aborted) throw abortError(signal.reason)
        return output
      } catch (error) {
        if (signal?.aborted) throw abortError(signal.reason)
        if (allow?.some(name => isServiceError(error, name))) throw error
        // A single write met a transaction. The SDK does not retry that, though it passes.
        const isConflict = isServiceError(error, 'TransactionConflictException')
        if (isConflict) {
          backoff ??= new Backoff()
          if (await backoff.pause(signal)) continue
        }
        throw toLevelError(error, operationOf(command).name, this.table)
      }
    }
  }

  /** One request, which the SDK may send several times. */
  #request<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: Command<I, O>,
    signal: AbortSignal | undefined
  ): Promise<O> {
    this.#meter?.ask(command)
    const answer = signal ? this.client.send(command, { abortSignal: signal }) : this.client.send(command)
    return this.#meter?.watch(command, answer) ?? answer
  }
}
