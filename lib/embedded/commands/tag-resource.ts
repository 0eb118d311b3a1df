// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
import { validationError } from '../errors.js'
import { findTagged } from '../table/find.js'
import { recordOf, type TableRecord } from '../table/record.js'
import { tableOfArn } from '../validation/resource-arn.js'
import { checkTagCount, checkTags, type GivenTag } from '../validation/tags.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly ResourceArn?: string
  readonly Tags?: readonly GivenTag[]
}

export const tagResource: Command<Input> = { operation: 'TagResource', run }

function run({ storage, accountId }: EngineContext, input: Input): object {
  const name = tableOfArn(input.ResourceArn, 'TagResource', accountId, () => {
    if (input.Tags !== undefined) return
    throw validationError(
      "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null"
    )
  })
  const given = input.Tags!
  if (given.length === 0) throw validationError('Atleast one Tag needs to be provided as Input.')
  const tags = checkTags(given)

  storage.write(() => {
    const table = findTagged(
      storage,
      name,
      `Requested resource not found: ResourcArn: ${input.ResourceArn} not found`
    )
    const merged = new Map(recordOf(table).Tags?.map(tag => [tag.Key, tag]))
    for (const tag of tags) merged.set(tag.Key, tag)
    const all = [...merged.values()]
    checkTagCount(all)
    const record: TableRecord = { ...recordOf(table), Tags: all }
    storage.tables.update(table, record)
  })
  return {}
}
