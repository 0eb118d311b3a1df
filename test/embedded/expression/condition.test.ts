import test from 'tape'
import { checkItem, checkValue } from '../../../lib/embedded/attribute/check.js'
import type { AttributeValue } from '../../../lib/embedded/attribute/value.js'
import type { Condition } from '../../../lib/embedded/expression/ast.js'
import { bindExpressions } from '../../../lib/embedded/expression/bind.js'
import { conditionPaths, evaluateCondition } from '../../../lib/embedded/expression/condition.js'
import { holds } from '../../property.js'
import { anyItem, anyValue } from '../attribute/arbitrary.js'

const utf8 = (text: string) => new TextEncoder().encode(text)

const ITEM = checkItem({
  n: { N: '5' },
  e: { S: '\u{1f600}é' },
  s: { S: 'abc' },
  b: { B: utf8('abc') },
  l: { L: [{ N: '0' }, { S: 'x' }, { SS: ['a'] }] },
  m: { M: { x: { N: '1' } } },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: [utf8('a')] },
  t: { BOOL: true },
  nu: { NULL: true },
  k: { S: 'x' },
  es: { S: '' }
})

const VALUES: Record<string, AttributeValue> = {
  ':x': { S: 'x' },
  ':n': { N: '5' },
  ':n0': { N: '0.0' },
  ':n1': { N: '1' },
  ':n2': { N: '2' },
  ':n3': { N: '3' },
  ':n4': { N: '4' },
  ':n6': { N: '6' },
  ':n10': { N: '10' },
  ':ss': { SS: ['b', 'a'] },
  ':s1': { SS: ['a'] },
  ':t': { BOOL: true },
  ':f': { BOOL: false },
  ':nu': { NULL: true },
  ':b': { B: utf8('b') },
  ':B': { B: utf8('a') },
  ':S': { S: 'S' },
  ':NS': { S: 'NS' },
  ':es': { S: '' },
  ':l': { L: [{ N: '0' }, { S: 'x' }, { SS: ['a'] }] },
  ':m': { M: { x: { N: '1.0' } } },
  ':sub': { S: 'bc' }
}

// Recorded from DynamoDB Local 1.25.1; p and q are missing.
const TRUE = [
  'p <> q',
  'not p = q',
  'p <> :x',
  'n <> s',
  'n = :n',
  'k = l[1]',
  'size(e) = :n3',
  'not size(n) > :n0',
  'size(s) = :n3',
  'size(b) = :n3',
  'size(l) = :n3',
  'size(m) = :n1',
  'size(ss) = :n2',
  'size(ns) = :n2',
  'size(bs) = :n1',
  'size(p) <> :n0',
  'size(n) <> size(p)',
  'not size(p) = :n0',
  'contains(s, :sub)',
  'contains(s, :es)',
  'contains(es, :es)',
  'contains(l, :x)',
  'contains(l, :n0)',
  'contains(l, :s1)',
  'contains(b, :b)',
  'contains(bs, :B)',
  'contains(ns, :n1)',
  'begins_with(s, :es)',
  'begins_with(b, :B)',
  'n between :n1 and :n10',
  'n between :n and :n',
  's between :es and :x',
  'n in (:x, :n)',
  'n in (p, :n)',
  'ss in (:ss)',
  'l in (:l)',
  'ss = :ss',
  'm = :m',
  'l = :l',
  'nu = :nu',
  't = :t',
  't <> :f',
  'attribute_type(s, :S)',
  'attribute_type(ns, :NS)',
  'attribute_type(:x, :S)',
  'attribute_exists(m.x)',
  'attribute_exists(l[1])',
  'attribute_not_exists(s.x)',
  'attribute_exists(nu)',
  'attribute_exists(es)',
  'l[0] = :n0',
  'l[0] < :n1',
  'm.x = :n1',
  'n <> p',
  'p <> n',
  'not (p < :n)',
  'n = :n or n = :n and s = :x'
]

