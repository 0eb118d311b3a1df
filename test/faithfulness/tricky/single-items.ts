import { nested } from '../arbitrary/values.js'
import type { Request } from '../pair.js'
import { change, get, KEY, put, remove, values } from './request-builders.js'

const LONG = 'x'.repeat(1024)

export const keys: readonly Request[] = [
  put({ Item: { a: { S: '' }, b: { N: '1' } } }),
  put({ Item: { a: { S: 'x'.repeat(2048) }, b: { N: '1' } } }),
  put({ Item: { a: { S: 'x'.repeat(2049) }, b: { N: '1' } } }),
  put({ Item: { a: { S: 'é'.repeat(1025) }, b: { N: '1' } } }),
  put({ Item: { a: { S: 'k' }, b: { S: '1' } } }),
  put({ Item: { a: { S: 'k' } } }),
  put({ Item: {} }),
  put({ Item: { ...KEY, g: { S: 'not binary' } } }),
  put({ Item: { ...KEY, g: { B: '' } } }),
  put({ Item: { ...KEY, g: { B: 'AA==' } } }),
  put({ Item: { a: { S: 'k' }, b: { N: '1.0' }, n: { N: '5' } }, ReturnValues: 'ALL_OLD' }),
  get({ Key: { a: { S: 'k' }, b: { N: '100e-2' } } }),
  get({ Key: { a: { S: 'k' } } }),
  get({ Key: { a: { S: 'k' }, b: { N: '1' }, c: { N: '1' } } }),
  get({ Key: { a: { N: '1' }, b: { N: '1' } } }),
  get({ Key: { a: { S: 'k' }, c: { N: '1' } } }),
  get({ Key: {} }),
  get({ Key: { a: { S: '' }, b: { N: '1' } } }),
  get({ Key: { a: {}, b: { N: '1' } } }),
  get({ Key: { a: { NULL: true }, b: { N: '1' } } }),
  remove({ Key: { a: { S: 'k' }, b: { N: 'x' } } })
]

export const numbers: readonly Request[] = [
  '0',
  '-0',
  '+1',
  '1.',
  '.1',
  '1e5',
  '1E+5',
  '1e-5',
  '0.00000000000000000000000000000000000001',
  '99999999999999999999999999999999999999e88',
  '9.9999999999999999999999999999999999999E+125',
  '1e125',
  '1e126',
  '1e-130',
  '1e-131',
  '-1e-130',
  '1234567890123456789012345678901234567.8',
  '12345678901234567890123456789012345678.9',
  '100000000000000000000000000000000000000000',
  '0.10',
  '0e999',
  '1e9999999999',
  ' 1',
  '1 ',
  '1,0',
  'NaN',
  'Infinity',
  '0x1',
  '',
  '1e',
  '--1',
  '000000000000000000000000000000000000000000001'
].map(N => put({ Item: { ...KEY, n: { N } }, ReturnValues: 'ALL_OLD' }))

export const sums: readonly Request[] = [
  ['0.1', '0.2'],
  ['1e125', '1'],
  ['9.9999999999999999999999999999999999999E+125', '9.9999999999999999999999999999999999999E+125'],
  ['99999999999999999999999999999999999999', '1'],
  ['12345678901234567890123456789012345678', '0.1'],
  ['1e-130', '1e-130'],
  ['1', '1e-130'],
  ['5', '-5']
].flatMap(([left, right]) => [
  put({ Item: { ...KEY, n: { N: left } } }),
  change('SET n = n + :v', values({ ':v': { N: right } })),
  change('SET n = n - :v', values({ ':v': { N: right } })),
  change('ADD n :v', values({ ':v': { N: right } }))
])

export const shapes: readonly Request[] = [
  put({ Item: { ...KEY, x: {} } }),
  put({ Item: { ...KEY, x: { S: 'a', N: '1' } } }),
  put({ Item: { ...KEY, x: { NULL: false } } }),
  put({ Item: { ...KEY, x: { SS: [] } } }),
  put({ Item: { ...KEY, x: { SS: [''] } } }),
  put({ Item: { ...KEY, x: { SS: ['a', 'a'] } } }),
  put({ Item: { ...KEY, x: { NS: ['1', '1.0'] } } }),
  put({ Item: { ...KEY, x: { NS: ['x'] } } }),
  put({ Item: { ...KEY, x: { BS: ['AA==', 'AA=='] } } }),
  put({ Item: { ...KEY, x: { L: [{}] } } }),
  put({ Item: { ...KEY, x: { M: { y: {} } } } }),
  put({ Item: { ...KEY, '': { S: 'a' } } }),
  put({ Item: { ...KEY, x: { M: { '': { S: 'a' } } } } }),
  put({ Item: { ...KEY, x: { S: '' }, y: { B: '' }, z: { L: [] }, w: { M: {} } } }),
  get({ Key: KEY }),
  ...[31, 32, 33].map(depth => put({ Item: { ...KEY, x: nested(depth) } })),
  put({ Item: { ...KEY, big: { S: 'x'.repeat(409_600 - 13) } } }),
  put({ Item: { ...KEY, big: { S: 'x'.repeat(409_600 - 5) } } }),
  put({ Item: { ...KEY, big: { S: 'x'.repeat(409_600) } } }),
  put({ Item: { ...KEY, ['n'.repeat(65_536)]: { S: 'x' } } }),
  remove({ Key: KEY, ReturnConsumedCapacity: 'TOTAL' }),
  put({ Item: { ...KEY, big: { S: LONG }, g: { B: 'AA==' } }, ReturnConsumedCapacity: 'INDEXES' }),
  put({ Item: { ...KEY, big: { S: LONG }, g: { B: 'AQ==' } }, ReturnConsumedCapacity: 'INDEXES' }),
  put({ Item: { ...KEY, big: { S: LONG } }, ReturnConsumedCapacity: 'INDEXES' }),
  remove({ Key: KEY, ReturnConsumedCapacity: 'INDEXES' }),
  remove({ Key: KEY, ReturnConsumedCapacity: 'INDEXES' })
]
