// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
import { resourceInUse } from '../errors.js'
import { describeTable, type TableDescription } from '../table/describe.js'
import { type NewTable, newRecord } from '../table/new-record.js'
import { checkDefinition } from '../validation/table-definition.js'
import { checkEncryption, checkNewStream, checkTableClass } from '../validation/table-settings.js'
import { checkTableCapacity } from '../validation/table-throughput.js'
import { checkTagCount, checkTags } from '../validation/tags.js'
import type { Command, EngineContext } from './command.js'

interface Output {
  readonly TableDescription: TableDescription
}

export const createTable: Command<NewTable, Output> = { operation: 'CreateTable', run }

/** Answers CREATING, as the service does, of a table that is there: the next request finds it ACTIVE. */
function run(context: EngineContext, input: NewTable): Output {
  const { storage } = context
  checkInput(input)
  const record = newRecord(input, context.clock.now())

  return storage.write(() => {
    if (storage.tables.get(input.TableName) !== undefined) {
      throw resourceInUse(`Table already exists: ${input.TableName}`)
    }
    const table = storage.tables.create(record)
    const counts = storage.counts.of(table, context.clock.now())
    const description = describeTable(context, table, counts, {
      status: 'CREATING',
      record: { ...record, LastUpdateToPayPerRequestDateTime: undefined },
      indexStatuses: new Map(record.GlobalSecondaryIndexes?.map(index => [index.IndexName, 'CREATING']))
    })
    return { TableDescription: description }
  })
}

function checkInput(input: NewTable): void {
  const mode = input.BillingMode ?? 'PROVISIONED'
  checkTableCapacity(mode, input)
  checkDefinition(input, mode)
  checkNewStream(input.StreamSpecification)
  checkEncryption(input.SSESpecification)
  checkTableClass(input.TableClass)
  if (input.Tags !== undefined) checkTagCount(checkTags(input.Tags))
}
