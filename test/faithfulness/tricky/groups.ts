import type { Request } from '../pair.js'
import { conditions, placeholders, projections } from './conditions.js'
import { legacy } from './legacy.js'
import { batches, batchReads, transactions, transactReads } from './many-items.js'
import { queries, scans } from './searches.js'
// Requests picked by hand: what random ones seldom meet.
import { keys, numbers, shapes, sums } from './single-items.js'
import { updates } from './updates.js'

export const GROUPS: Readonly<Record<string, readonly Request[]>> = {
  keys,
  numbers,
  sums,
  conditions,
  placeholders,
  projections,
  updates,
  shapes,
  queries,
  legacy,
  scans,
  batches,
  batchReads,
  transactions,
  transactReads
}
