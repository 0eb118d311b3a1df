// Every error that an operation of the engine answers with: its name, its status and the service's own text.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
import type { Item } from './attribute/value.js'

const SERVICE = 'com.amazonaws.dynamodb.v20120810#'
const CORAL_SERVICE = 'com.amazon.coral.service#'
const CORAL_VALIDATE = 'com.amazon.coral.validate#'

/** Members of an error's body besides the message. */
interface ErrorFields {
  readonly Item?: Item
  readonly CancellationReasons?: readonly CancellationReason[]
}

export interface CancellationReason {
  readonly Code: string
  readonly Message?: string
  readonly Item?: Item
}

export class DynamoDBError extends Error {
  readonly statusCode: number
  /** The `__type` of the wire: the name with its namespace. */
  readonly type: string
  readonly fields: ErrorFields

  constructor(namespace: string, name: string, message: string, statusCode = 400, fields: ErrorFields = {}) {
    super(message)
    this.name = name
    this.type = namespace + name
    this.statusCode = statusCode
    this.fields = fields
  }
}

export function validationError(message: string): DynamoDBError {
  return new DynamoDBError(CORAL_VALIDATE, 'ValidationException', message)
}

export function serializationError(message = ''): DynamoDBError {
  return new DynamoDBError(CORAL_SERVICE, 'SerializationException', message)
}

export function unknownOperation(message = ''): DynamoDBError {
  return new DynamoDBError(CORAL_SERVICE, 'UnknownOperationException', message)
}

export function missingAuthenticationToken(message: string): DynamoDBError {
  return new DynamoDBError(CORAL_SERVICE, 'MissingAuthenticationTokenException', message)
}

export function incompleteSignature(message: string): DynamoDBError {
  return new DynamoDBError(CORAL_SERVICE, 'IncompleteSignatureException', message)
}

/** Data operations say no more than this; operations on tables name the table in a text of their own. */
export function resourceNotFound(message = 'Requested resource not found'): DynamoDBError {
  return new DynamoDBError(SERVICE, 'ResourceNotFoundException', message)
}

export function tableNotFound(message: string): DynamoDBError {
  return new DynamoDBError(SERVICE, 'TableNotFoundException', message)
}

export function resourceInUse(message: string): DynamoDBError {
  return new DynamoDBError(SERVICE, 'ResourceInUseException', message)
}

export function limitExceeded(message: string): DynamoDBError {
  return new DynamoDBError(SERVICE, 'LimitExceededException', message)
}

/** `item` is what ReturnValuesOnConditionCheckFailure asked for. */
export function conditionalCheckFailed(item?: Item): DynamoDBError {
  const fields = item === undefined ? {} : { Item: item }
  return new DynamoDBError(
    SERVICE,
    'ConditionalCheckFailedException',
    'The conditional request failed',
    400,
    fields
  )
}

/** One reason for each item of the transaction, in its order; the code of an item without fault is `None`. */
export function transactionCanceled(reasons: readonly CancellationReason[]): DynamoDBError {
  const codes = reasons.map(reason => reason.Code).join(', ')
  return new DynamoDBError(
    SERVICE,
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons }
  )
}

export function idempotentParameterMismatch(): DynamoDBError {
  return new DynamoDBError(
    SERVICE,
    'IdempotentParameterMismatchException',
    'The provided client token is already in use with different request parameters'
  )
}

export function internalServerError(message = 'Internal server error'): DynamoDBError {
  return new DynamoDBError(SERVICE, 'InternalServerError', message, 500)
}
