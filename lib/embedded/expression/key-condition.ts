// What a query asks of keys, from KeyConditionExpression or KeyConditions to the range of one key schema.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
import { type AttributeValue, typeOf } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type {
  Comparator,
  ComparisonOperator,
  Condition,
  KeyCondition,
  KeyConditions,
  Operand
} from './ast.js'

interface KeyAttribute {
  readonly name: string
  readonly type: 'S' | 'N' | 'B'
}

/** Tables have one hash and at most one range attribute, global indexes up to four of each. */
export interface KeySchema {
  readonly hash: readonly KeyAttribute[]
  readonly range: readonly KeyAttribute[]
}

type RangeOperator = 'LT' | 'LE' | 'GT' | 'GE' | 'BETWEEN' | 'BEGINS_WITH'

interface RangeCondition {
  readonly operator: RangeOperator
  readonly values: readonly AttributeValue[]
}

export interface KeyRange {
  readonly hash: readonly AttributeValue[]
  /** Values that the first range attributes must equal. */
  readonly rangePrefix: readonly AttributeValue[]
  /** On the range attribute behind them. */
  readonly rangeCondition?: RangeCondition | undefined
}

const OPERATORS: Record<Exclude<Comparator, '<>'>, ComparisonOperator> = {
  '=': 'EQ',
  '<': 'LT',
  '<=': 'LE',
  '>': 'GT',
  '>=': 'GE'
}
const MIRRORED: Record<Exclude<Comparator, '<>'>, ComparisonOperator> = {
  '=': 'EQ',
  '<': 'GT',
  '<=': 'GE',
  '>': 'LT',
  '>=': 'LE'
}
const RANGE_OPERATORS = new Set<ComparisonOperator>(['EQ', 'LT', 'LE', 'GT', 'GE', 'BETWEEN', 'BEGINS_WITH'])

const FUNCTION_NAMES = {
  exists: 'attribute_exists',
  'not-exists': 'attribute_not_exists',
  type: 'attribute_type',
  contains: 'contains'
}

export function keyConditionsOf(condition: Condition): Map<string, KeyCondition> {
  const conditions = new Map<string, KeyCondition>()
  collect(condition, conditions)
  return conditions
}

function collect(condition: Condition, conditions: Map<string, KeyCondition>): void {
  switch (condition.kind) {
    case 'and':
      for (const each of condition.conditions) collect(each, conditions)
      return
    case 'or':
    case 'not':
    case 'in':
      throw invalidOperator(condition.kind.toUpperCase())
    case 'exists':
    case 'not-exists':
    case 'type':
    case 'contains':
      throw invalidOperator(FUNCTION_NAMES[condition.kind])
    case 'between':
      requireKeyFirst('BETWEEN', condition.operand)
      add('BETWEEN', [condition.operand, condition.lower, condition.upper], conditions)
      return
    case 'begins-with':
      requireKeyFirst('begins_with', condition.left)
      add('BEGINS_WITH', [condition.left, condition.right], conditions)
      return
    case 'compare': {
      const { comparator, left, right } = condition
      if (comparator === '<>') throw invalidOperator('<>')
      const operators = left.kind === 'path' || right.kind !== 'path' ? OPERATORS : MIRRORED
      add(operators[comparator], [left, right], conditions)
    }
  }
}

function requireKeyFirst(operator: string, operand: Operand): void {
  if (operand.kind === 'path') return
  throw validationError(
    `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`
  )
}

function add(
  operator: ComparisonOperator,
  operands: readonly Operand[],
  conditions: Map<string, KeyCondition>
): void {
  let name: string | undefined
  const values: AttributeValue[] = []
  for (const operand of operands) {
    if (operand.kind === 'size') {
      throw validationError('KeyConditionExpressions cannot contain nested operations')
    }
    if (operand.kind === 'value') {
      values.push(operand.value)
      continue
    }
    if (name !== undefined) {
      throw validationError(
        'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition'
      )
    }
    if (operand.path.length > 1) {
      throw validationError('KeyConditionExpressions cannot have conditions on nested attributes')
    }
    name = operand.path[0]
  }
  if (name === undefined) {
    throw validationError('Invalid condition in KeyConditionExpression: No key attribute specified')
  }
  if (conditions.has(name)) {
    throw validationError('KeyConditionExpressions must only contain one condition per key')
  }
  conditions.set(name, { operator, values })
}

