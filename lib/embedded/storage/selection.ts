// Which rows a read goes through, in which order: SQL made of constants, and the parameters for it.
import type { SqlValue } from './drivers/driver.js'
import type { IndexKey, ItemKey } from './key.js'
import type { Index, Table } from './table.js'

export interface Selection {
  /** FROM, WHERE and ORDER BY. */
  readonly sql: string
  readonly parameters: readonly SqlValue[]
}

interface Bound {
  readonly sk: Uint8Array
  readonly inclusive: boolean
}

export interface SortKeyRange {
  readonly lower?: Bound | undefined
  readonly upper?: Bound | undefined
}

/** A position to go on behind: of a table's row or of an index's row. */
export type Position = ItemKey | IndexKey

/** The rows with one partition key, by their sort keys. */
export function selectRange(
  source: Table | Index,
  pk: Uint8Array,
  { lower, upper }: SortKeyRange,
  backwards: boolean,
  after: Position | undefined
): Selection {
  const conditions = ['space = ?', 'pk = ?']
  const parameters: SqlValue[] = [source.space, pk]
  if (lower !== undefined) {
    conditions.push(lower.inclusive ? 'sk >= ?' : 'sk > ?')
    parameters.push(lower.sk)
  }
  if (upper !== undefined) {
    conditions.push(upper.inclusive ? 'sk <= ?' : 'sk < ?')
    parameters.push(upper.sk)
  }
  const columns = isIndex(source) ? ['sk', 'origin'] : ['sk']
  if (after !== undefined) {
    conditions.push(behind(columns, backwards))
    parameters.push(...position(columns, after))
  }
  return { sql: text(source, conditions, columns, backwards), parameters }
}

/** All rows, or those from one partition up to another. */
export function selectAll(
  source: Table | Index,
  partitions: { first?: Uint8Array | undefined; end?: Uint8Array | undefined },
  after: Position | undefined
): Selection {
  const conditions = ['space = ?']
  const parameters: SqlValue[] = [source.space]
  const columns = isIndex(source) ? ['pk', 'sk', 'origin'] : ['pk', 'sk']
  if (after !== undefined) {
    conditions.push(behind(columns, false))
    parameters.push(...position(columns, after))
  } else if (partitions.first !== undefined) {
    conditions.push('pk >= ?')
    parameters.push(partitions.first)
  }
  if (partitions.end !== undefined) {
    conditions.push('pk < ?')
    parameters.push(partitions.end)
  }
  return { sql: text(source, conditions, columns, false), parameters }
}

function isIndex(source: Table | Index): source is Index {
  return 'global' in source
}

function behind(columns: readonly string[], backwards: boolean): string {
  return `(${columns.join(', ')}) ${backwards ? '<' : '>'} (${columns.map(() => '?').join(', ')})`
}

function position(columns: readonly string[], after: Position): SqlValue[] {
  return columns.map(column => (after as unknown as Record<string, Uint8Array>)[column]!)
}

function text(
  source: Table | Index,
  conditions: readonly string[],
  columns: readonly string[],
  backwards: boolean
): string {
  const order = columns.map(column => (backwards ? `${column} DESC` : column)).join(', ')
  const table = isIndex(source) ? 'index_items' : 'items'
  return `FROM ${table} WHERE ${conditions.join(' AND ')} ORDER BY ${order}`
}
