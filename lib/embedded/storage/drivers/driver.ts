// All that the engine asks of SQLite. It is narrow enough for a Durable Object's storage: no functions of our own, at
// most 100 bound parameters, blobs as Uint8Array.

export type SqlValue = string | number | Uint8Array | null

/** The columns of a row in the order of the SELECT. */
export type Row = SqlValue[]

export interface Statement {
  /** The number of rows that it changed. */
  run(...parameters: SqlValue[]): number
  get(...parameters: SqlValue[]): Row | undefined
  all(...parameters: SqlValue[]): Row[]
}

export interface Driver {
  /** One or more statements without parameters and without an answer. */
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}
