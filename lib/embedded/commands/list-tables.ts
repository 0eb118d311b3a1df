// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
import type { Command, EngineContext } from './command.js'

const MAX_NAMES = 100

interface Input {
  readonly ExclusiveStartTableName?: string
  readonly Limit?: number
}

interface Output {
  readonly TableNames: string[]
  readonly LastEvaluatedTableName?: string
}

export const listTables: Command<Input, Output> = { operation: 'ListTables', run }

function run({ storage }: EngineContext, input: Input): Output {
  const limit = input.Limit ?? MAX_NAMES
  // One more than asked for says whether there is another page.
  const names = storage.read(() => storage.tables.names(input.ExclusiveStartTableName, limit + 1))
  if (names.length <= limit) return { TableNames: names }
  const page = names.slice(0, limit)
  return { TableNames: page, LastEvaluatedTableName: page[page.length - 1]! }
}
