// The parameters from before expressions, brought to the same forms.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
import { checkName, checkValue, type GivenValue } from '../attribute/check.js'
import { compareValues } from '../attribute/order.js'
import { type AttributeType, type AttributeValue, typeOf } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type {
  Comparator,
  ComparisonOperator,
  Condition,
  KeyCondition,
  Operand,
  Update,
  UpdateAction
} from './ast.js'
import type { Projection } from './projection.js'

export interface LegacyCondition {
  readonly ComparisonOperator?: string
  readonly AttributeValueList?: readonly GivenValue[]
}

export interface ExpectedAttributeValue extends LegacyCondition {
  readonly Value?: GivenValue
  readonly Exists?: boolean
}

export interface AttributeValueUpdate {
  readonly Action?: string
  readonly Value?: GivenValue
}

type ByName<T> = Readonly<Record<string, T>> | undefined

const COMPARATORS: Partial<Record<ComparisonOperator, Comparator>> = {
  EQ: '=',
  NE: '<>',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>='
}

const SCALARS = 'S N B'
const ANY = 'S N B SS NS BS M L BOOL NULL'
const VALID_TYPES: Record<ComparisonOperator, string> = {
  EQ: ANY,
  NE: ANY,
  LT: SCALARS,
  LE: SCALARS,
  GT: SCALARS,
  GE: SCALARS,
  IN: SCALARS,
  BETWEEN: SCALARS,
  BEGINS_WITH: 'S B',
  CONTAINS: 'S N B BOOL NULL',
  NOT_CONTAINS: 'S N B BOOL NULL',
  NULL: '',
  NOT_NULL: ''
}

const ACTIONS = ['ADD', 'DELETE', 'PUT']
const SETS: readonly AttributeType[] = ['SS', 'NS', 'BS']
const ADDABLE: readonly AttributeType[] = [...SETS, 'N', 'L']

/** QueryFilter and ScanFilter. */
export function parseConditions(
  conditions: ByName<LegacyCondition>,
  operator: string | undefined
): Condition | undefined {
  const parsed = Object.entries(conditions ?? {}).map(([name, given]) => {
    const values = (given.AttributeValueList ?? []).map(checkValue)
    return conditionOn(name, checkCondition(given.ComparisonOperator as ComparisonOperator, values))
  })
  return combine(parsed, operator)
}

/** What a write expects of the item before it. */
export function parseExpected(
  expected: ByName<ExpectedAttributeValue>,
  operator: string | undefined
): Condition | undefined {
  const parsed = Object.entries(expected ?? {}).map(([name, given]) => {
    const problem = contradictionOf(given)
    if (problem !== undefined) throw invalid(`${problem} for Attribute: ${name}`)
    return conditionOn(name, expectation(given))
  })
  return combine(parsed, operator)
}

function contradictionOf(given: ExpectedAttributeValue): string | undefined {
  const { AttributeValueList: list, ComparisonOperator: operator, Exists: exists, Value: value } = given
  if (list !== undefined && value !== undefined) return 'Value and AttributeValueList cannot be used together'
  if (operator !== undefined) {
    if (exists !== undefined) return 'Exists and ComparisonOperator cannot be used together'
    if (operator === 'NULL' || operator === 'NOT_NULL' || list !== undefined || value !== undefined)
      return undefined
    return `Value or AttributeValueList must be used with ComparisonOperator: ${operator}`
  }
  if (list !== undefined) return 'AttributeValueList can only be used with a ComparisonOperator'
  if (exists === false) return value === undefined ? undefined : 'Value cannot be used when Exists is false'
  return value === undefined ? `Value must be provided when Exists is ${exists ?? 'null'}` : undefined
}

function expectation(given: ExpectedAttributeValue): KeyCondition {
  const { AttributeValueList: list, ComparisonOperator: operator, Exists: exists, Value: value } = given
  const values = (list ?? (value === undefined ? [] : [value])).map(checkValue)
  if (operator !== undefined) return checkCondition(operator as ComparisonOperator, values)
  return { operator: exists === false ? 'NULL' : 'EQ', values }
}

/** KeyConditions; which operators a key can have is only told when its schema is known. */
export function parseKeyConditions(
  conditions: Readonly<Record<string, LegacyCondition>>
): Map<string, KeyCondition> {
  const parsed = Object.entries(conditions).map(([name, given]): [string, KeyCondition] => {
    const values = (given.AttributeValueList ?? []).map(checkValue)
    const condition = checkCondition(given.ComparisonOperator as ComparisonOperator, values)
    checkName(name)
    return [name, condition]
  })
  return new Map(parsed)
}

