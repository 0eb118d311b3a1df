import { batchGetItemInput, batchWriteItemInput } from './batches.js'
import { deleteItemInput, getItemInput, putItemInput, updateItemInput } from './items.js'
import { queryInput, scanInput } from './searches.js'
import type { StructureShape } from './shape.js'
import {
  createTableInput,
  deleteTableInput,
  describeContinuousBackupsInput,
  describeEndpointsInput,
  describeLimitsInput,
  describeTableInput,
  describeTimeToLiveInput,
  listTablesInput,
  listTagsOfResourceInput,
  tagResourceInput,
  untagResourceInput,
  updateContinuousBackupsInput,
  updateTableInput,
  updateTimeToLiveInput
} from './tables.js'
import { transactGetItemsInput, transactWriteItemsInput } from './transactions.js'

/** What each operation takes, by its name in the target header. */
export const OPERATIONS: ReadonlyMap<string, StructureShape> = new Map([
  ['BatchGetItem', batchGetItemInput],
  ['BatchWriteItem', batchWriteItemInput],
  ['CreateTable', createTableInput],
  ['DeleteItem', deleteItemInput],
  ['DeleteTable', deleteTableInput],
  ['DescribeContinuousBackups', describeContinuousBackupsInput],
  ['DescribeEndpoints', describeEndpointsInput],
  ['DescribeLimits', describeLimitsInput],
  ['DescribeTable', describeTableInput],
  ['DescribeTimeToLive', describeTimeToLiveInput],
  ['GetItem', getItemInput],
  ['ListTables', listTablesInput],
  ['ListTagsOfResource', listTagsOfResourceInput],
  ['PutItem', putItemInput],
  ['Query', queryInput],
  ['Scan', scanInput],
  ['TagResource', tagResourceInput],
  ['TransactGetItems', transactGetItemsInput],
  ['TransactWriteItems', transactWriteItemsInput],
  ['UntagResource', untagResourceInput],
  ['UpdateContinuousBackups', updateContinuousBackupsInput],
  ['UpdateItem', updateItemInput],
  ['UpdateTable', updateTableInput],
  ['UpdateTimeToLive', updateTimeToLiveInput]
])

export function inputShape(operation: string): StructureShape {
  const shape = OPERATIONS.get(operation)
  if (shape === undefined) throw new TypeError(`No shape for ${operation}`)
  return shape
}
