import { InFlight } from './in-flight.js'

/** Lets many in together, or one alone, in the order in which they come. */
export class SharedLock {
  /** The end of the last one that is alone in there or waits for it. */
  #last: Promise<unknown> | undefined
  #group = new InFlight()

  shared<T>(run: () => Promise<T>): Promise<T> {
    const last = this.#last
    return this.#group.run(async () => {
      // Mostly nobody is alone, and then there is nothing to wait for.
      if (last !== undefined) await last
      return run()
    })
  }

  async exclusive<T>(run: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#last, this.#group.idle()]).then(run)
    this.#group = new InFlight()
    const last = result
      .catch(() => {})
      .then(() => {
        if (this.#last === last) this.#last = undefined
      })
    this.#last = last
    return result
  }
}
