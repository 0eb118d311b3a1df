import { Backoff } from '../level/backoff.js'
import { isTransient } from './errors.js'

/**
 * Repeats a read or a write while it may succeed, on top of the retries that each of its requests has: about 25 seconds,
 * and 45 where a page of an iterator is read. For the failure of either stops the store, and that of an iterator is one
 * that PouchDB does not handle: it takes the process down.
 */
export const ATTEMPTS = { entry: 16, page: 24 }

export async function retry<T>(run: () => Promise<T>, attempts: number, signal: AbortSignal): Promise<T> {
  const backoff = new Backoff(attempts)
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!isTransient(error) || signal.aborted) throw error
      if (!(await backoff.pause(signal)) || signal.aborted) throw error
    }
  }
}
