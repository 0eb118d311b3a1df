// What UpdateTable checks of the request alone, before it looks for the table.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
import { validationError } from '../errors.js'
import type { IndexUpdate } from '../table/index-changes.js'
import type { TableUpdate } from '../table/update.js'
import { invalid } from './invalid.js'
import { checkEncryption, checkTableClass } from './table-settings.js'
import { checkUnits } from './table-throughput.js'

export function checkUpdate(update: TableUpdate): void {
  const updates = update.GlobalSecondaryIndexUpdates
  if (!isAnythingUpdated(update)) {
    throw validationError(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or ' +
        'SSESpecification or ReplicaUpdates is required'
    )
  }
  if (update.BillingMode === 'PROVISIONED' && update.ProvisionedThroughput === undefined) {
    throw invalid('ProvisionedThroughput must be specified when BillingMode is PROVISIONED')
  }
  if (update.ProvisionedThroughput !== undefined) checkUnits(update.ProvisionedThroughput)
  checkEncryption(update.SSESpecification)
  checkTableClass(update.TableClass)
  if (updates?.length === 0) throw invalid('List of GlobalSecondaryIndexUpdates is empty')
  if (updates !== undefined) checkIndexUpdates(updates)
  checkAlone(update)
}

function isAnythingUpdated({ GlobalSecondaryIndexUpdates: updates, ...update }: TableUpdate): boolean {
  if (updates !== undefined && updates.length > 0) return true
  const { TableName: _, AttributeDefinitions: __, ...rest } = update
  return Object.keys(rest).length > 0
}

function checkIndexUpdates(updates: readonly IndexUpdate[]): void {
  const names = new Set<string>()
  for (const update of updates) {
    const actions = [update.Update, update.Create, update.Delete].filter(action => action !== undefined)
    if (actions.length === 0) {
      throw invalid(
        'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, ' +
          'GlobalSecondaryIndexUpdate.Delete must not be null'
      )
    }
    if (actions.length > 1) {
      throw invalid('Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object')
    }
    const name = actions[0]!.IndexName
    const warm = update.Update?.WarmThroughput
    if (warm !== undefined && Object.keys(warm).length === 0) {
      throw invalid(
        'WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: ' +
          name
      )
    }
    if (names.has(name)) {
      throw invalid(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`
      )
    }
    names.add(name)
  }
}

/** Some changes are made alone or not at all. */
function checkAlone(update: TableUpdate): void {
  const changed = Object.keys(update).filter(name => name !== 'TableName' && name !== 'AttributeDefinitions')
  const isWarmed = changed.includes('WarmThroughput')
  if (isWarmed && update.GlobalSecondaryIndexUpdates?.some(({ Create }) => Create !== undefined)) {
    throw invalid('Create global secondary index cannot be specified when updating WarmThroughput')
  }
  for (const [name, text] of ALONE) {
    if (changed.includes(name) && changed.length > 1) throw invalid(text)
  }
  if (changed.includes('OnDemandThroughput') && changed.some(name => !WITH_LIMITS.includes(name))) {
    throw invalid('OnDemandThroughput can only be combined with BillingMode in an UpdateTable request')
  }

  const capacity = update.ProvisionedThroughput !== undefined
  const stream = update.StreamSpecification !== undefined
  const indexes = update.GlobalSecondaryIndexUpdates?.some(isOnline) ?? false
  if (stream && capacity) throw invalid('You cannot modify stream status while updating table IOPS')
  if (indexes && capacity) throw invalid('You cannot create or delete index while updating table IOPS')
  if (indexes && stream) throw invalid('You cannot create or delete index while changing stream status')
}

const ALONE = [
  ['SSESpecification', 'Server-Side Encryption modification must be the only operation in the request'],
  ['TableClass', 'TableClass modification must be the only operation in the request'],
  ['DeletionProtectionEnabled', 'DeletionProtection modification must be the only operation in the request'],
  ['WarmThroughput', 'WarmThroughput must be the only operation in the request']
] as const

const WITH_LIMITS = ['OnDemandThroughput', 'BillingMode']

/** A change that works through the whole table. */
export function isOnline(update: IndexUpdate): boolean {
  return update.Update === undefined
}
