import { Database, type DatabaseOptions, isBusy } from './database.js'
import { ItemCounts } from './item-counts.js'
import { Items } from './items.js'
import type { Table } from './table.js'
import { Tables } from './tables.js'
import { Tokens } from './tokens.js'

const MS_PER_SECOND = 1000
/** What expired longer ago is left alone: such times are more likely a mistake. */
const MAX_EXPIRED_SECONDS = 5 * 365 * 24 * 60 * 60

/** All that is stored: in memory, or in one file that several processes may have open. */
export class Storage {
  readonly tables: Tables
  readonly items: Items
  readonly counts: ItemCounts
  readonly tokens: Tokens
  readonly #database: Database

  constructor(options: DatabaseOptions = {}) {
    this.#database = new Database(options)
    this.tables = new Tables(this.#database)
    this.items = new Items(this.#database, this.tables)
    this.counts = new ItemCounts(this.#database)
    this.tokens = new Tokens(this.#database)
  }

  get isFile(): boolean {
    return this.#database.shared
  }

  /** One write transaction, rolled back when `work` throws. Joins the one that is open. */
  write<T>(work: () => T): T {
    if (this.#database.inTransaction) return work()
    try {
      return this.#database.write(() => this.#withCatalog(work))
    } catch (error) {
      this.tables.forgetChanges()
      throw error
    }
  }

  /** For `work` that changes one item, as the last thing that can fail: in memory `Items` sees to what that needs. */
  writeItem<T>(work: () => T): T {
    return this.#database.shared ? this.write(work) : work()
  }

  /** For `work` that changes one item of a table and need not know what stood there. */
  writeBlindly<T>(tableName: string, work: () => T): T {
    if (this.#database.inTransaction) return work()
    const table = this.tables.known(tableName)
    if (table === undefined || this.items.needsOld(table)) return this.writeItem(work)
    return this.#optimistically(work, () => this.write(work))
  }

  /** For `work` that reads one item. */
  readItem<T>(work: () => T): T {
    return this.#optimistically(work, () => this.read(work))
  }

  /** Reads that all see one state. */
  read<T>(work: () => T): T {
    if (this.#database.inTransaction) return work()
    return this.#database.read(() => this.#withCatalog(work))
  }

  /** Deletes at most `limit` items whose time is over, and says how many. Writes only when there are any. */
  expireItems(nowMs: number, limit: number): number {
    const until = Math.floor(nowMs / MS_PER_SECOND)
    const from = until - MAX_EXPIRED_SECONDS
    const candidates = this.read(() =>
      this.#expiringTables().filter(table => this.items.hasExpired(table, from, until))
    )
    if (candidates.length === 0) return 0
    return this.write(() => {
      let deleted = 0
      for (const table of this.#expiringTables()) {
        if (deleted < limit) deleted += this.items.deleteExpired(table, from, until, limit - deleted)
      }
      return deleted
    })
  }

  close(): void {
    this.#database.close()
  }

  /**
   * One statement is a transaction by itself. In a file `Items` has it check the catalog; whatever goes wrong, a
   * transaction tells whether it was for what another process has changed. It would wait in vain once more for a file
   * that is locked.
   */
  #optimistically<T>(work: () => T, inTransaction: () => T): T {
    if (!this.#database.shared) return work()
    try {
      return work()
    } catch (error) {
      if (isBusy(error)) throw error
      return inTransaction()
    }
  }

  /** Nobody else can have changed the catalog of a memory. */
  #withCatalog<T>(work: () => T): T {
    if (this.#database.shared) this.tables.refresh()
    return work()
  }

  #expiringTables(): Table[] {
    const tables = this.tables.names().map(name => this.tables.get(name)!)
    return tables.filter(table => table.expiryAttribute !== undefined)
  }
}
