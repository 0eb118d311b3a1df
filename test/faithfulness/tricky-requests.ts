// Requests picked by hand, in the order in which they are sent: what random ones seldom meet.
import { nested } from './arbitrary/values.js'
import type { Request } from './pair.js'

type Input = Record<string, unknown>

const TableName = 'tricky'
const KEY = { a: { S: 'k' }, b: { N: '1' } }

const on =
  (operation: string) =>
  (input: Input): Request => ({ operation, input: { TableName, ...input } })
const put = on('PutItem')
const get = on('GetItem')
const update = on('UpdateItem')
const remove = on('DeleteItem')
const query = on('Query')
const scan = on('Scan')
const change = (UpdateExpression: string, others: Input = {}) =>
  update({ Key: KEY, UpdateExpression, ReturnValues: 'ALL_NEW', ...others })
const values = (list: Record<string, unknown>) => ({ ExpressionAttributeValues: list })
const names = (list: Record<string, string>) => ({ ExpressionAttributeNames: list })
const check = (ConditionExpression: string, others: Input = {}) =>
  put({ Item: { ...KEY, n: { N: '5' } }, ConditionExpression, ...others })

export const SETUP: readonly Request[] = [
  {
    operation: 'CreateTable',
    input: {
      TableName,
      AttributeDefinitions: [
        { AttributeName: 'a', AttributeType: 'S' },
        { AttributeName: 'b', AttributeType: 'N' },
        { AttributeName: 'g', AttributeType: 'B' }
      ],
      KeySchema: [
        { AttributeName: 'a', KeyType: 'HASH' },
        { AttributeName: 'b', KeyType: 'RANGE' }
      ],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byG',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['n'] }
        }
      ]
    }
  }
]

const LONG = 'x'.repeat(1024)

