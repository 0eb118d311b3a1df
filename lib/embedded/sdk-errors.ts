import {
  ConditionalCheckFailedException,
  ContinuousBackupsUnavailableException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  InternalServerError,
  ItemCollectionSizeLimitExceededException,
  LimitExceededException,
  ResourceInUseException,
  ResourceNotFoundException,
  TableNotFoundException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBError } from './errors.js'

type Metadata = DynamoDBServiceException['$metadata']
type ExceptionClass = new (options: { $metadata: Metadata; message: string }) => DynamoDBServiceException

const CLASSES = new Map<string, ExceptionClass>(
  Object.entries({
    ConditionalCheckFailedException,
    ContinuousBackupsUnavailableException,
    IdempotentParameterMismatchException,
    InternalServerError,
    ItemCollectionSizeLimitExceededException,
    LimitExceededException,
    ResourceInUseException,
    ResourceNotFoundException,
    TableNotFoundException,
    TransactionCanceledException,
    TransactionConflictException,
    TransactionInProgressException
  })
)

/** What the SDK would throw for this answer: its own class, or the base class for names outside its model. */
export function toSdkError(error: DynamoDBError, requestId: string): DynamoDBServiceException {
  const $metadata = { httpStatusCode: error.statusCode, requestId, attempts: 1, totalRetryDelay: 0 }
  // The SDK itself says this where an answer carries no text.
  const message = error.message || 'UnknownError'
  const Class = CLASSES.get(error.name)
  const exception =
    Class === undefined
      ? new DynamoDBServiceException({
          name: error.name,
          message,
          $fault: error.statusCode < 500 ? 'client' : 'server',
          $metadata
        })
      : new Class({ message, $metadata })
  if (error.cause !== undefined) exception.cause = error.cause
  return Object.assign(exception, error.fields)
}
