import { resourceNotFound } from '../errors.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'

/** The operations on tables name the table that they miss; those on items do not. */
export function findTable(storage: Storage, name: string): Table {
  return findTagged(storage, name, `Requested resource not found: Table: ${name} not found`)
}

export function findTagged(storage: Storage, name: string, problem: string): Table {
  const table = storage.tables.get(name)
  if (table === undefined) throw resourceNotFound(problem)
  return table
}
