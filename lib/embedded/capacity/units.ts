// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
import type { IndexChange } from '../storage/indexes.js'

const WRITE_UNIT_BYTES = 1024
export const READ_UNIT_BYTES = 4096
const EVENTUAL_FACTOR = 0.5
export const TRANSACTION_FACTOR = 2

/** For the larger of the old and the new item; a write that finds nothing costs one unit. */
export function writeUnits(...sizes: readonly (number | undefined)[]): number {
  const bytes = Math.max(...sizes.map(size => size ?? 0))
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES))
}

/** A single read: an item that is not there costs as much as a small one. */
export function readUnits(size: number | undefined, consistent: boolean): number {
  return Math.max(1, Math.ceil((size ?? 0) / READ_UNIT_BYTES)) * (consistent ? 1 : EVENTUAL_FACTOR)
}

/** A page is rounded as a whole, and costs nothing when nothing was read. */
export function pageUnits(bytes: number, consistent: boolean): number {
  return Math.ceil(bytes / READ_UNIT_BYTES) * (consistent ? 1 : EVENTUAL_FACTOR)
}

/** A row with a new key is a deletion and a put; a row that stays the same costs nothing. */
export function indexUnits({ oldSize, newSize, moved, changed }: IndexChange): number {
  if (!changed) return 0
  return moved ? writeUnits(oldSize) + writeUnits(newSize) : writeUnits(oldSize, newSize)
}
