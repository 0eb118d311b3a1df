import test from 'tape'
import { checkItem } from '../../../lib/embedded/attribute/check.js'
import type { AttributeValue } from '../../../lib/embedded/attribute/value.js'
import { evaluateCondition } from '../../../lib/embedded/expression/condition.js'
import {
  type AttributeValueUpdate,
  type ExpectedAttributeValue,
  type LegacyCondition,
  parseAttributesToGet,
  parseAttributeUpdates,
  parseConditions,
  parseExpected,
  parseKeyConditions
} from '../../../lib/embedded/expression/legacy.js'
import { applyUpdate } from '../../../lib/embedded/expression/update.js'

const INVALID = 'One or more parameter values were invalid: '
const utf8 = (text: string) => new TextEncoder().encode(text)

const VALUES = {
  S: { S: 'abc' },
  N: { N: '5' },
  B: { B: utf8('abc') },
  SS: { SS: ['b', 'a'] },
  NS: { NS: ['2', '1'] },
  BS: { BS: [utf8('a')] },
  M: { M: { x: { N: '1' } } },
  L: { L: [{ N: '0' }, { S: 'x' }] },
  BOOL: { BOOL: true },
  NULL: { NULL: true as const }
} satisfies Record<string, AttributeValue>

// One attribute of each type, named after it.
const ITEM = checkItem(VALUES)
const TYPES = Object.keys(VALUES) as (keyof typeof VALUES)[]

function holdsFor(name: string, condition: LegacyCondition): boolean {
  return evaluateCondition(parseConditions({ [name]: condition }, undefined)!, ITEM)
}

// Recorded from DynamoDB Local 1.25.1: each operator with each type, on an attribute of that value.
const WITH_ITSELF: Record<string, string> = {
  EQ: 'S N B SS NS BS M L BOOL NULL',
  NE: '',
  LT: '',
  LE: 'S N B',
  GT: '',
  GE: 'S N B',
  IN: 'S N B',
  BETWEEN: 'S N B',
  BEGINS_WITH: 'S B',
  CONTAINS: 'S B',
  NOT_CONTAINS: 'N BOOL NULL'
}
const NOT_VALID: Record<string, string> = {
  EQ: '',
  NE: '',
  LT: 'SS NS BS M L BOOL NULL',
  LE: 'SS NS BS M L BOOL NULL',
  GT: 'SS NS BS M L BOOL NULL',
  GE: 'SS NS BS M L BOOL NULL',
  IN: 'SS NS BS M L BOOL NULL',
  BETWEEN: 'SS NS BS M L BOOL NULL',
  BEGINS_WITH: 'N SS NS BS M L BOOL NULL',
  CONTAINS: 'SS NS BS M L',
  NOT_CONTAINS: 'SS NS BS M L'
}

test('each operator with each type', t => {
  for (const [operator, types] of Object.entries(WITH_ITSELF)) {
    for (const type of TYPES) {
      const list = operator === 'BETWEEN' ? [VALUES[type], VALUES[type]] : [VALUES[type]]
      const condition = { ComparisonOperator: operator, AttributeValueList: list }
      if (NOT_VALID[operator]!.split(' ').includes(type)) {
        const message = `${INVALID}ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`
        t.throws(() => holdsFor(type, condition), { name: 'ValidationException', message }, message)
      } else {
        t.equal(holdsFor(type, condition), types.split(' ').includes(type), `${operator} ${type}`)
      }
    }
  }
  t.end()
})

test('recorded conditions', t => {
  const x = { S: 'x' }
  const cases: [name: string, operator: string, values: AttributeValue[], holds: boolean][] = [
    ['missing', 'EQ', [x], false],
    ['missing', 'NE', [x], true],
    ['missing', 'LT', [x], false],
    ['missing', 'CONTAINS', [x], false],
    ['missing', 'NOT_CONTAINS', [x], false],
    ['missing', 'BEGINS_WITH', [x], false],
    ['missing', 'IN', [x], false],
    ['missing', 'NULL', [], true],
    ['missing', 'NOT_NULL', [], false],
    ['S', 'NULL', [], false],
    ['S', 'NOT_NULL', [], true],
    ['NULL', 'NOT_NULL', [], true],
    ['N', 'EQ', [x], false],
    ['N', 'NE', [x], true],
    ['N', 'LT', [x], false],
    ['N', 'CONTAINS', [x], false],
    ['N', 'NOT_CONTAINS', [x], true],
    ['N', 'BEGINS_WITH', [x], false],
    ['N', 'IN', [x], false],
    ['SS', 'CONTAINS', [{ S: 'a' }], true],
    ['SS', 'NOT_CONTAINS', [{ S: 'a' }], false],
    ['L', 'CONTAINS', [x], true],
    ['NS', 'CONTAINS', [{ N: '1.0' }], true],
    ['S', 'CONTAINS', [{ S: 'b' }], true],
    ['L', 'CONTAINS', [{ BOOL: true }], false],
    ['N', 'BETWEEN', [{ N: '1' }, { N: '10' }], true],
    ['S', 'IN', [x, { S: 'abc' }], true]
  ]
  for (const [name, operator, values, expected] of cases) {
    const condition = { ComparisonOperator: operator, AttributeValueList: values }
    t.equal(holdsFor(name, condition), expected, `${name} ${operator} ${JSON.stringify(values)}`)
  }
  t.end()
})

