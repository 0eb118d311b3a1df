import type { DriverName } from '../../engine-options.js'
import type { Driver } from './driver.js'
import { loadLibsql } from './libsql.js'
import { loadNodeSqlite } from './node-sqlite.js'

const LOADERS = { 'node:sqlite': loadNodeSqlite, libsql: loadLibsql }

export class MissingDriverError extends Error {}

/** Opens a file, or memory for `:memory:`, with the runtime's own SQLite where it has one and else with libsql. */
export function openDriver(path: string, name?: DriverName): Driver {
  const names: DriverName[] = name === undefined ? ['node:sqlite', 'libsql'] : [name]
  for (const candidate of names) {
    const open = LOADERS[candidate]()
    if (open !== undefined) return open(path)
  }
  throw new MissingDriverError(
    `The embedded engine finds no ${names.join(' and no ')}. Node.js has node:sqlite since 22.13; for libsql: npm install libsql`
  )
}
