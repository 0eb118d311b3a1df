import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { Backoff } from './backoff.js'
import { inGroups, toOperation } from './batch-plan.js'
import { type DynamoLevelError, dynamoLevelError } from './errors.js'
import { inParallel } from './in-parallel.js'
import type { Keyspace } from './keyspace.js'
import { batchWriteRequest } from './requests/batch.js'
import type { Sender } from './sender.js'

const CONCURRENCY = 8

interface Failure {
  cause: DynamoLevelError
  pending: WriteRequest[]
}

/** Writes any number of items in requests of 25, a bounded number of them at once. Not atomic. */
export class BatchWriter {
  readonly #sender: Sender
  readonly #space: Keyspace

  constructor(sender: Sender, space: Keyspace) {
    this.#sender = sender
    this.#space = space
  }

  /** Takes the requests as it gets on, so that their source may be larger than memory. */
  async write(requests: Iterable<WriteRequest> | AsyncIterable<WriteRequest>): Promise<void> {
    const groups = inGroups(requests)
    const failures: Failure[] = []
    let written = 0

    const worker = async () => {
      for await (const group of pull(groups)) {
        const failure = await this.#writeGroup(group)
        written += group.length - (failure?.pending.length ?? 0)
        if (failure !== undefined) failures.push(failure)
        // The first failure ends the batch: what has not begun is not begun.
        if (failures.length > 0) break
      }
    }
    await inParallel(CONCURRENCY, worker)
    if (failures.length === 0) return

    // What a source has yet to fetch is not fetched only to be listed.
    const rest: WriteRequest[] = []
    if (Symbol.iterator in requests) for await (const group of groups) rest.push(...group)
    await groups.return()
    throw this.#incomplete(failures, written, rest)
  }

  async #writeGroup(group: WriteRequest[]): Promise<Failure | undefined> {
    const backoff = new Backoff()
    let pending = group
    try {
      for (;;) {
        const output = await this.#sender.send(
          new BatchWriteItemCommand(batchWriteRequest(this.#space, pending))
        )
        // One table was asked, so there is one answer, whatever form of the table's name it stands under.
        const unprocessed = Object.values(output.UnprocessedItems ?? {})[0] ?? []
        if (unprocessed.length === 0) return undefined
        if (unprocessed.length < pending.length) backoff.reset()
        pending = unprocessed
        if (!(await backoff.pause())) return { cause: this.#exhausted(pending, backoff.attempts), pending }
      }
    } catch (error) {
      return { cause: error as DynamoLevelError, pending }
    }
  }

  #exhausted(pending: WriteRequest[], attempts: number): DynamoLevelError {
    return dynamoLevelError(
      'LEVEL_IO_ERROR',
      `BatchWriteItem on table '${this.#space.table}' left ${pending.length} items unprocessed, time after time`,
      { operation: 'BatchWriteItem', attempts }
    )
  }

  #incomplete(failures: Failure[], written: number, rest: WriteRequest[]): DynamoLevelError {
    const cause = failures[0]!.cause
    // A refusal that came before anything was written speaks for itself.
    if (written === 0 && cause.code !== 'LEVEL_IO_ERROR') return cause

    const pending = [...failures.flatMap(failure => failure.pending), ...rest]
    return dynamoLevelError(
      'DYNAMO_LEVEL_BATCH_INCOMPLETE',
      `A batch was written in part: ${pending.length} operations are not known to be written`,
      { pending: pending.map(request => toOperation(this.#space, request)) },
      cause
    )
  }
}

/** Iterates without closing the source at the end, so that several can share it. */
async function* pull<T>(source: AsyncGenerator<T, void, void>): AsyncGenerator<T, void, void> {
  for (;;) {
    const { value, done } = await source.next()
    if (done) return
    yield value as T
  }
}
