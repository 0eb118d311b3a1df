import type { DynamoLevelError, ErrorCode } from '../index.js'

/** The error that a promise is rejected with, which must have this code if one is given. */
export async function rejection<C extends ErrorCode = ErrorCode>(
  promise: Promise<unknown>,
  code?: C
): Promise<DynamoLevelError<C>> {
  const error = await promise.then(
    () => new Error('It was expected to fail'),
    (reason: DynamoLevelError) => reason
  )
  if (!('code' in error) || (code !== undefined && error.code !== code)) {
    throw new Error(`Expected a failure with code ${code ?? 'of any kind'}`, { cause: error })
  }
  return error as DynamoLevelError<C>
}

/** Why a database does not open: abstract-level wraps that in an error of its own. */
export async function openFailure<C extends ErrorCode>(
  db: { open(): Promise<void> },
  code: C
): Promise<DynamoLevelError<C>> {
  const { cause } = await rejection(db.open(), 'LEVEL_DATABASE_NOT_OPEN' as ErrorCode)
  return rejection(Promise.reject(cause), code)
}
