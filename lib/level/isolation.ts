import { InFlight } from './in-flight.js'

type Side = 'page' | 'batch'

interface Party {
  readonly side: Side
  readonly members: InFlight
  readonly before: Promise<void> | undefined
}

/**
 * Keeps a page of an iterator from showing a part of an atomic batch of its process: many pages are read together, or
 * many batches written, in the order in which they come. A Query may see some writes of a transaction before the others:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation
 */
export class Isolation {
  #last: Party | undefined

  async run<T>(side: Side, work: () => Promise<T>): Promise<T> {
    const last = this.#last
    const party = last?.side === side ? last : { side, members: new InFlight(), before: last?.members.idle() }
    this.#last = party
    const { members, before } = party
    try {
      return await members.run(async () => {
        // Mostly the other side is away, and then there is nothing to wait for.
        if (before !== undefined) await before
        return work()
      })
    } finally {
      if (members.isIdle && this.#last === party) this.#last = undefined
    }
  }
}
