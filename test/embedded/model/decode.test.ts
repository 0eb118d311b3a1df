import test from 'tape'
import { DynamoDBError } from '../../../lib/embedded/errors.js'
import { decode, type Form } from '../../../lib/embedded/model/decode.js'

const CAST =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
  "loader 'bootstrap')"
const SCALARS = ['23', true, 23, -2147483648, 2147483648, 34.56]

/** Wrong values for each type of the wire, and the service's words for them. */
const WRONG: Record<string, [unknown, string][]> = {
  boolean: [
    ['23', 'Unexpected token received from parser'],
    [23, 'NUMBER_VALUE cannot be converted to Boolean'],
    [-2147483648, 'NUMBER_VALUE cannot be converted to Boolean'],
    [34.56, 'DECIMAL_VALUE cannot be converted to Boolean'],
    [[], 'Unrecognized collection type class java.lang.Boolean'],
    [{}, 'Start of structure or map found where not expected']
  ],
  string: [
    [true, 'TRUE_VALUE cannot be converted to String'],
    [false, 'FALSE_VALUE cannot be converted to String'],
    [23, 'NUMBER_VALUE cannot be converted to String'],
    [2147483648, 'NUMBER_VALUE cannot be converted to String'],
    [34.56, 'DECIMAL_VALUE cannot be converted to String'],
    [[], 'Unrecognized collection type class java.lang.String'],
    [{}, 'Start of structure or map found where not expected']
  ],
  integer: [
    ['23', 'STRING_VALUE cannot be converted to Integer'],
    [true, 'TRUE_VALUE cannot be converted to Integer'],
    [false, 'FALSE_VALUE cannot be converted to Integer'],
    [[], 'Unrecognized collection type class java.lang.Integer'],
    [{}, 'Start of structure or map found where not expected']
  ],
  long: [
    ['23', 'STRING_VALUE cannot be converted to Long'],
    [true, 'TRUE_VALUE cannot be converted to Long'],
    [[], 'Unrecognized collection type class java.lang.Long'],
    [{}, 'Start of structure or map found where not expected']
  ],
  blob: [
    [true, 'only base-64-encoded strings are convertible to bytes'],
    [23, 'only base-64-encoded strings are convertible to bytes'],
    [34.56, 'only base-64-encoded strings are convertible to bytes'],
    [[], 'Unrecognized collection type class java.nio.ByteBuffer'],
    [{}, 'Start of structure or map found where not expected'],
    ['23456', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
    ['=+/=', 'Invalid last non-pad Base64 character dectected'],
    ['+/+=', 'Invalid last non-pad Base64 character dectected'],
    ['+x==', 'Invalid last non-pad Base64 character dectected']
  ],
  list: [
    ...SCALARS.map((value): [unknown, string] => [value, 'Unexpected field type']),
    [{}, 'Start of structure or map found where not expected']
  ],
  listInMap: [
    ...SCALARS.map((value): [unknown, string] => [value, CAST]),
    [{}, 'Start of structure or map found where not expected']
  ],
  mapInList: [
    ...SCALARS.map((value): [unknown, string] => [value, CAST]),
    [
      [],
      'Unrecognized collection type java.util.Map<java.lang.String, ' +
        'com.amazonaws.dynamodb.v20120810.AttributeValue>'
    ]
  ]
}

function map(type: string): [unknown, string][] {
  return [
    ...SCALARS.map((value): [unknown, string] => [value, 'Unexpected field type']),
    [[], `Unrecognized collection type java.util.Map<java.lang.String, ${type}>`]
  ]
}

function structure(name: string, isValue: boolean): [unknown, string][] {
  const text = isValue ? 'Unexpected value type in payload' : 'Unexpected field type'
  return [
    ...SCALARS.map((value): [unknown, string] => [value, text]),
    [[], `Unrecognized collection type class com.amazonaws.dynamodb.v20120810.${name}`]
  ]
}

/** Where an attribute value may stand, and what may be wrong with it there. */
function attribute(path: string, isValue: boolean): [string, [unknown, string][]][] {
  return [
    [path, structure('AttributeValue', isValue)],
    [`${path}.S`, WRONG['string']!],
    [`${path}.N`, WRONG['string']!],
    [`${path}.B`, WRONG['blob']!],
    [`${path}.BOOL`, WRONG['boolean']!],
    [`${path}.NULL`, WRONG['boolean']!],
    [`${path}.SS`, WRONG['list']!],
    [`${path}.SS.0`, WRONG['string']!],
    [`${path}.NS`, WRONG['list']!],
    [`${path}.NS.0`, WRONG['string']!],
    [`${path}.BS`, WRONG['list']!],
    [`${path}.BS.0`, WRONG['blob']!],
    [`${path}.L`, WRONG['list']!],
    [`${path}.L.0`, structure('AttributeValue', true)],
    [`${path}.L.0.BS.0`, WRONG['blob']!],
    [`${path}.M`, map('com.amazonaws.dynamodb.v20120810.AttributeValue')],
    [`${path}.M.a`, structure('AttributeValue', true)],
    [`${path}.M.a.BS`, WRONG['list']!]
  ]
}

const VALUES = 'com.amazonaws.dynamodb.v20120810.'

const CASES: Record<string, [string, [unknown, string][]][]> = {
  GetItem: [
    ['TableName', WRONG['string']!],
    ['Key', map(`${VALUES}AttributeValue`)],
    ...attribute('Key.Attr', true),
    ['AttributesToGet', WRONG['list']!],
    ['AttributesToGet.0', WRONG['string']!],
    ['ConsistentRead', WRONG['boolean']!],
    ['ExpressionAttributeNames', map('java.lang.String')],
    ['ExpressionAttributeNames.Attr', WRONG['string']!]
  ],
  PutItem: [
    ...attribute('Item.Attr', true),
    ['Expected', map(`${VALUES}ExpectedAttributeValue`)],
    ['Expected.Attr', structure('ExpectedAttributeValue', true)],
    ['Expected.Attr.Exists', WRONG['boolean']!],
    ...attribute('Expected.Attr.Value', false),
    ...attribute('Expected.Attr.AttributeValueList.0', true),
    ...attribute('ExpressionAttributeValues.Attr', true)
  ],
  UpdateItem: [
    ['AttributeUpdates', map(`${VALUES}AttributeValueUpdate`)],
    ['AttributeUpdates.Attr', structure('AttributeValueUpdate', true)],
    ['AttributeUpdates.Attr.Action', WRONG['string']!],
    ...attribute('AttributeUpdates.Attr.Value', false)
  ],
  Query: [
    ['Limit', WRONG['integer']!],
    ['ScanIndexForward', WRONG['boolean']!],
    ['KeyConditions', map(`${VALUES}Condition`)],
    ['KeyConditions.Attr', structure('Condition', true)],
    ['KeyConditions.Attr.AttributeValueList', WRONG['list']!]
  ],
  Scan: [
    ['Segment', WRONG['integer']!],
    ['TotalSegments', WRONG['integer']!],
    ['ScanFilter', map(`${VALUES}Condition`)]
  ],
  BatchGetItem: [
    ['RequestItems', map(`${VALUES}KeysAndAttributes`)],
    ['RequestItems.Attr', structure('KeysAndAttributes', true)],
    ['RequestItems.Attr.Keys', WRONG['list']!],
    ['RequestItems.Attr.Keys.0', WRONG['mapInList']!],
    ...attribute('RequestItems.Attr.Keys.0.Attr', true)
  ],
  BatchWriteItem: [
    ['RequestItems', map(`java.util.List<${VALUES}WriteRequest>`)],
    ['RequestItems.Attr', WRONG['listInMap']!],
    ['RequestItems.Attr.0', structure('WriteRequest', true)],
    ['RequestItems.Attr.0.DeleteRequest', structure('DeleteRequest', false)],
    ['RequestItems.Attr.0.DeleteRequest.Key', map(`${VALUES}AttributeValue`)],
    ['RequestItems.Attr.0.PutRequest', structure('PutRequest', false)],
    ...attribute('RequestItems.Attr.0.PutRequest.Item.Attr', true)
  ],
  TransactWriteItems: [
    ['TransactItems', WRONG['list']!],
    ['TransactItems.0', structure('TransactWriteItem', true)],
    ['TransactItems.0.Put', structure('Put', false)]
  ],
  CreateTable: [
    ['AttributeDefinitions', WRONG['list']!],
    ['AttributeDefinitions.0', structure('AttributeDefinition', true)],
    ['KeySchema.0', structure('KeySchemaElement', true)],
    ['ProvisionedThroughput', structure('ProvisionedThroughput', false)],
    ['ProvisionedThroughput.ReadCapacityUnits', WRONG['long']!],
    ['LocalSecondaryIndexes.0', structure('LocalSecondaryIndex', true)],
    ['LocalSecondaryIndexes.0.Projection', structure('Projection', false)],
    ['LocalSecondaryIndexes.0.Projection.NonKeyAttributes.0', WRONG['string']!],
    ['GlobalSecondaryIndexes.0', structure('GlobalSecondaryIndex', true)],
    ['GlobalSecondaryIndexes.0.ProvisionedThroughput.WriteCapacityUnits', WRONG['long']!]
  ],
  UpdateTable: [
    ['GlobalSecondaryIndexUpdates.0', structure('GlobalSecondaryIndexUpdate', true)],
    ['GlobalSecondaryIndexUpdates.0.Update', structure('UpdateGlobalSecondaryIndexAction', false)],
    ['GlobalSecondaryIndexUpdates.0.Create', structure('CreateGlobalSecondaryIndexAction', false)],
    ['GlobalSecondaryIndexUpdates.0.Delete', structure('DeleteGlobalSecondaryIndexAction', false)]
  ],
  UpdateTimeToLive: [
    ['TimeToLiveSpecification', structure('TimeToLiveSpecification', false)],
    ['TimeToLiveSpecification.Enabled', WRONG['boolean']!]
  ],
  TagResource: [
    ['ResourceArn', WRONG['string']!],
    ['Tags', WRONG['list']!],
    ['Tags.0', structure('Tag', true)],
    ['Tags.0.Key', WRONG['string']!]
  ],
  ListTables: [['Limit', WRONG['integer']!]]
}

/** A request with nothing in it but `value` at `path`; a step of `0` is a list's. */
function requestWith(path: string, value: unknown): unknown {
  return path.split('.').reduceRight((inner, step) => (step === '0' ? [inner] : { [step]: inner }), value)
}

function failure(operation: string, input: unknown, form: Form = 'wire'): DynamoDBError | undefined {
  try {
    decode(operation, input, form)
    return undefined
  } catch (error) {
    if (error instanceof DynamoDBError) return error
    throw error
  }
}

for (const [operation, members] of Object.entries(CASES)) {
  test(`decode: ${operation} refuses wrong types`, t => {
    for (const [path, wrong] of members) {
      for (const [value, text] of wrong) {
        const error = failure(operation, requestWith(path, value))
        t.deepEqual(
          [error?.name, error?.message],
          ['SerializationException', text],
          `${path} = ${JSON.stringify(value)}`
        )
      }
    }
    t.end()
  })
}

test('decode: what the operation knows, with nothing of the request changed', t => {
  const input = { TableName: 'abc', Unknown: 1, ConsistentRead: null, Key: { a: { S: 'x', Z: 1 } } }
  const output = decode('GetItem', input, 'wire')
  t.deepEqual(Object.keys(output), ['TableName', 'Key'])
  t.deepEqual({ ...(output['Key'] as object) }, { a: { S: 'x' } })
  t.deepEqual(input, { TableName: 'abc', Unknown: 1, ConsistentRead: null, Key: { a: { S: 'x', Z: 1 } } })
  t.end()
})

test('decode: attributes may have the names of prototypes', t => {
  const input = JSON.parse('{"Item":{"__proto__":{"S":"a"},"constructor":{"M":{"__proto__":{"N":"1"}}}}}')
  const withNull = JSON.parse(
    '{"Item":{"__proto__":{"S":"a"},"constructor":{"M":{"__proto__":{"N":"1"},"x":null}}}}'
  )
  for (const [form, given] of [
    ['wire', input],
    ['sdk', input],
    ['sdk', withNull]
  ] as const) {
    const item = decode('PutItem', given, form)['Item'] as Record<string, { M?: object }>
    t.deepEqual(Object.keys(item), ['__proto__', 'constructor'])
    t.deepEqual(Object.entries(item)[0]![1], { S: 'a' })
    t.deepEqual(Object.keys(item['constructor']!.M!), ['__proto__'])
  }
  t.end()
})

test('decode: only what is of its own counts', t => {
  const inherited = { z: { S: 'no' }, Z: { S: 'no' } }
  const map = Object.assign(Object.create(inherited), { a: { S: 'x' }, m: { M: Object.create(inherited) } })
  const item = decode('PutItem', { Item: map }, 'sdk')['Item'] as object
  t.deepEqual(structuredClone(item), { a: { S: 'x' }, m: { M: {} } })
  t.notOk('z' in item)
  t.end()
})

test('decode: binary', t => {
  const wire = decode('PutItem', { Item: { a: { B: 'AQI=' }, b: { BS: ['', 'AA=='] } } }, 'wire')
  t.deepEqual(
    { ...(wire['Item'] as object) },
    {
      a: { B: new Uint8Array([1, 2]) },
      b: { BS: [new Uint8Array(0), new Uint8Array([0])] }
    }
  )

  const view = new DataView(new Uint8Array([0, 7, 8]).buffer, 1, 1)
  const sdk = decode(
    'PutItem',
    { Item: { a: { B: Buffer.from([1]) }, b: { B: 'é' }, c: { B: view } } },
    'sdk'
  )
  const bytes = Object.values(sdk['Item'] as Record<string, { B: Uint8Array }>).map(value => [...value.B])
  t.deepEqual(bytes, [[1], [0xc3, 0xa9], [7]])
  t.equal(
    failure('PutItem', { Item: { a: { B: 1 } } }, 'sdk')?.message,
    'only base-64-encoded strings are convertible to bytes'
  )
  t.end()
})

test('decode: numbers and booleans as Java reads them', t => {
  t.equal(decode('Scan', { Limit: 1.9 }, 'wire')['Limit'], 1)
  t.equal(decode('Scan', { Limit: -1.9 }, 'wire')['Limit'], -1)
  t.equal(decode('Scan', { Limit: 1e300 }, 'wire')['Limit'], 2147483647)
  t.equal(decode('Scan', { Limit: 7n }, 'sdk')['Limit'], 7)
  t.equal(
    failure('Scan', { Limit: Number.NaN }, 'sdk')?.message,
    'STRING_VALUE cannot be converted to Integer'
  )
  for (const text of ['true', 'TRUE', 'Yes', '1']) {
    t.equal(decode('Scan', { ConsistentRead: text }, 'wire')['ConsistentRead'], true, text)
  }
  for (const text of ['false', 'No', '0']) {
    t.equal(decode('Scan', { ConsistentRead: text }, 'wire')['ConsistentRead'], false, text)
  }
  t.end()
})

test('decode: nulls in collections', t => {
  const put = (form: Form, value: unknown) => {
    const item = decode('PutItem', { Item: { a: value } }, form)['Item'] as Record<string, unknown>
    return { ...item }
  }
  t.deepEqual(put('wire', null), { a: {} }, 'an empty value on the wire')
  t.deepEqual(put('wire', { L: [null, { S: 'a' }] }), { a: { L: [{}, { S: 'a' }] } })
  t.deepEqual(put('sdk', null), {}, 'the SDK does not send it')
  t.deepEqual(put('sdk', { L: [undefined, { S: 'a' }] }), { a: { L: [{ S: 'a' }] } })
  t.equal(
    failure('PutItem', { Item: { a: { SS: ['a', null] } } })?.message,
    'One or more parameter values were invalid: An string set may not have a null string as a member'
  )
  t.deepEqual(decode('TransactGetItems', { TransactItems: [null] }, 'wire'), { TransactItems: [{}] })
  t.end()
})

test('decode: whole requests of a wrong type', t => {
  t.deepEqual(decode('ListTables', undefined, 'sdk'), {})
  t.deepEqual(decode('ListTables', null, 'wire'), {})
  t.equal(failure('ListTables', 3)?.name, 'SerializationException')
  t.equal(failure('ListTables', 'a')?.name, 'SerializationException')
  t.equal(failure('ListTables', [])?.name, 'SerializationException')
  t.end()
})

test('decode: values without end', t => {
  const cyclic: { L: unknown[] } = { L: [] }
  cyclic.L.push(cyclic, cyclic)
  t.match(failure('PutItem', { Item: { a: cyclic } }, 'sdk')!.message, /^Nesting Levels have exceeded/)

  const deep = JSON.parse(`${'{"L":['.repeat(50_000)}${']}'.repeat(50_000)}`)
  t.match(failure('PutItem', { Item: { a: deep } })!.message, /^Nesting Levels have exceeded/)

  let twins: unknown = { S: 'a' }
  for (let level = 0; level < 90; level++) twins = { L: [twins, twins] }
  t.equal(
    failure('PutItem', { Item: { a: twins } }, 'sdk')?.statusCode,
    413,
    'two to the power of ninety values'
  )

  const sparse: unknown[] = []
  sparse.length = 2 ** 32 - 1
  t.equal(failure('GetItem', { AttributesToGet: sparse }, 'sdk')?.statusCode, 413)
  t.equal(failure('PutItem', { Item: { a: { L: sparse } } }, 'sdk')?.statusCode, 413)
  t.end()
})

test('decode: a table by its ARN', t => {
  const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/abc'
  t.equal(decode('GetItem', { TableName: arn }, 'wire')['TableName'], 'abc')
  t.equal(decode('DescribeTable', { TableName: arn }, 'sdk')['TableName'], 'abc')
  t.equal(decode('GetItem', { TableName: `${arn}/index/x` }, 'wire')['TableName'], `${arn}/index/x`)
  t.deepEqual(decode('TransactGetItems', { TransactItems: [{ Get: { TableName: arn } }] }, 'wire'), {
    TransactItems: [{ Get: { TableName: 'abc' } }]
  })
  t.end()
})
