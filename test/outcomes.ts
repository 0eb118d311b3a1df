import type { DynamoLevelError } from '../index.js'

/** What became of each call: its result, or the code of its error. */
export async function outcomes<T>(calls: Promise<T>[]): Promise<(T | string)[]> {
  const settled = await Promise.allSettled(calls)
  return settled.map(outcome =>
    outcome.status === 'fulfilled' ? outcome.value : `error ${(outcome.reason as DynamoLevelError).code}`
  )
}
