import test from 'tape'
import { checkItem } from '../../../lib/embedded/attribute/check.js'
import type { AttributeValue, Item } from '../../../lib/embedded/attribute/value.js'
import type { Update } from '../../../lib/embedded/expression/ast.js'
import { bindExpressions } from '../../../lib/embedded/expression/bind.js'
import {
  applyUpdate,
  createsItem,
  updateOperandPaths,
  updatePaths
} from '../../../lib/embedded/expression/update.js'
import { holds } from '../../property.js'
import { anyItem, anyValue } from '../attribute/arbitrary.js'

const INVALID_PATH = 'The document path provided in the update expression is invalid for update'
const MISSING = 'The provided expression refers to an attribute that does not exist in the item'
const WRONG_TYPE = 'An operand in the update expression has an incorrect data type'

const ITEM = checkItem({
  pk: { S: 'u' },
  n: { N: '1' },
  s: { S: 'str' },
  l: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }] },
  m: { M: { x: { N: '1' }, y: { M: { z: { S: 'q' } } }, l: { L: [{ S: 'a' }, { S: 'b' }] } } },
  ss: { SS: ['a', 'b'] },
  ns: { NS: ['1', '2'] },
  ll: { L: [{ M: { a: { N: '1' } } }, { M: { a: { N: '2' } } }] }
})

const VALUES: Record<string, AttributeValue> = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':n': { N: '1' },
  ':n5': { N: '5' },
  ':l': { L: [{ S: 'z' }] },
  ':m': { M: {} },
  ':ss': { SS: ['a'] },
  ':s3': { SS: ['z', 'a', 'c'] },
  ':abc': { SS: ['a', 'b', 'c'] },
  ':ns': { NS: ['10', '2', '-1'] }
}

