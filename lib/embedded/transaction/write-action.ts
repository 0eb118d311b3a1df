// The actions of TransactWriteItems: what is wrong with one of them as such fails the request, what is wrong with its
// item cancels the transaction.
import { checkItem } from '../attribute/check.js'
import type { ItemForm } from '../attribute/item-writer.js'
import { itemSize, valueSize } from '../attribute/size.js'
import type { AttributeValue, Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type { Condition, Update } from '../expression/ast.js'
import { bindExpressions } from '../expression/bind.js'
import { updatePaths } from '../expression/update.js'
import type { Storage } from '../storage/storage.js'
import { keyNames, type Table } from '../storage/table.js'
import { DuplicateKeys } from '../validation/duplicate-keys.js'
import { checkedForm } from '../validation/item-size.js'
import {
  checkItemKeys,
  checkKey,
  refuseEmptyIndexKeys,
  refuseEmptyKeys,
  refuseEmptyUpdates
} from '../validation/key.js'
import { refusePathsIntoKeys } from '../validation/paths.js'
import { requireTable } from '../validation/table.js'
import { checkConditionPaths } from '../write/condition-request.js'
import { assignedValues, checkUpdate, pathsInUpdate, updatedItem } from '../write/update-change.js'
import type { Change, Write } from '../write/write.js'
import { cancelOnFault } from './cancellation.js'

export interface TransactWriteItem {
  readonly ConditionCheck?: KeyedAction
  readonly Put?: ActionRequest & { readonly Item: Item }
  readonly Delete?: KeyedAction
  readonly Update?: KeyedAction & { readonly UpdateExpression: string }
}

interface ActionRequest {
  readonly TableName: string
  readonly ConditionExpression?: string
  readonly ExpressionAttributeNames?: Record<string, string>
  readonly ExpressionAttributeValues?: Item
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE'
}

interface KeyedAction extends ActionRequest {
  readonly Key: Item
}

interface Action {
  readonly kind: Change['kind']
  readonly request: ActionRequest
  /** An item to be put, or a key. */
  readonly attributes: Item
  readonly condition: Condition | undefined
  readonly update: Update | undefined
  /** Of an item to be put. */
  readonly form?: ItemForm
}

const MAX_BYTES = 4 * 1024 * 1024

export function readActions(items: readonly TransactWriteItem[]): Action[] {
  const actions = items.map(readAction)
  const bytes = actions.reduce((sum, action) => sum + payloadSize(action), 0)
  if (bytes > MAX_BYTES) {
    throw validationError(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`)
  }
  return actions
}

/** The checks that need the tables. The first fault of an item cancels; later items are not looked at then. */
export function prepareWrites(storage: Storage, actions: readonly Action[]): Write[] {
  const tables = actions.map(({ request }) => requireTable(storage, request.TableName))
  for (const [i, action] of actions.entries()) checkAction(tables[i]!, action)
  const duplicates = new DuplicateKeys()
  return actions.map((action, i) => {
    const write = cancelOnFault(actions.length, i, () => makeWrite(tables[i]!, action))
    if (duplicates.has(write.table, write.key.pk, write.key.sk)) {
      throw validationError('Transaction request cannot include multiple operations on one item')
    }
    return write
  })
}

function readAction({ ConditionCheck, Put, Delete, Update }: TransactWriteItem): Action {
  const given = Number(!!ConditionCheck) + Number(!!Put) + Number(!!Delete) + Number(!!Update)
  if (given === 0) {
    throw validationError(
      'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request'
    )
  }
  if (given > 1) {
    throw validationError('TransactItems can only contain one of Check, Put, Update or Delete')
  }
  if (Put !== undefined) {
    const action = makeAction('put', Put, Put.Item)
    return { ...action, form: checkedForm(action.attributes) }
  }
  if (Update !== undefined) return makeAction('update', Update, Update.Key)
  return Delete !== undefined
    ? makeAction('delete', Delete, Delete.Key)
    : makeAction('check', ConditionCheck!, ConditionCheck!.Key)
}

function makeAction(kind: Change['kind'], request: ActionRequest, attributes: Item): Action {
  const checked = checkItem(attributes)
  // Unlike those of other requests, names and values that have no expression to stand in are let pass.
  const bare = kind !== 'update' && request.ConditionExpression === undefined
  const { condition, update } = bare ? {} : bindExpressions(request)
  return { kind, request, attributes: checked, condition, update }
}

function payloadSize({ attributes, form, request }: Action): number {
  if (form !== undefined) return form.size
  const size = itemSize(attributes)
  const values = Object.values(request.ExpressionAttributeValues ?? {}) as AttributeValue[]
  return values.reduce((sum, value) => sum + valueSize(value), size)
}

function checkAction(table: Table, { kind, attributes, condition, update }: Action): void {
  refuseEmptyKeys(table, attributes)
  if (kind === 'put') refuseEmptyIndexKeys(table, attributes)
  if (update !== undefined) {
    refuseEmptyUpdates(table, assignedValues(update))
    if (!updatesKey(table, update)) refusePathsIntoKeys(table, pathsInUpdate(update))
  }
  // To a mere check such a path is one that does not exist.
  if (kind !== 'check') checkConditionPaths(table, condition)
}

/** That is a fault of the item. */
function updatesKey(table: Table, update: Update): boolean {
  const keys = keyNames(table.key)
  return updatePaths(update).some(path => keys.includes(path[0]))
}

function makeWrite(table: Table, action: Action): Write {
  const { kind, attributes, condition, update, request } = action
  const key = kind === 'put' ? checkItemKeys(table, attributes) : checkKey(table, attributes)
  checkUpdate(table, update)
  return {
    table,
    key,
    condition,
    returnsItemOnFailure: request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    change: makeChange(table, action)
  }
}

function makeChange(table: Table, { kind, attributes, form, update }: Action): Change {
  switch (kind) {
    case 'put':
      return { kind, item: attributes, form: form! }
    case 'update':
      return { kind, apply: old => updatedItem(table, attributes, update, old) }
    default:
      return { kind }
  }
}
