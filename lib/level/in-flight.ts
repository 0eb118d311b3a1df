/** Counts what is under way, so that somebody can wait for its end. */
export class InFlight {
  #count = 0
  #idle: (() => void) | undefined

  get isIdle(): boolean {
    return this.#count === 0
  }

  async run<T>(operation: () => Promise<T>): Promise<T> {
    this.#count++
    try {
      return await operation()
    } finally {
      if (--this.#count === 0) this.#idle?.()
    }
  }

  /** Resolves when nothing is under way. One waiter at a time. */
  async idle(): Promise<void> {
    if (this.isIdle) return
    await new Promise<void>(resolve => {
      this.#idle = resolve
    })
    this.#idle = undefined
  }
}