// Recorded from DynamoDB Local 1.25.1: the attributes that change, undefined where they go, or the fault.
const RECORDED: [expression: string, effect: string | Record<string, AttributeValue | undefined>][] = [
  ['set a = :a', { a: { S: 'a' } }],
  [
    'set l[1] = :a',
    {
      l: { L: [{ N: '0' }, { S: 'a' }, { S: '2' }, { S: '3' }] }
    }
  ],
  [
    'set l[9] = :a',
    {
      l: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { S: 'a' }] }
    }
  ],
  [
    'set l[9] = :a, l[7] = :b',
    {
      l: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { S: 'b' }, { S: 'a' }] }
    }
  ],
  [
    'set l[7] = :a, l[9] = :b',
    {
      l: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { S: 'a' }, { S: 'b' }] }
    }
  ],
  [
    'set l[1] = :a, l[0] = :b',
    {
      l: { L: [{ S: 'b' }, { S: 'a' }, { S: '2' }, { S: '3' }] }
    }
  ],
  [
    'remove l[0], l[2]',
    {
      l: { L: [{ S: '1' }, { S: '3' }] }
    }
  ],
  [
    'remove l[1]',
    {
      l: { L: [{ N: '0' }, { S: '2' }, { S: '3' }] }
    }
  ],
  ['remove l[9]', {}],
  ['remove l[0], l[1], l[2], l[3]', { l: { L: [] } }],
  [
    'set l[0] = :a remove l[1]',
    {
      l: { L: [{ S: 'a' }, { S: '2' }, { S: '3' }] }
    }
  ],
  [
    'set l[9] = :a remove l[0]',
    {
      l: { L: [{ S: '1' }, { S: '2' }, { S: '3' }, { S: 'a' }] }
    }
  ],
  [
    'set m.x = :a',
    {
      m: {
        M: {
          x: { S: 'a' },
          l: { L: [{ S: 'a' }, { S: 'b' }] },
          y: { M: { z: { S: 'q' } } }
        }
      }
    }
  ],
  [
    'set m.q = :a',
    {
      m: {
        M: {
          x: { N: '1' },
          q: { S: 'a' },
          y: { M: { z: { S: 'q' } } },
          l: { L: [{ S: 'a' }, { S: 'b' }] }
        }
      }
    }
  ],
  ['set m.q.r = :a', INVALID_PATH],
  [
    'set m.y.z = :a',
    {
      m: {
        M: {
          x: { N: '1' },
          l: { L: [{ S: 'a' }, { S: 'b' }] },
          y: { M: { z: { S: 'a' } } }
        }
      }
    }
  ],
  [
    'set m.l[5] = :b',
    {
      m: {
        M: {
          x: { N: '1' },
          l: { L: [{ S: 'a' }, { S: 'b' }, { S: 'b' }] },
          y: { M: { z: { S: 'q' } } }
        }
      }
    }
  ],
  ['set m[0] = :a', INVALID_PATH],
  ['set l.x = :a', INVALID_PATH],
  ['set s.x = :a', INVALID_PATH],
  ['set s[0] = :a', INVALID_PATH],
  [
    'remove m.x',
    {
      m: {
        M: {
          l: { L: [{ S: 'a' }, { S: 'b' }] },
          y: { M: { z: { S: 'q' } } }
        }
      }
    }
  ],
  ['remove m.q', {}],
  ['remove m.q.r', INVALID_PATH],
  ['remove q', {}],
  ['remove q.r', INVALID_PATH],
  ['remove q[0]', INVALID_PATH],
  ['remove l.x', INVALID_PATH],
  ['remove m[0]', INVALID_PATH],
  ['remove s.x', INVALID_PATH],
  ['remove l[9].a', INVALID_PATH],
  [
    'remove ll[0].a',
    {
      ll: {
        L: [{ M: {} }, { M: { a: { N: '2' } } }]
      }
    }
  ],
  [
    'set ll[0].a = :a, ll[1].b = :b',
    {
      ll: {
        L: [{ M: { a: { S: 'a' } } }, { M: { a: { N: '2' }, b: { S: 'b' } } }]
      }
    }
  ],
  ['set a = n, n = :n5', { n: { N: '5' }, a: { N: '1' } }],
  ['set n = n + :n', { n: { N: '2' } }],
  ['set a = n - :n5', { a: { N: '-4' } }],
  ['set a = s + :n', WRONG_TYPE],
  ['set a = q + :n', MISSING],
  ['set a = q', MISSING],
  ['set a = m.q', MISSING],
  ['set a = l[9]', MISSING],
  ['set a = if_not_exists(q, :n) + n', { a: { N: '2' } }],
  ['set a = if_not_exists(n, :n5)', { a: { N: '1' } }],
  ['set a = if_not_exists(q, r)', MISSING],
  [
    'set a = list_append(l, :l)',
    {
      a: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { S: 'z' }] }
    }
  ],
  [
    'set l = list_append(:l, l)',
    {
      l: { L: [{ S: 'z' }, { N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }] }
    }
  ],
  ['set a = list_append(s, l)', WRONG_TYPE],
  ['set a = list_append(q, l)', MISSING],
  ['set a = l + :n', WRONG_TYPE],
  ['add n :n5', { n: { N: '6' } }],
  ['add q :n5', { q: { N: '5' } }],
  ['add s :n', WRONG_TYPE],
  ['add ss :ss', {}],
  ['add ss :s3', { ss: { SS: ['a', 'b', 'c', 'z'] } }],
  ['add ns :ns', { ns: { NS: ['-1', '1', '2', '10'] } }],
  ['add ns :ss', WRONG_TYPE],
  ['add q :ss', { q: { SS: ['a'] } }],
  ['add n :ss', WRONG_TYPE],
  ['add ss :n', WRONG_TYPE],
  [
    'add m.x :n',
    {
      m: {
        M: {
          x: { N: '2' },
          l: { L: [{ S: 'a' }, { S: 'b' }] },
          y: { M: { z: { S: 'q' } } }
        }
      }
    }
  ],
  [
    'add m.q :n',
    {
      m: {
        M: {
          x: { N: '1' },
          q: { N: '1' },
          y: { M: { z: { S: 'q' } } },
          l: { L: [{ S: 'a' }, { S: 'b' }] }
        }
      }
    }
  ],
  ['add q.r :n', INVALID_PATH],
  [
    'add l[0] :n',
    {
      l: { L: [{ N: '1' }, { S: '1' }, { S: '2' }, { S: '3' }] }
    }
  ],
  [
    'add l[9] :n',
    {
      l: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }, { N: '1' }] }
    }
  ],
  ['add l[1] :n', WRONG_TYPE],
  ['delete ss :ss', { ss: { SS: ['b'] } }],
  ['delete ss :abc', { ss: undefined }],
  ['delete ns :ss', WRONG_TYPE],
  ['delete q :ss', {}],
  ['delete n :ss', WRONG_TYPE],
  ['delete m.q :ss', {}],
  ['delete q.r :ss', INVALID_PATH],
  [
    'set m.l = l, l[0] = m.x',
    {
      l: { L: [{ N: '1' }, { S: '1' }, { S: '2' }, { S: '3' }] },
      m: {
        M: {
          x: { N: '1' },
          l: { L: [{ N: '0' }, { S: '1' }, { S: '2' }, { S: '3' }] },
          y: { M: { z: { S: 'q' } } }
        }
      }
    }
  ],
  ['remove m, s', { s: undefined, m: undefined }],
  ['set a = :a remove q', { a: { S: 'a' } }],
  [
    'remove n add m.x :n',
    {
      n: undefined,
      m: {
        M: {
          x: { N: '2' },
          l: { L: [{ S: 'a' }, { S: 'b' }] },
          y: { M: { z: { S: 'q' } } }
        }
      }
    }
  ],
  ['set m = :m, s = :a', { s: { S: 'a' }, m: { M: {} } }],
  [
    'set l[0] = l[1], l[1] = l[0]',
    {
      l: { L: [{ S: '1' }, { N: '0' }, { S: '2' }, { S: '3' }] }
    }
  ],
  ['set a = m.x + l[0]', { a: { N: '1' } }],
  [
    'set l = :l remove q',
    {
      l: { L: [{ S: 'z' }] }
    }
  ],
  [
    'set a = :a, b = :b remove l[1], l[3] add n :n delete ss :ss',
    { n: { N: '2' }, l: { L: [{ N: '0' }, { S: '2' }] }, ss: { SS: ['b'] }, a: { S: 'a' }, b: { S: 'b' } }
  ],
  ['set x = s + q', WRONG_TYPE],
  ['set x = q + s', MISSING],
  ['set x = list_append(q, s)', MISSING],
  ['set x = list_append(s, q)', WRONG_TYPE],
  ['set s.y = s + :n', INVALID_PATH],
  ['remove s.y set x = q', MISSING]
]

