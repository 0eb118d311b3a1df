import { type Change, changeThroughput, DURATION_MS, mergeLimits, NO_UNITS } from './capacity-change.js'
import { compact } from './compact.js'
import { type NewGlobalIndex, newGlobalIndex } from './new-record.js'
import type { BillingMode, GlobalIndexRecord, OnDemandThroughput, Units, WarmThroughput } from './record.js'
import { decreasesToday } from './throughput.js'
import { changingWarm, mergeWarm } from './warm-throughput.js'

export interface IndexUpdate {
  readonly Update?: IndexCapacity
  readonly Create?: NewGlobalIndex
  readonly Delete?: { readonly IndexName: string }
}

interface IndexCapacity {
  readonly IndexName: string
  readonly ProvisionedThroughput?: Units
  readonly OnDemandThroughput?: OnDemandThroughput
  readonly WarmThroughput?: WarmThroughput
}

export function changeIndexes(
  indexes: readonly GlobalIndexRecord[],
  updates: readonly IndexUpdate[],
  switched: boolean,
  mode: BillingMode,
  now: number
): Change<GlobalIndexRecord>[] {
  const deleted = new Set(updates.map(update => update.Delete?.IndexName))
  const changed = new Map(updates.flatMap(({ Update }) => (Update ? [[Update.IndexName, Update]] : [])))
  const created = updates.flatMap(({ Create }) => (Create ? [newGlobalIndex(Create)] : []))

  return [
    ...indexes.map(index => {
      if (deleted.has(index.IndexName)) return { during: index, after: undefined, status: 'DELETING' }
      return changeIndex(index, changed.get(index.IndexName), switched, mode, now)
    }),
    ...created.map(index => ({ during: index, after: index, status: 'CREATING' }))
  ]
}

function changeIndex(
  index: GlobalIndexRecord,
  capacity: IndexCapacity | undefined,
  switched: boolean,
  mode: BillingMode,
  now: number
): Change<GlobalIndexRecord> {
  if (switched && mode === 'PAY_PER_REQUEST') return switchIndexToOnDemand(index, now)
  if (capacity === undefined) return { during: index, after: index }
  const limits = switched ? undefined : index.OnDemandThroughput
  const throughput = changeThroughput(
    index.ProvisionedThroughput,
    capacity.ProvisionedThroughput,
    switched,
    mode,
    now
  )
  const changed = compact({
    ...index,
    OnDemandThroughput: mergeLimits(limits, capacity.OnDemandThroughput),
    WarmThroughput: mergeWarm(index, capacity.WarmThroughput)
  })
  return {
    during: compact({
      ...changed,
      ProvisionedThroughput: throughput.during,
      WarmThroughput: changingWarm(index, capacity.WarmThroughput)
    }),
    after: { ...changed, ProvisionedThroughput: throughput.after ?? throughput.during },
    status: isOnlyWarmed(capacity) ? 'ACTIVE' : 'UPDATING'
  }
}

function isOnlyWarmed({ ProvisionedThroughput: units, OnDemandThroughput: limits }: IndexCapacity): boolean {
  return units === undefined && limits === undefined
}

/** Unlike a table's, an index's loss of its units counts as a decrease. */
function switchIndexToOnDemand(index: GlobalIndexRecord, now: number): Change<GlobalIndexRecord> {
  const throughput = index.ProvisionedThroughput
  const decreases = decreasesToday(throughput, now)
  const during = { ...throughput, ...NO_UNITS, NumberOfDecreasesToday: decreases }
  const after = { ...during, NumberOfDecreasesToday: decreases + 1, LastDecreaseDateTime: now + DURATION_MS }
  return {
    during: { ...index, ProvisionedThroughput: during },
    after: { ...index, ProvisionedThroughput: after },
    status: 'UPDATING'
  }
}
