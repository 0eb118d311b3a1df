// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
import { addNumbers, compareNumbers, subtractNumbers } from '../attribute/number.js'
import { compareBytes, compareStrings } from '../attribute/order.js'
import { type AttributeValue, type Item, typeOf } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type { Path, Update, UpdateAction, UpdateValue } from './ast.js'
import { applyEdits, type Edit, requireParent } from './edits.js'
import { valueAt } from './lookup.js'
import { refuseDeepNesting } from './nesting.js'

/** A new item; all that the update reads is read from the old one. */
export function applyUpdate(update: Update, item: Item): Item {
  const edits: Edit[] = []
  // Of several faults, the service tells those of SET before all others.
  for (const action of update.actions)
    if (action.kind === 'set') edits.push(editOf(action, item, update.legacy))
  for (const action of update.actions)
    if (action.kind !== 'set') edits.push(editOf(action, item, update.legacy))
  return applyEdits(item, edits)
}

/**
 * Whether the update makes an item where there is none. One that only takes away does nothing then, not even look at
 * its paths; one without any action does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html
 */
export function createsItem(update: Update): boolean {
  const { actions } = update
  return actions.length === 0 || actions.some(({ kind }) => kind === 'set' || kind === 'add')
}

/** The paths that are written. */
export function updatePaths(update: Update): Path[] {
  return update.actions.map(action => action.path)
}

/** The paths that are only read. */
export function updateOperandPaths(update: Update): Path[] {
  return update.actions.flatMap(action => (action.kind === 'set' ? valuePaths(action.value) : []))
}

function valuePaths(value: UpdateValue): Path[] {
  switch (value.kind) {
    case 'path':
      return [value.path]
    case 'value':
      return []
    case 'if-not-exists':
      return [value.path, ...valuePaths(value.otherwise)]
    default:
      return [...valuePaths(value.left), ...valuePaths(value.right)]
  }
}

function editOf(action: UpdateAction, item: Item, legacy: boolean): Edit {
  const { path } = action
  requireParent(item, path)
  const value = valueAfter(action, item, legacy)
  if (value !== undefined) refuseDeepNesting(path, value)
  return { path, value }
}

function valueAfter(action: UpdateAction, item: Item, legacy: boolean): AttributeValue | undefined {
  switch (action.kind) {
    case 'set':
      return evaluate(action.value, item)
    case 'remove':
      return undefined
    case 'add':
      return sum(valueAt(item, action.path), action.value, legacy)
    case 'delete':
      return difference(valueAt(item, action.path), action.value, legacy)
  }
}

function evaluate(value: UpdateValue, item: Item): AttributeValue {
  switch (value.kind) {
    case 'value':
      return value.value
    case 'path': {
      const found = valueAt(item, value.path)
      if (found !== undefined) return found
      throw validationError('The provided expression refers to an attribute that does not exist in the item')
    }
    case 'if-not-exists':
      return valueAt(item, value.path) ?? evaluate(value.otherwise, item)
    case 'list-append': {
      const left = requireList(evaluate(value.left, item))
      const right = requireList(evaluate(value.right, item))
      return { L: [...left, ...right] }
    }
    case 'plus':
    case 'minus': {
      const left = requireNumber(evaluate(value.left, item))
      const right = requireNumber(evaluate(value.right, item))
      return { N: value.kind === 'plus' ? addNumbers(left, right) : subtractNumbers(left, right) }
    }
  }
}

function requireList(value: AttributeValue): readonly AttributeValue[] {
  if ('L' in value) return value.L
  throw wrongType(false)
}

function requireNumber(value: AttributeValue): string {
  if ('N' in value) return value.N
  throw wrongType(false)
}

/** What ADD leaves: a sum, a union of sets, and for AttributeUpdates also a longer list. */
function sum(present: AttributeValue | undefined, added: AttributeValue, legacy: boolean): AttributeValue {
  if (present === undefined) return added
  if ('N' in added && 'N' in present) return { N: addNumbers(present.N, added.N) }
  if ('L' in added && 'L' in present) return { L: [...present.L, ...added.L] }
  if ('SS' in added && 'SS' in present) return { SS: union(present.SS, added.SS, compareStrings) }
  if ('NS' in added && 'NS' in present) return { NS: union(present.NS, added.NS, compareNumbers) }
  if ('BS' in added && 'BS' in present) return { BS: union(present.BS, added.BS, compareBytes) }
  throw wrongType(legacy)
}

/** What DELETE leaves: the rest of the set, or nothing of it. */
function difference(
  present: AttributeValue | undefined,
  deleted: AttributeValue,
  legacy: boolean
): AttributeValue | undefined {
  if (present === undefined) return undefined
  if (typeOf(present) !== typeOf(deleted)) throw wrongType(legacy)
  if ('SS' in deleted && 'SS' in present) {
    const rest = without(present.SS, deleted.SS, compareStrings)
    return rest.length > 0 ? { SS: rest } : undefined
  }
  if ('NS' in deleted && 'NS' in present) {
    const rest = without(present.NS, deleted.NS, compareNumbers)
    return rest.length > 0 ? { NS: rest } : undefined
  }
  if ('BS' in deleted && 'BS' in present) {
    const rest = without(present.BS, deleted.BS, compareBytes)
    return rest.length > 0 ? { BS: rest } : undefined
  }
  throw wrongType(legacy)
}

type Order<T> = (a: T, b: T) => number

// Sets are sorted and hold each member once, so two of them are merged in one pass.

function union<T>(one: readonly T[], two: readonly T[], order: Order<T>): T[] {
  const members: T[] = []
  let i = 0
  let j = 0
  while (i < one.length && j < two.length) {
    const comparison = order(one[i]!, two[j]!)
    members.push(comparison <= 0 ? one[i]! : two[j]!)
    if (comparison <= 0) i++
    if (comparison >= 0) j++
  }
  return [...members, ...one.slice(i), ...two.slice(j)]
}

function without<T>(one: readonly T[], two: readonly T[], order: Order<T>): T[] {
  let j = 0
  return one.filter(member => {
    while (j < two.length && order(two[j]!, member) < 0) j++
    return j === two.length || order(two[j]!, member) !== 0
  })
}

function wrongType(legacy: boolean): Error {
  return validationError(
    legacy
      ? 'Type mismatch for attribute to update'
      : 'An operand in the update expression has an incorrect data type'
  )
}
