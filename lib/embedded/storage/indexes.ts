// The rows of secondary indexes: written in the transaction of their item, each with a copy of what the index projects.
import { formatItem } from '../attribute/item-text.js'
import { itemSize } from '../attribute/size.js'
import { attributeOf, type Item, newItem } from '../attribute/value.js'
import type { Database } from './database.js'
import { type IndexKey, indexKey } from './key.js'
import { pageSize } from './page-size.js'
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

interface IndexRow extends IndexKey {
  readonly size: number
  readonly pageSize: number
  readonly text: string
}

const PUT = 'INSERT OR REPLACE INTO index_items VALUES (?, ?, ?, ?, ?, ?, ?)'
const DELETE = 'DELETE FROM index_items WHERE space = ? AND pk = ? AND sk = ? AND origin = ?'

export function updateIndexes(
  database: Database,
  table: Table,
  before: Item | undefined,
  after: Item | undefined
): IndexChange[] {
  return table.indexes.map(index => updateIndex(database, table, index, before, after))
}

export function updateIndex(
  database: Database,
  table: Table,
  index: Index,
  before: Item | undefined,
  after: Item | undefined
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

function projectItem(index: Index, item: Item): Item {
  if (index.projected === undefined) return item
  const copy = newItem()
  for (const name of index.projected) {
    const value = attributeOf(item, name)
    if (value !== undefined) copy[name] = value
  }
  return copy
}

function indexRow(table: Table, index: Index, item: Item | undefined): IndexRow | undefined {
  if (item === undefined) return undefined
  const key = indexKey(table, index, item)
  if (key === undefined) return undefined
  const copy = projectItem(index, item)
  const range = table.key.range[0]?.name
  return { ...key, size: itemSize(copy), pageSize: pageSize(copy, range), text: formatItem(copy) }
}

function sameKey(a: IndexKey, b: IndexKey): boolean {
  return sameBytes(a.pk, b.pk) && sameBytes(a.sk, b.sk)
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
