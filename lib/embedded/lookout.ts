/** Longer than a round trip with a client that does little else, in which both sides are woken. */
const WATCH_MS = 0.2

/**
 * Looks out for the next request instead of sleeping, for as long as a client may need that waits for each answer: a
 * process that sleeps is woken by the system, which takes longer than to answer. Where requests come seldom, or in
 * a row of slow ones, it does nothing.
 */
export class Lookout {
  readonly #now: () => number
  readonly #afterEvents: (callback: () => void) => unknown
  #answeredAt = Number.NEGATIVE_INFINITY
  #until = Number.NEGATIVE_INFINITY
  #isLooking = false

  constructor(now = () => performance.now(), afterEvents: (callback: () => void) => unknown = setImmediate) {
    this.#now = now
    this.#afterEvents = afterEvents
  }

  /** To be called at each answer. */
  answered(): void {
    const now = this.#now()
    const isSoon = now - this.#answeredAt <= WATCH_MS
    this.#answeredAt = now
    if (!isSoon) return
    this.#until = now + WATCH_MS
    if (this.#isLooking) return
    this.#isLooking = true
    this.#afterEvents(this.#look)
  }

  // While something is to be called after them, the event loop does not wait for events.
  readonly #look = (): void => {
    this.#isLooking = this.#now() < this.#until
    if (this.#isLooking) this.#afterEvents(this.#look)
  }
}
