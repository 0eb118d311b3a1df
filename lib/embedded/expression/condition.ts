// Whether an item fulfils a condition. What is missing is equal to nothing, less than nothing, and different from all.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
import { valuesEqual } from '../attribute/equals.js'
import { compareBytes, compareValues } from '../attribute/order.js'
import { type AttributeValue, type Item, typeOf } from '../attribute/value.js'
import type { Comparator, Condition, Operand, Path } from './ast.js'
import { valueAt } from './lookup.js'
import { bytesContain, textContains } from './search.js'

type Value = AttributeValue | undefined

export function evaluateCondition(condition: Condition, item: Item): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.conditions.every(each => evaluateCondition(each, item))
    case 'or':
      return condition.conditions.some(each => evaluateCondition(each, item))
    case 'not':
      return !evaluateCondition(condition.condition, item)
    case 'compare':
      return compare(condition.comparator, resolve(condition.left, item), resolve(condition.right, item))
    case 'between': {
      const value = resolve(condition.operand, item)
      return (
        compare('>=', value, resolve(condition.lower, item)) &&
        compare('<=', value, resolve(condition.upper, item))
      )
    }
    case 'in': {
      const value = resolve(condition.operand, item)
      return condition.options.some(option => compare('=', value, resolve(option, item)))
    }
    case 'exists':
      return valueAt(item, condition.path) !== undefined
    case 'not-exists':
      return valueAt(item, condition.path) === undefined
    case 'type': {
      const value = resolve(condition.operand, item)
      return value !== undefined && typeOf(value) === condition.type
    }
    case 'begins-with':
      return beginsWith(resolve(condition.left, item), resolve(condition.right, item))
    case 'contains':
      return contains(resolve(condition.left, item), resolve(condition.right, item))
  }
}

/** Every path that the condition looks at. */
export function conditionPaths(condition: Condition): Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.conditions.flatMap(conditionPaths)
    case 'not':
      return conditionPaths(condition.condition)
    case 'exists':
    case 'not-exists':
      return [condition.path]
    case 'type':
      return operandPaths(condition.operand)
    case 'between':
      return [condition.operand, condition.lower, condition.upper].flatMap(operandPaths)
    case 'in':
      return [condition.operand, ...condition.options].flatMap(operandPaths)
    default:
      return [condition.left, condition.right].flatMap(operandPaths)
  }
}

function operandPaths(operand: Operand): Path[] {
  if (operand.kind === 'path') return [operand.path]
  return operand.kind === 'size' ? operandPaths(operand.operand) : []
}

function resolve(operand: Operand, item: Item): Value {
  switch (operand.kind) {
    case 'path':
      return valueAt(item, operand.path)
    case 'value':
      return operand.value
    case 'size':
      return sizeOf(resolve(operand.operand, item))
  }
}

/** What `size` answers: nothing for a number, a truth value or null. */
function sizeOf(value: Value): Value {
  const size = value === undefined ? undefined : lengthOf(value)
  return size === undefined ? undefined : { N: String(size) }
}

function lengthOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length
  if ('B' in value) return value.B.length
  if ('L' in value) return value.L.length
  if ('M' in value) return Object.keys(value.M).length
  if ('SS' in value) return value.SS.length
  if ('NS' in value) return value.NS.length
  if ('BS' in value) return value.BS.length
  return undefined
}

function compare(comparator: Comparator, left: Value, right: Value): boolean {
  if (left === undefined || right === undefined) return comparator === '<>'
  if (comparator === '=') return valuesEqual(left, right)
  if (comparator === '<>') return !valuesEqual(left, right)
  const order = compareValues(left, right)
  if (order === undefined) return false
  switch (comparator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

function beginsWith(value: Value, prefix: Value): boolean {
  if (value === undefined || prefix === undefined) return false
  if ('S' in value) return 'S' in prefix && value.S.startsWith(prefix.S)
  if (!('B' in value && 'B' in prefix)) return false
  return compareBytes(value.B.subarray(0, prefix.B.length), prefix.B) === 0
}

function contains(value: Value, part: Value): boolean {
  if (value === undefined || part === undefined) return false
  if ('L' in value) return value.L.some(element => valuesEqual(element, part))
  if ('S' in part) {
    if ('S' in value) return textContains(value.S, part.S)
    return 'SS' in value && value.SS.includes(part.S)
  }
  if ('N' in part) return 'NS' in value && value.NS.includes(part.N)
  if (!('B' in part)) return false
  if ('B' in value) return bytesContain(value.B, part.B)
  return 'BS' in value && value.BS.some(member => compareBytes(member, part.B) === 0)
}
