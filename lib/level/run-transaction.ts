import { Backoff } from './backoff.js'
import type { TransactionOptions } from './database-transaction.js'
import { abortError, dynamoLevelError, invalidOption } from './errors.js'
import type { TransactionRun } from './transaction.js'

const DEFAULT_RETRIES = 20

/** What users are handed for one run, and what its end needs of it. */
interface Handle {
  end(): void
}

/** Runs a function until it ends without a conflict. Every run starts anew. */
export async function runTransaction<H extends Handle, T>(
  begin: () => TransactionRun,
  toHandle: (run: TransactionRun) => H,
  run: (handle: H) => Promise<T>,
  { signal, retries = DEFAULT_RETRIES }: TransactionOptions
): Promise<T> {
  if (typeof run !== 'function') throw new TypeError("The first argument 'run' must be a function")
  if (!Number.isInteger(retries) || retries < 0) {
    throw invalidOption('retries', "The option 'retries' must be a whole number, 0 or more")
  }

  const backoff = new Backoff(retries)
  for (;;) {
    if (signal?.aborted) throw abortError(signal.reason)
    const attempt = begin()
    const handle = toHandle(attempt)
    let result: T
    try {
      result = await run(handle)
    } finally {
      handle.end()
    }
    if (signal?.aborted) throw abortError(signal.reason)
    if (await attempt.commit()) return result
    if (!(await backoff.pause(signal))) {
      throw dynamoLevelError(
        'DYNAMO_LEVEL_CONFLICT',
        `A transaction met others ${backoff.attempts} times: nothing was written`,
        {}
      )
    }
  }
}
