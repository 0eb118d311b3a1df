// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
import { tableNotFound, validationError } from '../errors.js'
import { compact } from '../table/compact.js'
import { type ContinuousBackupsDescription, describeBackups } from '../table/describe-backups.js'
import { type PointInTimeRecovery, recordOf } from '../table/record.js'
import type { Command, EngineContext } from './command.js'

const DEFAULT_DAYS = 35

interface Specification {
  readonly PointInTimeRecoveryEnabled: boolean
  readonly RecoveryPeriodInDays?: number
}

interface Input {
  readonly TableName: string
  readonly PointInTimeRecoverySpecification: Specification
}

interface Output {
  readonly ContinuousBackupsDescription: ContinuousBackupsDescription
}

export const updateContinuousBackups: Command<Input, Output> = { operation: 'UpdateContinuousBackups', run }

function run({ storage, clock }: EngineContext, input: Input): Output {
  const specification = input.PointInTimeRecoverySpecification
  if (!specification.PointInTimeRecoveryEnabled && specification.RecoveryPeriodInDays !== undefined) {
    throw validationError(
      'Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.'
    )
  }

  const now = clock.now()
  return storage.write(() => {
    const table = storage.tables.get(input.TableName)
    if (table === undefined) throw tableNotFound(`Table not found: ${input.TableName}`)
    const record = recordOf(table)
    const recovery = changedRecovery(record.PointInTimeRecovery, specification, now)
    storage.tables.update(table, compact({ ...record, PointInTimeRecovery: recovery }))
    return { ContinuousBackupsDescription: describeBackups(recovery, now) }
  })
}

function changedRecovery(
  current: PointInTimeRecovery | undefined,
  specification: Specification,
  now: number
): PointInTimeRecovery | undefined {
  if (!specification.PointInTimeRecoveryEnabled) return undefined
  return {
    RecoveryPeriodInDays: specification.RecoveryPeriodInDays ?? current?.RecoveryPeriodInDays ?? DEFAULT_DAYS,
    EnabledDateTime: current?.EnabledDateTime ?? now
  }
}
