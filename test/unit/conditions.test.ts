import test from 'tape'
import { type ConditionOptions, expectationOf } from '../../lib/level/conditions.js'
import type { Keyspace } from '../../lib/level/keyspace.js'
import { conditionOf } from '../../lib/level/requests/condition.js'
import { DEFAULT_SCHEMA } from '../../lib/level/schema.js'
import { refusesOption } from '../refuses-option.js'

const SPACE: Keyspace = { ...DEFAULT_SCHEMA, table: 'app', name: 'users' }

test('what a write expects', t => {
  const cases: [options: ConditionOptions, expected: ReturnType<typeof expectationOf>][] = [
    [{}, undefined],
    [{ ifAbsent: undefined, ifMatch: undefined }, undefined],
    [{ ifAbsent: false }, undefined],
    [{ ifAbsent: true }, { absent: true }],
    [{ ifMatch: 'r:AAAA' }, { revision: 'r:AAAA' }],
    [{ ifMatch: 'v:', ifAbsent: false }, { revision: 'v:' }]
  ]
  for (const [options, expected] of cases) t.same(expectationOf(options), expected, JSON.stringify(options))
  t.end()
})

test('what no write can expect', t => {
  const cases: [options: object, option: string, hint: RegExp][] = [
    [{ ifAbsent: 'yes' }, 'ifAbsent', /true or false/],
    [{ ifAbsent: 1 }, 'ifAbsent', /true or false/],
    [{ ifAbsent: null }, 'ifAbsent', /true or false/],
    [{ ifMatch: null }, 'ifMatch', /getEntry/],
    [{ ifMatch: 1 }, 'ifMatch', /getEntry/],
    [{ ifMatch: '' }, 'ifMatch', /getEntry/],
    [{ ifMatch: 'a revision' }, 'ifMatch', /getEntry/],
    [{ ifMatch: Buffer.from('r:AAAA') }, 'ifMatch', /getEntry/],
    [{ ifMatch: { revision: 'r:AAAA' } }, 'ifMatch', /getEntry/],
    [{ ifAbsent: true, ifMatch: 'r:AAAA' }, 'ifAbsent', /one of/]
  ]
  for (const [options, option, hint] of cases) {
    refusesOption(t, () => expectationOf(options), option, hint, JSON.stringify(options))
  }
  t.end()
})

test('expectations as conditions', t => {
  t.same(conditionOf(SPACE, { absent: true }, 1_000), {
    ConditionExpression: 'attribute_not_exists(#h) OR #e <= :now',
    ExpressionAttributeNames: { '#h': 'pk', '#e': 'e' },
    ExpressionAttributeValues: { ':now': { N: '1000' } }
  })
  t.same(
    conditionOf(SPACE, { revision: 'r:AAAA' }, 1_000),
    {
      ConditionExpression: '#c = :c AND (attribute_not_exists(#e) OR NOT #e <= :now)',
      ExpressionAttributeNames: { '#c': 'r', '#e': 'e' },
      ExpressionAttributeValues: { ':now': { N: '1000' }, ':c': { B: Buffer.alloc(3) } }
    },
    'a revision'
  )
  t.same(
    conditionOf(SPACE, { revision: 'v:AAAA' }, 1_000),
    {
      ConditionExpression:
        '(attribute_not_exists(#r) OR NOT attribute_type(#r, :b)) AND #c = :c AND (attribute_not_exists(#e) OR NOT #e <= :now)',
      ExpressionAttributeNames: { '#c': 'v', '#e': 'e', '#r': 'r' },
      ExpressionAttributeValues: { ':now': { N: '1000' }, ':c': { B: Buffer.alloc(3) }, ':b': { S: 'B' } }
    },
    'a value, which stands for a revision only where there is none'
  )
  t.end()
})
