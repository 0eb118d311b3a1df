// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
import { tableNotFound } from '../errors.js'
import { type ContinuousBackupsDescription, describeBackups } from '../table/describe-backups.js'
import { recordOf } from '../table/record.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly TableName: string
}

interface Output {
  readonly ContinuousBackupsDescription: ContinuousBackupsDescription
}

export const describeContinuousBackups: Command<Input, Output> = {
  operation: 'DescribeContinuousBackups',
  run
}

function run({ storage, clock }: EngineContext, input: Input): Output {
  const table = storage.read(() => storage.tables.get(input.TableName))
  if (table === undefined) throw tableNotFound(`Table not found: ${input.TableName}`)
  const record = recordOf(table)
  return { ContinuousBackupsDescription: describeBackups(record.PointInTimeRecovery, clock.now()) }
}
