// The parameters from before expressions: mostly fitting ones.
import fc from 'fast-check'
import { anyValue } from './values.js'

type Json = Record<string, unknown>

const ROOTS = ['c', 'd', 'e', 'm', 'l', 'ss', 'ns', 'zz']
const COMPARISONS = ['EQ', 'NE', 'LT', 'LE', 'GT', 'GE', 'CONTAINS', 'NOT_CONTAINS', 'BEGINS_WITH'] as const
const KEY_COMPARISONS = ['EQ', 'LT', 'LE', 'GT', 'GE', 'BEGINS_WITH'] as const

const mostly = <T>(value: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>, weight = 60) =>
  fc.oneof({ weight, arbitrary: value }, { weight: 1, arbitrary: wrong })
const name = mostly(fc.constantFrom(...ROOTS), fc.constantFrom('a', 'b', 'm.c', '#c', ''), 80)

const number = fc.constantFrom('0', '1', '2', '10', '-1', '1e2').map(N => ({ N }))
const text = fc.constantFrom('', 'a', 'b', 'ab', 'é').map(S => ({ S }))

/** An operator with as many operands as it takes, of one type. */
function comparison(operators: readonly string[], operand: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  const list = (minLength: number, maxLength = minLength) =>
    fc.oneof(
      fc.array(number, { minLength, maxLength }),
      fc.array(text, { minLength, maxLength }),
      fc.array(operand, { minLength, maxLength })
    )
  const given = (ComparisonOperator: string, AttributeValueList: fc.Arbitrary<unknown[]>) =>
    AttributeValueList.map(values => ({ ComparisonOperator, AttributeValueList: values }))
  return mostly<Json>(
    fc.oneof(
      {
        weight: operators.length,
        arbitrary: fc.constantFrom(...operators).chain(one => given(one, list(1)))
      },
      { weight: 2, arbitrary: given('BETWEEN', list(2)) },
      { weight: operators.includes('NE') ? 2 : 0, arbitrary: given('IN', list(1, 3)) },
      {
        weight: operators.includes('NE') ? 2 : 0,
        arbitrary: fc.constantFrom('NULL', 'NOT_NULL').map(ComparisonOperator => ({ ComparisonOperator }))
      }
    ),
    fc.oneof(
      fc
        .constantFrom(...COMPARISONS, 'BETWEEN', 'IN', 'NULL', 'NOT_NULL')
        .chain(one => given(one, fc.array(anyValue, { maxLength: 3 }))),
      fc.constantFrom<Json>(
        { ComparisonOperator: 'EQ' },
        { ComparisonOperator: 'NULL', AttributeValueList: [] }
      )
    ),
    30
  )
}

const condition = comparison(COMPARISONS, anyValue)

/** What an item was to be before it is written. */
const expectation: fc.Arbitrary<Json> = mostly<Json>(
  fc.oneof(
    { weight: 4, arbitrary: condition },
    { weight: 2, arbitrary: anyValue.map(Value => ({ Value })) },
    { weight: 1, arbitrary: anyValue.map(Value => ({ Value, Exists: true })) },
    { weight: 2, arbitrary: fc.constant({ Exists: false }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('EQ', 'NE', 'LT', 'CONTAINS', 'BEGINS_WITH'), fc.oneof(number, text))
        .map(([ComparisonOperator, Value]) => ({ ComparisonOperator, Value }))
    }
  ),
  fc.oneof(
    fc.constantFrom<Json>({}, { Exists: true }, { Exists: false, ComparisonOperator: 'NULL' }),
    anyValue.map(Value => ({ Value, Exists: false })),
    anyValue.map(Value => ({ ComparisonOperator: 'NULL', Value })),
    fc.tuple(condition, anyValue).map(([given, Value]) => ({ ...given, Value }))
  )
)

const change: fc.Arbitrary<Json> = mostly<Json>(
  fc.oneof(
    { weight: 4, arbitrary: anyValue.map(Value => ({ Value, Action: 'PUT' })) },
    { weight: 1, arbitrary: anyValue.map(Value => ({ Value })) },
    { weight: 2, arbitrary: fc.constant({ Action: 'DELETE' }) },
    {
      weight: 4,
      arbitrary: fc
        .constantFrom(
          { N: '1' },
          { SS: ['a', 'new'] },
          { NS: ['1', '77'] },
          { BS: ['AA=='] },
          { L: [{ S: 'x' }] }
        )
        .map(Value => ({ Value, Action: 'ADD' }))
    },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom({ SS: ['a', 'new'] }, { NS: ['1', '77'] }, { BS: ['AA=='] })
        .map(Value => ({ Value, Action: 'DELETE' }))
    }
  ),
  fc.oneof(
    fc.constantFrom<Json>({}, { Action: 'PUT' }, { Action: 'ADD' }, { Action: 'x' }),
    fc.tuple(anyValue, fc.constantFrom('ADD', 'DELETE')).map(([Value, Action]) => ({ Value, Action }))
  )
)

function byName(member: fc.Arbitrary<unknown>, maxLength = 3): fc.Arbitrary<Json> {
  return fc
    .uniqueArray(fc.tuple(name, member), { selector: ([key]) => key, minLength: 1, maxLength })
    .map(list => Object.fromEntries(list))
}

/** With an operator where there are several; now and then where there are not. */
function combined(parameter: string, member: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  return fc
    .tuple(byName(member), fc.constantFrom('AND', 'OR', 'OR', undefined), fc.nat(40))
    .map(([conditions, operator, luck]) => ({
      [parameter]: conditions,
      ...(operator && (Object.keys(conditions).length > 1 || luck === 0) && { ConditionalOperator: operator })
    }))
}

export const expected = combined('Expected', expectation)
export const scanFilter = combined('ScanFilter', condition)
export const queryFilter = combined('QueryFilter', condition)

/** One gives at least: an update that only takes away makes no item on AWS, but does on the others. */
export const attributeUpdates = byName(change).map(changes => ({
  AttributeUpdates: Object.values(changes).some(isGiving)
    ? changes
    : { ...changes, e: { Value: { S: 'given' } } }
}))

function isGiving(one: unknown): boolean {
  const { Action, Value } = one as Json
  return Action !== 'DELETE' && Value !== undefined
}

export const attributesToGet = mostly(
  fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
  fc.constantFrom<string[]>(['c', 'c'], [''])
).map(AttributesToGet => ({ AttributesToGet }))

/** `hash` and `range` are values of the keys. */
export function keyConditions(
  [hashName, rangeName]: readonly [string, string?],
  hash: fc.Arbitrary<unknown>,
  range: fc.Arbitrary<unknown>
): fc.Arbitrary<Json> {
  const equal = hash.map(value => ({ ComparisonOperator: 'EQ', AttributeValueList: [value] }))
  const onHash = mostly<Json>(equal, condition)
  const onRange =
    rangeName === undefined ? fc.constant(undefined) : fc.option(comparisonOfKey(range), { nil: undefined })
  return fc.tuple(onHash, onRange, fc.nat(60)).map(([first, second, luck]) => ({
    KeyConditions: {
      ...(luck !== 0 && { [hashName]: first }),
      ...(second && { [rangeName!]: second }),
      ...(luck === 1 && { zz: first })
    }
  }))
}

function comparisonOfKey(value: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  return mostly<Json>(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.constantFrom(...KEY_COMPARISONS), value)
          .map(([ComparisonOperator, one]) => ({ ComparisonOperator, AttributeValueList: [one] }))
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(value, value)
          .map(AttributeValueList => ({ ComparisonOperator: 'BETWEEN', AttributeValueList }))
      }
    ),
    condition
  )
}
