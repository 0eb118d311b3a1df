// The rows of secondary indexes: written in the transaction of their item, each with a copy of what the index projects.
import { valuesEqual } from '../attribute/equals.js'
import { compareBytes } from '../attribute/order.js'
import { attributeOf, type Item, newItem } from '../attribute/value.js'
import type { Database } from './database.js'
import { FormedItem, rowPageSize } from './item-form.js'
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

interface IndexRow {
  readonly key: IndexKey
  readonly formed: FormedItem
}

const PUT = 'INSERT OR REPLACE INTO index_items VALUES (?, ?, ?, ?, ?, ?, CAST(? AS TEXT))'
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
  const moved = oldRow !== undefined && newRow !== undefined && !sameKey(oldRow.key, newRow.key)
  const changed = moved || !sameForm(oldRow, newRow)
  if (oldRow !== undefined && (newRow === undefined || moved)) {
    const { pk, sk, origin } = oldRow.key
    database.statement(DELETE).run(index.space, pk, sk, origin)
  }
  if (newRow !== undefined && changed) {
    const { pk, sk, origin } = newRow.key
    const { item, form } = newRow.formed
    const page = rowPageSize(table, item, form)
    database.statement(PUT).run(index.space, pk, sk, origin, form.size, page, form.bytes)
  }
  const oldSize = oldRow?.formed.form.size
  return { index, oldSize, newSize: newRow?.formed.form.size, moved, changed }
}

/** Undefined where the item lacks a part of the index's key. */
export function indexRow(table: Table, index: Index, formed: FormedItem | undefined): IndexRow | undefined {
  if (formed === undefined) return undefined
  const key = indexKey(table, index, formed.item)
  if (key === undefined) return undefined
  if (index.projected === undefined) return { key, formed }
  return { key, formed: new FormedItem(projectItem(index.projected, formed.item)) }
}

function projectItem(names: readonly string[], item: Item): Item {
  const copy = newItem()
  for (const name of names) {
    const value = attributeOf(item, name)
    if (value !== undefined) copy[name] = value
  }
  return copy
}

function sameForm(a: IndexRow | undefined, b: IndexRow | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const [one, two] = [a.formed.form.bytes, b.formed.form.bytes]
  if (one.length !== two.length) return false
  // Attributes have no order, so that another one costs nothing.
  return compareBytes(one, two) === 0 || valuesEqual({ M: a.formed.item }, { M: b.formed.item })
}

function sameKey(a: IndexKey, b: IndexKey): boolean {
  return compareBytes(a.pk, b.pk) === 0 && compareBytes(a.sk, b.sk) === 0
}