function bind(expression: string): Update {
  const used = Object.entries(VALUES).filter(([key]) => new RegExp(`${key}(?![0-9a-zA-Z_])`).test(expression))
  const values = used.length === 0 ? undefined : Object.fromEntries(used)
  return bindExpressions({ UpdateExpression: expression, ExpressionAttributeValues: values }).update!
}

test('recorded updates', t => {
  const before = structuredClone(ITEM)
  for (const [expression, effect] of RECORDED) {
    if (typeof effect === 'string') {
      t.throws(
        () => applyUpdate(bind(expression), ITEM),
        { name: 'ValidationException', message: effect },
        expression
      )
      continue
    }
    const expected: Record<string, unknown> = { ...structuredClone(ITEM), ...effect }
    for (const name of Object.keys(effect)) if (effect[name] === undefined) delete expected[name]
    t.deepEqual(structuredClone(applyUpdate(bind(expression), ITEM)), expected, expression)
  }
  t.deepEqual(structuredClone(ITEM), before, 'the old item is as it was')
  t.end()
})

test('the fallback of if_not_exists is only looked at when it is needed', t => {
  // DynamoDB Local looks at it in any case.
  t.deepEqual(applyUpdate(bind('set a = if_not_exists(n, q)'), ITEM)['a'], { N: '1' })
  t.end()
})

