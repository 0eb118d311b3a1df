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

/** A page whose items nobody looks into. */
export interface TextPage {
  readonly count: number
  /** Of all items, as capacity is counted. */
  readonly size: number
  /** The items one behind the other, with commas in between. */
  readonly text: string
  /** The last item, where the page ended because it was full. */
  readonly lastText: string | undefined
}

/** A page whose items all are parsed. */
export interface LinesPage {
  /** Of all items, as capacity is counted. */
  readonly size: number
  /** The items in UTF-8, each on a line of its own. */
  readonly lines: Uint8Array
  readonly complete: boolean
}

export const MAX_PAGE_BYTES = 1024 * 1024
/** So few items cannot fill a page. */
const ALWAYS_FITS = 2
/** The first look goes over few rows, the next ones over as many as may fill the page if they are like those. */
const FIRST_LOOK = 64
const LOOK_MARGIN = 1.25
const MAX_ITEMS = 65536
const NO_LINES = new Uint8Array(0)

export function readPage(database: Database, selection: Selection, limit = MAX_ITEMS): Page {
  const rows = pageLength(database, selection, limit)
  const items = database
    .statement(`SELECT size, item ${selection.sql} LIMIT ?`)
    .all(...selection.parameters, rows)
    .map(([size, item]) => ({ size, text: item }) as StoredItem)
  return { items, complete: items.length < rows }
}

/** One row of one column comes out of SQLite in half of the time that the rows of a page take. */
export function readTextPage(database: Database, selection: Selection, limit = MAX_ITEMS): TextPage {
  const rows = pageLength(database, selection, limit)
  // The order within the subquery, which has a limit, is the one in which they are put together.
  const [count, size, text] = database
    .statement(
      `SELECT count(*), total(size), group_concat(item) FROM (SELECT size, item ${selection.sql} LIMIT ?)`
    )
    .get(...selection.parameters, rows) as [number, number, string | null]
  if (count === 0 || count < rows) return { count, size, text: text ?? '', lastText: undefined }
  const [lastText] = database
    .statement(`SELECT item ${selection.sql} LIMIT 1 OFFSET ?`)
    .get(...selection.parameters, rows - 1) as [string]
  return { count, size, text: text!, lastText }
}

/** One value comes out of SQLite in a fraction of the time, and of the garbage, of as many rows. */
export function readLinesPage(database: Database, selection: Selection, limit = MAX_ITEMS): LinesPage {
  const rows = pageLength(database, selection, limit)
  const [count, size, lines] = database
    .statement(
      `SELECT count(*), total(size), CAST(group_concat(item, char(10)) AS BLOB) FROM (SELECT size, item ${selection.sql} LIMIT ?)`
    )
    .get(...selection.parameters, rows) as [number, number, Uint8Array | null]
  return { size, lines: lines ?? NO_LINES, complete: count < rows }
}

/** The number of rows that fill the page, the one that crosses its end included; more than there are if none does. */
function pageLength(database: Database, selection: Selection, wanted: number): number {
  if (wanted <= ALWAYS_FITS) return wanted
  const limit = Math.min(wanted, MAX_ITEMS)
  let look = FIRST_LOOK
  for (;;) {
    const span = Math.min(look, limit)
    const [count, bytes] = database
      .statement(`SELECT count(*), total(page_size) FROM (SELECT page_size ${selection.sql} LIMIT ?)`)
      .get(...selection.parameters, span) as [number, number]
    if (bytes >= MAX_PAGE_BYTES) return rowsUntilFull(database, selection, span)
    if (span === limit) return limit
    if (count < span) return count + 1
    look = Math.ceil(((span * MAX_PAGE_BYTES) / bytes) * LOOK_MARGIN)
  }
}

function rowsUntilFull(database: Database, selection: Selection, span: number): number {
  // As one value: so many rows would leave a quarter of all garbage of a page.
  const [list] = database
    .statement(`SELECT group_concat(page_size) FROM (SELECT page_size ${selection.sql} LIMIT ?)`)
    .get(...selection.parameters, span) as [string]
  const sizes = JSON.parse(`[${list}]`) as number[]
  let bytes = 0
  let rows = 0
  while (bytes < MAX_PAGE_BYTES) bytes += sizes[rows++]!
  return rows
}
