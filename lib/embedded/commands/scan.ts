// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
import type { Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import { bindExpressions } from '../expression/bind.js'
import { parseConditions } from '../expression/legacy.js'
import { checkExpressionParameters } from '../expression/parameters.js'
import { legacyProjection } from '../read/projection-request.js'
import { type SearchAnswer, searchAnswer } from '../search/search-answer.js'
import {
  checkSelect,
  checkStartKeyValues,
  type Search,
  type SearchRequest
} from '../search/search-request.js'
import { checkSearchPaths, fetchingOf, findSource, type Source } from '../search/source.js'
import { checkStartKeyShape, checkWithinSegment, startPosition } from '../search/start-key.js'
import { partitionBytes } from '../storage/key.js'
import { PARTITIONS, segmentRange } from '../storage/partition.js'
import { type Selection, selectAll } from '../storage/selection.js'
import { requireTable } from '../validation/table.js'
import type { Command, EngineContext } from './command.js'

export interface ScanInput extends SearchRequest {
  readonly ScanFilter?: Parameters<typeof parseConditions>[0]
  readonly Segment?: number
  readonly TotalSegments?: number
}

export const scan: Command<ScanInput, SearchAnswer> = { operation: 'Scan', run }

function run(context: EngineContext, input: ScanInput): SearchAnswer {
  const { storage } = context
  checkExpressionParameters(
    input,
    ['ProjectionExpression', 'FilterExpression'],
    ['AttributesToGet', 'ScanFilter', 'ConditionalOperator']
  )
  const attributesToGet = legacyProjection(input)
  const scanFilter = parseConditions(input.ScanFilter, input.ConditionalOperator)
  const start = checkStartKeyValues(input.ExclusiveStartKey)
  checkSegment(input)
  const bound = bindExpressions(input)
  const search: Search = {
    filter: scanFilter ?? bound.filter,
    filterParameter: scanFilter === undefined ? 'Filter Expression' : 'ScanFilter',
    projection: attributesToGet ?? bound.projection
  }

  return storage.read(() => {
    const table = requireTable(storage, input.TableName)
    const source = findSource(table, input)
    if (start !== undefined) checkStartKeyShape(source, start, 'scan')
    const selection = selectSegment(source, start, input)
    checkSearchPaths(source, search)
    checkSelect(input)
    const fetching = fetchingOf(source, input, search)
    return searchAnswer(context, input, search, source, selection, { fetching })
  })
}

function checkSegment({ Segment: segment, TotalSegments: total }: ScanInput): void {
  if (segment === undefined && total === undefined) return
  if (total === undefined) {
    throw validationError(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present'
    )
  }
  if (segment === undefined) {
    throw validationError(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present'
    )
  }
  if (segment >= total) {
    throw validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${segment} is not less than TotalSegments: ${total}`
    )
  }
}

/** Undefined for a segment without partitions: there may be more segments than these. */
function selectSegment(
  source: Source,
  start: Item | undefined,
  { Segment: segment = 0, TotalSegments: total = 1 }: ScanInput
): Selection | undefined {
  const { first, end } = segmentRange(segment, total)
  const after = start === undefined ? undefined : startPosition(source, start)
  if (after !== undefined && total > 1) checkWithinSegment(after, first, end, segment, total)
  if (first === end) return undefined
  const partitions = {
    first: first === 0 ? undefined : partitionBytes(first),
    end: end === PARTITIONS ? undefined : partitionBytes(end)
  }
  return selectAll(source.rows, partitions, after)
}