test('an update does not nest deeper than an item may', t => {
  const fault = { message: /^Nesting Levels have exceeded supported limits/ }
  const nest = (levels: number) => {
    let value: AttributeValue = { S: 'a' }
    for (let i = 0; i < levels; i++) value = { L: [value] }
    return value
  }
  const set = (path: string, levels: number) =>
    bindExpressions({
      UpdateExpression: `SET ${path} = :v`,
      ExpressionAttributeValues: { ':v': nest(levels) }
    }).update!
  t.ok(applyUpdate(set('a', 31), ITEM))
  t.ok(applyUpdate(set('m.y.z', 29), ITEM))
  t.throws(() => applyUpdate(set('m.y.z', 30), ITEM), fault)
  t.end()
})

test('which updates make an item', t => {
  t.equal(createsItem(bind('SET a = :a')), true)
  t.equal(createsItem(bind('ADD a :n REMOVE b')), true)
  t.equal(createsItem(bind('REMOVE a.b, c')), false)
  t.equal(createsItem(bind('DELETE a :ss')), false)
  t.equal(createsItem({ actions: [], legacy: true }), true)
  t.end()
})

test('the paths that an update writes and reads', t => {
  const update = bind('SET a.b = c + d[0], e = list_append(if_not_exists(f, g), :l) REMOVE h ADD i :n')
  t.deepEqual(updatePaths(update), [['a', 'b'], ['e'], ['h'], ['i']])
  t.deepEqual(updateOperandPaths(update), [['c'], ['d', 0], ['f'], ['g']])
  t.end()
})

test('names are only names', t => {
  const update = bindExpressions({
    UpdateExpression: 'SET #p = :v, #m.#p = :v REMOVE #c',
    ExpressionAttributeNames: { '#p': '__proto__', '#m': 'm', '#c': 'constructor' },
    ExpressionAttributeValues: { ':v': { N: '1' } }
  }).update!
  const item = applyUpdate(update, ITEM)
  t.deepEqual(Object.keys(item).slice(-1), ['__proto__'])
  t.equal(Object.getPrototypeOf(item), null)
  t.deepEqual(updatePaths(update), [['__proto__'], ['m', '__proto__'], ['constructor']])
  t.equal(({} as Record<string, unknown>)['N'], undefined, 'no prototype was touched')
  t.end()
})

test('invariants', t => {
  const apply = (expression: string, item: Item, value?: AttributeValue) => {
    const update = bindExpressions({
      UpdateExpression: expression,
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: value && { ':v': value }
    }).update!
    return structuredClone(applyUpdate(update, item))
  }
  const equal = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

  holds(t, 'what is set is there, and all else as before', [anyItem, anyValue], (item, value) => {
    return equal(apply('SET #a = :v', item, value), { ...item, a: value })
  })
  holds(t, 'what is set and removed was never there', [anyItem, anyValue], (item, value) => {
    const { a: _, ...rest } = item
    return equal(apply('REMOVE #a', checkItem(apply('SET #a = :v', item, value))), rest)
  })
  holds(t, 'a set is added and deleted again', [anyItem, anyValue], (item, value) => {
    if (!('SS' in value || 'NS' in value || 'BS' in value)) return true
    const { a: _, ...rest } = item
    const added = checkItem(apply('ADD #a :v', checkItem(rest), value))
    return equal(added['a'], value) && equal(apply('DELETE #a :v', added, value), rest)
  })
  t.end()
})

/** Attributes in the order of their names: the order in which they were set does not matter. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map(sorted)
  const entries = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const)
  return entries.sort(([a], [b]) => (a < b ? -1 : 1))
}
