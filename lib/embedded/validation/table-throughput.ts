// Billing modes and capacity of a new table and its indexes. UpdateTable has rules and words of its own.
import { validationError } from '../errors.js'
import type { BillingMode, OnDemandThroughput, Units } from '../table/record.js'
import { type Warmed, warmthOf } from '../table/warm-throughput.js'
import { invalid } from './invalid.js'

const MAX_CAPACITY_UNITS = 1_000_000_000_000

export interface Capacity extends Warmed {
  readonly OnDemandThroughput?: OnDemandThroughput | undefined
}

export function checkTableCapacity(mode: BillingMode, capacity: Capacity): void {
  const units = capacity.ProvisionedThroughput
  if (mode === 'PAY_PER_REQUEST') checkNoUnits(units)
  else if (units !== undefined) checkUnits(units)
  else {
    throw invalid(
      'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED'
    )
  }
  checkOnDemand(mode, capacity.OnDemandThroughput)
  checkWarm(mode, capacity, 'table')
}

export function checkNoUnits(units: Units | undefined): void {
  if (units === undefined) return
  throw invalid(
    'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST'
  )
}

export function checkUnits(units: Units, place = ''): void {
  for (const name of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
    if (units[name] > MAX_CAPACITY_UNITS) {
      throw validationError(`Given value ${units[name]} for ${name} is out of bounds${place}`)
    }
  }
}

export function isBeyondBounds(units: Units): boolean {
  return units.ReadCapacityUnits > MAX_CAPACITY_UNITS || units.WriteCapacityUnits > MAX_CAPACITY_UNITS
}

export function checkIndexCapacity(mode: BillingMode, index: string, capacity: Capacity): void {
  const units = capacity.ProvisionedThroughput
  if (mode === 'PAY_PER_REQUEST') {
    if (units !== undefined) {
      throw invalid(
        `ProvisionedThroughput should not be specified for index: ${index} when BillingMode is PAY_PER_REQUEST`
      )
    }
  } else if (units === undefined) {
    throw invalid(`ProvisionedThroughput is not specified for index: ${index}`)
  } else {
    checkUnits(units, ` for index ${index}`)
  }
  checkOnDemand(mode, capacity.OnDemandThroughput, index)
  checkWarm(mode, capacity, `index ${index}`)
}

function checkOnDemand(mode: BillingMode, limits: OnDemandThroughput | undefined, index?: string): void {
  for (const name of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const limit = limits?.[name]
    if (limit === undefined) continue
    if (mode === 'PROVISIONED') {
      const place = index === undefined ? '' : ` for index: ${index}`
      throw invalid(
        `${name} for OnDemandThroughput${place} cannot be specified when table BillingMode is PROVISIONED.`
      )
    }
    checkOnDemandRange(name, limit, 1, index)
  }
}

export function checkOnDemandRange(name: string, limit: number, least: number, index?: string): void {
  if (limit >= least && limit !== 0) return
  const place = index === undefined ? 'table' : `index : ${index}`
  throw invalid(`Requested ${name} for OnDemandThroughput for ${place} is outside of valid range`)
}

/** A value below what the table has anyway is a mistake. */
function checkWarm(
  mode: BillingMode,
  { ProvisionedThroughput: units, WarmThroughput: warm }: Capacity,
  place: string
) {
  const least = warmthOf({ ProvisionedThroughput: units })
  for (const name of ['ReadUnitsPerSecond', 'WriteUnitsPerSecond'] as const) {
    const requested = warm?.[name]
    if (requested === undefined || requested >= least[name]) continue
    const than =
      mode === 'PROVISIONED'
        ? `${name === 'ReadUnitsPerSecond' ? 'ReadCapacityUnits' : 'WriteCapacityUnits'} of ProvisionedThroughput`
        : 'initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/' +
          'on-demand-capacity-mode.html#on-demand-capacity-mode-initial'
    throw invalid(`Requested ${name} for WarmThroughput for ${place} is lower than ${than}`)
  }
}
