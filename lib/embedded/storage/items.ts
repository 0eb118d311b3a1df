import { parseItem } from '../attribute/item-text.js'
import type { ItemForm } from '../attribute/item-writer.js'
import type { Item } from '../attribute/value.js'
import type { Database } from './database.js'
import type { SqlValue } from './drivers/driver.js'
import { expiryOf, updateExpiry } from './expiries.js'
import { type IndexChange, updateIndexes } from './indexes.js'
import { ItemCache } from './item-cache.js'
import { FormedItem, rowPageSize } from './item-form.js'
import type { ItemKey } from './key.js'
import {
  type LinesPage,
  type Page,
  readLinesPage,
  readPage,
  readTextPage,
  type StoredItem,
  type TextPage
} from './page.js'
import type { Selection } from './selection.js'
import type { Table } from './table.js'
import type { Tables } from './tables.js'

export interface KeyedItem {
  readonly key: ItemKey
  readonly item: Item
  readonly form: ItemForm
}

const GET = 'SELECT size, item FROM items WHERE space = ? AND pk = ? AND sk = ?'
const PUT = 'INSERT OR REPLACE INTO items VALUES '
const ROW = '(?, ?, ?, ?, ?, CAST(? AS TEXT))'
const ROW_OF_PARTITION = '(?1, ?2, ?, ?, ?, CAST(? AS TEXT))'
const PUT_ROW = PUT + ROW
// By the number of rows, as many as 100 parameters allow.
const PUT_ROWS = Array.from({ length: 17 }, (_, rows) => PUT + Array(rows).fill(ROW).join())
const PUT_ROWS_OF_PARTITION = Array.from(
  { length: 25 },
  (_, rows) => PUT + Array(rows).fill(ROW_OF_PARTITION).join()
)
const DELETE = 'DELETE FROM items WHERE space = ? AND pk = ? AND sk = ?'
const DELETE_ROWS_OF_PARTITION = Array.from(
  { length: 26 },
  (_, rows) => `DELETE FROM items WHERE space = ? AND pk = ? AND sk IN (${Array(rows).fill('?').join()})`
)
// Each with the catalog's version, in which another process may have changed the table.
const CATALOG = "(SELECT value FROM counters WHERE name = 'catalog')"
const GET_ALONE = `SELECT value, size, item FROM counters LEFT JOIN items ON space = ? AND pk = ? AND sk = ?
  WHERE name = 'catalog'`
const PUT_ROW_ALONE = `INSERT OR REPLACE INTO items SELECT ?, ?, ?, ?, ?, CAST(? AS TEXT) WHERE ${CATALOG} = ?`
const DELETE_ALONE = `${DELETE} AND ${CATALOG} = ?`
const COLLECTION_SIZE = 'SELECT total(size) FROM items WHERE space = ? AND pk = ?'
const INDEX_COLLECTION_SIZE = 'SELECT total(size) FROM index_items WHERE space = ? AND pk = ?'
const EXPIRED = 'SELECT pk, sk FROM expiries WHERE space = ? AND expires_at > ? AND expires_at <= ?'
const NO_CHANGES: readonly IndexChange[] = []

/** The items of all tables, with their index rows and expiry times. */
export class Items {
  readonly #database: Database
  readonly #tables: Tables
  readonly #cache: ItemCache | undefined

  constructor(database: Database, tables: Tables) {
    this.#database = database
    this.#tables = tables
    if (!database.shared) this.#cache = new ItemCache()
  }

  get(table: Table, key: ItemKey): StoredItem | undefined {
    // What a transaction reads may never have been.
    if (this.#cache === undefined || this.#database.inTransaction) return this.#find(table, key)
    return this.#cache.get(table, key, () => this.#find(table, key))
  }
  /** Whether a write must know the item that it replaces or deletes. */
  needsOld(table: Table): boolean {
    return table.indexes.length > 0 || table.expiryAttribute !== undefined
  }

  /** `old` is what stands at the key; it may be left unread where `needsOld` says so. */
  put(table: Table, { key, item, form }: KeyedItem, old: Item | undefined): readonly IndexChange[] {
    const { pk, sk } = key
    this.#cache?.forget(table, key)
    const page = rowPageSize(table, item, form)
    return this.#change(table, () => {
      const row = [table.space, pk, sk, form.size, page, form.bytes]
      if (this.#isAlone) this.#runAlone(PUT_ROW_ALONE, row)
      else this.#database.statement(PUT_ROW).run(...row)
      return this.#follow(table, key, old, item, form)
    })
  }

  /** Many at a time, without a look at what they replace: only where `needsOld` allows it, as with `deleteAll`. */
  putAll(table: Table, puts: readonly KeyedItem[]): void {
    const onePartition = isOnePartition(puts.map(({ key }) => key))
    const statements = onePartition ? PUT_ROWS_OF_PARTITION : PUT_ROWS
    for (const rows of chunks(puts, statements.length - 1)) {
      const parameters: SqlValue[] = onePartition ? [table.space, rows[0]!.key.pk] : []
      for (const { key, item, form } of rows) {
        this.#cache?.forget(table, key)
        if (!onePartition) parameters.push(table.space, key.pk)
        parameters.push(key.sk, form.size, rowPageSize(table, item, form), form.bytes)
      }
      this.#database.statement(statements[rows.length]!).run(...parameters)
    }
  }

