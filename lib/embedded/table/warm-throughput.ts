// What tables and indexes are ready for. Nothing is ever warmed up here.
import type { Units, WarmThroughput } from './record.js'

export interface Warmed {
  readonly ProvisionedThroughput?: Units | undefined
  readonly WarmThroughput?: WarmThroughput | undefined
}

/** What a table or an index is ready for: on demand, it has no units, or none but 0. */
export function warmthOf({ ProvisionedThroughput: units, WarmThroughput: warm }: Warmed) {
  return {
    ReadUnitsPerSecond: units?.ReadCapacityUnits || 12_000,
    WriteUnitsPerSecond: units?.WriteCapacityUnits || 4_000,
    ...warm
  }
}

/** Described only where it was asked for. */
export function newWarmThroughput(input: Warmed): WarmThroughput | undefined {
  return isAskedFor(input.WarmThroughput) ? warmthOf(input) : undefined
}

export function mergeWarm(current: Warmed, update: WarmThroughput | undefined): WarmThroughput | undefined {
  return isAskedFor(update) ? { ...warmthOf(current), ...update } : current.WarmThroughput
}

/** As it was, with a status of its own: neither the table nor the index is UPDATING for it. */
export function changingWarm(
  current: Warmed,
  update: WarmThroughput | undefined
): WarmThroughput | undefined {
  return isAskedFor(update) ? { ...warmthOf(current), Status: 'UPDATING' } : current.WarmThroughput
}

function isAskedFor(warm: WarmThroughput | undefined): boolean {
  return warm !== undefined && Object.keys(warm).length > 0
}
