import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Driver, Row, SqlValue, Statement } from './driver.js'

type NodeSqlite = typeof import('node:sqlite')

/** The runtime's own SQLite (Node 22.13 and newer), or undefined. https://nodejs.org/api/sqlite.html */
export function loadNodeSqlite(): ((path: string) => Driver) | undefined {
  const sqlite = process.getBuiltinModule('node:sqlite') as NodeSqlite | undefined
  if (sqlite === undefined) return undefined
  const bound = bindsEmptyAsNull(new sqlite.DatabaseSync(':memory:')) ? withMemory : asTheyAre
  return path => openNodeSqlite(new sqlite.DatabaseSync(path), bound)
}

type Bound = (parameters: SqlValue[]) => SqlValue[]

const EMPTY = new Uint8Array()

/** Node 22 takes bytes that have no memory for NULL, and empty ones that it has read are such. */
function bindsEmptyAsNull(database: DatabaseSync): boolean {
  const [value] = wrap(database.prepare('SELECT ?'), asTheyAre).get(new Uint8Array(new ArrayBuffer(0)))!
  database.close()
  return value === null
}

function withMemory(parameters: SqlValue[]): SqlValue[] {
  return parameters.map(value => (value instanceof Uint8Array && value.length === 0 ? EMPTY : value))
}

function asTheyAre(parameters: SqlValue[]): SqlValue[] {
  return parameters
}

function openNodeSqlite(database: DatabaseSync, bound: Bound): Driver {
  return {
    exec: sql => database.exec(sql),
    prepare: sql => wrap(database.prepare(sql), bound),
    close: () => database.close()
  }
}

function wrap(statement: StatementSync, bound: Bound): Statement {
  // Rows as arrays came with Node 24 (and 22.16); before, the objects' values stand in the order of the columns.
  const arrays = 'setReturnArrays' in statement
  if (arrays) (statement as unknown as { setReturnArrays(on: boolean): void }).setReturnArrays(true)
  const row = (found: unknown): Row => (arrays ? found : Object.values(found as object)) as Row
  return {
    run: (...parameters: SqlValue[]) => Number(statement.run(...bound(parameters)).changes),
    get(...parameters: SqlValue[]) {
      const found = statement.get(...bound(parameters))
      return found === undefined ? undefined : row(found)
    },
    all: (...parameters: SqlValue[]) => {
      const found = statement.all(...bound(parameters)) as unknown[]
      return arrays ? (found as Row[]) : found.map(row)
    }
  }
}