function invalidOperator(operator: string): Error {
  return validationError(`Invalid operator used in KeyConditionExpression: ${operator}`)
}

const MAX_SINGLE_KEY_CONDITIONS = 2
const MAX_KEY_CONDITIONS = 8

/** Before the table is known: only an index can have more than two key attributes. */
export function checkKeyConditionCount(conditions: KeyConditions, onIndex: boolean): void {
  const most = onIndex ? MAX_KEY_CONDITIONS : MAX_SINGLE_KEY_CONDITIONS
  if (conditions.size < 1 || conditions.size > most) throw wrongCount()
}

function wrongCount(): Error {
  return validationError('Conditions can be of length 1 or 2 only')
}

/** Equality on every hash attribute, then on the first range attributes, then at most one other condition. */
export function resolveKeyConditions(conditions: KeyConditions, schema: KeySchema): KeyRange {
  const { hash, range } = schema
  if (hash.length + range.length === 1 && conditions.size > 1) throw unsupported()
  if (conditions.size > Math.max(hash.length + range.length, MAX_SINGLE_KEY_CONDITIONS)) throw wrongCount()

  if (hash.length > 1) requireEquality('HASH', conditions, hash)
  const hashValues = hash.map(attribute => {
    const condition = conditions.get(attribute.name)
    if (condition === undefined) throw missing(attribute)
    checkCondition(condition, attribute)
    if (condition.operator !== 'EQ') throw unsupported()
    return condition.values[0]!
  })

  checkNoGaps(conditions, range)
  const rangePrefix: AttributeValue[] = []
  let left = conditions.size - hash.length
  for (const attribute of range) {
    if (left === 0) break
    const condition = conditions.get(attribute.name)
    if (condition === undefined) throw missing(attribute)
    checkCondition(condition, attribute)
    left--
    if (condition.operator === 'EQ') {
      rangePrefix.push(condition.values[0]!)
      continue
    }
    if (left > 0) throw unsupported()
    const rangeCondition = { operator: condition.operator as RangeOperator, values: condition.values }
    return { hash: hashValues, rangePrefix, rangeCondition }
  }
  return { hash: hashValues, rangePrefix }
}

/** What comes before a range attribute with a condition has an equality. */
function checkNoGaps(conditions: KeyConditions, range: readonly KeyAttribute[]): void {
  const last = range.findLast(attribute => conditions.has(attribute.name))
  if (last === undefined) return
  const because = ` because a condition is present on key attribute ${last.name}`
  requireEquality('RANGE', conditions, range.slice(0, range.indexOf(last)), because)
}

function requireEquality(
  keyType: 'HASH' | 'RANGE',
  conditions: KeyConditions,
  attributes: readonly KeyAttribute[],
  because = ''
): void {
  const without = attributes
    .map(attribute => attribute.name)
    .filter(name => conditions.get(name)?.operator !== 'EQ')
  if (without.length === 0) return
  throw validationError(
    `${keyType} key attributes ${without.join(', ')} must have equality conditions specified in the query${because}`
  )
}

function checkCondition({ operator, values }: KeyCondition, { name, type }: KeyAttribute): void {
  if (!RANGE_OPERATORS.has(operator)) {
    throw validationError('Attempted conditional constraint is not an indexable operation')
  }
  if (values.some(value => typeOf(value) !== type)) {
    throw validationError(
      'One or more parameter values were invalid: Condition parameter type does not match schema type'
    )
  }
  for (const value of values) refuseEmpty(value, name)
}

function refuseEmpty(value: AttributeValue, name: string): void {
  const kind =
    'S' in value && value.S === '' ? 'string' : 'B' in value && value.B.length === 0 ? 'binary' : ''
  if (kind === '') return
  throw validationError(
    'One or more parameter values are not valid. ' +
      `The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`
  )
}

function missing({ name }: KeyAttribute): Error {
  return validationError(`Query condition missed key schema element: ${name}`)
}

function unsupported(): Error {
  return validationError('Query key condition not supported')
}
