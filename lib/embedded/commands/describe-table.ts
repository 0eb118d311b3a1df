// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
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
  const { storage } = context
  return storage.read(() => ({ Table: describe(context, findTable(storage, input.TableName)) }))
}
