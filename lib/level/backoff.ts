import { clock } from './clock.js'

const BASE_MS = 50
const CAP_MS = 5_000
const MAX_ATTEMPTS = 10

/**
 * Exponential backoff with full jitter, for what the SDK does not retry: unprocessed items and keys, and
 * conflicts with a transaction.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export class Backoff {
  readonly #maxAttempts: number
  #attempts = 0

  constructor(maxAttempts = MAX_ATTEMPTS) {
    this.#maxAttempts = maxAttempts
  }

  /** False when the budget is used up; otherwise true, after a pause. */
  async pause(signal?: AbortSignal): Promise<boolean> {
    if (++this.#attempts > this.#maxAttempts) return false
    await clock.sleep(clock.random() * Math.min(CAP_MS, BASE_MS * 2 ** (this.#attempts - 1)), signal)
    return true
  }

  /** Whoever gets on, however slowly, keeps its whole budget. */
  reset(): void {
    this.#attempts = 0
  }

  get attempts(): number {
    return this.#attempts
  }
}
