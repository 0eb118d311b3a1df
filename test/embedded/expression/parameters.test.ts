import test from 'tape'
import { checkExpressionParameters } from '../../../lib/embedded/expression/parameters.js'

const QUERY = [
  ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
  ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions']
] as const
const UPDATE = [
  ['UpdateExpression', 'ConditionExpression'],
  ['AttributeUpdates', 'Expected']
] as const
const GET = [['ProjectionExpression'], ['AttributesToGet']] as const

const MIXED = 'Can not use both expression and non-expression parameters in the same request: '

test('what does not go together', t => {
  const cases: [readonly [readonly string[], readonly string[]], request: object, fault: string][] = [
    [
      QUERY,
      {
        AttributesToGet: ['a'],
        QueryFilter: {},
        ConditionalOperator: 'OR',
        ProjectionExpression: '',
        FilterExpression: ''
      },
      `${MIXED}Non-expression parameters: {AttributesToGet, QueryFilter, ConditionalOperator} Expression parameters: {ProjectionExpression, FilterExpression}`
    ],
    [
      QUERY,
      { KeyConditions: {}, KeyConditionExpression: '' },
      `${MIXED}Non-expression parameters: {KeyConditions} Expression parameters: {KeyConditionExpression}`
    ],
    [
      QUERY,
      { ExpressionAttributeNames: {} },
      'ExpressionAttributeNames can only be specified when using expressions'
    ],
    [
      QUERY,
      { ProjectionExpression: 'a', ExpressionAttributeValues: {} },
      'ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null'
    ],
    [
      UPDATE,
      { Expected: {}, ExpressionAttributeValues: {} },
      'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null'
    ],
    [
      [['ConditionExpression'], ['Expected']],
      { ExpressionAttributeValues: {} },
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null'
    ],
    [
      GET,
      { AttributesToGet: ['a'], ProjectionExpression: 'a' },
      `${MIXED}Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}`
    ]
  ]
  for (const [[expressions, legacy], request, message] of cases) {
    t.throws(
      () => checkExpressionParameters(request, expressions, legacy),
      { name: 'ValidationException', message },
      message
    )
  }
  t.end()
})

test('what does', t => {
  t.doesNotThrow(() => checkExpressionParameters({ KeyConditions: {}, FilterExpression: 'a = b' }, ...QUERY))
  t.doesNotThrow(() =>
    checkExpressionParameters({ Expected: undefined, UpdateExpression: 'SET a = b' }, ...UPDATE)
  )
  t.doesNotThrow(() => checkExpressionParameters({}, ...GET))
  t.end()
})
