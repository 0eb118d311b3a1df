import { formItem, type ItemForm } from '../attribute/item-writer.js'
import { pageSize } from '../attribute/page-size.js'
import type { Item } from '../attribute/value.js'
import type { Table } from './table.js'

/** What a row counts towards a page. */
export function rowPageSize(table: Table, item: Item, form: ItemForm): number {
  return pageSize(form.storedSize, item, table.key.range[0]?.name)
}

/** An item with its stored form, which is made once for the table and all indexes that project everything. */
export class FormedItem {
  readonly item: Item
  #form: ItemForm | undefined

  constructor(item: Item, form?: ItemForm) {
    this.item = item
    this.#form = form
  }

  get form(): ItemForm {
    this.#form ??= formItem(this.item)
    return this.#form
  }
}
