// Asks DynamoDB Local again for all that is recorded from it.
import test from 'tape'
import { encodeBase64 } from '../../../lib/embedded/attribute/base64.js'
import { RECORDED_CONDITIONS } from './recorded-conditions.js'
import { RECORDED_KEY_CONDITIONS } from './recorded-key-conditions.js'
import { placeholdersOf } from './recorded-placeholders.js'
import { RECORDED_PROJECTIONS } from './recorded-projections.js'
import { RECORDED_UPDATES } from './recorded-updates.js'

const ENDPOINT = process.env['DYNAMODB_ENDPOINT']!
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b'

// What only shows when an item or a table is at hand is no fault of the expression.
const LATER =
  /^(The provided expression refers|An operand in the update|The document path provided|Query |One or more parameter values were invalid: C)/

interface Answer {
  __type?: string
  message?: string
  /** DynamoDB Local is of two minds. */
  Message?: string
}

async function ask(operation: string, body: object): Promise<Answer> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization: AUTHORIZATION
    },
    body: JSON.stringify(body, (_, value) => (value instanceof Uint8Array ? encodeBase64(value) : value))
  })
  return (await response.json()) as Answer
}

async function faultOf(operation: string, parameter: string, body: object): Promise<string> {
  const { __type = '', Message = '', message = Message } = await ask(operation, body)
  if (!__type.endsWith('#ValidationException') || LATER.test(message)) return 'OK'
  return message.replace(`Invalid ${parameter}: `, '')
}

const RECORDED = [
  ['DeleteItem', 'ConditionExpression', RECORDED_CONDITIONS],
  ['UpdateItem', 'UpdateExpression', RECORDED_UPDATES],
  ['Query', 'KeyConditionExpression', RECORDED_KEY_CONDITIONS],
  ['GetItem', 'ProjectionExpression', RECORDED_PROJECTIONS]
] as const

const HASH = 'recorded-hash'
const RANGE = 'recorded-range'

function table(name: string, keys: readonly (readonly [name: string, type: string])[]): object {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map(([key]) => ({ AttributeName: key, AttributeType: 'S' })),
    KeySchema: keys.map(([key, type]) => ({ AttributeName: key, KeyType: type }))
  }
}

test('setup', async t => {
  await ask('CreateTable', table(HASH, [['pk', 'HASH']]))
  await ask(
    'CreateTable',
    table(RANGE, [
      ['pk', 'HASH'],
      ['sk', 'RANGE']
    ])
  )
  t.end()
})

for (const [operation, parameter, cases] of RECORDED) {
  test(`${parameter}: DynamoDB Local still says so`, async t => {
    const where =
      operation === 'Query' ? { TableName: RANGE } : { TableName: HASH, Key: { pk: { S: 'none' } } }
    for (const [expression, fault] of cases) {
      const body = { ...where, [parameter]: expression, ...placeholdersOf(expression) }
      t.equal(await faultOf(operation, parameter, body), fault, expression)
    }
    t.end()
  })
}

test('teardown', async t => {
  for (const TableName of [HASH, RANGE]) await ask('DeleteTable', { TableName })
  t.end()
})
