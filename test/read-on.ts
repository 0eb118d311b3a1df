import type { DynamoLevelError } from '../index.js'

/** More often than anything that is read on can fail. */
const MAX_FAILURES = 20

/** Reads until there is nothing more, and on where it fails: what was read, and how often it failed, by which codes. */
export async function readOn<T>(
  read: () => Promise<T[]>
): Promise<{ found: T[]; failures: number; codes: string[] }> {
  const found: T[] = []
  const codes: string[] = []
  for (;;) {
    try {
      const some = await read()
      if (some.length === 0) return { found, failures: codes.length, codes }
      found.push(...some)
    } catch (error) {
      codes.push((error as DynamoLevelError).code)
      if (codes.length > MAX_FAILURES) throw new Error('It fails time after time', { cause: error })
    }
  }
}
