// Reads one page, and not more than that into memory: how many rows it has is found from their sizes alone.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
import type { Database } from './database.js'
import type { Selection } from './selection.js'

export interface StoredItem {
  /** As capacity is counted. */
  readonly size: number
  readonly text: string
}

export interface Page {
  readonly items: StoredItem[]
  /** False when the page ended because it was full, even if nothing comes after it. */
  readonly complete: boolean
}

export const MAX_PAGE_BYTES = 1024 * 1024
/** So few items cannot fill a page. */
const ALWAYS_FITS = 2
/** The first look goes over few rows, each next one over more: large items end the page early. */
const FIRST_LOOK = 64
const LOOK_GROWTH = 8
const MAX_ITEMS = 65536

export function readPage(database: Database, selection: Selection, limit = MAX_ITEMS): Page {
  const rows = limit <= ALWAYS_FITS ? limit : pageLength(database, selection, Math.min(limit, MAX_ITEMS))
  const items = database
    .statement(`SELECT size, item ${selection.sql} LIMIT ?`)
    .all(...selection.parameters, rows)
    .map(([size, item]) => ({ size, text: item }) as StoredItem)
  return { items, complete: items.length < rows }
}

/** The number of rows that fill the page, the one that crosses its end included; more than there are if none does. */
function pageLength(database: Database, selection: Selection, limit: number): number {
  for (let look = FIRST_LOOK; ; look *= LOOK_GROWTH) {
    const span = Math.min(look, limit)
    const [count, bytes] = database
      .statement(`SELECT count(*), total(page_size) FROM (SELECT page_size ${selection.sql} LIMIT ?)`)
      .get(...selection.parameters, span) as [number, number]
    if (bytes >= MAX_PAGE_BYTES) return rowsUntilFull(database, selection, span)
    if (span === limit) return limit
    if (count < span) return count + 1
  }
}

function rowsUntilFull(database: Database, selection: Selection, span: number): number {
  const sizes = database
    .statement(`SELECT page_size ${selection.sql} LIMIT ?`)
    .all(...selection.parameters, span)
  let bytes = 0
  let rows = 0
  while (bytes < MAX_PAGE_BYTES) bytes += sizes[rows++]![0] as number
  return rows
}
