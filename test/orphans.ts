import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { rangeKeyOf, storedItems } from './stored-items.js'

interface Database {
  readonly client: DynamoDBClient
  readonly table: string
  readonly name: string
}

/** What of large values no entry points to: chunks and owners, by range key. */
export async function orphans({ client, table, name }: Database): Promise<string[]> {
  const entries = await storedItems(client, table, name)
  const ids = new Set(entries.map(({ c }) => c?.M?.['i']?.S))
  const parts = (await storedItems(client, table, `${name}#chunks`)).map(rangeKeyOf)
  return parts.filter(part => !ids.has(part.split('/')[1]))
}
