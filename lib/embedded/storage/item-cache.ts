import { hashOf, sameBytes } from './bytes.js'
import type { ItemKey } from './key.js'
import type { StoredItem } from './page.js'
import type { Table } from './table.js'

/** A power of two. */
const SLOTS = 2 ** 14
const MAX_CHARACTERS = 2 ** 22

interface Slot {
  readonly hash: number
  readonly space: number
  readonly pk: Uint8Array
  readonly sk: Uint8Array
  readonly item: StoredItem
}

/**
 * Items that were read before, of a memory that nobody else can change: to have SQLite find one takes longer than all
 * the rest of an answer. Each has one slot, by a hash of its key, and whoever is read last has it: a write pays for no
 * more than the hash.
 */
export class ItemCache {
  #slots: (Slot | undefined)[] | undefined
  #characters = 0

  /** The item at the key, as it is known or else as it is found. */
  get({ space }: Table, key: ItemKey, find: () => StoredItem | undefined): StoredItem | undefined {
    const hash = hashOfKey(space, key)
    const slot = this.#slots?.[hash & (SLOTS - 1)]
    if (slot?.hash === hash && isAt(slot, space, key)) return slot.item
    const item = find()
    // Copies, since a key may be a small part of a large buffer.
    if (item !== undefined) this.#keep({ hash, space, pk: key.pk.slice(), sk: key.sk.slice(), item })
    return item
  }

  forget({ space }: Table, key: ItemKey): void {
    if (this.#slots === undefined) return
    const hash = hashOfKey(space, key)
    // One of another key that has the same hash may go with it.
    if (this.#slots[hash & (SLOTS - 1)]?.hash === hash) this.#slots[hash & (SLOTS - 1)] = undefined
  }

  #keep(slot: Slot): void {
    this.#characters += slot.item.text.length
    if (this.#slots === undefined || this.#characters > MAX_CHARACTERS) {
      this.#slots = new Array(SLOTS).fill(undefined)
      this.#characters = slot.item.text.length
    }
    this.#slots[slot.hash & (SLOTS - 1)] = slot
  }
}

function isAt(slot: Slot, space: number, { pk, sk }: ItemKey): boolean {
  return slot.space === space && sameBytes(slot.pk, pk) && sameBytes(slot.sk, sk)
}

// Requests come in runs for one partition key, and with the same bytes then.
let lastPk: Uint8Array | undefined
let lastHash = 0

function hashOfKey(space: number, { pk, sk }: ItemKey): number {
  if (pk !== lastPk) {
    lastHash = hashOf(pk)
    lastPk = pk
  }
  return hashOf(sk, lastHash ^ space)
}
