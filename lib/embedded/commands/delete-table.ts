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
    // The service has let go of the global indexes by the time it answers.
    const { GlobalSecondaryIndexes: _, ...description } = describeTable(context, table, counts, {
      status: 'DELETING',
      record: recordOf(table)
    })
    storage.tables.delete(table)
    return { TableDescription: description }
  })
}
