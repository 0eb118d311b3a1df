/**
 * Has reads of one key answered in the order in which they were asked for, as LevelDB answers them.
 *
 * PouchDB counts on it: two instances of a database that are made at once read the same counters, the second one first, by
 * a few callbacks. Were it ready after the first, and the first one closed at once, it would wait for ever.
 */
export class KeyTurns {
  #last = new Map<string, Promise<void>>()

  /** What `read` gives, after the answers to what was asked of this key before. */
  answer<T>(key: Buffer, read: Promise<T>): Promise<T> {
    const id = key.toString('latin1')
    const before = this.#last.get(id)
    const answer = before === undefined ? read : after(before, read)
    const leave = () => {
      if (this.#last.get(id) === answered) this.#last.delete(id)
      // A map that stays keeps garbage alive: of each table that it leaves behind, V8 has the next one held.
      if (this.#last.size === 0) this.#last = new Map()
    }
    const answered = answer.then(leave, leave)
    this.#last.set(id, answered)
    return answer
  }
}

function after<T>(before: Promise<void>, read: Promise<T>): Promise<T> {
  // It may fail while it waits: that is no rejection that nobody handles.
  read.catch(() => {})
  return before.then(() => read)
}
