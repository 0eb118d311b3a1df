import test from 'tape'
import { DynamoDBError } from '../../../lib/embedded/errors.js'
import { bindExpressions, type ExpressionParameters } from '../../../lib/embedded/expression/bind.js'
import { RECORDED_CONDITIONS } from './recorded-conditions.js'
import { RECORDED_KEY_CONDITIONS } from './recorded-key-conditions.js'
import { placeholdersOf } from './recorded-placeholders.js'
import { RECORDED_PROJECTIONS } from './recorded-projections.js'
import { RECORDED_UPDATES } from './recorded-updates.js'

function faultOf(parameters: ExpressionParameters): string {
  try {
    bindExpressions(parameters)
    return 'OK'
  } catch (error) {
    if (error instanceof DynamoDBError && error.name === 'ValidationException') return error.message
    throw error
  }
}

const RECORDED = {
  ConditionExpression: RECORDED_CONDITIONS,
  FilterExpression: RECORDED_CONDITIONS,
  KeyConditionExpression: RECORDED_KEY_CONDITIONS,
  UpdateExpression: RECORDED_UPDATES,
  ProjectionExpression: RECORDED_PROJECTIONS
}

for (const [parameter, cases] of Object.entries(RECORDED)) {
  test(`${parameter}: the recorded faults`, t => {
    for (const [expression, fault] of cases) {
      const actual = faultOf({ [parameter]: expression, ...placeholdersOf(expression) })
      t.equal(actual.replace(`Invalid ${parameter}: `, ''), fault, expression)
    }
    t.end()
  })
}

// Where DynamoDB Local is not the service: see the notes beside each.
const UNLIKE_LOCAL: [parameter: keyof ExpressionParameters, expression: string, fault: string][] = [
  // Local names types that no client can send, and orders them by accident.
  [
    'ConditionExpression',
    'attribute_type(a, b)',
    'Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}'
  ],
  [
    'ConditionExpression',
    'attribute_type(a, :a)',
    'Invalid ConditionExpression: Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}'
  ],
  // Local answers as for a path into a key of the table.
  [
    'KeyConditionExpression',
    'pk.x = :a',
    'KeyConditionExpressions cannot have conditions on nested attributes'
  ],
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ReservedWords.html has it, Local has not.
  [
    'ConditionExpression',
    'size = :a',
    'Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: size'
  ],
  // Local names a path that has nothing to do with the fault.
  [
    'ProjectionExpression',
    'a, b[1].c, a',
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]'
  ]
]

test('where DynamoDB Local is not followed', t => {
  for (const [parameter, expression, fault] of UNLIKE_LOCAL) {
    t.equal(faultOf({ [parameter]: expression, ...placeholdersOf(expression) }), fault, expression)
  }
  t.end()
})

const A = { ':a': { S: 'a' } }

