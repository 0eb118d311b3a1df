import test from 'tape'
import type { AttributeValue } from '../../../lib/embedded/attribute/value.js'
import { bindExpressions } from '../../../lib/embedded/expression/bind.js'
import {
  checkKeyConditionCount,
  type KeySchema,
  resolveKeyConditions
} from '../../../lib/embedded/expression/key-condition.js'
import { parseKeyConditions } from '../../../lib/embedded/expression/legacy.js'

const HASH: KeySchema = { hash: [{ name: 'h', type: 'S' }], range: [] }
const RANGE: KeySchema = { hash: [{ name: 'h', type: 'S' }], range: [{ name: 'r', type: 'S' }] }
const SEVERAL: KeySchema = {
  hash: [
    { name: 'h1', type: 'S' },
    { name: 'h2', type: 'N' }
  ],
  range: [
    { name: 'r1', type: 'S' },
    { name: 'r2', type: 'N' },
    { name: 'r3', type: 'S' }
  ]
}

const VALUES: Record<string, AttributeValue> = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':n': { N: '1' },
  ':m': { N: '2' },
  ':e': { S: '' }
}
const { ':a': A, ':b': B, ':n': N, ':m': M } = VALUES

function conditionsOf(expression: string) {
  const used = Object.entries(VALUES).filter(([key]) => expression.includes(key))
  return bindExpressions({
    KeyConditionExpression: expression,
    ExpressionAttributeValues: Object.fromEntries(used)
  }).keyConditions!
}

test('ranges', t => {
  const cases: [KeySchema, expression: string, range: object][] = [
    [HASH, 'h = :a', { hash: [A], rangePrefix: [] }],
    [HASH, ':a = h', { hash: [A], rangePrefix: [] }],
    [RANGE, 'h = :a', { hash: [A], rangePrefix: [] }],
    [RANGE, 'r = :b and h = :a', { hash: [A], rangePrefix: [B] }],
    [
      RANGE,
      'h = :a and r < :b',
      { hash: [A], rangePrefix: [], rangeCondition: { operator: 'LT', values: [B] } }
    ],
    [
      RANGE,
      'h = :a and :b < r',
      { hash: [A], rangePrefix: [], rangeCondition: { operator: 'GT', values: [B] } }
    ],
    [
      RANGE,
      'h = :a and :b >= r',
      { hash: [A], rangePrefix: [], rangeCondition: { operator: 'LE', values: [B] } }
    ],
    [
      RANGE,
      '(h = :a) and (r between :a and :b)',
      { hash: [A], rangePrefix: [], rangeCondition: { operator: 'BETWEEN', values: [A, B] } }
    ],
    [
      RANGE,
      'h = :a and begins_with(r, :b)',
      { hash: [A], rangePrefix: [], rangeCondition: { operator: 'BEGINS_WITH', values: [B] } }
    ],
    [SEVERAL, 'h1 = :a and h2 = :n', { hash: [A, N], rangePrefix: [] }],
    [SEVERAL, 'h2 = :n and r1 = :b and h1 = :a', { hash: [A, N], rangePrefix: [B] }],
    [
      SEVERAL,
      'h1 = :a and h2 = :n and r1 = :b and r2 > :m',
      { hash: [A, N], rangePrefix: [B], rangeCondition: { operator: 'GT', values: [M] } }
    ],
    [
      SEVERAL,
      'h1 = :a and h2 = :n and r1 = :b and r2 = :m and r3 = :a',
      { hash: [A, N], rangePrefix: [B, M, A] }
    ]
  ]
  for (const [schema, expression, range] of cases) {
    t.deepEqual(resolveKeyConditions(conditionsOf(expression), schema), range, expression)
  }
  t.end()
})

test('what a schema does not allow', t => {
  const unsupported = 'Query key condition not supported'
  const missed = (name: string) => `Query condition missed key schema element: ${name}`
  const unequal = (names: string) =>
    `HASH key attributes ${names} must have equality conditions specified in the query`
  const gap = (names: string, last: string) =>
    `RANGE key attributes ${names} must have equality conditions specified in the query because a condition is present on key attribute ${last}`
  const mismatch =
    'One or more parameter values were invalid: Condition parameter type does not match schema type'
  const empty = (name: string) =>
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`
  const cases: [KeySchema, expression: string, fault: string][] = [
    [HASH, 'x = :a', missed('h')],
    [HASH, 'h > :a', unsupported],
    [HASH, 'h = :n', mismatch],
    [HASH, 'h = :e', empty('h')],
    [HASH, 'h = :a and r = :b', unsupported],
    [RANGE, 'r = :a', missed('h')],
    [RANGE, 'h = :a and x = :b', missed('r')],
    [RANGE, 'h = :a and r = :n', mismatch],
    [RANGE, 'h = :a and r between :n and :m', mismatch],
    [RANGE, 'h = :a and begins_with(r, :e)', empty('r')],
    [RANGE, 'begins_with(h, :a)', unsupported],
    [RANGE, 'h = :a and r = :b and x = :a', 'Conditions can be of length 1 or 2 only'],
    [SEVERAL, 'h1 = :a', unequal('h2')],
    [SEVERAL, 'h1 = :a and h2 > :n', unequal('h2')],
    [SEVERAL, 'h1 = :a and h2 = :n and x = :a', missed('r1')],
    [SEVERAL, 'h1 = :a and h2 = :n and r2 = :m', gap('r1', 'r2')],
    [SEVERAL, 'h1 = :a and h2 = :n and r1 > :b and r2 = :m', gap('r1', 'r2')],
    [SEVERAL, 'h1 = :a and h2 = :n and r3 > :m', gap('r1, r2', 'r3')]
  ]
  for (const [schema, expression, message] of cases) {
    t.throws(() => resolveKeyConditions(conditionsOf(expression), schema), { message }, expression)
  }
  t.end()
})

test('KeyConditions', t => {
  const resolve = (ComparisonOperator: string, ...AttributeValueList: AttributeValue[]) =>
    resolveKeyConditions(
      parseKeyConditions({
        h: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] },
        r: { ComparisonOperator, AttributeValueList }
      }),
      RANGE
    )
  t.deepEqual(resolve('GE', { S: 'b' }), {
    hash: [A],
    rangePrefix: [],
    rangeCondition: { operator: 'GE', values: [B] }
  })
  t.deepEqual(resolve('EQ', { S: 'b' }), { hash: [A], rangePrefix: [B] })
  const notIndexable = 'Attempted conditional constraint is not an indexable operation'
  for (const operator of ['NE', 'CONTAINS', 'NOT_CONTAINS', 'IN']) {
    t.throws(() => resolve(operator, { S: 'b' }), { message: notIndexable }, operator)
  }
  for (const operator of ['NULL', 'NOT_NULL'])
    t.throws(() => resolve(operator), { message: notIndexable }, operator)
  t.end()
})

test('the number of conditions', t => {
  const count = (n: number) =>
    new Map(Array.from({ length: n }, (_, i) => [`${i}`, { operator: 'EQ', values: [] } as const]))
  const fault = { message: 'Conditions can be of length 1 or 2 only' }
  t.throws(() => checkKeyConditionCount(count(0), false), fault)
  t.doesNotThrow(() => checkKeyConditionCount(count(2), false))
  t.throws(() => checkKeyConditionCount(count(3), false), fault)
  t.doesNotThrow(() => checkKeyConditionCount(count(8), true))
  t.throws(() => checkKeyConditionCount(count(9), true), fault)
  t.end()
})
