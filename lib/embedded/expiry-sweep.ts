// Deletes what has expired, in the background. Until it comes by, expired items stay visible, as on AWS.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html

/** The service takes up to two days; nobody wants to wait for that here. */
export const DEFAULT_EXPIRY_INTERVAL_MS = 1000
/** In one transaction: few enough that nobody who writes at the same time notices. */
const ITEMS_PER_TRANSACTION = 200

/** Deletes at most `limit` expired items through the storage, indexes included, and says how many. */
export type ExpireItems = (limit: number) => number

export class ExpirySweep {
  readonly #expireItems: ExpireItems
  readonly #intervalMs: number
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `intervalMs` of 0 is a sweep that only `run` makes. */
  constructor(expireItems: ExpireItems, intervalMs = DEFAULT_EXPIRY_INTERVAL_MS) {
    if (typeof intervalMs !== 'number' || !(intervalMs >= 0)) {
      throw new TypeError('The expiry interval is a number of milliseconds, or 0 for none')
    }
    this.#expireItems = expireItems
    this.#intervalMs = intervalMs
    this.#schedule(intervalMs)
  }

  /** Deletes all that has expired by now, and says how many items that were. */
  run(): number {
    let total = 0
    for (;;) {
      const deleted = this.#expireItems(ITEMS_PER_TRANSACTION)
      total += deleted
      if (deleted < ITEMS_PER_TRANSACTION) return total
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #schedule(delayMs: number): void {
    if (this.#intervalMs === 0) return
    // A longer delay than a timer can hold would be none at all.
    this.#timer = setTimeout(() => this.#tick(), Math.min(delayMs, MAX_TIMER_MS))
    // The sweep keeps no process alive. Not every runtime's timers are objects.
    const timer: unknown = this.#timer
    if (typeof timer === 'object') (timer as { unref?(): void }).unref?.()
  }

  /** One transaction a turn, so that requests come in between. */
  #tick(): void {
    let deleted = 0
    try {
      deleted = this.#expireItems(ITEMS_PER_TRANSACTION)
    } catch {
      // Another process may hold the file for longer than one waits; what has expired can wait for the next sweep.
    }
    this.#schedule(deleted < ITEMS_PER_TRANSACTION ? this.#intervalMs : 0)
  }
}

const MAX_TIMER_MS = 2 ** 31 - 1
