/** Lets many in together, or one alone, in the order in which they come. */
export class SharedLock {
  /** The end of the last one that is alone in there or waits for it. */
  #last: Promise<unknown> | undefined
  #group = new Group()

  async shared<T>(run: () => Promise<T>): Promise<T> {
    const group = this.#group
    group.enter()
    try {
      // Mostly nobody is alone, and then there is nothing to wait for.
      if (this.#last !== undefined) await this.#last
      return await run()
    } finally {
      group.leave()
    }
  }

  async exclusive<T>(run: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#last, this.#group.whenEmpty()]).then(run)
    this.#group = new Group()
    const last = result
      .catch(() => {})
      .then(() => {
        if (this.#last === last) this.#last = undefined
      })
    this.#last = last
    return result
  }
}

/** Those that may be in there together. */
class Group {
  #count = 0
  #onEmpty: (() => void) | undefined

  enter(): void {
    this.#count++
  }

  leave(): void {
    if (--this.#count === 0) this.#onEmpty?.()
  }

  async whenEmpty(): Promise<void> {
    if (this.#count === 0) return
    await new Promise<void>(resolve => {
      this.#onEmpty = resolve
    })
  }
}
