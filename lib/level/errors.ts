import ModuleError from 'module-error'
import type { BatchOperation } from './private-api.js'

/** What each code tells besides its message. Codes are stable, messages are not. */
interface Details {
  LEVEL_INVALID_KEY: { byteLength: number; limit: number } | { reason: 'not UTF-8' }
  LEVEL_IO_ERROR: {
    operation: string
    attempts?: number
    awsName?: string
    requestId?: string
    pending?: Buffer[]
  }
  LEVEL_CORRUPTION: { key?: Uint8Array; expected: string; found: string }
  LEVEL_ABORTED: object
  DYNAMO_LEVEL_INVALID_OPTION: { option: string }
  DYNAMO_LEVEL_INVALID_LOCATION: { location: unknown }
  DYNAMO_LEVEL_DATABASE_NOT_FOUND: { table: string; database: string }
  DYNAMO_LEVEL_DATABASE_EXISTS: { table: string; database: string }
  DYNAMO_LEVEL_TABLE_NOT_FOUND: { table: string }
  DYNAMO_LEVEL_TABLE_UNAVAILABLE: { table: string; status: string }
  DYNAMO_LEVEL_SCHEMA_MISMATCH: { table: string; expected: string; found: string }
  DYNAMO_LEVEL_FORMAT_UNSUPPORTED: { supported: number; found: number }
  DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED: { algorithm: string }
  DYNAMO_LEVEL_EXPIRY_MISMATCH: { table: string; expected: string; found: string }
  DYNAMO_LEVEL_BATCH_INCOMPLETE: { pending: PendingOperation[] }
  DYNAMO_LEVEL_BATCH_UNFINISHED: object
  DYNAMO_LEVEL_TOO_LARGE: { count: number; limit: number }
  DYNAMO_LEVEL_CONFLICT: { key?: Buffer; current?: StoredEntry | undefined }
  DYNAMO_LEVEL_ACCESS_DENIED: { operation: string; awsName: string; requestId?: string }
  DYNAMO_LEVEL_NO_CREDENTIALS: { operation: string }
  DYNAMO_LEVEL_STOPPED: object
}

/** Every code that this package raises itself, beside those of abstract-level. */
export const ERROR_CODES = [
  'LEVEL_INVALID_KEY',
  'LEVEL_IO_ERROR',
  'LEVEL_CORRUPTION',
  'LEVEL_ABORTED',
  'DYNAMO_LEVEL_INVALID_OPTION',
  'DYNAMO_LEVEL_INVALID_LOCATION',
  'DYNAMO_LEVEL_DATABASE_NOT_FOUND',
  'DYNAMO_LEVEL_DATABASE_EXISTS',
  'DYNAMO_LEVEL_TABLE_NOT_FOUND',
  'DYNAMO_LEVEL_TABLE_UNAVAILABLE',
  'DYNAMO_LEVEL_SCHEMA_MISMATCH',
  'DYNAMO_LEVEL_FORMAT_UNSUPPORTED',
  'DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED',
  'DYNAMO_LEVEL_EXPIRY_MISMATCH',
  'DYNAMO_LEVEL_BATCH_INCOMPLETE',
  'DYNAMO_LEVEL_BATCH_UNFINISHED',
  'DYNAMO_LEVEL_TOO_LARGE',
  'DYNAMO_LEVEL_CONFLICT',
  'DYNAMO_LEVEL_ACCESS_DENIED',
  'DYNAMO_LEVEL_NO_CREDENTIALS',
  'DYNAMO_LEVEL_STOPPED'
] as const satisfies (keyof Details)[]

/** The README describes each. */
export type ErrorCode = (typeof ERROR_CODES)[number]

/** An entry as it is stored, with its value in bytes. */
export interface StoredEntry {
  value: Buffer
  revision: string
  /** In milliseconds since 1970; undefined for never. */
  expiresAt: number | undefined
}

/** An operation of a batch that was not written, encoded: pass it to `batch()` with both encodings 'buffer'. */
export type PendingOperation = BatchOperation

/** An error of this package: its `code`, what the code tells besides, and the `cause` where there is one. */
export type DynamoLevelError<C extends ErrorCode = ErrorCode> = C extends ErrorCode
  ? Error & { code: C } & Details[C]
  : never

/** @internal */
export function dynamoLevelError<C extends ErrorCode>(
  code: C,
  message: string,
  details: Details[C],
  cause?: unknown
): DynamoLevelError<C> {
  const error = new ModuleError(message, { code, ...(cause !== undefined && { cause: cause as Error }) })
  return Object.assign(error, details) as unknown as DynamoLevelError<C>
}

/** A mistake in the calling code: a TypeError that carries a code and names the option. @internal */
export function invalidOption(option: string, message: string): TypeError {
  const code: ErrorCode = 'DYNAMO_LEVEL_INVALID_OPTION'
  return Object.assign(new TypeError(message), { code, option })
}

/** @internal */
export function invalidLocation(location: unknown, message: string): TypeError {
  const code: ErrorCode = 'DYNAMO_LEVEL_INVALID_LOCATION'
  return Object.assign(new TypeError(message), { code, location })
}

/** Named AbortError, as abstract-level's own, for whoever looks at the name only. @internal */
export function abortError(cause: unknown): Error {
  const error = dynamoLevelError('LEVEL_ABORTED', 'Operation has been aborted', {}, cause)
  return Object.defineProperty(error, 'name', { value: 'AbortError' })
}

/** Whether an item cannot be read, however often it is tried. @internal */
export function isDamage(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === 'LEVEL_CORRUPTION' || code === 'DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED'
}
