import { hashOf, sameBytes } from '../storage/bytes.js'

interface Seen {
  readonly scope: object
  readonly first: Uint8Array
  readonly second: Uint8Array
}

const EMPTY = new Uint8Array(0)

/** Finds the second appearance of an item in one request. */
export class DuplicateKeys {
  readonly #seen = new Map<number, Seen[]>()

  /** Whether the key, in one or two parts, was there before in this scope; remembers it. */
  has(scope: object, first: Uint8Array, second: Uint8Array = EMPTY): boolean {
    const hash = hashOf(second, hashOf(first))
    const alike = this.#seen.get(hash)
    if (alike === undefined) {
      this.#seen.set(hash, [{ scope, first, second }])
      return false
    }
    if (
      alike.some(
        seen => seen.scope === scope && sameBytes(seen.first, first) && sameBytes(seen.second, second)
      )
    )
      return true
    alike.push({ scope, first, second })
    return false
  }
}