  deleteAll(table: Table, keys: readonly ItemKey[]): void {
    for (const key of keys) this.#cache?.forget(table, key)
    if (!isOnePartition(keys)) {
      for (const { pk, sk } of keys) this.#database.statement(DELETE).run(table.space, pk, sk)
      return
    }
    for (const rows of chunks(keys, DELETE_ROWS_OF_PARTITION.length - 1)) {
      const sks = rows.map(({ sk }) => sk)
      this.#database.statement(DELETE_ROWS_OF_PARTITION[rows.length]!).run(table.space, rows[0]!.pk, ...sks)
    }
  }

  delete(table: Table, key: ItemKey, old: Item | undefined): readonly IndexChange[] {
    this.#cache?.forget(table, key)
    return this.#change(table, () => {
      const row = [table.space, key.pk, key.sk]
      if (this.#isAlone) this.#runAlone(DELETE_ALONE, row)
      else this.#database.statement(DELETE).run(...row)
      return this.#follow(table, key, old, undefined)
    })
  }

  page(selection: Selection, limit?: number): Page {
    return readPage(this.#database, selection, limit)
  }

  textPage(selection: Selection, limit?: number): TextPage {
    return readTextPage(this.#database, selection, limit)
  }

  linesPage(selection: Selection, limit?: number): LinesPage {
    return readLinesPage(this.#database, selection, limit)
  }

  /** The bytes of all items with one partition key, and of their rows in the local indexes. */
  collectionSize(table: Table, { pk }: ItemKey): number {
    let bytes = this.#database.statement(COLLECTION_SIZE).get(table.space, pk)![0] as number
    for (const index of table.indexes) {
      if (index.global) continue
      bytes += this.#database.statement(INDEX_COLLECTION_SIZE).get(index.space, pk)![0] as number
    }
    return bytes
  }

  hasExpired(table: Table, from: number, until: number): boolean {
    return this.#database.statement(`${EXPIRED} LIMIT 1`).get(table.space, from, until) !== undefined
  }

  /** Deletes at most `limit` items of the table that expired after `from` and not after `until`, and says how many. */
  deleteExpired(table: Table, from: number, until: number, limit: number): number {
    const keys = this.#database.statement(`${EXPIRED} LIMIT ?`).all(table.space, from, until, limit) as [
      Uint8Array,
      Uint8Array
    ][]
    for (const [pk, sk] of keys) {
      const stored = this.get(table, { pk, sk })!
      this.delete(table, { pk, sk }, parseItem(stored.text))
    }
    return keys.length
  }

  /** Whether a statement has no transaction around it in which the catalog was looked at. */
  get #isAlone(): boolean {
    return this.#database.shared && !this.#database.inTransaction
  }

  #find(table: Table, { pk, sk }: ItemKey): StoredItem | undefined {
    if (this.#isAlone) return this.#getAlone(table, pk, sk)
    const row = this.#database.statement(GET).get(table.space, pk, sk)
    return row === undefined ? undefined : { size: row[0] as number, text: row[1] as string }
  }

  #getAlone(table: Table, pk: Uint8Array, sk: Uint8Array): StoredItem | undefined {
    const row = this.#database.statement(GET_ALONE).get(table.space, pk, sk)!
    if (row[0] !== this.#tables.version) throw new Error('The catalog has changed')
    return row[2] === null ? undefined : { size: row[1] as number, text: row[2] as string }
  }

  #runAlone(sql: string, row: readonly SqlValue[]): void {
    const changed = this.#database.statement(sql).run(...row, this.#tables.version)
    if (changed === 0) throw new Error('The catalog has changed, or there was nothing to change')
  }

  /** An item and what follows from it change together; an item alone needs no transaction for that. */
  #change<T>(table: Table, work: () => T): T {
    return this.needsOld(table) ? this.#database.write(work) : work()
  }

  #follow(
    table: Table,
    key: ItemKey,
    old: Item | undefined,
    item: Item | undefined,
    form?: ItemForm
  ): readonly IndexChange[] {
    if (table.expiryAttribute !== undefined) {
      updateExpiry(this.#database, table, key, expiryOf(table, old), expiryOf(table, item))
    }
    if (table.indexes.length === 0) return NO_CHANGES
    const before = old === undefined ? undefined : new FormedItem(old)
    const after = item === undefined ? undefined : new FormedItem(item, form)
    return updateIndexes(this.#database, table, before, after)
  }
}

/** As `partitionKey` makes runs of keys of one partition: that finds most, and costs nothing. */
function isOnePartition(keys: readonly ItemKey[]): boolean {
  return keys.every(({ pk }) => pk === keys[0]!.pk)
}

function* chunks<T>(list: readonly T[], length: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += length) yield list.slice(start, start + length)
}
