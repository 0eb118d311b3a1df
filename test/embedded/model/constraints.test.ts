import test from 'tape'
import { DynamoDBError } from '../../../lib/embedded/errors.js'
import { checkConstraints } from '../../../lib/embedded/model/constraints.js'
import { decode } from '../../../lib/embedded/model/decode.js'

const PATTERN = 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+'
const LONG_NAME = 'a'.repeat(256)

/** Each request with the constraints that it fails, in the service's order. */
const FAILING: [string, object, string[]][] = [
  [
    'GetItem',
    {},
    [
      "Value null at 'tableName' failed to satisfy constraint: Member must not be null",
      "Value null at 'key' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'GetItem',
    { TableName: 'a;', ReturnConsumedCapacity: 'hi', AttributesToGet: [] },
    [
      "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
      "Value '[]' at 'attributesToGet' failed to satisfy constraint: Member must have length greater than or equal to 1",
      `Value 'a;' at 'tableName' failed to satisfy constraint: ${PATTERN}`,
      "Value 'a;' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      "Value null at 'key' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'GetItem',
    { TableName: LONG_NAME, Key: {} },
    [
      `Value '${LONG_NAME}' at 'tableName' failed to satisfy constraint: Member must have length less than or equal to 255`
    ]
  ],
  [
    'PutItem',
    {
      TableName: 'abc',
      Item: {},
      ReturnValues: 'hi',
      ReturnItemCollectionMetrics: 'hi',
      ConditionalOperator: 'hi',
      ReturnValuesOnConditionCheckFailure: 'hi',
      Expected: { a: { ComparisonOperator: 'hi' } }
    },
    [
      "Value 'hi' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]",
      "Value 'hi' at 'expected.a.member.comparisonOperator' failed to satisfy constraint: Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]",
      "Value 'hi' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]",
      "Value 'hi' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
      "Value 'hi' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]"
    ]
  ],
  [
    'UpdateItem',
    { TableName: 'abc', ConditionalOperator: 'hi' },
    [
      "Value 'hi' at 'conditionalOperator' failed to satisfy constraint: Member must satisfy enum value set: [OR, AND]",
      "Value null at 'key' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'CreateTable',
    {
      TableName: 'abc',
      AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      LocalSecondaryIndexes: [
        { IndexName: 'aa', KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }], Projection: {} }
      ],
      GlobalSecondaryIndexes: [
        { IndexName: 'bb', KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }], Projection: {} }
      ]
    },
    [
      "Value 'bb' at 'globalSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      "Value 'aa' at 'localSecondaryIndexes.1.member.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3"
    ]
  ],
  [
    'Query',
    { TableName: 'abc', Limit: 0, IndexName: '', QueryFilter: { a: {} }, Select: 'hi' },
    [
      "Value 'hi' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]",
      `Value '' at 'indexName' failed to satisfy constraint: ${PATTERN}`,
      "Value '' at 'indexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
      "Value null at 'queryFilter.a.member.comparisonOperator' failed to satisfy constraint: Member must not be null",
      "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
    ]
  ],
  [
    'Scan',
    { TableName: 'abc', TotalSegments: 0, Segment: -1 },
    [
      "Value '0' at 'totalSegments' failed to satisfy constraint: Member must have value greater than or equal to 1",
      "Value '-1' at 'segment' failed to satisfy constraint: Member must have value greater than or equal to 0"
    ]
  ],
  [
    'Scan',
    { TableName: 'abc', TotalSegments: 1000001, Segment: 1000000 },
    [
      "Value '1000001' at 'totalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
      "Value '1000000' at 'segment' failed to satisfy constraint: Member must have value less than or equal to 999999"
    ]
  ],
  [
    'BatchGetItem',
    {},
    ["Value null at 'requestItems' failed to satisfy constraint: Member must not be null"]
  ],
  [
    'BatchGetItem',
    { RequestItems: {}, ReturnConsumedCapacity: 'hi' },
    [
      "Value 'hi' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
      "Value '{}' at 'requestItems' failed to satisfy constraint: Member must have length greater than or equal to 1"
    ]
  ],
  [
    'BatchGetItem',
    { RequestItems: { 'a;': { Keys: [] } } },
    [
      "Value '{a;=KeysAndAttributes(keys=[], attributesToGet=null, consistentRead=null, projectionExpression=null, expressionAttributeNames=null)}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]",
      "Value '[]' at 'requestItems.a;.member.keys' failed to satisfy constraint: Member must have length greater than or equal to 1"
    ]
  ],
  [
    'BatchWriteItem',
    { RequestItems: { abc: [] } },
    [
      "Value '{abc=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]"
    ]
  ],
  [
    'BatchWriteItem',
    { RequestItems: { abc: [{ PutRequest: {} }, { DeleteRequest: {} }] } },
    [
      "Value null at 'requestItems.abc.member.1.member.putRequest.item' failed to satisfy constraint: Member must not be null",
      "Value null at 'requestItems.abc.member.2.member.deleteRequest.key' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'TransactWriteItems',
    { TransactItems: [{ Update: {} }], ReturnConsumedCapacity: 'some', ClientRequestToken: 'x'.repeat(37) },
    [
      `Value '${'x'.repeat(37)}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36`,
      "Value 'some' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
      "Value null at 'transactItems.1.member.update.key' failed to satisfy constraint: Member must not be null",
      "Value null at 'transactItems.1.member.update.updateExpression' failed to satisfy constraint: Member must not be null",
      "Value null at 'transactItems.1.member.update.tableName' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'TransactGetItems',
    { TransactItems: [] },
    [
      "Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1"
    ]
  ],
  [
    'ListTables',
    { Limit: 101, ExclusiveStartTableName: 'a;' },
    [
      "Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
      `Value 'a;' at 'exclusiveStartTableName' failed to satisfy constraint: ${PATTERN}`,
      "Value 'a;' at 'exclusiveStartTableName' failed to satisfy constraint: Member must have length greater than or equal to 3"
    ]
  ],
  [
    'CreateTable',
    { TableName: 'abc;' },
    [
      "Value null at 'attributeDefinitions' failed to satisfy constraint: Member must not be null",
      `Value 'abc;' at 'tableName' failed to satisfy constraint: ${PATTERN}`,
      "Value null at 'keySchema' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'CreateTable',
    {
      TableName: 'abc',
      AttributeDefinitions: [{}],
      KeySchema: [{ AttributeName: 'a', KeyType: 'Woop' }, {}, { AttributeName: 'c', KeyType: 'RANGE' }],
      ProvisionedThroughput: { ReadCapacityUnits: -1 }
    },
    [
      "Value null at 'attributeDefinitions.1.member.attributeName' failed to satisfy constraint: Member must not be null",
      "Value null at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must not be null",
      "Value null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must not be null",
      "Value '-1' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1",
      "Value '[KeySchemaElement(attributeName=a, keyType=Woop), KeySchemaElement(attributeName=null, keyType=null), KeySchemaElement(attributeName=c, keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2",
      "Value 'Woop' at 'keySchema.1.member.keyType' failed to satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]",
      "Value null at 'keySchema.2.member.attributeName' failed to satisfy constraint: Member must not be null",
      "Value null at 'keySchema.2.member.keyType' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'UpdateTable',
    { TableName: 'abc', GlobalSecondaryIndexUpdates: [{ Update: {} }] },
    [
      "Value null at 'globalSecondaryIndexUpdates.1.member.update.indexName' failed to satisfy constraint: Member must not be null",
      "Value null at 'globalSecondaryIndexUpdates.1.member.update.provisionedThroughput' failed to satisfy constraint: Member must not be null"
    ]
  ],
  [
    'CreateTable',
    {
      TableName: 'abc',
      AttributeDefinitions: [],
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'ALL' },
      SSESpecification: { KMSMasterKeyId: '' }
    },
    [
      "Value 'ALL' at 'streamSpecification.streamViewType' failed to satisfy constraint: Member must satisfy enum value set: [OLD_IMAGE, KEYS_ONLY, NEW_AND_OLD_IMAGES, NEW_IMAGE]",
      "Value '' at 'sSESpecification.kMSMasterKeyId' failed to satisfy constraint: Member must have length greater than or equal to 1"
    ]
  ],
  [
    'UpdateTimeToLive',
    { TableName: 'abc', TimeToLiveSpecification: {} },
    [
      "Value null at 'timeToLiveSpecification.enabled' failed to satisfy constraint: Member must not be null",
      "Value null at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must not be null"
    ]
  ]
]

/** Operations on tables have errors of their own for a name that is missing, too short or too long. */
const TABLE_OPERATIONS = [
  'CreateTable',
  'DescribeTable',
  'UpdateTable',
  'DeleteTable',
  'DescribeTimeToLive',
  'UpdateTimeToLive',
  'DescribeContinuousBackups',
  'UpdateContinuousBackups'
]

function failure(operation: string, input: object): string | undefined {
  try {
    checkConstraints(operation, decode(operation, input, 'wire'))
    return undefined
  } catch (error) {
    if (error instanceof DynamoDBError && error.name === 'ValidationException') return error.message
    throw error
  }
}

for (const [operation, input, problems] of FAILING) {
  test(`constraints: ${operation} ${JSON.stringify(input).slice(0, 80)}`, t => {
    const plural = problems.length === 1 ? '' : 's'
    t.equal(
      failure(operation, input),
      `${problems.length} validation error${plural} detected: ${problems.join('; ')}`
    )
    t.end()
  })
}

for (const operation of TABLE_OPERATIONS) {
  test(`constraints: ${operation} and its table's name`, t => {
    t.equal(
      failure(operation, {}),
      "The parameter 'TableName' is required but was not present in the request"
    )
    for (const name of ['', 'a;', 'ab', LONG_NAME]) {
      const text = failure(operation, { TableName: name })
      if (operation === 'CreateTable')
        t.ok(text?.includes(`Value '${name}' at 'tableName'`), 'listed where it is new')
      else t.equal(text, 'TableName must be at least 3 characters long and at most 255 characters long')
    }
    t.ok(failure(operation, { TableName: 'abc;' })?.includes(PATTERN))
    t.end()
  })
}

test('constraints: an empty name of a table is told alone where nothing is missing', t => {
  const alone =
    "1 validation error detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1"
  const names = [
    `Value '' at 'tableName' failed to satisfy constraint: ${PATTERN}`,
    "Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3"
  ]
  t.equal(failure('PutItem', { TableName: '', Item: {}, ReturnValues: 'INVALID' }), alone)
  t.equal(failure('UpdateItem', { TableName: '', Key: {} }), alone)
  t.equal(
    failure('GetItem', { TableName: '' }),
    `3 validation errors detected: ${names.join('; ')}; Value null at 'key' failed to satisfy constraint: Member must not be null`
  )
  t.equal(failure('Scan', { TableName: '' }), `2 validation errors detected: ${names.join('; ')}`)
  t.end()
})

test('constraints: some faults have texts of their own where they are the only ones', t => {
  const keys = Array.from({ length: 101 }, (_, i) => ({ id: { N: String(i) } }))
  const expected: [string, object, string][] = [
    [
      'BatchGetItem',
      { RequestItems: {} },
      "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1"
    ],
    ['BatchWriteItem', { RequestItems: {} }, 'The requestItems parameter is required for BatchWriteItem'],
    [
      'BatchGetItem',
      { RequestItems: { 'my.table': { Keys: keys } } },
      "1 validation error detected: Value at 'RequestItems.my.table.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100"
    ],
    [
      'Query',
      { TableName: 'abc', Limit: 0 },
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
    ],
    [
      'Scan',
      { TableName: 'abc', Limit: 0 },
      "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
    ]
  ]
  for (const [operation, input, text] of expected) t.equal(failure(operation, input), text)
  t.end()
})

test('constraints: no more than ten are told', t => {
  const text = failure('CreateTable', {
    TableName: 'abc',
    AttributeDefinitions: [],
    KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
    LocalSecondaryIndexes: [{}, {}, {}, {}, {}, {}, {}, {}, {}]
  })!
  t.match(text, /^10 validation errors detected: /)
  t.equal(text.split('; ').length, 10)
  t.ok(
    text.endsWith(
      "'localSecondaryIndexes.4.member.indexName' failed to satisfy constraint: Member must not be null"
    )
  )
  t.end()
})

test('constraints: what is printed of the values of a batch', t => {
  const text = failure('BatchWriteItem', {
    RequestItems: { abc: Array.from({ length: 26 }, () => ({ PutRequest: { Item: { pk: { S: 'x' } } } })) }
  })!
  t.ok(
    text.startsWith(
      "1 validation error detected: Value '{abc=[WriteRequest(putRequest=PutRequest(item={pk=AttributeValue(s=x, n=null, b=null, iNT=null, dECIMAL=null, dOUBLE=null, sS=null, nS=null, bS=null, iNTSET=null, dECIMALSET=null, dOUBLESET=null, m=null, l=null, nULL=null, bOOL=null)}), deleteRequest=null), WriteRequest("
    )
  )
  t.ok(
    text.endsWith(
      '[Member must have length less than or equal to 25, Member must have length greater than or equal to 1]'
    )
  )
  t.end()
})

test('constraints: every kind of value can be printed', t => {
  const item = {
    a: { B: 'AQI=' },
    b: { M: { c: { L: [{ NULL: true }, { BS: ['AQ=='] }] } } },
    d: { NS: ['1'] }
  }
  const text = failure('BatchGetItem', { RequestItems: { a: { Keys: [item] } } })!
  t.ok(text.includes('b=java.nio.HeapByteBuffer[pos=0 lim=2 cap=2]'))
  t.ok(text.includes('nS=[1]'))
  t.ok(text.includes('bS=[java.nio.HeapByteBuffer[pos=0 lim=1 cap=1]]'))
  t.end()
})

test('constraints: requests that satisfy them', t => {
  const requests: [string, object][] = [
    ['PutItem', { TableName: 'abc', Item: { a: { S: 'b' } } }],
    ['Query', { TableName: 'a.b-c_D', Limit: 1 }],
    ['ListTables', {}],
    ['DescribeLimits', {}],
    [
      'UpdateTable',
      {
        TableName: 'abc',
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'abc', OnDemandThroughput: {} } }]
      }
    ],
    [
      'BatchGetItem',
      { RequestItems: { 'arn:aws:dynamodb:us-east-1:000000000000:table/abc': { Keys: [{}] } } }
    ]
  ]
  for (const [operation, input] of requests) t.equal(failure(operation, input), undefined, operation)
  t.end()
})
