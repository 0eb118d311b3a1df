// The rows of secondary indexes: written in the transaction of their item, each with a copy of what the index projects.
import { compareBytes } from '../attribute/order.js'
import { attributeOf, type Item, newItem } from '../attribute/value.js'
import type { Database } from './database.js'
import { type FormedItem, formItem, type ItemForm } from './item-form.js'
import { type IndexKey, indexKey } from './key.js'
import type { Index, Table } from './table.js'

/** What a write did to an index; undefined where there was or is no row. */
export interface IndexChange {
  readonly index: Index
  readonly oldSize: number | undefined
  readonly newSize: number | undefined
  /** The row has another key than before: it was deleted and put anew. */
  readonly moved: boolean
  readonly changed: boolean
}

type IndexRow = IndexKey & ItemForm

const PUT = 'INSERT OR REPLACE INTO index_items VALUES (?, ?, ?, ?, ?, ?, ?)'
const DELETE = 'DELETE FROM index_items WHERE space = ? AND pk = ? AND sk = ? AND origin = ?'

export function updateIndexes(
  database: Database,
  table: Table,
  before: FormedItem | undefined,
  after: FormedItem | undefined
): IndexChange[] {
  return table.indexes.map(index => updateIndex(database, table, index, before, after))
}

export function updateIndex(
  database: Database,
  table: Table,
  index: Index,
  before: FormedItem | undefined,
  after: FormedItem | undefined
): IndexChange {
  const oldRow = indexRow(table, index, before)
  const newRow = indexRow(table, index, after)
  const moved = oldRow !== undefined && newRow !== undefined && !sameKey(oldRow, newRow)
  const changed = moved || oldRow?.text !== newRow?.text
  if (oldRow !== undefined && (newRow === undefined || moved)) {
    database.statement(DELETE).run(index.space, oldRow.pk, oldRow.sk, oldRow.origin)
  }
  if (newRow !== undefined && changed) {
    const { pk, sk, origin, size, pageSize: page, text } = newRow
    database.statement(PUT).run(index.space, pk, sk, origin, size, page, text)
  }
  return { index, oldSize: oldRow?.size, newSize: newRow?.size, moved, changed }
}

function indexRow(table: Table, index: Index, formed: FormedItem | undefined): IndexRow | undefined {
  if (formed === undefined) return undefined
  const key = indexKey(table, index, formed.item)
  if (key === undefined) return undefined
  const form =
    index.projected === undefined ? formed.form : formItem(table, projectItem(index.projected, formed.item))
  return { ...key, ...form }
}

function projectItem(names: readonly string[], item: Item): Item {
  const copy = newItem()
  for (const name of names) {
    const value = attributeOf(item, name)
    if (value !== undefined) copy[name] = value
  }
  return copy
}

function sameKey(a: IndexKey, b: IndexKey): boolean {
  return compareBytes(a.pk, b.pk) === 0 && compareBytes(a.sk, b.sk) === 0
}