const keys: readonly Request[] = [
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

const numbers: readonly Request[] = [
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

const sums: readonly Request[] = [
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

const conditions: readonly Request[] = [
  put({
    Item: {
      ...KEY,
      n: { N: '5' },
      s: { S: 'abc' },
      l: { L: [{ S: 'x' }, { N: '1' }] },
      m: { M: { x: { S: 'y' } } },
      ss: { SS: ['p', 'q'] },
      nul: { NULL: true },
      yes: { BOOL: true },
      bin: { B: 'AAE=' }
    }
  }),
  ...[
    'n = :five',
    'n <> :five',
    'n < :five',
    'n BETWEEN :five AND :five',
    'n BETWEEN :six AND :five',
    'n IN (:six, :five)',
    'not n = :six and n = :five',
    'NOT (n = :six OR n = :five)',
    'n = :six OR n = :five AND n = :six',
    'NOT NOT n = :five',
    'size(s) = :three',
    'size(l) > :one',
    'size(m) = :one',
    'size(bin) = :one',
    'size(n) = :one',
    'size(zz) = :one',
    'contains(s, :b)',
    'contains(l, :x)',
    'contains(ss, :p)',
    'contains(n, :five)',
    'contains(:abc, s)',
    'begins_with(s, :abc)',
    'begins_with(n, :five)',
    'begins_with(s, :five)',
    'begins_with(bin, :bin)',
    'attribute_type(n, :N)',
    'attribute_type(n, :five)',
    'attribute_type(n, :abc)',
    'attribute_exists(m.x)',
    'attribute_exists(l[1])',
    'attribute_not_exists(l[2])',
    'attribute_exists(m.x.y)',
    'm.x = :y',
    'm = :map',
    'ss = :ssReversed',
    'l[0] = :x',
    'l[00] = :x',
    's > n',
    's < :five',
    ':five = :five',
    ':five > :six',
    'attribute_exists(:five)',
    'size(:five) = :one',
    'n = n',
    '(n = :five)',
    '((n = :five))',
    '(n) = :five',
    'n = (:five)',
    '',
    ' ',
    'n',
    'n =',
    'n == :five',
    'n != :five',
    'n = :five AND',
    'n = 5',
    "n = 'x'",
    'n = "x"',
    'foo(n)',
    'SIZE(s) = :three',
    'Attribute_Exists(n)',
    'attribute_exists (n)',
    'attribute_exists(n,s)',
    'attribute_exists()',
    'attribute_exists(n) = :five',
    'n.',
    'n..x = :five',
    'l[ 0 ] = :x',
    'l[-1] = :x',
    'l[x] = :x',
    'l[99999999999] = :x',
    'name = :five',
    'n IN ()',
    'n IN :five',
    'n BETWEEN :five',
    'n IN (:five, attribute_exists(n))',
    '#n = :five',
    '#undefined = :five',
    ':undefined = n',
    'n = :five or size(s) = size(s)',
    'n = :five OR (size(s)) > :one',
    'list_append(l, l) = :x',
    'if_not_exists(n, :five) = :five',
    'n + n = :five'
  ].map(text => {
    const all: Record<string, unknown> = {
      ':five': { N: '5' },
      ':six': { N: '6' },
      ':one': { N: '1' },
      ':three': { N: '3' },
      ':abc': { S: 'abc' },
      ':b': { S: 'b' },
      ':x': { S: 'x' },
      ':y': { S: 'y' },
      ':p': { S: 'p' },
      ':N': { S: 'N' },
      ':bin': { B: 'AA==' },
      ':map': { M: { x: { S: 'y' } } },
      ':ssReversed': { SS: ['q', 'p'] }
    }
    const used = Object.entries(all).filter(([name]) => new RegExp(`${name}\\b`).test(text))
    return query({
      KeyConditionExpression: 'a = :k',
      FilterExpression: text,
      ...values({ ':k': { S: 'k' }, ...Object.fromEntries(used) }),
      ...(text.includes('#n') && names({ '#n': 'n' }))
    })
  })
]

const placeholders: readonly Request[] = [
  check('n = :v'),
  check('n = :v', values({})),
  check('n = :v', values({ ':v': { N: '1' }, ':w': { N: '1' } })),
  check('n = :v', values({ v: { N: '1' } })),
  check('n = :v', values({ ':v': {} })),
  check('n = :v', values({ ':v': { N: 'x' } })),
  check('n = :v', values({ ':': { N: '1' } })),
  check('n = :v', values({ ':v w': { N: '1' } })),
  check('n = :v', values({ ':v-w': { N: '1' } })),
  check('#n = :v', { ...names({}), ...values({ ':v': { N: '1' } }) }),
  check('#n = :v', { ...names({ '#n': 'n', '#m': 'm' }), ...values({ ':v': { N: '1' } }) }),
  check('#n = :v', { ...names({ n: 'n' }), ...values({ ':v': { N: '1' } }) }),
  check('#n = :v', { ...names({ '#': 'n' }), ...values({ ':v': { N: '1' } }) }),
  check('#n = :v', { ...names({ '#n': '' }), ...values({ ':v': { N: '1' } }) }),
  check('n = :v', { ...names({ '#x': 'n' }), ...values({ ':v': { N: '5' } }) }),
  put({ Item: KEY, ...values({ ':v': { N: '1' } }) }),
  put({ Item: KEY, ...names({ '#n': 'n' }) }),
  get({ Key: KEY, ...names({ '#n': 'n' }) }),
  get({ Key: KEY, ProjectionExpression: '#n', ...names({ '#n': 'n' }) }),
  get({ Key: KEY, ProjectionExpression: '#n.#n', ...names({ '#n': 'n.n' }) }),
  check('attribute_exists(n)', { Expected: { n: { Exists: false } } }),
  get({ Key: KEY, ProjectionExpression: 'n', AttributesToGet: ['n'] }),
  check(`n = :v${' '.repeat(4096)}`, values({ ':v': { N: '5' } })),
  check(`${'('.repeat(400)}n = :v${')'.repeat(400)}`, values({ ':v': { N: '5' } })),
  check(Array.from({ length: 320 }, () => 'n = :v').join(' OR '), values({ ':v': { N: '5' } })),
  check(
    `n IN (${Array.from({ length: 101 }, (_, i) => `:v${i}`).join()})`,
    values(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`:v${i}`, { N: String(i) }])))
  )
]

