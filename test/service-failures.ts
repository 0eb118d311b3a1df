// Failures as the SDK hands them over.
import {
  DynamoDBServiceException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ThrottlingException,
  TransactionConflictException
} from '@aws-sdk/client-dynamodb'

/** The SDK writes into it. */
const metadata = (httpStatusCode = 400) => ({ httpStatusCode, requestId: 'REQUEST' })

export const throttling = () =>
  new ThrottlingException({ message: 'Throughput exceeds the current capacity', $metadata: metadata() })

export const throughputExceeded = () =>
  new ProvisionedThroughputExceededException({
    message: 'The level of configured throughput was exceeded',
    $metadata: metadata()
  })

export const serverError = () =>
  new InternalServerError({
    message: 'Internal server error',
    $metadata: metadata(500)
  })

export const connectionReset = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

export const transactionConflict = () =>
  new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata: metadata() })

export const accessDenied = () =>
  clientError('AccessDeniedException', 'User is not authorized to perform this')

export const validation = () => clientError('ValidationException', 'The request is not valid')

function clientError(name: string, message: string) {
  return new DynamoDBServiceException({ name, message, $fault: 'client', $metadata: metadata() })
}
