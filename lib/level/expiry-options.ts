import { invalidOption } from './errors.js'

/** The last time that a Date can have, in the year 275760. */
const MAX_TIME_MS = 8.64e15

/** What a write says of when its entry expires. */
export interface ExpiryOptions {
  /** In so many milliseconds; `null` for never, where the database has a default. */
  ttl?: number | null | undefined
  /** At this time, a Date or milliseconds since 1970. */
  expiresAt?: number | Date | undefined
}

/** When the entry of a write expires, in milliseconds since 1970; undefined for never. @internal */
export function resolveExpiry(
  { ttl, expiresAt }: ExpiryOptions,
  { defaultTtl, now }: { defaultTtl: number | undefined; now: number }
): number | undefined {
  if (ttl !== undefined && ttl !== null && expiresAt !== undefined) {
    throw invalidOption('expiresAt', "Give one of the options 'ttl' and 'expiresAt'")
  }
  if (expiresAt !== undefined) return toTime(expiresAt)
  if (ttl === null) return undefined
  const duration = ttl ?? defaultTtl
  if (duration === undefined) return undefined
  checkTtl(duration, 'ttl')
  return Math.min(Math.ceil(now + duration), MAX_TIME_MS)
}

/** @internal */
export function checkTtl(value: unknown, option: string): asserts value is number {
  if (typeof value === 'number' && value > 0 && value <= MAX_TIME_MS) return
  throw invalidOption(
    option,
    `The option '${option}' must be a number of milliseconds, above 0 and at most ${MAX_TIME_MS}`
  )
}

function toTime(expiresAt: number | Date): number {
  const time = expiresAt instanceof Date ? expiresAt.getTime() : expiresAt
  if (typeof time === 'number' && time > 0 && time <= MAX_TIME_MS) return Math.ceil(time)
  throw invalidOption('expiresAt', "The option 'expiresAt' must be a valid Date or milliseconds since 1970")
}