const projections: readonly Request[] = [
  put({
    Item: {
      ...KEY,
      l: { L: [{ S: '0' }, { M: { x: { S: '1x' }, y: { S: '1y' } } }, { L: [{ N: '2' }] }] },
      m: { M: { x: { M: { y: { S: 'deep' } } }, z: { N: '1' } } }
    }
  }),
  ...[
    'a',
    'l[0]',
    'l[1], l[0]',
    'l[1].y',
    'l[1].y, l[2][0], l[9]',
    'm.x.y',
    'm.x, m.z',
    'm.x.y, m.z',
    'm, m.x',
    'l[0], l',
    'm.x, m.x',
    'l[0].x, l[0][0]',
    'm.x, m[0]',
    'nosuch',
    'nosuch.x, a',
    'l[0][0]',
    '',
    ',',
    'a,',
    'a b',
    'l[a]',
    'a, a',
    'count',
    'x-y',
    ':v'
  ].map(ProjectionExpression => get({ Key: KEY, ProjectionExpression }))
]

const updates: readonly Request[] = [
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

const shapes: readonly Request[] = [
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

const queries: readonly Request[] = [
  ...['-1e5', '-2', '-1.5', '-0.1', '0', '0.001', '0.1', '1', '1.5', '2', '9', '10', '1e5'].map(N =>
    put({ Item: { a: { S: 'q' }, b: { N }, g: { B: 'AA==' }, n: { N } } })
  ),
  ...[
    'a = :q',
    'a = :q AND b > :one',
    'a = :q AND b >= :one',
    'a = :q AND b < :one',
    'a = :q AND b <= :one',
    'a = :q AND b = :one',
    'a = :q AND b <> :one',
    'a = :q AND b BETWEEN :one AND :ten',
    'a = :q AND b BETWEEN :ten AND :one',
    'b = :one AND a = :q',
    '(a = :q) AND (b = :one)',
    '(a = :q AND b = :one)',
    '((a = :q))',
    ':q = a',
    ':q = a AND :one < b',
    'a = :q OR b = :one',
    'NOT a = :q',
    'a = :q AND b > :one AND b < :ten',
    'a = :q AND a = :q',
    'a = :q AND n = :one',
    'a > :q',
    'b = :one',
    'a = :one',
    'a = :q AND b = :q',
    'a = :q AND begins_with(b, :one)',
    'begins_with(a, :q)',
    'a = :q AND attribute_exists(b)',
    'a = :q AND b IN (:one)',
    'a = :q AND size(b) = :one',
    'a.x = :q',
    'a[0] = :q',
    'a = b',
    '#a = :q',
    '',
    'a'
  ].flatMap(text => {
    const all: Record<string, unknown> = { ':q': { S: 'q' }, ':one': { N: '1' }, ':ten': { N: '10' } }
    const used = values(Object.fromEntries(Object.entries(all).filter(([name]) => text.includes(name))))
    const input = { KeyConditionExpression: text, ...used, ...(text.includes('#') && names({ '#a': 'a' })) }
    return [
      query(input),
      query({ ...input, ScanIndexForward: false, Limit: 2, ReturnConsumedCapacity: 'TOTAL' })
    ]
  }),
  ...[
    { IndexName: 'byG' },
    { IndexName: 'byG', Limit: 3 },
    { IndexName: 'byG', ConsistentRead: true },
    { IndexName: 'byG', Select: 'ALL_ATTRIBUTES' },
    { IndexName: 'byG', Select: 'ALL_PROJECTED_ATTRIBUTES' },
    { IndexName: 'byG', Select: 'COUNT' },
    { IndexName: 'byG', ProjectionExpression: 'big' },
    { IndexName: 'byG', FilterExpression: 'g = :g' },
    { IndexName: 'byG', ReturnConsumedCapacity: 'INDEXES' },
    { IndexName: 'nosuch' }
  ].map(others => query({ KeyConditionExpression: 'g = :g', ...values({ ':g': { B: 'AA==' } }), ...others })),
  ...[
    { FilterExpression: 'b = :k' },
    { FilterExpression: 'a = :k' },
    { FilterExpression: 'n = :k', Limit: 2 },
    { Select: 'COUNT' },
    { Select: 'COUNT', ProjectionExpression: 'n' },
    { Select: 'ALL_PROJECTED_ATTRIBUTES' },
    { Select: 'SPECIFIC_ATTRIBUTES' },
    { Select: 'SPECIFIC_ATTRIBUTES', ProjectionExpression: 'n' },
    { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'n' },
    { ExclusiveStartKey: { a: { S: 'k' }, b: { N: '0' } } },
    { ExclusiveStartKey: { a: { S: 'other' }, b: { N: '0' } } },
    { ExclusiveStartKey: { a: { S: 'k' } } },
    { ExclusiveStartKey: {} },
    { ExclusiveStartKey: { a: { S: 'k' }, b: { S: '0' } } },
    { ExclusiveStartKey: { a: { S: 'k' }, b: { N: '0' }, c: { N: '0' } } },
    { Limit: 0 },
    { AttributesToGet: ['n'] },
    { AttributesToGet: [] },
    { AttributesToGet: ['n', 'n'] }
  ].map(others => query({ KeyConditionExpression: 'a = :k', ...values({ ':k': { S: 'k' } }), ...others }))
]

const legacy: readonly Request[] = [
  put({ Item: { ...KEY, n: { N: '5' }, s: { S: 'abc' }, ss: { SS: ['p'] } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Value: { N: '5' } } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Value: { N: '6' } } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Exists: false } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Exists: true } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: {} } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { Exists: false, Value: { N: '5' } } } }),
  put({
    Item: { ...KEY, n: { N: '5' } },
    Expected: { n: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '4' }] } }
  }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { ComparisonOperator: 'GT' } } }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: { n: { ComparisonOperator: 'GT', Value: { N: '4' } } } }),
  put({
    Item: { ...KEY, n: { N: '5' } },
    Expected: { n: { ComparisonOperator: 'NOT_NULL' }, x: { ComparisonOperator: 'NULL' } },
    ConditionalOperator: 'OR'
  }),
  put({ Item: { ...KEY, n: { N: '5' } }, ConditionalOperator: 'OR' }),
  put({ Item: { ...KEY, n: { N: '5' } }, Expected: {}, ConditionalOperator: 'OR' }),
  ...[
    'EQ',
    'NE',
    'LT',
    'LE',
    'GT',
    'GE',
    'CONTAINS',
    'NOT_CONTAINS',
    'BEGINS_WITH',
    'IN',
    'BETWEEN',
    'NULL',
    'NOT_NULL',
    'x'
  ].flatMap(ComparisonOperator =>
    [
      [],
      [{ N: '5' }],
      [{ S: 'a' }],
      [{ N: '1' }, { N: '9' }],
      [{ SS: ['p'] }],
      [{ NULL: true }],
      [{ M: {} }]
    ].map(AttributeValueList => scan({ ScanFilter: { n: { ComparisonOperator, AttributeValueList } } }))
  ),
  ...['EQ', 'NE', 'LT', 'BEGINS_WITH', 'BETWEEN', 'CONTAINS', 'NULL'].flatMap(ComparisonOperator => [
    query({
      KeyConditions: {
        a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] },
        b: { ComparisonOperator, AttributeValueList: [{ N: '1' }] }
      }
    }),
    query({ KeyConditions: { a: { ComparisonOperator, AttributeValueList: [{ S: 'q' }] } } }),
    query({
      KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] } },
      QueryFilter: { n: { ComparisonOperator, AttributeValueList: [{ N: '1' }] } }
    })
  ]),
  query({ KeyConditions: {} }),
  query({}),
  query({ KeyConditions: { b: { ComparisonOperator: 'EQ', AttributeValueList: [{ N: '1' }] } } }),
  query({
    KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] } },
    QueryFilter: { b: { ComparisonOperator: 'NOT_NULL' } }
  }),
  query({
    KeyConditions: { a: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'q' }] } },
    KeyConditionExpression: 'a = :k'
  }),
  ...[
    { n: { Value: { N: '1' }, Action: 'ADD' } },
    { n: { Value: { N: '1' }, Action: 'PUT' } },
    { n: { Value: { N: '1' } } },
    { n: { Action: 'DELETE' } },
    { n: { Action: 'PUT' } },
    { n: { Action: 'ADD' } },
    { n: {} },
    { n: { Action: 'x' } },
    { ss: { Value: { SS: ['q'] }, Action: 'ADD' } },
    { ss: { Value: { SS: ['p'] }, Action: 'DELETE' } },
    { ss: { Value: { S: 'p' }, Action: 'DELETE' } },
    { s: { Value: { S: 'p' }, Action: 'ADD' } },
    { s: { Value: { N: '1' }, Action: 'ADD' } },
    { l: { Value: { L: [{ S: 'x' }] }, Action: 'ADD' } },
    { l: { Value: { L: [{ S: 'y' }] }, Action: 'ADD' } },
    { a: { Value: { S: 'x' }, Action: 'PUT' } },
    {}
  ].flatMap(AttributeUpdates =>
    ['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'].map(ReturnValues =>
      update({ Key: KEY, AttributeUpdates, ReturnValues })
    )
  ),
  update({ Key: KEY, AttributeUpdates: { n: { Value: { N: '1' } } }, UpdateExpression: 'SET n = :v' })
]