const BAD_COUNT = (operator: string) =>
  `${INVALID}Invalid number of argument(s) for the ${operator} ComparisonOperator`

test('what is wrong with a filter', t => {
  const cases: [LegacyCondition, string][] = [
    [{ ComparisonOperator: 'EQ' }, BAD_COUNT('EQ')],
    [{ ComparisonOperator: 'EQ', AttributeValueList: [] }, BAD_COUNT('EQ')],
    [{ ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }, { S: 'b' }] }, BAD_COUNT('EQ')],
    [{ ComparisonOperator: 'NULL', AttributeValueList: [{ S: 'a' }] }, BAD_COUNT('NULL')],
    [{ ComparisonOperator: 'IN', AttributeValueList: [] }, BAD_COUNT('IN')],
    [{ ComparisonOperator: 'BETWEEN', AttributeValueList: [{ S: 'a' }] }, BAD_COUNT('BETWEEN')],
    [
      { ComparisonOperator: 'EQ', AttributeValueList: [{}] },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
    ],
    [
      { ComparisonOperator: 'IN', AttributeValueList: [{ S: 'a' }, { N: '1' }] },
      `${INVALID}AttributeValues inside AttributeValueList must be of same type`
    ],
    [
      { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '10' }, { N: '9' }] },
      'The BETWEEN condition was provided a range where the lower bound is greater than the upper bound'
    ]
  ]
  for (const [condition, message] of cases) {
    t.throws(
      () => parseConditions({ a: condition }, undefined),
      { name: 'ValidationException', message },
      message
    )
  }
  t.end()
})

test('what is expected', t => {
  const expect = (name: string, given: ExpectedAttributeValue) =>
    evaluateCondition(parseExpected({ [name]: given }, undefined)!, ITEM)
  t.equal(expect('S', { Value: { S: 'abc' } }), true)
  t.equal(expect('S', { Value: { S: 'x' } }), false)
  t.equal(expect('S', { Exists: true, Value: { S: 'abc' } }), true)
  t.equal(expect('S', { Exists: false }), false)
  t.equal(expect('missing', { Exists: false }), true)
  t.equal(expect('S', { ComparisonOperator: 'EQ', Value: { S: 'abc' } }), true)
  t.equal(expect('S', { ComparisonOperator: 'IN', Value: { S: 'abc' } }), true)

  const value = { S: 'a' }
  const cases: [ExpectedAttributeValue, string][] = [
    [{}, `${INVALID}Value must be provided when Exists is null for Attribute: a`],
    [{ Exists: true }, `${INVALID}Value must be provided when Exists is true for Attribute: a`],
    [{ Exists: false, Value: value }, `${INVALID}Value cannot be used when Exists is false for Attribute: a`],
    [
      { ComparisonOperator: 'EQ' },
      `${INVALID}Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a`
    ],
    [
      { ComparisonOperator: 'EQ', Value: value, AttributeValueList: [value] },
      `${INVALID}Value and AttributeValueList cannot be used together for Attribute: a`
    ],
    [
      { ComparisonOperator: 'EQ', Exists: true, Value: value },
      `${INVALID}Exists and ComparisonOperator cannot be used together for Attribute: a`
    ],
    [
      { AttributeValueList: [value] },
      `${INVALID}AttributeValueList can only be used with a ComparisonOperator for Attribute: a`
    ],
    [{ ComparisonOperator: 'EQ', AttributeValueList: [] }, BAD_COUNT('EQ')],
    [{ ComparisonOperator: 'NULL', Value: value }, BAD_COUNT('NULL')],
    [{ ComparisonOperator: 'BETWEEN', Value: value }, BAD_COUNT('BETWEEN')],
    [{ Value: {} }, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
    [{ Value: { N: 'x' } }, 'The parameter cannot be converted to a numeric value: x']
  ]
  for (const [given, message] of cases) {
    t.throws(() => parseExpected({ a: given }, undefined), { name: 'ValidationException', message }, message)
  }
  t.end()
})

test('ConditionalOperator', t => {
  const yes = { ComparisonOperator: 'NOT_NULL' }
  const no = { ComparisonOperator: 'NULL' }
  const combined = (operator: string | undefined) =>
    evaluateCondition(parseConditions({ S: yes, N: no }, operator)!, ITEM)
  t.equal(combined('OR'), true)
  t.equal(combined('AND'), false)
  t.equal(combined(undefined), false)
  t.equal(parseConditions({}, undefined), undefined)
  t.equal(parseExpected(undefined, undefined), undefined)
  t.throws(() => parseConditions(undefined, 'OR'), {
    message: 'ConditionalOperator cannot be used without Filter or Expected'
  })
  t.throws(() => parseExpected({ a: { Exists: false } }, 'AND'), {
    message: 'ConditionalOperator can only be used when Filter or Expected has two or more elements'
  })
  t.end()
})

test('Names are neither empty nor of 65,536 bytes', t => {
  const condition = { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] }
  const names = [
    { name: '', message: 'Empty attribute name' },
    { name: 'ä'.repeat(32768), message: 'Attribute name is too large, must be less than 65536 bytes' }
  ]
  for (const { name, message } of names) {
    t.throws(() => parseAttributesToGet([name]), { message })
    t.throws(() => parseAttributeUpdates({ [name]: { Value: { S: 'a' } } }), { message })
    t.throws(() => parseConditions({ [name]: condition }, undefined), { message })
    t.throws(() => parseKeyConditions({ [name]: condition }), { message })
    t.throws(() => parseExpected({ [name]: { Exists: false } }, undefined), { message })
  }

  const longest = 'a'.repeat(65535)
  t.deepEqual(parseAttributesToGet([longest]), { paths: [[longest]] })
  t.equal(parseKeyConditions({ [longest]: condition }).size, 1)
  t.end()
})

