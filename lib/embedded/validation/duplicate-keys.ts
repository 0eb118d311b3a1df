import type { ItemKey } from '../storage/key.js'
import type { Table } from '../storage/table.js'

/** Finds the second appearance of an item in one request. */
export class DuplicateKeys {
  readonly #seen = new Set<string>()

  /** Whether the key was there before; remembers it. */
  has(table: Table, { pk, sk }: ItemKey): boolean {
    const text = `${table.space}/${pk.length}/${latin1(pk)}${latin1(sk)}`
    if (this.#seen.has(text)) return true
    this.#seen.add(text)
    return false
  }
}

/** One character for each byte. */
function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