const scans: readonly Request[] = [
  scan({ Segment: 0, TotalSegments: 1 }),
  scan({ Segment: 1, TotalSegments: 1 }),
  scan({ Segment: 0 }),
  scan({ TotalSegments: 2 }),
  scan({ Segment: -1, TotalSegments: 2 }),
  scan({ Segment: 0, TotalSegments: 1_000_001 }),
  scan({ IndexName: 'byG', ConsistentRead: true }),
  scan({ IndexName: 'byG', Select: 'ALL_ATTRIBUTES' }),
  scan({ IndexName: 'byG', ReturnConsumedCapacity: 'INDEXES' }),
  scan({ IndexName: 'nosuch' }),
  scan({ ExclusiveStartKey: { a: { S: 'nosuch' } } }),
  scan({ ExclusiveStartKey: {} }),
  scan({ FilterExpression: 'a = :k', ...values({ ':k': { S: 'k' } }) }),
  scan({ Select: 'COUNT', FilterExpression: 'attribute_exists(n)' })
]

const batches: readonly Request[] = [
  {},
  { RequestItems: {} },
  { RequestItems: { [TableName]: [] } },
  { RequestItems: { [TableName]: [{}] } },
  { RequestItems: { [TableName]: [{ PutRequest: {} }] } },
  { RequestItems: { [TableName]: [{ PutRequest: { Item: KEY }, DeleteRequest: { Key: KEY } }] } },
  { RequestItems: { [TableName]: [{ PutRequest: { Item: KEY } }, { DeleteRequest: { Key: KEY } }] } },
  {
    RequestItems: {
      [TableName]: [
        { PutRequest: { Item: KEY } },
        { DeleteRequest: { Key: { a: { S: 'k' }, b: { N: '1.0' } } } }
      ]
    }
  },
  { RequestItems: { [TableName]: [{ DeleteRequest: { Key: { a: { S: 'k' } } } }] } },
  { RequestItems: { [TableName]: [{ PutRequest: { Item: { a: { S: 'k' } } } }] } },
  { RequestItems: { 'no.such.table': [{ DeleteRequest: { Key: KEY } }] } },
  {
    RequestItems: {
      [TableName]: Array.from({ length: 26 }, (_, i) => ({
        DeleteRequest: { Key: { a: { S: 'k' }, b: { N: String(i) } } }
      }))
    }
  },
  {
    RequestItems: {
      [TableName]: Array.from({ length: 25 }, (_, i) => ({
        PutRequest: { Item: { a: { S: 'k' }, b: { N: String(i) } } }
      }))
    },
    ReturnConsumedCapacity: 'TOTAL'
  }
].map(input => ({ operation: 'BatchWriteItem', input }))