test('AttributesToGet', t => {
  t.deepEqual(parseAttributesToGet(['a', 'b.c']), { paths: [['a'], ['b.c']] })
  t.throws(() => parseAttributesToGet(['']), { message: 'Empty attribute name' })
  t.throws(() => parseAttributesToGet(['a', 'b', 'a']), {
    message: `${INVALID}Duplicate value in attribute name: a`
  })
  t.end()
})

test('AttributeUpdates', t => {
  const update = (name: string, given: AttributeValueUpdate) =>
    structuredClone(applyUpdate(parseAttributeUpdates({ [name]: given })!, ITEM)[name])
  t.deepEqual(update('new', { Value: { S: 'a' } }), { S: 'a' }, 'PUT is the default')
  t.deepEqual(update('S', { Action: 'PUT', Value: { N: '1.0' } }), { N: '1' })
  t.equal(update('S', { Action: 'DELETE' }), undefined)
  t.equal(update('new', { Action: 'DELETE' }), undefined)
  t.deepEqual(update('new', { Action: 'ADD', Value: { N: '5' } }), { N: '5' })
  t.deepEqual(update('N', { Action: 'ADD', Value: { N: '5' } }), { N: '10' })
  t.deepEqual(update('SS', { Action: 'ADD', Value: { SS: ['c', 'a'] } }), { SS: ['a', 'b', 'c'] })
  t.deepEqual(update('L', { Action: 'ADD', Value: { L: [{ S: 'y' }] } }), {
    L: [{ N: '0' }, { S: 'x' }, { S: 'y' }]
  })
  t.deepEqual(update('NS', { Action: 'DELETE', Value: { NS: ['1'] } }), { NS: ['2'] })
  t.equal(update('NS', { Action: 'DELETE', Value: { NS: ['1', '2'] } }), undefined)
  t.deepEqual(update('a.b', { Value: { S: 'a' } }), { S: 'a' }, 'a name with a dot is one name')

  const noValue = `${INVALID}Only DELETE action is allowed when no attribute value is specified`
  const mismatch = 'Type mismatch for attribute to update'
  const cases: [name: string, AttributeValueUpdate, string][] = [
    ['a', {}, noValue],
    ['a', { Action: 'PUT' }, noValue],
    ['a', { Action: 'ADD' }, noValue],
    ['', { Value: { S: 'a' } }, 'Empty attribute name'],
    ['a', { Action: 'SET', Value: { S: 'a' } }, 'Member must satisfy enum value set: [ADD, DELETE, PUT]'],
    ['S', { Action: 'ADD', Value: { N: '1' } }, mismatch],
    ['N', { Action: 'ADD', Value: { NS: ['1'] } }, mismatch],
    ['NS', { Action: 'DELETE', Value: { SS: ['1'] } }, mismatch]
  ]
  for (const [name, given, message] of cases) {
    t.throws(() => update(name, given), { name: 'ValidationException', message }, message)
  }
  for (const type of ['S', 'B', 'M', 'BOOL', 'NULL'] as const) {
    t.throws(() => update('a', { Action: 'ADD', Value: VALUES[type] }), {
      message: `${INVALID}ADD action is not supported for the type ${type}`
    })
  }
  for (const type of ['S', 'N', 'B', 'M', 'L', 'BOOL', 'NULL'] as const) {
    t.throws(() => update('a', { Action: 'DELETE', Value: VALUES[type] }), {
      message: `${INVALID}DELETE action with value is not supported for the type ${type}`
    })
  }
  t.end()
})
