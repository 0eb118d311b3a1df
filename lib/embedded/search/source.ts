// What a search goes through: a table, or one of its indexes.
import { validationError } from '../errors.js'
import type { Path } from '../expression/ast.js'
import { conditionPaths } from '../expression/condition.js'
import { type Index, type KeySchema, keyNames, type Table } from '../storage/table.js'
import { refusePathsIntoKeys } from '../validation/paths.js'
import type { Search, SearchRequest } from './search-request.js'

export interface Source {
  readonly table: Table
  readonly index: Index | undefined
  readonly rows: Table | Index
  readonly key: KeySchema
  /** Of a LastEvaluatedKey: the table's key, then the index's. */
  readonly positionNames: readonly string[]
}

export function findSource(table: Table, { IndexName: name, ConsistentRead }: SearchRequest): Source {
  if (name === undefined) {
    return { table, index: undefined, rows: table, key: table.key, positionNames: keyNames(table.key) }
  }
  const index = table.indexes.find(candidate => candidate.name === name)
  if (index === undefined) throw validationError(`The table does not have the specified index: ${name}`)
  if (index.global && ConsistentRead === true) {
    throw validationError('Consistent reads are not supported on global secondary indexes')
  }
  const names = new Set([...keyNames(table.key), ...keyNames(index.key)])
  return { table, index, rows: index, key: index.key, positionNames: [...names] }
}

export function checkSearchPaths({ table }: Source, { filter, projection }: Search): void {
  if (projection !== undefined) refusePathsIntoKeys(table, projection.paths)
  if (filter !== undefined) refusePathsIntoKeys(table, conditionPaths(filter))
}

/** Only a query refuses that. */
export function refuseUnprojectedFilter({ index }: Source, { filter }: Search): void {
  const missing = filter === undefined ? [] : unprojected(index, conditionPaths(filter))
  if (missing.length === 0) return
  throw invalid(
    `Secondary index ${index!.name} does not project one or more filter attributes: [${missing.join(', ')}]`
  )
}

/** What the whole items must be fetched from the table for. Only local indexes do that. */
export type Fetching = 'nothing' | 'filter' | 'answer'

export function fetchingOf({ index }: Source, request: SearchRequest, search: Search): Fetching {
  if (index?.projected === undefined) return 'nothing'
  const { filter, projection } = search
  if (request.Select === 'ALL_ATTRIBUTES') {
    if (!index.global) return 'answer'
    throw invalid(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`
    )
  }
  const missing = projection === undefined ? [] : unprojected(index, projection.paths)
  if (index.global) {
    if (missing.length === 0) return 'nothing'
    throw invalid(`Global secondary index ${index.name} does not project [${missing.join(', ')}]`)
  }
  if (missing.length > 0) return 'answer'
  return filter !== undefined && unprojected(index, conditionPaths(filter)).length > 0 ? 'filter' : 'nothing'
}

function unprojected(index: Index | undefined, paths: readonly Path[]): string[] {
  const { projected } = index ?? {}
  if (projected === undefined) return []
  return [...new Set(paths.map(path => path[0]))].filter(name => !projected.includes(name))
}

function invalid(detail: string): Error {
  return validationError(`One or more parameter values were invalid: ${detail}`)
}