const batchReads: readonly Request[] = [
  {},
  { RequestItems: {} },
  { RequestItems: { [TableName]: {} } },
  { RequestItems: { [TableName]: { Keys: [] } } },
  { RequestItems: { [TableName]: { Keys: [KEY, KEY] } } },
  { RequestItems: { [TableName]: { Keys: [KEY, { a: { S: 'k' }, b: { N: '1.0' } }] } } },
  { RequestItems: { [TableName]: { Keys: [{ a: { S: 'k' } }] } } },
  {
    RequestItems: { [TableName]: { Keys: [KEY], ProjectionExpression: 'b' } },
    ReturnConsumedCapacity: 'TOTAL'
  },
  { RequestItems: { [TableName]: { Keys: [KEY], ProjectionExpression: 'b', AttributesToGet: ['b'] } } },
  { RequestItems: { [TableName]: { Keys: [KEY] }, 'no.such.table': { Keys: [KEY] } } },
  {
    RequestItems: {
      [TableName]: { Keys: Array.from({ length: 101 }, (_, i) => ({ a: { S: 'k' }, b: { N: String(i) } })) }
    }
  }
].map(input => ({ operation: 'BatchGetItem', input }))

const transactions: readonly Request[] = [
  {},
  { TransactItems: [] },
  { TransactItems: [{}] },
  { TransactItems: [{ Put: { TableName, Item: KEY }, Delete: { TableName, Key: KEY } }] },
  { TransactItems: [{ Put: { TableName, Item: KEY } }, { Delete: { TableName, Key: KEY } }] },
  { TransactItems: [{ Put: { TableName, Item: { a: { S: 'k' } } } }] },
  { TransactItems: [{ Put: { TableName: 'no.such.table', Item: KEY } }] },
  {
    TransactItems: [
      { Put: { TableName, Item: KEY, ConditionExpression: 'attribute_not_exists(a)' } },
      { Delete: { TableName, Key: { a: { S: 'z' }, b: { N: '1' } } } }
    ]
  },
  {
    TransactItems: [
      {
        Put: {
          TableName,
          Item: KEY,
          ConditionExpression: 'attribute_not_exists(a)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD'
        }
      }
    ]
  },
  { TransactItems: [{ ConditionCheck: { TableName, Key: KEY } }] },
  {
    TransactItems: [{ ConditionCheck: { TableName, Key: KEY, ConditionExpression: 'attribute_exists(a)' } }]
  },
  { TransactItems: [{ Update: { TableName, Key: KEY } }] },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET n = n + :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET s.x = :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET a = :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  {
    TransactItems: [
      {
        Update: {
          TableName,
          Key: KEY,
          UpdateExpression: 'SET g = :v',
          ExpressionAttributeValues: { ':v': { S: 'x' } }
        }
      }
    ]
  },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, big: { S: 'x'.repeat(409_600) } } } }] },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, t: { N: '1' } } } }], ClientRequestToken: 'token' },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, t: { N: '1' } } } }], ClientRequestToken: 'token' },
  { TransactItems: [{ Put: { TableName, Item: { ...KEY, t: { N: '2' } } } }], ClientRequestToken: 'token' },
  { TransactItems: [{ Put: { TableName, Item: KEY } }], ReturnConsumedCapacity: 'TOTAL' },
  {
    TransactItems: Array.from({ length: 101 }, (_, i) => ({
      Delete: { TableName, Key: { a: { S: 'k' }, b: { N: String(i) } } }
    }))
  }
].map(input => ({ operation: 'TransactWriteItems', input }))

const transactReads: readonly Request[] = [
  {},
  { TransactItems: [] },
  { TransactItems: [{}] },
  { TransactItems: [{ Get: { TableName } }] },
  { TransactItems: [{ Get: { TableName, Key: KEY } }, { Get: { TableName, Key: KEY } }] },
  { TransactItems: [{ Get: { TableName, Key: { a: { S: 'k' } } } }] },
  {
    TransactItems: [
      { Get: { TableName, Key: KEY, ProjectionExpression: 'b' } },
      { Get: { TableName, Key: { a: { S: 'nosuch' }, b: { N: '1' } } } }
    ],
    ReturnConsumedCapacity: 'TOTAL'
  },
  { TransactItems: [{ Get: { TableName: 'no.such.table', Key: KEY } }] }
].map(input => ({ operation: 'TransactGetItems', input }))

export const GROUPS: Readonly<Record<string, readonly Request[]>> = {
  keys,
  numbers,
  sums,
  conditions,
  placeholders,
  projections,
  updates,
  shapes,
  queries,
  legacy,
  scans,
  batches,
  batchReads,
  transactions,
  transactReads
}
