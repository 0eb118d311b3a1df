// Billing modes and capacity, for CreateTable and UpdateTable.
import { validationError } from '../errors.js'
import type { BillingMode, OnDemandThroughput, Units } from '../table/record.js'
import { invalid } from './invalid.js'

const MAX_CAPACITY_UNITS = 1_000_000_000_000

const NO_UNITS_ON_DEMAND =
  'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST'

export interface Capacity {
  readonly ProvisionedThroughput?: Units | undefined
  readonly OnDemandThroughput?: OnDemandThroughput | undefined
}

export function checkTableCapacity(mode: BillingMode, capacity: Capacity): void {
  if (mode === 'PAY_PER_REQUEST') {
    checkNoUnits(capacity.ProvisionedThroughput)
  } else {
    if (capacity.ProvisionedThroughput === undefined) {
      throw invalid(
        'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED'
      )
    }
    checkUnits(capacity.ProvisionedThroughput)
  }
  checkOnDemand(mode, capacity.OnDemandThroughput)
}

export function checkNoUnits(units: Units | undefined): void {
  if (units !== undefined) throw invalid(NO_UNITS_ON_DEMAND)
}

export function checkUnits(units: Units): void {
  for (const name of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
    if (units[name] > MAX_CAPACITY_UNITS) {
      throw validationError(`Given value ${units[name]} for ${name} is out of bounds`)
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
    for (const name of ['ReadCapacityUnits', 'WriteCapacityUnits'] as const) {
      if (units[name] > MAX_CAPACITY_UNITS) {
        throw validationError(`Given value ${units[name]} for ${name} is out of bounds for index ${index}`)
      }
    }
  }
  checkOnDemand(mode, capacity.OnDemandThroughput, index)
}

/** -1 takes a limit away. */
export function checkOnDemand(
  mode: BillingMode,
  limits: OnDemandThroughput | undefined,
  index?: string
): void {
  if (limits === undefined) return
  for (const name of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const limit = limits[name]
    if (limit === undefined) continue
    if (mode === 'PROVISIONED') {
      const place = index === undefined ? '' : ` for index : ${index}`
      throw invalid(
        `${name} for OnDemandThroughput${place} cannot be specified when the table BillingMode is PROVISIONED`
      )
    }
    if (limit < 1 && limit !== -1) {
      const place = index === undefined ? 'for table' : `for index : ${index}`
      throw invalid(`Requested ${name} for OnDemandThroughput ${place} is outside of valid range`)
    }
  }
}
