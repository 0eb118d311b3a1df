// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
import { findTagged } from '../table/find.js'
import { recordOf, type Tag } from '../table/record.js'
import { tableOfArn } from '../validation/resource-arn.js'
import type { Command, EngineContext } from './command.js'

interface Input {
  readonly ResourceArn?: string
}

interface Output {
  readonly Tags: readonly Tag[]
}

export const listTagsOfResource: Command<Input, Output> = { operation: 'ListTagsOfResource', run }

/** All on one page: a table has fifty tags at most. */
function run({ storage, accountId }: EngineContext, input: Input): Output {
  const name = tableOfArn(input.ResourceArn, 'ListTagsOfResource', accountId)
  return storage.read(() => {
    const table = findTagged(
      storage,
      name,
      `Requested resource not found: ResourcArn: ${input.ResourceArn} not found`
    )
    return { Tags: recordOf(table).Tags?.map(tag => ({ ...tag })) ?? [] }
  })
}
