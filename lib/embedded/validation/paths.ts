// Key attributes in expressions: they are scalars, and some expressions may not name them at all.
import { validationError } from '../errors.js'
import type { Path } from '../expression/ast.js'
import type { KeySchema, Table } from '../storage/table.js'
import { keyNames } from '../storage/table.js'

/** Paths into a key attribute can never lead anywhere. */
export function refusePathsIntoKeys(table: Table, paths: readonly Path[]): void {
  if (!paths.some(path => path.length > 1)) return
  for (const name of keyNames(table.key)) {
    if (leadsInto(paths, name)) throw intoKey(`Key: ${name}`)
  }
  for (const index of table.indexes) {
    for (const name of keyNames(index.key)) {
      if (leadsInto(paths, name)) throw intoKey(`IndexKey: ${name}`)
    }
  }
}

/** A filter sees the items after the key conditions: `parameter` is how the service calls it. */
export function refuseKeysInFilter(schema: KeySchema, paths: readonly Path[], parameter: string): void {
  for (const name of keyNames(schema)) {
    if (!paths.some(path => path[0] === name)) continue
    throw validationError(
      `${parameter} can only contain non-primary key attributes: Primary key attribute: ${name}`
    )
  }
}

export function refuseKeysInUpdate(table: Table, paths: readonly Path[]): void {
  for (const name of keyNames(table.key)) {
    if (!paths.some(path => path[0] === name)) continue
    throw validationError(
      `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`
    )
  }
}

function leadsInto(paths: readonly Path[], name: string): boolean {
  return paths.some(path => path.length > 1 && path[0] === name)
}

function intoKey(which: string): Error {
  return validationError(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${which}`
  )
}
