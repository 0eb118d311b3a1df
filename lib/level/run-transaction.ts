import { Backoff } from './backoff.js'
import type { TransactionOptions } from './database-transaction.js'
import { abortError, dynamoLevelError, invalidOption } from './errors.js'
import type { TransactionRun } from './transaction.js'

const DEFAULT_RETRIES = 20

/** What users are handed for one run, and what its end needs of it. */
interface Handle {
  assertIdle(): void
  end(): void
}

const OPTIONS: readonly string[] = ['retries', 'signal'] satisfies (keyof TransactionOptions)[]

/** Runs a function until it ends without a conflict. Every run starts anew. */
export async function runTransaction<H extends Handle, T>(
  begin: () => TransactionRun,
  toHandle: (run: TransactionRun) => H,
  run: (handle: H) => Promise<T>,
  options: TransactionOptions
): Promise<T> {
  const { signal, retries = DEFAULT_RETRIES } = options
  if (typeof run !== 'function') throw new TypeError("The first argument 'run' must be a function")
  for (const name of Object.keys(options)) {
    if (OPTIONS.includes(name)) continue
    throw invalidOption(name, `Unknown option '${name}'. Known are: ${OPTIONS.join(', ')}`)
  }
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
      handle.assertIdle()
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
