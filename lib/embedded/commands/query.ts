// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
import { validationError } from '../errors.js'
import type { KeyConditions } from '../expression/ast.js'
import { bindExpressions } from '../expression/bind.js'
import { conditionPaths } from '../expression/condition.js'
import { checkKeyConditionCount, resolveKeyConditions } from '../expression/key-condition.js'
import { parseConditions, parseKeyConditions } from '../expression/legacy.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { legacyProjection } from '../read/projection-request.js'
import { type SearchAnswer, searchAnswer } from '../search/search-answer.js'
import {
  checkSelect,
  checkStartKeyValues,
  ONE_FAULT,
  type Search,
  type SearchRequest
} from '../search/search-request.js'
import { sortKeyRange } from '../search/sort-key-range.js'
import { checkSearchPaths, fetchingOf, findSource, refuseUnprojectedFilter } from '../search/source.js'
import { checkStartKeyShape, checkWithinConditions, startPosition } from '../search/start-key.js'
import { partitionKey } from '../storage/key.js'
import { selectRange } from '../storage/selection.js'
import { refuseKeysInFilter } from '../validation/paths.js'
import { requireTable } from '../validation/table.js'
import type { Command, EngineContext } from './command.js'

export interface QueryInput extends SearchRequest {
  readonly KeyConditionExpression?: string
  readonly KeyConditions?: Parameters<typeof parseKeyConditions>[0]
  readonly QueryFilter?: Parameters<typeof parseConditions>[0]
  readonly ScanIndexForward?: boolean
}

interface QuerySearch extends Search {
  readonly keyConditions: KeyConditions
}

export const query: Command<QueryInput, SearchAnswer> = { operation: 'Query', run }

function run(context: EngineContext, input: QueryInput): SearchAnswer {
  const { storage } = context
  checkExpressionParameters(
    input,
    ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
    ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions']
  )
  const queryFilter = parseConditions(input.QueryFilter, input.ConditionalOperator)
  const attributesToGet = legacyProjection(input)
  const start = checkStartKeyValues(input.ExclusiveStartKey)
  const search = readExpressions(input, queryFilter, attributesToGet)

  return storage.read(() => {
    const table = requireTable(storage, input.TableName)
    const source = findSource(table, input)
    if (start !== undefined) checkStartKeyShape(source, start, 'query')
    const keyRange = resolveKeyConditions(search.keyConditions, source.key)
    const pk = partitionKey(keyRange.hash)
    const range = sortKeyRange(source.key, keyRange)
    const position = start === undefined ? undefined : startPosition(source, start)
    if (start !== undefined) checkWithinConditions(source, start, position!, pk, range)
    checkSearchPaths(source, search)
    refuseUnprojectedFilter(source, search)
    if (search.filter !== undefined) {
      refuseKeysInFilter(source.key, conditionPaths(search.filter), search.filterParameter)
    }
    checkSelect(input, ONE_FAULT)
    const fetching = fetchingOf(source, input, search)

    const backwards = input.ScanIndexForward === false
    const selection = selectRange(source.rows, pk, range, backwards, position)
    const isSingle = source.index === undefined && source.key.range.length === 0
    return searchAnswer(context, input, search, source, selection, { fetching, isSingle })
  })
}

function readExpressions(
  input: QueryInput,
  queryFilter: Search['filter'],
  attributesToGet: Search['projection']
): QuerySearch {
  if (input.KeyConditions === undefined && input.KeyConditionExpression === undefined) {
    throw validationError(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'
    )
  }
  const bound = bindExpressions(input)
  const keyConditions = bound.keyConditions ?? parseKeyConditions(input.KeyConditions!)
  checkKeyConditionCount(keyConditions, input.IndexName !== undefined)
  return {
    filter: queryFilter ?? bound.filter,
    filterParameter: queryFilter === undefined ? 'Filter Expression' : 'QueryFilter',
    projection: attributesToGet ?? bound.projection,
    keyConditions
  }
}
