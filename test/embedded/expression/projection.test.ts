import test from 'tape'
import { checkItem } from '../../../lib/embedded/attribute/check.js'
import { bindExpressions } from '../../../lib/embedded/expression/bind.js'
import { project } from '../../../lib/embedded/expression/projection.js'
import { holds } from '../../property.js'
import { anyItem } from '../attribute/arbitrary.js'

const ITEM = checkItem({
  pk: { S: 'a' },
  l: {
    L: [
      { S: '0' },
      { S: '1' },
      { S: '2' },
      { M: { x: { S: '3x' }, y: { S: '3y' } } },
      { L: [{ S: '40' }, { S: '41' }] }
    ]
  },
  m: { M: { x: { N: '1' }, y: { M: { z: { S: 'q' }, w: { L: [{ S: 'w0' }, { S: 'w1' }] } } } } },
  e: { M: {} },
  el: { L: [] }
})

function projected(expression: string, names?: Record<string, string>): object {
  const { projection } = bindExpressions({
    ProjectionExpression: expression,
    ExpressionAttributeNames: names
  })
  return structuredClone(project(projection!, ITEM))
}

test('recorded projections', t => {
  const recorded: [expression: string, parts: object][] = [
    ['nope', {}],
    ['l[2], l[0]', { l: { L: [{ S: '0' }, { S: '2' }] } }],
    ['l[3].y, l[1]', { l: { L: [{ S: '1' }, { M: { y: { S: '3y' } } }] } }],
    ['l[3].x, l[3].y', { l: { L: [{ M: { x: { S: '3x' }, y: { S: '3y' } } }] } }],
    ['l[4][1]', { l: { L: [{ L: [{ S: '41' }] }] } }],
    ['l[9]', {}],
    ['m.y.z', { m: { M: { y: { M: { z: { S: 'q' } } } } } }],
    ['m.q', {}],
    ['m.y.w[1], m.x', { m: { M: { x: { N: '1' }, y: { M: { w: { L: [{ S: 'w1' }] } } } } } }],
    ['l.x', {}],
    ['m[0]', {}],
    ['e', { e: { M: {} } }],
    ['e.x', {}],
    ['el[0]', {}],
    ['pk, m.x, nope', { pk: { S: 'a' }, m: { M: { x: { N: '1' } } } }]
  ]
  for (const [expression, parts] of recorded) t.deepEqual(projected(expression), parts, expression)
  t.deepEqual(projected('#a', { '#a': 'm.x' }), {}, 'a name with a dot is one name')
  t.deepEqual(projected('#a.#b', { '#a': 'm', '#b': 'x' }), { m: { M: { x: { N: '1' } } } })
  t.deepEqual(projected('#a', { '#a': '__proto__' }), {})
  t.end()
})

test('a projection on all names is the item', t => {
  holds(t, 'for any item', [anyItem], item => {
    const paths = Object.keys(item).map(name => [name] as const)
    const parts = project({ paths }, item)
    return JSON.stringify(parts) === JSON.stringify(item)
  })
  t.end()
})
