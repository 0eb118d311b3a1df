/** A write's place in the order of the writes on its keys. */
export class Place {
  #isLeft = false
  #left: Promise<void> | undefined
  #onLeave: (() => void) | undefined

  leave(): void {
    this.#isLeft = true
    this.#onLeave?.()
  }

  async whenLeft(): Promise<void> {
    if (this.#isLeft) return
    this.#left ??= new Promise(resolve => {
      this.#onLeave = resolve
    })
    await this.#left
  }
}

/**
 * Which writes are under way, or wait, for which keys. Writes on one key are done in the order in which they came;
 * whoever takes a place waits for the one before, and leaves it in the end, whatever happens, and never before its turn.
 */
export class KeyOrder<P extends Place = Place> {
  #last = new Map<string, P>()
  /** Those that have a place for all keys of a range. */
  readonly #ranges = new Map<P, (id: string) => boolean>()

  /** The last one that came for a key and has not left. */
  last(id: string): P | undefined {
    return this.#last.get(id)
  }

  /** Resolves when it is the turn of this place for all of the keys; undefined if it is at once. */
  take(place: P, ids: Iterable<string>): Promise<unknown> | undefined {
    let before: Set<P> | undefined
    for (const id of ids) {
      const last = this.#last.get(id)
      if (last !== undefined) before = (before ?? new Set()).add(last)
      else {
        for (const [other, isInside] of this.#ranges)
          if (isInside(id)) before = (before ?? new Set()).add(other)
      }
      this.#last.set(id, place)
    }
    return before && whenLeft(before)
  }

  /** The same for all keys of a range. Of two ranges, neither waits for the other but for a write between them. */
  async takeRange(place: P, isInside: (id: string) => boolean): Promise<void> {
    const before = new Set<P>()
    for (const [id, last] of this.#last) {
      if (!isInside(id)) continue
      before.add(last)
      this.#last.set(id, place)
    }
    this.#ranges.set(place, isInside)
    await whenLeft(before)
  }

  leave(place: P, ids: Iterable<string>): void {
    for (const id of ids) if (this.#last.get(id) === place) this.#last.delete(id)
    // Whenever a map grows or shrinks, V8 has the table before hold the one that follows. In a map that lasts, one old
    // table of a batch keeps all later ones, with their keys, until the next full collection.
    if (this.#last.size === 0) this.#last = new Map()
    place.leave()
  }

  leaveRange(place: P): void {
    this.#ranges.delete(place)
    this.leave(place, this.#last.keys())
  }
}

async function whenLeft(places: Iterable<Place>): Promise<void> {
  await Promise.all(Array.from(places, place => place.whenLeft()))
}