test('names and values', t => {
  const cases: [ExpressionParameters, string][] = [
    [{ ExpressionAttributeNames: {} }, 'ExpressionAttributeNames must not be empty'],
    [{ ExpressionAttributeValues: {} }, 'ExpressionAttributeValues must not be empty'],
    [
      { ExpressionAttributeNames: { '': 'a' } },
      'ExpressionAttributeNames contains invalid key: The expression attribute map contains an empty key;'
    ],
    [
      { ExpressionAttributeNames: { a: 'a' } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'
    ],
    [
      { ExpressionAttributeNames: { '#': 'a' } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "#"'
    ],
    [
      { ExpressionAttributeNames: { '#é': 'a' } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "#é"'
    ],
    [
      { ExpressionAttributeNames: { [`#${'a'.repeat(255)}`]: 'a' } },
      'ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; size of key: 256'
    ],
    [
      { ExpressionAttributeValues: { [`:${'a'.repeat(255)}`]: { S: 'a' } } },
      'ExpressionAttributeValues contains invalid key: The expression attribute map contains a key that is too long;'
    ],
    [
      { ExpressionAttributeNames: { '#a': '' } },
      'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a'
    ],
    [
      { ExpressionAttributeNames: { '#a': 'a'.repeat(65536) } },
      'ExpressionAttributeNames contains invalid value: Attribute name is too large, must be less than 65536 bytes for key #a'
    ],
    [
      { ExpressionAttributeValues: { a: { S: 'a' } } },
      'ExpressionAttributeValues contains invalid key: Syntax error; key: "a"'
    ],
    [
      { ExpressionAttributeValues: { ':a': {}, b: { S: 'a' } } },
      'ExpressionAttributeValues contains invalid key: Syntax error; key: "b"'
    ],
    [
      { ExpressionAttributeValues: { ':a': {} } },
      'ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :a'
    ],
    [
      { ExpressionAttributeValues: { ':a': { N: 'x' } } },
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a'
    ],
    [
      { ExpressionAttributeNames: { '#x': 'a', '#y': 'b' }, ExpressionAttributeValues: A },
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#x, #y}'
    ],
    [
      {
        ConditionExpression: 'a = :a',
        ExpressionAttributeValues: { ...A, ':b': { S: 'b' }, ':c': { S: 'c' } }
      },
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b, :c}'
    ],
    // A placeholder may be used by any of the expressions.
    [
      {
        ConditionExpression: '#x = b',
        UpdateExpression: 'SET b = :a',
        ExpressionAttributeNames: { '#x': 'a' },
        ExpressionAttributeValues: A
      },
      'OK'
    ],
    [{ ProjectionExpression: '#proto', ExpressionAttributeNames: { '#proto': '__proto__' } }, 'OK']
  ]
  for (const [parameters, fault] of cases) t.equal(faultOf(parameters), fault, fault)
  t.end()
})

test('the order in which expressions are looked at', t => {
  const all = {
    UpdateExpression: '',
    ConditionExpression: '',
    KeyConditionExpression: '',
    FilterExpression: '',
    ProjectionExpression: ''
  }
  const order = Object.keys(all) as (keyof typeof all)[]
  const given: Partial<typeof all> = { ...all }
  for (const parameter of order) {
    t.equal(faultOf(given), `Invalid ${parameter}: The expression can not be empty;`)
    delete given[parameter]
  }
  // What a key condition means is only looked at when nothing is left unused.
  t.equal(
    faultOf({
      KeyConditionExpression: 'a = :a or b = :a',
      ExpressionAttributeValues: { ...A, ':b': { S: 'b' } }
    }),
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}'
  )
  t.end()
})

test('limits', t => {
  const fault = (expression: string) =>
    faultOf({ ConditionExpression: expression, ...placeholdersOf(expression) }).replace(
      'Invalid ConditionExpression: ',
      ''
    )
  const joined = (count: number, operator: string) => Array(count).fill('a = :a').join(operator)
  const operators = 'The expression contains too many operators; operator count: 301'
  const redundant = 'The expression has redundant parentheses;'
  const cases: [title: string, expression: string, fault: string][] = [
    ['4096 bytes', 'a = :a'.padEnd(4096), 'OK'],
    [
      '4097 bytes',
      'a = :a'.padEnd(4097),
      'Expression size has exceeded the maximum allowed size; expression size: 4097'
    ],
    ['4096 characters of two bytes', `a = :a ${'é'.repeat(4089)}`, 'Syntax error; token: "é", near: ":a éé"'],
    ['299 operators', joined(150, ' or '), 'OK'],
    ['301 operators', joined(151, ' and '), operators],
    ['603 operators', joined(302, ' or '), operators],
    ['300 operators with NOT', `${'not '.repeat(299)}a = :a`, 'OK'],
    ['301 operators with NOT', `${'not '.repeat(300)}a = :a`, operators],
    [
      'a fault behind too many operators',
      `${joined(151, ' or ')} or b = :z`,
      'An expression attribute value used in expression is not defined; attribute value: :z'
    ],
    ['100 operands of IN', `a in (${Array(100).fill(':a').join()})`, 'OK'],
    [
      '101 operands of IN',
      `a in (${Array(101).fill(':a').join()})`,
      'The IN operator is provided with too many operands; number of operands: 101'
    ],
    ['a path of 32 elements', `a${'.b'.repeat(31)} = :a`, 'OK'],
    [
      'a path of 33 elements',
      `a${'[0]'.repeat(32)} = :a`,
      'The document path has too many nesting levels; nesting levels: 33'
    ],
    ['the last index', 'a[2147483647] = :a', 'OK'],
    [
      'an index too large',
      'a[2147483648] = :a',
      'List index is not within the allowable range; index: [2147483648]'
    ],
    ['150 levels that are needed', `${'not ('.repeat(150)}a = :a${')'.repeat(150)}`, 'OK'],
    ['600 levels of NOT', `${'not('.repeat(600)}a = :a${')'.repeat(600)}`, operators],
    ['2000 levels that are not', `${'('.repeat(2000)}a = :a${')'.repeat(2000)}`, redundant],
    ['4096 open parentheses', '('.repeat(4096), 'Syntax error; token: "<EOF>", near: "("'],
    ['1000 calls', `${'f('.repeat(1000)}a${')'.repeat(1000)}`, 'Invalid function name; function: f'],
    ['650 calls', `${'size('.repeat(650)}a${')'.repeat(650)} = :n`, operators]
  ]
  for (const [title, expression, expected] of cases) t.equal(fault(expression), expected, title)

  for (const [parameter, text] of [
    ['ProjectionExpression', 'a'],
    ['UpdateExpression', 'REMOVE a']
  ] as const) {
    t.equal(
      faultOf({ [parameter]: text.padEnd(4097) }),
      `Invalid ${parameter}: Expression size has exceeded the maximum allowed size;`,
      'does not tell its size'
    )
  }
  const sums = (count: number) => `SET ${Array.from({ length: count }, (_, i) => `a${i}=b+c`).join()}`
  t.equal(faultOf({ UpdateExpression: sums(300) }), 'OK', '300 sums')
  t.equal(faultOf({ UpdateExpression: sums(301) }), `Invalid UpdateExpression: ${operators}`, '301 sums')
  t.equal(
    faultOf({ UpdateExpression: `SET a = ${'('.repeat(2000)}b${')'.repeat(2000)}` }),
    `Invalid UpdateExpression: ${redundant}`
  )
  t.end()
})

// The largest that DynamoDB Local takes, and its answer to one byte more.
test('limits of what stands in the place of placeholders', t => {
  const MB = 1024 * 1024
  const condition = (text: string, bytes: number, others?: object, names?: Record<string, string>) =>
    faultOf({
      ConditionExpression: text,
      ExpressionAttributeValues: { ':v': { S: 'a'.repeat(bytes) }, ...others },
      ...(names && { ExpressionAttributeNames: names })
    })

  const tooLong = 'Invalid ConditionExpression: Expression size has exceeded the maximum allowed size;'
  const long = { '#a': 'a'.repeat(1000) }
  const texts: [text: string, bytes: number, others?: object, names?: Record<string, string>][] = [
    ['a <> :v', 1048569],
    ['   a   <>   :v   ', 1048559],
    ['aaaaaaaaaaa <> :v', 1048559],
    ['a <> :v and a <> :v', 524278],
    ['#a <> :v', 1047568, {}, long],
    ['#a.#a.#a <> :v', 1045562, {}, long],
    ['a <> :v and a <> :w', 1048553, { ':w': { N: '12345' } }],
    ['a <> :v and a <> :w', 1048556, { ':w': { BOOL: true } }],
    ['a <> :v and a <> :w', 1048557, { ':w': { S: '' } }]
  ]
  for (const [text, bytes, others, names] of texts) {
    t.equal(condition(text, bytes, others, names), 'OK', text)
    t.equal(condition(text, bytes + 1, others, names), tooLong, text)
  }
  t.equal(condition('(a = :v)', MB, { ':w': { S: '' } }), tooLong, 'before what no one used')
  const operators = `a = :v${' or b = c'.repeat(301)}`
  t.match(condition(operators, MB), /too many operators/, 'after all other checks')

  const both = 'a <> :v and a <> :w'
  const full = { ':w': { S: 'a'.repeat(1047576) } }
  t.equal(condition(both, 1049572, full), tooLong)
  t.equal(condition(both, 1049573, full), 'ExpressionAttributeValues exceeds max size')
  t.equal(condition('a ==', 2 * MB), 'ExpressionAttributeValues exceeds max size', 'before the expression')

  const names: Record<string, string> = {}
  for (let i = 0; i < 39; i++) names[`#${i}`] = 'a'.repeat(i < 30 ? 60000 : 27000)
  const last = (bytes: number) =>
    faultOf({
      ConditionExpression: 'attribute_exists(#30)',
      ExpressionAttributeNames: { ...names, '#39': 'a'.repeat(bytes) }
    })
  t.match(last(54042), /^Value provided in ExpressionAttributeNames unused/)
  t.equal(last(54043), 'ExpressionAttributeNames exceeds max size')
  t.end()
})

test('a cached expression takes the names and values of each request', t => {
  const bound = (name: string, value: string) =>
    bindExpressions({
      ConditionExpression: '#x = :x',
      ExpressionAttributeNames: { '#x': name },
      ExpressionAttributeValues: { ':x': { S: value } }
    }).condition
  for (const [name, value] of [
    ['a', '1'],
    ['b', '2']
  ] as const) {
    t.deepEqual(bound(name, value), {
      kind: 'compare',
      comparator: '=',
      left: { kind: 'path', path: [name] },
      right: { kind: 'value', value: { S: value } }
    })
  }
  t.end()
})
