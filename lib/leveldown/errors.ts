import ModuleError from 'module-error'
import { dynamoLevelError } from '../level/errors.js'
import { isRefusal, isThrottling } from '../level/service-error.js'

/**
 * levelup knows it by its message, others by the rest. It has no stack: PouchDB looks for each document that it is to
 * write, and for those that are new the trace would cost as much as the read.
 */
export function notFoundError(): Error {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return Object.assign(new Error('NotFound'), { code: 'LEVEL_NOT_FOUND', notFound: true, status: 404 })
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

export function stoppedError(cause: unknown): Error {
  const { message } = cause as Error
  return dynamoLevelError(
    'DYNAMO_LEVEL_STOPPED',
    `The store takes no writes, until it is closed and opened again, since one or a read failed: ${message}`,
    {},
    cause
  )
}

/**
 * Whether a read failed that was possible: neither the store was closed meanwhile, nor could there be such a key.
 */
export function isReadFailure(error: unknown): boolean {
  const { code } = error as { code?: string }
  return !NO_READ_FAILURES.has(String(code))
}

const NO_READ_FAILURES = new Set([
  'LEVEL_DATABASE_NOT_OPEN',
  'LEVEL_ITERATOR_NOT_OPEN',
  'LEVEL_INVALID_KEY',
  'LEVEL_ABORTED'
])

/**
 * Whether a write that failed may be done all the same, or is yet to be done. What was throttled is taken for not done,
 * though an attempt before the last may have gone astray: that is rare, and throttling is not.
 */
export function mayBeDone(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: unknown }
  if (code === 'LEVEL_IO_ERROR') return cause !== undefined && !isRefusal({ cause }) && !isThrottling(cause)
  return code !== undefined && IN_PART.has(code)
}

const IN_PART = new Set(['DYNAMO_LEVEL_BATCH_INCOMPLETE', 'DYNAMO_LEVEL_BATCH_UNFINISHED'])

/** Whether the same may succeed later. */
export function isTransient(error: unknown): boolean {
  const { code, awsName, cause } = error as { code?: string; awsName?: string; cause?: unknown }
  if (code !== undefined && IN_PART.has(code)) return isTransient(cause)
  return code === 'LEVEL_IO_ERROR' && !LASTING.has(String(awsName))
}

/** The second is what a client in the process says after it was destroyed. */
const LASTING = new Set(['ValidationException', 'EngineClosedError'])

/**
 * levelup takes every error for a missing key whose text holds `notfound`, in whatever case: also the ENOTFOUND of a
 * host that DNS does not know. Such a text is changed.
 */
export function readError(error: Error): Error {
  if (!/notfound/i.test(String(error))) return error
  const { code } = error as { code?: string }
  return new ModuleError(error.message.replace(/not(?=found)/gi, '$& '), {
    code: code ?? 'LEVEL_IO_ERROR',
    cause: error
  })
}
