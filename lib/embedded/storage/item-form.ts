import { formatItem } from '../attribute/item-text.js'
import { itemSize } from '../attribute/size.js'
import type { Item } from '../attribute/value.js'
import { pageSize } from './page-size.js'
import type { Table } from './table.js'

/** What a row holds of an item besides its key. */
export interface ItemForm {
  readonly size: number
  readonly pageSize: number
  readonly text: string
}

export function formItem(table: Table, item: Item, size = itemSize(item)): ItemForm {
  const range = table.key.range[0]?.name
  return { size, pageSize: pageSize(item, range), text: formatItem(item) }
}

/** An item with the form of its whole, which is worked out once for all indexes that project everything. */
export class FormedItem {
  readonly item: Item
  readonly #table: Table
  #form: ItemForm | undefined

  constructor(table: Table, item: Item, form?: ItemForm) {
    this.item = item
    this.#table = table
    this.#form = form
  }

  get form(): ItemForm {
    this.#form ??= formItem(this.#table, this.item)
    return this.#form
  }
}
