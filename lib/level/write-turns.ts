import type { Journal } from './journal.js'
import { SharedLock } from './shared-lock.js'

/**
 * Whose turn it is to write, in this process: many writes at once, or one batch of the journal alone. None begins while
 * something is left to be done that was decided before it.
 */
export class WriteTurns {
  readonly #journal: Journal
  readonly #lock = new SharedLock()

  constructor(journal: Journal) {
    this.#journal = journal
  }

  async together<T>(run: () => Promise<T>): Promise<T> {
    for (;;) {
      const turn = await this.#lock.shared(async () =>
        this.#journal.isUnfinished ? undefined : { result: await run() }
      )
      if (turn !== undefined) return turn.result
      await this.alone(async () => {})
    }
  }

  async alone(run: () => Promise<void>): Promise<void> {
    await this.#lock.exclusive(async () => {
      await this.#journal.finishOwn()
      await run()
    })
  }
}
