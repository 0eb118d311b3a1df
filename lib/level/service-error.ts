import { type DynamoLevelError, dynamoLevelError } from './errors.js'

const DENIED = new Set([
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
  'IncompleteSignature',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException'
])
/** Names of errors, and codes of the reasons for which a transaction was canceled. */
const THROTTLING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ProvisionedThroughputExceeded',
  'ThrottlingError'
])
const NO_CREDENTIALS = new Set(['CredentialsProviderError', 'TokenProviderError'])

/** The fields that the SDK puts on its errors; anything thrown by a transport has fewer. */
interface ServiceFailure {
  name: string
  message: string
  $fault?: 'client' | 'server'
  $metadata?: { attempts?: number; requestId?: string }
}

export function isServiceError(error: unknown, name: string): error is Error {
  return error instanceof Object && 'name' in error && error.name === name
}

/** Whether there was no capacity just now. */
export function isThrottling(error: unknown): boolean {
  const { name, CancellationReasons: reasons = [] } = Object(error) as {
    name?: string
    CancellationReasons?: { Code?: string }[]
  }
  return THROTTLING.has(String(name)) || reasons.some(({ Code: code }) => THROTTLING.has(String(code)))
}

/** Whether what failed was certainly not done: the service refused it, and no earlier attempt went astray. */
export function isRefusal({ cause }: { cause?: unknown }): boolean {
  const { $fault: fault, $metadata: metadata } = Object(cause) as ServiceFailure
  return fault === 'client' && (metadata?.attempts ?? 1) === 1
}

/** What a request of several items may be refused for because of one of them, or because there are several. */
const MAY_CONCERN_ONE_ITEM = new Set([
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
  'AccessDeniedException'
])

export function mayConcernOneItem(error: unknown): boolean {
  return MAY_CONCERN_ONE_ITEM.has(String((error as { awsName?: string }).awsName))
}

/** Names what went wrong in the terms of a database; the SDK's error stays the cause. */
export function toLevelError(cause: unknown, operation: string, table: string): DynamoLevelError {
  const { name, message, $metadata: metadata } = describe(cause)
  const requestId = metadata?.requestId

  if (NO_CREDENTIALS.has(name)) {
    return dynamoLevelError(
      'DYNAMO_LEVEL_NO_CREDENTIALS',
      `No AWS credentials for ${operation}: ${message}`,
      { operation },
      cause
    )
  }
  if (DENIED.has(name)) {
    return dynamoLevelError(
      'DYNAMO_LEVEL_ACCESS_DENIED',
      `AWS refused ${operation} on table '${table}': ${message}`,
      { operation, awsName: name, ...(requestId !== undefined && { requestId }) },
      cause
    )
  }
  if (name === 'ResourceNotFoundException') {
    return dynamoLevelError(
      'DYNAMO_LEVEL_TABLE_NOT_FOUND',
      `Table '${table}' does not exist`,
      { table },
      cause
    )
  }
  return dynamoLevelError(
    'LEVEL_IO_ERROR',
    `${operation} on table '${table}' failed: ${message}`,
    {
      operation,
      awsName: name,
      ...(metadata?.attempts !== undefined && { attempts: metadata.attempts }),
      ...(requestId !== undefined && { requestId })
    },
    cause
  )
}

function describe(cause: unknown): ServiceFailure {
  if (cause instanceof Object && 'name' in cause && 'message' in cause) return cause as ServiceFailure
  return { name: 'Error', message: String(cause) }
}
