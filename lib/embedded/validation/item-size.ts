// The 400 KB of an item. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items
import { formItem, type ItemForm } from '../attribute/item-writer.js'
import { itemSize, utf8Length, valueSize } from '../attribute/size.js'
import type { Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type { Path, Update, UpdateAction, UpdateValue } from '../expression/ast.js'
import { indexRow } from '../storage/indexes.js'
import { FormedItem } from '../storage/item-form.js'
import type { Table } from '../storage/table.js'

const MAX_ITEM_BYTES = 400 * 1024

// What UpdateItem counts of an expression, as measured on the service.
const UPDATE_BYTES = 3
const ASSIGNMENT_BYTES = 19
const REMOVAL_BYTES = 1
const TARGET_ELEMENT_BYTES = 4
const OPERAND_PATH_BYTES = 1
const OPERAND_ELEMENT_BYTES = 14
const OPERATION_BYTES = { plus: 34, minus: 37, 'list-append': 37, 'if-not-exists': 39 }

/** The stored form of an item to be put, if it is not too large. */
export function checkedForm(item: Item): ItemForm {
  const form = formItem(item)
  if (form.size > MAX_ITEM_BYTES) throw tooLarge('')
  return form
}

/** An item to be put, which is not too large by itself, has that much together with its rows in all local indexes. */
export function checkIndexedSize(table: Table, item: Item): void {
  const rows = localRowsSize(table, item)
  if (rows > 0 && itemSize(item) + rows > MAX_ITEM_BYTES) throw tooLarge('')
}

export function checkUpdatedItemSize(table: Table, item: Item): void {
  if (itemSize(item) + localRowsSize(table, item) > MAX_ITEM_BYTES) throw tooLarge()
}

function localRowsSize(table: Table, item: Item): number {
  const formed = new FormedItem(item)
  let bytes = 0
  for (const index of table.indexes) {
    const row = index.global ? undefined : indexRow(table, index, formed)
    if (row !== undefined) bytes += itemSize(row.formed.item)
  }
  return bytes
}

/**
 * UpdateItem, and it alone, also limits what its expression says, whatever the item has: one with a short key may grow
 * to a few bytes less than 400 KB.
 */
export function checkUpdateSize({ actions }: Update): void {
  let bytes = UPDATE_BYTES
  for (const action of actions) bytes += targetSize(action.path) + actionSize(action)
  if (bytes > MAX_ITEM_BYTES) throw tooLarge()
}

function actionSize(action: UpdateAction): number {
  switch (action.kind) {
    case 'set':
      return ASSIGNMENT_BYTES + operandSize(action.value)
    case 'add':
      return ASSIGNMENT_BYTES + valueSize(action.value)
    case 'remove':
    case 'delete':
      return REMOVAL_BYTES
  }
}

function targetSize([name, ...rest]: Path): number {
  return rest.reduce<number>(
    (bytes, element) => bytes + TARGET_ELEMENT_BYTES + elementSize(element),
    elementSize(name)
  )
}

/** What a path leads to is not counted. */
function operandSize(operand: UpdateValue): number {
  switch (operand.kind) {
    case 'value':
      return valueSize(operand.value)
    case 'path':
      return pathSize(operand.path)
    case 'if-not-exists':
      return OPERATION_BYTES[operand.kind] + pathSize(operand.path) + operandSize(operand.otherwise)
    default:
      return OPERATION_BYTES[operand.kind] + operandSize(operand.left) + operandSize(operand.right)
  }
}

function pathSize(path: Path): number {
  return path.reduce<number>(
    (bytes, element) => bytes + OPERAND_ELEMENT_BYTES + elementSize(element),
    OPERAND_PATH_BYTES
  )
}

function elementSize(element: string | number): number {
  return utf8Length(String(element))
}

function tooLarge(purpose = ' to update'): Error {
  return validationError(`Item size${purpose} has exceeded the maximum allowed size`)
}
