// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
import { validationError } from '../errors.js'
import { compact } from '../table/compact.js'
import { findTable } from '../table/find.js'
import type { Command, EngineContext } from './command.js'

interface Specification {
  readonly Enabled: boolean
  readonly AttributeName: string
}

interface Input {
  readonly TableName: string
  readonly TimeToLiveSpecification?: Specification
}

interface Output {
  readonly TimeToLiveSpecification: Specification
}

export const updateTimeToLive: Command<Input, Output> = { operation: 'UpdateTimeToLive', run }

/**
 * The service refuses a second change while it works on the first, for up to an hour. A change is through at once
 * here, so that another may follow it.
 */
function run({ storage }: EngineContext, input: Input): Output {
  const specification = input.TimeToLiveSpecification
  if (specification === undefined) throw validationError('TimeToLiveSpecification cannot be null')
  const { Enabled: enabled, AttributeName: name } = specification
  if (name === '') throw validationError('TimeToLiveSpecification.AttributeName must be non empty')

  storage.write(() => {
    const table = findTable(storage, input.TableName)
    checkChange(table.expiryAttribute, enabled, name)
    const expiry = enabled ? { AttributeName: name } : undefined
    storage.tables.update(table, compact({ ...table.record, TimeToLive: expiry }))
  })
  return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: name } }
}

function checkChange(current: string | undefined, enabled: boolean, name: string): void {
  if (current === undefined) {
    if (!enabled) throw validationError('TimeToLive is already disabled')
  } else if (current !== name) {
    throw validationError(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`
    )
  } else if (enabled) {
    throw validationError('TimeToLive is already enabled')
  }
}
