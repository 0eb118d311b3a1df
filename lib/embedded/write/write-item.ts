// PutItem, UpdateItem and DeleteItem from where their requests are understood.
import type { Item } from '../attribute/value.js'
import type { EngineContext } from '../commands/command.js'
import { validationError } from '../errors.js'
import type { Condition } from '../expression/ast.js'
import type { ItemKey } from '../storage/key.js'
import type { Table } from '../storage/table.js'
import { requireTable } from '../validation/table.js'
import { type ConditionRequest, checkConditionPaths } from './condition-request.js'
import { type Change, performWrite, type Write, type Written } from './write.js'
import { answersWithOld, type WriteAnswer, type WriteRequest, writeAnswer } from './write-answer.js'

export interface ItemWriteRequest extends ConditionRequest, WriteRequest {
  readonly TableName: string
}

export interface ItemWrite {
  readonly condition: Condition | undefined
  /** Whether what is written depends on what stands there. */
  readonly isUpdate?: boolean
  /** What is written, after the checks that need the table. */
  prepare(table: Table): { readonly key: ItemKey; readonly change: Change }
  /** What of it the answer has. */
  answered(written: Written): Item | undefined
}

export function writeItem(
  context: EngineContext,
  request: ItemWriteRequest,
  { condition, isUpdate = false, prepare, answered }: ItemWrite
): WriteAnswer {
  const { storage } = context
  const readsOld = answersWithOld(request)
  const work = () => {
    const table = requireTable(storage, request.TableName)
    const { key, change } = prepare(table)
    checkConditionPaths(table, condition)
    const returnsItemOnFailure = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'
    const write: Write = { table, key, condition, returnsItemOnFailure, change }
    const written = performWrite(storage, write, readsOld)
    return writeAnswer(context, request, write, written, answered(written))
  }
  if (isUpdate || readsOld || condition !== undefined) return storage.writeItem(work)
  return storage.writeBlindly(request.TableName, work)
}

/** Whether the old item is asked for; it is all that PutItem and DeleteItem return. */
export function returnsOld({ ReturnValues: returns }: WriteRequest): boolean {
  if (returns !== undefined && returns !== 'ALL_OLD' && returns !== 'NONE') {
    throw validationError('ReturnValues can only be ALL_OLD or NONE')
  }
  return returns === 'ALL_OLD'
}
