import { setMaxListeners } from 'node:events'
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { Backoff } from './backoff.js'
import { inGroups, type Writes } from './batch-plan.js'
import { clock } from './clock.js'
import { type DynamoLevelError, dynamoLevelError, type PendingOperation } from './errors.js'
import { inParallel } from './in-parallel.js'
import { batchWriteRequest, pointsToChunks } from './requests/batch.js'
import { transactWrite } from './requests/transact.js'
import type { Sender } from './sender.js'
import type { Transactor } from './transactor.js'

/** What PouchDB writes for 100 documents, 202 operations, then takes one round trip. */
const CONCURRENCY = 16

/** What became of requests that could not all be written. */
export interface BatchFailure {
  readonly cause: DynamoLevelError
  readonly written: number
  /** Those that are not known to be written, as far as their source had them ready. */
  readonly pending: readonly WriteRequest[]
}

/** Writes any number of items in requests of 25, a bounded number of them at once. Not atomic. */
export class BatchWriter {
  readonly #sender: Sender
  readonly #transactor: Transactor | undefined

  /** Of entries, what points to chunks is written by the transactor. */
  constructor(sender: Sender, transactor?: Transactor) {
    this.#sender = sender
    this.#transactor = transactor
  }

  /**
   * Takes the requests as it gets on, so that their source may be larger than memory. After the time `until` it sends
   * no more, and what is on its way is not sent again.
   */
  async write(
    requests: Writes,
    { until = Infinity }: { until?: number } = {}
  ): Promise<BatchFailure | undefined> {
    const groups = inGroups(requests)
    const signal = until === Infinity ? undefined : clock.timeout(Math.max(0, until - clock.now()))
    // Each request listens to it: more than Node.js takes for a leak.
    if (signal !== undefined) setMaxListeners(0, signal)
    const failures: BatchFailure[] = []
    let written = 0

    await inParallel(CONCURRENCY, async () => {
      for await (const group of pull(groups)) {
        const failure = await this.#writeGroup(group, until, signal)
        written += failure?.written ?? group.length
        if (failure !== undefined) failures.push(failure)
        // The first failure ends the batch: what has not begun is not begun.
        if (failures.length > 0) return
      }
    })
    if (failures[0] === undefined) return undefined

    // What a source has yet to fetch is not fetched only to be listed.
    const rest: WriteRequest[] = []
    if (Symbol.iterator in requests) for await (const group of groups) rest.push(...group)
    await groups.return()
    return {
      cause: failures[0].cause,
      written,
      pending: [...failures.flatMap(({ pending }) => pending), ...rest]
    }
  }

  async #writeGroup(
    group: WriteRequest[],
    until: number,
    signal: AbortSignal | undefined
  ): Promise<BatchFailure | undefined> {
    const backoff = new Backoff()
    const fail = (cause: DynamoLevelError) => ({ cause, written: group.length - pending.length, pending })
    let pending = group
    try {
      const large = group.filter(pointsToChunks)
      if (large.length > 0 && this.#transactor !== undefined) {
        // Sent again after its answer was lost, a transaction is not done again. By then others may have overwritten the
        // entry, and removed the chunks.
        await this.#transactor.write(
          large.map(request => transactWrite(this.#sender, request)),
          signal
        )
        pending = group.filter(request => !pointsToChunks(request))
        if (pending.length === 0) return undefined
      }
      for (;;) {
        if (clock.now() > until) return fail(this.#exhausted(pending, backoff.attempts))
        const command = new BatchWriteItemCommand(batchWriteRequest(this.#sender.table, pending))
        const output = await this.#sender.send(command, { signal })
        // One table was asked, so there is one answer, whatever form of the table's name it stands under.
        const unprocessed = Object.values(output.UnprocessedItems ?? {})[0] ?? []
        if (unprocessed.length === 0) return undefined
        if (unprocessed.length < pending.length) backoff.reset()
        pending = unprocessed
        if (!(await backoff.pause(signal))) return fail(this.#exhausted(pending, backoff.attempts))
      }
    } catch (error) {
      return fail(error as DynamoLevelError)
    }
  }

  #exhausted(pending: WriteRequest[], attempts: number): DynamoLevelError {
    return dynamoLevelError(
      'LEVEL_IO_ERROR',
      `BatchWriteItem on table '${this.#sender.table}' left ${pending.length} items unprocessed, time after time`,
      { operation: 'BatchWriteItem', attempts }
    )
  }
}

/** The error of a batch that failed, with the operations that are not known to be written. */
export function batchError({ cause, written }: BatchFailure, pending: PendingOperation[]): DynamoLevelError {
  // A refusal that came before anything was written speaks for itself.
  if (written === 0 && cause.code !== 'LEVEL_IO_ERROR') return cause
  return dynamoLevelError(
    'DYNAMO_LEVEL_BATCH_INCOMPLETE',
    `A batch was written in part: ${pending.length} operations are not known to be written`,
    { pending },
    cause
  )
}

/** Iterates without closing the source at the end, so that several can share it. */
async function* pull<T>(
  source: Generator<T, void, void> | AsyncGenerator<T, void, void>
): AsyncGenerator<T, void, void> {
  for (;;) {
    const { value, done } = await source.next()
    if (done) return
    yield value as T
  }
}
