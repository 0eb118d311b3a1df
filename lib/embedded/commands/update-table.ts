// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
import { describeTable, type TableDescription } from '../table/describe.js'
import { findTable } from '../table/find.js'
import { recordOf } from '../table/record.js'
import { changeTable, type TableUpdate } from '../table/update.js'
import { checkUpdateOf } from '../validation/table-update.js'
import { checkUpdate } from '../validation/table-update-request.js'
import type { Command, EngineContext } from './command.js'

interface Output {
  readonly TableDescription: TableDescription
}

export const updateTable: Command<TableUpdate, Output> = { operation: 'UpdateTable', run }

/**
 * Answers with the table as it is while the service works on it, UPDATING for the most part. The change is through
 * by then, and an index that was added has all items of the table.
 */
function run(context: EngineContext, input: TableUpdate): Output {
  const { storage } = context
  checkUpdate(input)

  return storage.write(() => {
    const table = findTable(storage, input.TableName)
    const record = recordOf(table)
    checkUpdateOf(record, input)
    const now = context.clock.now()
    const { during, after, ...transition } = changeTable(record, input, now)
    const counts = storage.counts.of(table, now)
    const description = describeTable(context, table, counts, { ...transition, record: during })
    storage.tables.update(table, after)
    return { TableDescription: description }
  })
}
