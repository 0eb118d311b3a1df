// The wire's side of an operation: JSON text in, status and JSON text out. Both ways on which whole requests
// arrive, the SDK's pipeline and HTTP, go through here.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
import type { Engine } from './engine.js'
import { DynamoDBError, serializationError } from './errors.js'
import { encode } from './model/encode.js'
import { OPERATIONS } from './model/operations.js'

export interface Answer {
  readonly statusCode: number
  readonly body: string
}

const TARGETS = new Map(Array.from(OPERATIONS.keys(), name => [`DynamoDB_20120810.${name}`, name]))

/** Errors whose text AWS writes under `Message`, as it does beside an item; all others have it under `message`. */
const CAPITAL_MESSAGE = new Set([
  'IdempotentParameterMismatchException',
  'InvalidEndpointException',
  'SerializationException',
  'TransactionCanceledException',
  'TransactionInProgressException'
])

/** These are answered with an empty body, not with an empty object. */
const WITHOUT_BODY = new Set(['TagResource', 'UntagResource'])

/** The operation that an X-Amz-Target header names, if it is one that the engine offers. */
export function operationOf(target: string | undefined): string | undefined {
  return target === undefined ? undefined : TARGETS.get(target)
}

/** Errors are answers too. What lies behind an InternalServerError is told to `onFault`. */
export function answerRequest(
  engine: Engine,
  operation: string,
  body: string,
  onFault: (fault: unknown) => void = () => {}
): Answer {
  try {
    const output = engine.execute(operation, parseBody(body), 'wire')
    return { statusCode: 200, body: WITHOUT_BODY.has(operation) ? '' : encode(output) }
  } catch (error) {
    if (!(error instanceof DynamoDBError)) throw error
    if (error.cause !== undefined) onFault(error.cause)
    return answerError(error)
  }
}

export function answerError(error: DynamoDBError): Answer {
  return { statusCode: error.statusCode, body: formatError(error) }
}

function parseBody(body: string): object {
  let input: unknown
  try {
    input = JSON.parse(body)
  } catch {
    throw serializationError()
  }
  // AWS names no reason here either.
  if (typeof input !== 'object' || input === null || Array.isArray(input)) throw serializationError()
  return input
}

function formatError({ type, name, message, fields }: DynamoDBError): string {
  const members = [`"__type":${JSON.stringify(type)}`]
  if (message !== '') {
    const isCapital = CAPITAL_MESSAGE.has(name) || fields.Item !== undefined
    members.push(`"${isCapital ? 'Message' : 'message'}":${JSON.stringify(message)}`)
  }
  if (fields.Item !== undefined) members.push(`"Item":${encode(fields.Item)}`)
  if (fields.CancellationReasons !== undefined) {
    const reasons = fields.CancellationReasons.map(({ Code, Message, Item }) => {
      const parts = [`"Code":${JSON.stringify(Code)}`]
      if (Message !== undefined) parts.push(`"Message":${JSON.stringify(Message)}`)
      if (Item !== undefined) parts.push(`"Item":${encode(Item)}`)
      return `{${parts.join()}}`
    })
    members.push(`"CancellationReasons":[${reasons.join()}]`)
  }
  return `{${members.join()}}`
}
