// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
import type { TableCounts } from '../storage/item-counts.js'
import type { Storage } from '../storage/storage.js'
import type { Table } from '../storage/table.js'
import { describeTable as describe, type TableDescription } from '../table/describe.js'
import { findTable } from '../table/find.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly TableName: string
}

interface Output {
  readonly Table: TableDescription
}

export const describeTable: Command<Input, Output> = { operation: 'DescribeTable', run }

function run(context: EngineContext, input: Input): Output {
  const { storage, clock } = context
  const { table, counts } = storage.read(() => {
    const table = findTable(storage, input.TableName)
    return { table, counts: storage.counts.of(table, clock.now()) }
  })
  if (counts.isNew) keepCounts(storage, table, counts)
  return { Table: describe(context, table, counts) }
}

/** Not where they are counted: many items take a while, in which others may write. */
function keepCounts(storage: Storage, table: Table, counts: TableCounts): void {
  try {
    storage.write(() => storage.counts.keep(table, counts))
  } catch {
    // The file is busy for long, or the disk is full. The answer is right, and whoever asks next counts again.
  }
}