const FALSE = [
  'p = q',
  'p < q',
  'p <= q',
  'p = :x',
  'n = s',
  'n < s',
  's < n',
  'size(e) = :n2',
  'size(e) = :n6',
  'size(n) = :n1',
  'size(n) > :n0',
  'size(t) = :n1',
  'size(nu) = :n0',
  'size(b) = :n4',
  'size(p) = :n0',
  'size(p) = size(q)',
  'size(n) = size(p)',
  'contains(p, :es)',
  'contains(ss, :x)',
  'contains(ss, k)',
  'contains(ss, :ss)',
  'contains(l, :f)',
  'contains(n, :n)',
  'contains(m, :x)',
  'contains(:sub, k)',
  'contains(s, p)',
  'contains(:ss, p)',
  'begins_with(s, :sub)',
  'begins_with(s, :B)',
  'begins_with(n, :x)',
  'begins_with(p, :es)',
  'begins_with(s, n)',
  'begins_with(:sub, k)',
  'n between :n6 and :n10',
  'p between :n1 and :n10',
  'n between :es and :x',
  'n between n1 and :n',
  'p in (p2, :n)',
  'p in (q)',
  'm <> :m',
  't = :f',
  'attribute_type(p, :S)',
  'attribute_exists(m.y)',
  'attribute_exists(l[3])',
  'attribute_exists(s.x)',
  'attribute_exists(s[0])',
  'ss < :x',
  'l < :x',
  't < :x',
  't <= t2',
  'n < nu',
  'ns >= ss',
  'contains(n, p)',
  'p = :x or n = :n and s = :x',
  '(p = :x or n = :n) and s = :x'
]

function bind(expression: string): Condition {
  const used = Object.entries(VALUES).filter(([key]) => new RegExp(`${key}(?![0-9a-zA-Z_])`).test(expression))
  const values = used.length === 0 ? undefined : Object.fromEntries(used)
  return bindExpressions({ ConditionExpression: expression, ExpressionAttributeValues: values }).condition!
}

test('recorded conditions', t => {
  for (const expression of TRUE) t.equal(evaluateCondition(bind(expression), ITEM), true, expression)
  for (const expression of FALSE) t.equal(evaluateCondition(bind(expression), ITEM), false, expression)
  t.end()
})

test('the paths that a condition looks at', t => {
  const expression =
    'attribute_exists(a.b) and (not c between d and size(e[0])) or contains(f, g) and h in (i, :x) and attribute_type(j, :S)'
  t.deepEqual(conditionPaths(bind(expression)), [
    ['a', 'b'],
    ['c'],
    ['d'],
    ['e', 0],
    ['f'],
    ['g'],
    ['h'],
    ['i'],
    ['j']
  ])
  t.end()
})

test('invariants', t => {
  const compare = (comparator: string, item: Record<string, AttributeValue>, value: AttributeValue) => {
    const condition = bindExpressions({
      ConditionExpression: `#a ${comparator} :v`,
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: { ':v': value }
    }).condition!
    return evaluateCondition(condition, checkItem(item))
  }
  const isOrdered = (value: AttributeValue) => 'S' in value || 'N' in value || 'B' in value

  holds(t, 'different is not equal', [anyItem, anyValue], (item, value) => {
    return compare('=', item, value) !== compare('<>', item, value)
  })
  holds(t, 'of two values of one type one is less, or both are equal', [anyItem, anyValue], (item, value) => {
    if (!isOrdered(value)) return true
    const [less, equal, more] = ['<', '=', '>'].map(comparator => compare(comparator, item, value))
    const sameType = item['a'] !== undefined && Object.keys(item['a'])[0] === Object.keys(value)[0]
    return Number(less) + Number(equal) + Number(more) === (sameType ? 1 : 0)
  })
  holds(t, 'what is stored is found', [anyItem, anyValue], (item, value) => {
    return compare('=', { ...item, a: value }, value)
  })
  holds(t, 'order with equality is order or equality', [anyItem, anyValue], (item, value) => {
    if (!isOrdered(value)) return true
    return compare('<=', item, value) === (compare('<', item, value) || compare('=', item, value))
  })
  t.equal(compare('=', { a: { N: '1.0' } }, checkValue({ N: '1' })), true)
  t.end()
})
