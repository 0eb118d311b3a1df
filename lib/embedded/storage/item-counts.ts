import type { Database } from './database.js'
import type { Index, Table } from './table.js'

export interface ItemCount {
  readonly items: number
  readonly bytes: number
}

interface DatedCount extends ItemCount {
  /** In milliseconds since 1970; undefined of what is counted whenever it is asked for. */
  readonly countedAt?: number
}

/** Of a table and its indexes, by their spaces. */
export interface TableCounts {
  readonly bySpace: ReadonlyMap<number, DatedCount>
  /** Whether there is something to be kept. */
  readonly isNew: boolean
}

/** So many rows are counted in a millisecond, even with items of several KB. */
const FEW = 1000
/** As the service's: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
const MAX_AGE_MS = 6 * 60 * 60_000

const KEPT = 'SELECT counts FROM tables WHERE name = ?'
// Another process may have dropped the table meanwhile.
const KEEP = 'UPDATE tables SET counts = ? WHERE name = ? AND space = ?'

/** Exact where there are few items. Many are counted every six hours, for that reads all of them. */
export class ItemCounts {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  of(table: Table, nowMs: number): TableCounts {
    const kept = this.#kept(table)
    const bySpace = new Map<number, DatedCount>()
    let isNew = false
    for (const source of [table, ...table.indexes]) {
      let count: DatedCount = this.#count(source, FEW + 1)
      if (count.items > FEW) {
        const last = kept.get(source.space)
        isNew ||= !isFresh(last, nowMs)
        count = isFresh(last, nowMs) ? last : { ...this.#count(source), countedAt: nowMs }
      }
      bySpace.set(source.space, count)
    }
    return { bySpace, isNew }
  }

  /** Call it in a write transaction. */
  keep(table: Table, { bySpace }: TableCounts): void {
    const dated = [...bySpace].filter(([, { countedAt }]) => countedAt !== undefined)
    this.#database.statement(KEEP).run(JSON.stringify(dated), table.name, table.space)
  }

  #kept(table: Table): ReadonlyMap<number, DatedCount> {
    const [counts] = this.#database.statement(KEPT).get(table.name) as [string]
    return new Map(JSON.parse(counts))
  }

  #count(source: Table | Index, limit = -1): ItemCount {
    const rows = 'global' in source ? 'index_items' : 'items'
    const [items, bytes] = this.#database
      .statement(`SELECT count(*), total(size) FROM (SELECT size FROM ${rows} WHERE space = ? LIMIT ?)`)
      .get(source.space, limit) as [number, number]
    return { items, bytes }
  }
}

/** A clock that was set back makes old counts of what seems to come. */
function isFresh(count: DatedCount | undefined, nowMs: number): count is DatedCount {
  const age = nowMs - (count?.countedAt ?? Number.NEGATIVE_INFINITY)
  return age >= 0 && age < MAX_AGE_MS
}
