// Random expressions, asked of DynamoDB Local and of the engine: both must find the same fault.
import fc from 'fast-check'
import test from 'tape'
import { encodeBase64 } from '../../../lib/embedded/attribute/base64.js'
import { bindExpressions } from '../../../lib/embedded/expression/bind.js'
import { seedOf } from '../../seed.js'
import { anyCondition, anyProjection, anyUpdate } from './arbitrary-expression.js'
import { placeholdersOf } from './recorded-placeholders.js'

const ENDPOINT = process.env['DYNAMODB_ENDPOINT']!
const SEED = seedOf()
const RUNS = Number(process.env['RUNS'] ?? 500)
const TABLE = 'random-expressions'
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b'

// What only shows when an item is at hand is no fault of the expression.
const LATER =
  /^(The provided expression refers|An operand in the update|The document path provided|One or more parameter values were invalid: C)/

// Faults in which Local is not the service: see bind.test.ts and the list of knowing differences.
const UNLIKE = [
  // Sets in an order of their own, and an internal error where a value stands behind a dot.
  /valid types: |operand type: \{|Internal server error/,
  // The paths named beside the one at fault.
  /Two document paths/
]

// Beside another fault: which of them is told may differ, as Local tells these where they close or later.
const REDUNDANT = /redundant parentheses/

// Reserved by the service's page, not by Local.
const SIZE_AS_NAME = /\bsize\b(?!\s*\()/

async function ask(operation: string, body: object): Promise<{ status: number; message: string }> {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      authorization: AUTHORIZATION
    },
    body: JSON.stringify(body, (_, value) => (value instanceof Uint8Array ? encodeBase64(value) : value))
  })
  const answer = (await response.json()) as { __type?: string; message?: string; Message?: string }
  const isFault = answer.__type?.endsWith('#ValidationException') === true
  return { status: response.status, message: isFault ? (answer.message ?? answer.Message ?? '') : 'OK' }
}

function ours(parameters: object): string {
  try {
    bindExpressions(parameters)
    return 'OK'
  } catch (error) {
    return (error as Error).message
  }
}

function isAlike(local: string, engine: string): boolean {
  const expected = LATER.test(local) ? 'OK' : local
  const areFaults = expected !== 'OK' && engine !== 'OK'
  return (
    expected === engine ||
    (areFaults && (REDUNDANT.test(expected) || REDUNDANT.test(engine))) ||
    UNLIKE.some(fault => fault.test(expected) && (fault.test(engine) || engine !== 'OK'))
  )
}

test('setup', async t => {
  await ask('CreateTable', {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }]
  })
  t.end()
})

const KINDS = [
  ['DeleteItem', 'ConditionExpression', anyCondition],
  ['UpdateItem', 'UpdateExpression', anyUpdate],
  ['GetItem', 'ProjectionExpression', anyProjection]
] as const

for (const [operation, parameter, expressions] of KINDS) {
  test(`${parameter}: the same fault as DynamoDB Local`, async t => {
    const property = fc.asyncProperty(expressions, async expression => {
      const { ExpressionAttributeNames, ExpressionAttributeValues } = placeholdersOf(expression)
      const names = ExpressionAttributeNames && { ExpressionAttributeNames }
      const values = operation !== 'GetItem' && ExpressionAttributeValues && { ExpressionAttributeValues }
      const parameters = { [parameter]: expression, ...names, ...values }
      const local = await ask(operation, { TableName: TABLE, Key: { pk: { S: 'none' } }, ...parameters })
      const engine = ours(parameters)
      if (!isAlike(local.message, engine) && !SIZE_AS_NAME.test(expression))
        throw new Error(`${local.message} | ${engine}`)
    })
    const { failed, counterexample, errorInstance } = await fc.check(property, { seed: SEED, numRuns: RUNS })
    const detail = failed ? `: ${fc.stringify(counterexample)} ${errorInstance ?? ''}` : ''
    t.notOk(failed, `${RUNS} expressions (SEED=${SEED})${detail}`)
    t.end()
  })
}

test('teardown', async t => {
  await ask('DeleteTable', { TableName: TABLE })
  t.end()
})
