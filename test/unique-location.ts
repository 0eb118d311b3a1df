import { randomUUID } from 'node:crypto'

/** One table for a whole test file: databases of different names do not see each other. */
const TABLE = `test-${randomUUID()}`

export function uniqueLocation(): string {
  return `${TABLE}/${randomUUID()}`
}
