// The error and its text are those of the SDK's own request handlers, which do not export them.

/** The part of an AbortSignal that callers of the SDK hand over. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
}

/** @internal */
export function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted) throw abortError(signal.reason)
}

function abortError(reason: unknown): Error {
  const byError = reason === undefined || reason === null || reason instanceof Error
  const error = new Error(byError ? 'Request aborted' : String(reason))
  error.name = 'AbortError'
  if (reason instanceof Error) error.cause = reason
  return error
}
