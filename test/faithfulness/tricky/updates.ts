import type { Request } from '../pair.js'
import { change, KEY, put, update, values } from './request-builders.js'

export const updates: readonly Request[] = [
  ...[
    'SET n = :v',
    'set n = :v, s = :v',
    'SET n = :v, n = :v',
    'SET n = :v SET s = :v',
    'SET n = :v,',
    'SET',
    '',
    'n = :v',
    'SET a = :v',
    'SET n = n',
    'SET nosuch = missing',
    'SET n = if_not_exists(n, :v)',
    'SET n = if_not_exists(:v, n)',
    'SET n = list_append(n, :v)',
    'SET q = list_append(l, l)',
    'SET l[0] = :v',
    'SET l[50] = :v, l[40] = :v',
    'SET l[0] = l[1], l[1] = l[0]',
    'SET m.x = :v',
    'SET m.x.y.z = :v',
    'SET nosuch.x = :v',
    'SET nosuch[0] = :v',
    'SET n.x = :v',
    'SET m = :v, m.x = :v',
    'SET m.x = :v, m.x.y = :v',
    'SET n = :v + :v',
    'SET n = :v - :v + :v',
    'SET n = (:v)',
    'SET n = (:v + :v)',
    'SET n = l + :v',
    'SET n = :v REMOVE n',
    'REMOVE n',
    'REMOVE l[0], l[1]',
    'REMOVE l[0], l[0]',
    'REMOVE l[9]',
    'REMOVE m.x',
    'REMOVE m.nosuch.x',
    'REMOVE nosuch',
    'REMOVE a',
    'REMOVE n, :v',
    'ADD n :v',
    'ADD fresh :v',
    'ADD l :v',
    'ADD n n',
    'ADD l[0] :v',
    'ADD m.counter :v',
    'ADD nosuch.counter :v',
    'DELETE n :v',
    'ADD n :v ADD fresh :v',
    'SET n = size(l)',
    'SET n = attribute_exists(n)',
    'SET n = foo(n)',
    'SET l = list_append(l, list_append(l, l))',
    'SET n = if_not_exists(n, if_not_exists(x, :v))',
    'SET #n = :v',
    'SET table = :v',
    'UPSERT n = :v',
    'SET n = :v DELETE s :v REMOVE l'
  ].flatMap(text => [
    put({
      Item: {
        ...KEY,
        n: { N: '5' },
        l: { L: [{ N: '0' }, { N: '1' }, { N: '2' }] },
        m: { M: { x: { M: { y: { S: 'deep' } } } } }
      }
    }),
    change(text, text.includes(':v') ? values({ ':v': { N: '1' } }) : {})
  ]),
  ...['ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'NONE', 'x'].flatMap(ReturnValues => [
    put({
      Item: {
        ...KEY,
        n: { N: '5' },
        l: { L: [{ N: '0' }, { N: '1' }] },
        m: { M: { x: { M: { y: { S: 'deep' }, z: { N: '1' } } } } }
      }
    }),
    change('SET m.x.y = :v, l[1] = :v, fresh = :v REMOVE n ADD counter :v', {
      ReturnValues,
      ...values({ ':v': { N: '1' } })
    }),
    change('REMOVE l[0], m.x', { ReturnValues }),
    change('SET l[9] = :v', { ReturnValues, ...values({ ':v': { N: '1' } }) })
  ]),
  ...[
    [{ SS: ['a', 'b'] }, { SS: ['b', 'c'] }],
    [{ SS: ['a'] }, { SS: ['a'] }],
    [{ NS: ['1', '2'] }, { NS: ['2.0'] }],
    [{ SS: ['a'] }, { NS: ['1'] }],
    [{ L: [] }, { SS: ['a'] }],
    [{ BS: ['AA=='] }, { BS: ['AQ=='] }]
  ].flatMap(([stored, given]) => [
    put({ Item: { ...KEY, x: stored } }),
    change('ADD x :v', values({ ':v': given })),
    change('DELETE x :v', values({ ':v': given }))
  ]),
  update({ Key: { a: { S: 'fresh' }, b: { N: '1' } } }),
  update({
    Key: { a: { S: 'fresh' }, b: { N: '2' } },
    UpdateExpression: 'REMOVE x',
    ReturnValues: 'ALL_NEW'
  }),
  update({
    Key: { a: { S: 'fresh' }, b: { N: '3' } },
    UpdateExpression: 'DELETE x :v',
    ...values({ ':v': { SS: ['a'] } }),
    ReturnValues: 'ALL_NEW'
  }),
  update({
    Key: { a: { S: 'fresh' }, b: { N: '4' } },
    UpdateExpression: 'SET g = :v',
    ...values({ ':v': { S: 'a' } })
  }),
  update({
    Key: { a: { S: 'fresh' }, b: { N: '4' } },
    UpdateExpression: 'SET g = :v',
    ...values({ ':v': { B: '' } })
  })
]