export function parseAttributesToGet(names: readonly string[]): Projection {
  const seen = new Set<string>()
  for (const name of names) {
    checkName(name)
    if (seen.has(name)) throw invalid(`Duplicate value in attribute name: ${name}`)
    seen.add(name)
  }
  return { paths: names.map(name => [name] as const) }
}

export function parseAttributeUpdates(updates: ByName<AttributeValueUpdate>): Update | undefined {
  if (updates === undefined) return undefined
  return { actions: Object.entries(updates).map(([name, given]) => updateOf(name, given)), legacy: true }
}

function updateOf(
  name: string,
  { Action: action = 'PUT', Value: given }: AttributeValueUpdate
): UpdateAction {
  checkName(name)
  if (!ACTIONS.includes(action)) {
    throw validationError('Member must satisfy enum value set: [ADD, DELETE, PUT]')
  }
  const path = [name] as const
  if (given === undefined) {
    if (action === 'DELETE') return { kind: 'remove', path }
    throw invalid('Only DELETE action is allowed when no attribute value is specified')
  }
  const value = checkValue(given)
  const type = typeOf(value)
  if (action === 'PUT') return { kind: 'set', path, value: { kind: 'value', value } }
  if (action === 'ADD') {
    if (ADDABLE.includes(type)) return { kind: 'add', path, value }
    throw invalid(`ADD action is not supported for the type ${type}`)
  }
  if (SETS.includes(type)) return { kind: 'delete', path, value }
  throw invalid(`DELETE action with value is not supported for the type ${type}`)
}

function checkCondition(operator: ComparisonOperator, values: readonly AttributeValue[]): KeyCondition {
  if (!isValidCount(operator, values.length)) {
    throw invalid(`Invalid number of argument(s) for the ${operator} ComparisonOperator`)
  }
  const types = values.map(typeOf)
  if (types.some(type => type !== types[0])) {
    throw invalid('AttributeValues inside AttributeValueList must be of same type')
  }
  const [type] = types
  if (type !== undefined && !VALID_TYPES[operator].split(' ').includes(type)) {
    throw invalid(`ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`)
  }
  if (operator === 'BETWEEN' && compareValues(values[0]!, values[1]!)! > 0) {
    throw validationError(
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound'
    )
  }
  return { operator, values }
}

function isValidCount(operator: ComparisonOperator, count: number): boolean {
  switch (operator) {
    case 'NULL':
    case 'NOT_NULL':
      return count === 0
    case 'BETWEEN':
      return count === 2
    case 'IN':
      return count >= 1
    default:
      return count === 1
  }
}

function conditionOn(name: string, { operator, values }: KeyCondition): Condition {
  checkName(name)
  const path = [name] as const
  const operand: Operand = { kind: 'path', path }
  const options = values.map((value): Operand => ({ kind: 'value', value }))
  const [first, second] = options
  switch (operator) {
    case 'NULL':
      return { kind: 'not-exists', path }
    case 'NOT_NULL':
      return { kind: 'exists', path }
    case 'IN':
      return { kind: 'in', operand, options }
    case 'BETWEEN':
      return { kind: 'between', operand, lower: first!, upper: second! }
    case 'BEGINS_WITH':
      return { kind: 'begins-with', left: operand, right: first! }
    case 'CONTAINS':
      return { kind: 'contains', left: operand, right: first! }
    case 'NOT_CONTAINS': {
      // Unlike the negation of `contains`, it is false where the attribute is missing.
      const condition: Condition = { kind: 'contains', left: operand, right: first! }
      return {
        kind: 'and',
        conditions: [
          { kind: 'exists', path },
          { kind: 'not', condition }
        ]
      }
    }
    default:
      return { kind: 'compare', comparator: COMPARATORS[operator]!, left: operand, right: first! }
  }
}

function combine(conditions: readonly Condition[], operator: string | undefined): Condition | undefined {
  if (operator !== undefined && conditions.length === 0) {
    throw validationError('ConditionalOperator cannot be used without Filter or Expected')
  }
  if (operator !== undefined && conditions.length === 1) {
    throw validationError(
      'ConditionalOperator can only be used when Filter or Expected has two or more elements'
    )
  }
  if (conditions.length <= 1) return conditions[0]
  return { kind: operator === 'OR' ? 'or' : 'and', conditions }
}

function invalid(detail: string): Error {
  return validationError(`One or more parameter values were invalid: ${detail}`)
}
