import { parseItem } from '../attribute/item-text.js'
import type { Database } from './database.js'
import { expiryOf, updateExpiry } from './expiries.js'
import { updateIndex } from './indexes.js'
import { FormedItem } from './item-form.js'
import { type ItemKey, itemKey } from './key.js'
import { readPage } from './page.js'
import { selectAll } from './selection.js'
import { type Index, makeTable, type Table, type TableRecord } from './table.js'

const GET = 'SELECT space, index_spaces, record FROM tables WHERE name = ?'
const NAMES = 'SELECT name FROM tables WHERE name > ? ORDER BY name LIMIT ?'
const INSERT = 'INSERT INTO tables (name, space, index_spaces, record) VALUES (?, ?, ?, ?)'
const UPDATE = 'UPDATE tables SET index_spaces = ?, record = ? WHERE name = ?'
const DELETE = 'DELETE FROM tables WHERE name = ?'
const COUNTER = 'SELECT value FROM counters WHERE name = ?'
const COUNT = 'UPDATE counters SET value = value + 1 WHERE name = ?'
const DELETE_ITEMS = 'DELETE FROM items WHERE space = ?'
const DELETE_INDEX = 'DELETE FROM index_items WHERE space = ?'
const DELETE_EXPIRIES = 'DELETE FROM expiries WHERE space = ?'

/** The catalog. Every change of it moves a counter, by which other processes know that theirs is out of date. */
export class Tables {
  readonly #database: Database
  readonly #known = new Map<string, Table>()
  #version = 0
  #dirty = false

  constructor(database: Database) {
    this.#database = database
  }

  /** The catalog's version that is known. */
  get version(): number {
    return this.#version
  }

  /** The table as it was when it was last looked for. */
  known(name: string): Table | undefined {
    return this.#known.get(name)
  }

  get(name: string): Table | undefined {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const row = this.#database.statement(GET).get(name) as [number, string, string] | undefined
    if (row === undefined) return undefined
    const [space, indexSpaces, record] = row
    return this.#remember(JSON.parse(record) as TableRecord, space, new Map(JSON.parse(indexSpaces)))
  }

  /** In the order of their bytes. */
  names(after = '', limit = -1): string[] {
    const rows = this.#database.statement(NAMES).all(after, limit)
    return rows.map(row => row[0] as string)
  }

  /** Call it in a write transaction, as `update` and `delete`. */
  create(record: TableRecord): Table {
    const space = this.#nextSpace()
    const indexSpaces = this.#spacesFor(record, new Map())
    this.#database
      .statement(INSERT)
      .run(record.TableName, space, JSON.stringify([...indexSpaces]), JSON.stringify(record))
    this.#changed()
    return this.#remember(record, space, indexSpaces)
  }

  /** Fills indexes that are new in `record`, and drops the rows of those that are gone from it. */
  update(table: Table, record: TableRecord): Table {
    const present = new Map(table.indexes.map(index => [index.name, index.space]))
    const indexSpaces = this.#spacesFor(record, present)
    this.#database.statement(UPDATE).run(JSON.stringify([...indexSpaces]), JSON.stringify(record), table.name)
    this.#changed()

    const updated = this.#remember(record, table.space, indexSpaces)
    const gone = table.indexes.filter(index => !indexSpaces.has(index.name))
    for (const index of gone) this.#database.statement(DELETE_INDEX).run(index.space)
    const added = updated.indexes.filter(index => !present.has(index.name))
    const expiryMoved = updated.expiryAttribute !== table.expiryAttribute
    if (expiryMoved) this.#database.statement(DELETE_EXPIRIES).run(table.space)
    if (added.length > 0 || expiryMoved) this.#fill(updated, added, expiryMoved)
    return updated
  }

  delete(table: Table): void {
    this.#database.statement(DELETE_ITEMS).run(table.space)
    this.#database.statement(DELETE_EXPIRIES).run(table.space)
    for (const index of table.indexes) this.#database.statement(DELETE_INDEX).run(index.space)
    this.#database.statement(DELETE).run(table.name)
    this.#known.delete(table.name)
    this.#changed()
  }

  /** Forgets what is known when another process has changed the catalog. */
  refresh(): void {
    const version = this.#counter('catalog')
    if (version !== this.#version) this.#known.clear()
    this.#version = version
    this.#dirty = false
  }

  /** After a rollback: what is known may never have been. */
  forgetChanges(): void {
    if (this.#dirty) {
      this.#known.clear()
      // Another process may come to the version that was rolled back here.
      this.#version = 0
    }
    this.#dirty = false
  }

  #fill(table: Table, indexes: readonly Index[], expiries: boolean): void {
    let after: ItemKey | undefined
    for (let complete = false; !complete; ) {
      const page = readPage(this.#database, selectAll(table, {}, after))
      for (const stored of page.items) {
        const item = parseItem(stored.text)
        after = itemKey(table.key, item)
        const formed = new FormedItem(item)
        for (const index of indexes) updateIndex(this.#database, table, index, undefined, formed)
        if (expiries) updateExpiry(this.#database, table, after, undefined, expiryOf(table, item))
      }
      complete = page.complete
    }
  }

  #spacesFor(record: TableRecord, present: ReadonlyMap<string, number>): Map<string, number> {
    const indexes = [...(record.LocalSecondaryIndexes ?? []), ...(record.GlobalSecondaryIndexes ?? [])]
    return new Map(
      indexes.map(({ IndexName: name }) => [name, present.get(name) ?? this.#nextSpace()] as const)
    )
  }

  #remember(record: TableRecord, space: number, indexSpaces: ReadonlyMap<string, number>): Table {
    const table = makeTable(record, space, indexSpaces)
    this.#known.set(table.name, table)
    return table
  }

  #nextSpace(): number {
    this.#database.statement(COUNT).run('space')
    return this.#counter('space')
  }

  #changed(): void {
    this.#database.statement(COUNT).run('catalog')
    this.#version = this.#counter('catalog')
    this.#dirty = true
  }

  #counter(name: string): number {
    return this.#database.statement(COUNTER).get(name)![0] as number
  }
}
