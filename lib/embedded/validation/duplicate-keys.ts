import { compareBytes } from '../attribute/order.js'
import type { ItemKey } from '../storage/key.js'
import type { Table } from '../storage/table.js'

interface Seen extends ItemKey {
  readonly table: Table
}

/** Finds the second appearance of an item in one request. */
export class DuplicateKeys {
  readonly #seen = new Map<number, Seen[]>()

  /** Whether the key was there before; remembers it. */
  has(table: Table, { pk, sk }: ItemKey): boolean {
    const hash = hashOf(sk, hashOf(pk, 0))
    const alike = this.#seen.get(hash)
    if (alike === undefined) {
      this.#seen.set(hash, [{ table, pk, sk }])
      return false
    }
    if (alike.some(seen => seen.table === table && sameBytes(seen.pk, pk) && sameBytes(seen.sk, sk)))
      return true
    alike.push({ table, pk, sk })
    return false
  }
}

function hashOf(bytes: Uint8Array, start: number): number {
  let hash = start
  for (let i = 0; i < bytes.length; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
  return hash
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0
}
