// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
import { validationError } from '../errors.js'
import { describeTable, type TableDescription } from '../table/describe.js'
import { findTable } from '../table/find.js'
import { recordOf } from '../table/record.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly TableName: string
}

interface Output {
  readonly TableDescription: TableDescription
}

const GONE = [
  'AttributeDefinitions',
  'KeySchema',
  'CreationDateTime',
  'LocalSecondaryIndexes',
  'GlobalSecondaryIndexes'
]

export const deleteTable: Command<Input, Output> = { operation: 'DeleteTable', run }

/** Answers DELETING, as the service does, of a table that is gone: the next request does not find it. */
function run(context: EngineContext, input: Input): Output {
  const { storage } = context
  return storage.write(() => {
    const table = findTable(storage, input.TableName)
    if (recordOf(table).DeletionProtectionEnabled) {
      throw validationError(
        'Resource cannot be deleted as it is currently protected against deletion. ' +
          'Disable deletion protection first.'
      )
    }
    const counts = storage.counts.of(table, context.clock.now())
    const description = describeTable(context, table, counts, { status: 'DELETING', record: recordOf(table) })
    // The service has let go of them by the time it answers.
    for (const name of GONE) delete description[name]
    storage.tables.delete(table)
    return { TableDescription: description }
  })
}
