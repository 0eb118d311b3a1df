import { createRequire } from 'node:module'
import type { Driver, Row, SqlValue } from './driver.js'

interface LibsqlStatement {
  readonly reader: boolean
  run(parameters: SqlValue[]): { changes: number }
  get(parameters: SqlValue[]): Row | undefined
  all(parameters: SqlValue[]): Row[]
  raw(raw: boolean): LibsqlStatement
}

interface LibsqlDatabase {
  exec(sql: string): void
  prepare(sql: string): LibsqlStatement
  close(): void
}

type Libsql = new (path: string) => LibsqlDatabase

/** The `libsql` package, or undefined when it is not installed. https://github.com/tursodatabase/libsql-js */
export function loadLibsql(): ((path: string) => Driver) | undefined {
  // Bundlers that make CommonJS of this leave no address of it.
  const require = createRequire(import.meta.url ?? `${process.cwd()}/`)
  let Database: Libsql
  try {
    Database = require('libsql') as Libsql
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined
    throw error
  }
  return path => openLibsql(new Database(path))
}

function openLibsql(database: LibsqlDatabase): Driver {
  return {
    exec: sql => database.exec(sql),
    // Parameters go in as one array: the package flattens an argument list at a cost, and takes a lone blob for names.
    prepare(sql) {
      const statement = database.prepare(sql)
      if (statement.reader) statement.raw(true)
      return {
        run: (...parameters) => statement.run(parameters).changes,
        get: (...parameters) => statement.get(parameters),
        all: (...parameters) => statement.all(parameters)
      }
    },
    close: () => database.close()
  }
}
