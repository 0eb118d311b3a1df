// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
import { validationError } from '../errors.js'
import { findTagged } from '../table/find.js'
import { recordOf, type TableRecord } from '../table/record.js'
import { tableOfArn } from '../validation/resource-arn.js'
import { checkTagCount, checkTagKey } from '../validation/tags.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly ResourceArn?: string
  readonly TagKeys?: readonly string[]
}

export const untagResource: Command<Input> = { operation: 'UntagResource', run }

function run({ storage, accountId }: EngineContext, input: Input): object {
  const name = tableOfArn(input.ResourceArn, 'UntagResource', accountId, () => {
    if (input.TagKeys !== undefined) return
    throw validationError(
      "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"
    )
  })
  const keys = input.TagKeys!
  if (keys.length === 0) throw validationError('Atleast one Tag Key needs to be provided as Input.')
  for (const key of keys) checkTagKey(key)
  checkTagCount(keys)

  storage.write(() => {
    const table = findTagged(storage, name, 'Requested resource not found')
    const tags = recordOf(table).Tags?.filter(tag => !keys.includes(tag.Key)) ?? []
    const record: TableRecord = { ...recordOf(table), Tags: tags }
    storage.tables.update(table, record)
  })
  return {}
}
