import type { Item } from './codec/item.js'
import { escapedKeyOf, groupOf, mayBeInGroup, storedBytes } from './codec/key.js'
import type { Schema } from './schema.js'

/**
 * Puts the items of a range in the order of their whole keys. They come in the order of range keys, which is the same
 * but within groups: a group is held back until it is complete, and sorted.
 */
export class KeyGroups {
  readonly #schema: Schema
  readonly #direction: 1 | -1
  #held: Item[] = []
  #group: Buffer | undefined

  constructor(schema: Schema, reverse: boolean) {
    this.#schema = schema
    this.#direction = reverse ? -1 : 1
  }

  /** What is complete after a page. */
  add(page: Item[], isLast: boolean): Item[] {
    const { rangeKey, rangeKeyType } = this.#schema
    if (this.#held.length === 0 && !page.some(item => mayBeInGroup(item[rangeKey], rangeKeyType))) return page

    const complete: Item[] = []
    for (const item of page) {
      const group = groupOf(storedBytes(item[rangeKey]), rangeKeyType)
      if (this.#group !== undefined && !(group && this.#group.equals(group)))
        complete.push(...this.#release())
      this.#group = group
      if (group === undefined) complete.push(item)
      else this.#held.push(item)
    }
    if (isLast) complete.push(...this.#release())
    return complete
  }

  #release(): Item[] {
    const keyed = this.#held.map(item => ({ item, key: escapedKeyOf(item, this.#schema) }))
    this.#held = []
    this.#group = undefined
    return keyed.sort((a, b) => this.#direction * Buffer.compare(a.key, b.key)).map(({ item }) => item)
  }
}
