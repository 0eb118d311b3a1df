// Why a transaction is cancelled: one reason for each of its items.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
import { type CancellationReason, DynamoDBError, transactionCanceled } from '../errors.js'

export const SUCCESS: CancellationReason = { Code: 'None' }

const CODES: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  ItemCollectionSizeLimitExceededException: 'ItemCollectionSizeLimitExceeded',
  ValidationException: 'ValidationError'
}

/** What is no fault of the item fails the whole request as it is. */
export function reasonFor(error: unknown): CancellationReason {
  const code = error instanceof DynamoDBError ? CODES[error.name] : undefined
  if (!(error instanceof DynamoDBError) || code === undefined) throw error
  const { Item: item } = error.fields
  const reason = { Code: code, Message: error.message }
  return item === undefined ? reason : { Item: item, ...reason }
}

export function cancelIfAny(reasons: readonly CancellationReason[]): void {
  if (reasons.some(reason => reason !== SUCCESS)) throw transactionCanceled(reasons)
}

/** Items are checked one by one before anything is read: a fault leaves all others without a reason. */
export function cancelOnFault<T>(count: number, index: number, check: () => T): T {
  try {
    return check()
  } catch (error) {
    const reasons = new Array<CancellationReason>(count).fill(SUCCESS)
    reasons[index] = reasonFor(error)
    throw transactionCanceled(reasons)
  }
}
