import { createRequire } from 'node:module'
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Driver, Row, SqlValue, Statement } from './driver.js'

type NodeSqlite = typeof import('node:sqlite')

/** The runtime's own SQLite (Node 22.13 and newer), or undefined. https://nodejs.org/api/sqlite.html */
export function loadNodeSqlite(): ((path: string) => Driver) | undefined {
  const require = createRequire(import.meta.url)
  let sqlite: NodeSqlite
  try {
    sqlite = require('node:sqlite') as NodeSqlite
  } catch {
    return undefined
  }
  return path => openNodeSqlite(new sqlite.DatabaseSync(path))
}

function openNodeSqlite(database: DatabaseSync): Driver {
  return {
    exec: sql => database.exec(sql),
    prepare: sql => wrap(database.prepare(sql)),
    close: () => database.close()
  }
}

function wrap(statement: StatementSync): Statement {
  // Rows as arrays came with Node 24 (and 22.16); before, the objects' values stand in the order of the columns.
  const arrays = 'setReturnArrays' in statement
  if (arrays) (statement as unknown as { setReturnArrays(on: boolean): void }).setReturnArrays(true)
  const row = (found: unknown): Row => (arrays ? found : Object.values(found as object)) as Row
  return {
    run: (...parameters: SqlValue[]) => Number(statement.run(...parameters).changes),
    get(...parameters: SqlValue[]) {
      const found = statement.get(...parameters)
      return found === undefined ? undefined : row(found)
    },
    all: (...parameters: SqlValue[]) => {
      const found = statement.all(...parameters) as unknown[]
      return arrays ? (found as Row[]) : found.map(row)
    }
  }
}
