import type { Journal } from './journal.js'
import { SharedLock } from './shared-lock.js'

/**
 * Whose turn it is to write, in this process: many writes at once, or one batch of the journal alone. None begins while
 * something is left to be done that was decided before it.
 */
export class WriteTurns {
  readonly #journal: Journal
  readonly #lock = new SharedLock()
  readonly #beforeFirst: () => Promise<void>
  #begun: Promise<void> | undefined
  #hasBegun = false

  /** `beforeFirst` is done before the first turn, and if it fails once more before the next. */
  constructor(journal: Journal, beforeFirst: (() => Promise<void>) | undefined) {
    this.#journal = journal
    this.#beforeFirst = beforeFirst ?? (async () => {})
    this.#hasBegun = beforeFirst === undefined
  }

  async together<T>(run: () => Promise<T>): Promise<T> {
    if (!this.#hasBegun) await this.#begin()
    for (;;) {
      const turn = await this.#lock.shared(async () =>
        this.#journal.isUnfinished ? undefined : { result: await run() }
      )
      if (turn !== undefined) return turn.result
      await this.alone(async () => {})
    }
  }

  async alone(run: () => Promise<void>): Promise<void> {
    if (!this.#hasBegun) await this.#begin()
    await this.#lock.exclusive(async () => {
      await this.#journal.finishOwn()
      await run()
    })
  }

  async #begin(): Promise<void> {
    this.#begun ??= this.#beforeFirst()
    try {
      await this.#begun
      this.#hasBegun = true
    } catch (error) {
      this.#begun = undefined
      throw error
    }
  }
}
