// What an update makes of an item, with the checks that need the table.
import { type Item, newItem } from '../attribute/value.js'
import type { Path, Update } from '../expression/ast.js'
import { applyUpdate, createsItem, updateOperandPaths, updatePaths } from '../expression/update.js'
import type { Table } from '../storage/table.js'
import { checkUpdatedItemSize } from '../validation/item-size.js'
import { checkAssignedIndexKeys, checkUpdatedIndexKeys } from '../validation/key.js'
import { refuseKeysInUpdate, refusePathsIntoKeys } from '../validation/paths.js'

export function checkUpdate(table: Table, update: Update | undefined): void {
  if (update === undefined) return
  refuseKeysInUpdate(table, updatePaths(update))
  if (table.indexes.length > 0) checkAssignedIndexKeys(table, assignedValues(update), update.legacy)
  refusePathsIntoKeys(table, pathsInUpdate(update))
}

/** An item that was not there begins as its key. Undefined when there is none, and the update only takes away. */
export function updatedItem(
  table: Table,
  key: Item,
  update: Update | undefined,
  old: Item | undefined
): Item | undefined {
  if (old === undefined && update !== undefined && !createsItem(update)) return undefined
  const before = old ?? key
  if (update === undefined) return before
  const item = applyUpdate(update, before)
  if (table.indexes.length > 0) checkUpdatedIndexKeys(table, item, old)
  checkUpdatedItemSize(table, item)
  return item
}

/** All paths, those of operands too. */
export function pathsInUpdate(update: Update): Path[] {
  return [...updatePaths(update), ...updateOperandPaths(update)]
}

/** Attributes whose new value, or its type, does not depend on the old item. */
export function assignedValues(update: Update): Item {
  const values = newItem()
  for (const action of update.actions) {
    if (action.path.length > 1 || action.kind === 'remove') continue
    if (action.kind === 'set' && action.value.kind === 'value') values[action.path[0]] = action.value.value
    else if (action.kind !== 'set') values[action.path[0]] = action.value
  }
  return values
}
