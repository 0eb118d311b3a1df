// How capacity changes, while the service works on it and after.

import type { BillingMode, OnDemandThroughput, Throughput, Units } from './record.js'
import { completeChange, decreasesToday, NO_THROUGHPUT, startChange } from './throughput.js'

/** A change begins when it is asked for, and ends later. */
export const DURATION_MS = 1

export interface Change<T> {
  readonly during: T
  readonly after: T | undefined
  readonly status?: string
}

export function changeThroughput(
  current: Throughput,
  units: Units | undefined,
  switched: boolean,
  mode: BillingMode,
  now: number
): Change<Throughput> {
  if (switched && mode === 'PAY_PER_REQUEST') {
    const { LastDecreaseDateTime: _, ...rest } = current
    const after = { ...rest, ...NO_UNITS, NumberOfDecreasesToday: decreasesToday(current, now) }
    return { during: { ...after, LastDecreaseDateTime: now }, after }
  }
  if (units === undefined) return { during: current, after: current }
  const started = startChange(current, units, now)
  return {
    // Nobody reads the zeros of a table that was on demand.
    during: switched ? { ...started, ...units } : started,
    after: completeChange(current, units, now + DURATION_MS)
  }
}

export const NO_UNITS: Units = {
  ReadCapacityUnits: NO_THROUGHPUT.ReadCapacityUnits,
  WriteCapacityUnits: NO_THROUGHPUT.WriteCapacityUnits
}

/** -1 takes a limit away. */
export function mergeLimits(
  current: OnDemandThroughput | undefined,
  update: OnDemandThroughput | undefined
): OnDemandThroughput | undefined {
  if (update === undefined) return current
  const merged = Object.entries({ ...current, ...update }).filter(([, limit]) => limit !== -1)
  return merged.length > 0 ? Object.fromEntries(merged) : undefined
}

/** A limit that goes is still answered, as -1. */
export function changingLimits(
  after: OnDemandThroughput | undefined,
  update: OnDemandThroughput | undefined
): OnDemandThroughput | undefined {
  return update === undefined || Object.keys(update).length === 0 ? after : { ...after, ...update }
}
