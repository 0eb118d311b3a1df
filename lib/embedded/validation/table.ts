import { resourceNotFound } from '../errors.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'

export function requireTable(storage: Storage, name: string): Table {
  const table = storage.tables.get(name)
  if (table === undefined) throw resourceNotFound()
  return table
}
