/** Lets many in together, or one alone, in the order in which they come. */
export class SharedLock {
  #last: Promise<unknown> = Promise.resolve()
  #sharing: Promise<unknown>[] = []

  async shared<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run)
    const done: Promise<unknown> = result.catch(() => {}).then(() => this.#leave(done))
    this.#sharing.push(done)
    return result
  }

  async exclusive<T>(run: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#last, ...this.#sharing]).then(run)
    this.#sharing = []
    this.#last = result.catch(() => {})
    return result
  }

  #leave(done: Promise<unknown>): void {
    const index = this.#sharing.indexOf(done)
    if (index >= 0) this.#sharing.splice(index, 1)
  }
}
