// What stands in a table of ours, by the tests' own look at it.
import {
  type AttributeValue,
  type DynamoDBClient,
  paginateQuery,
  type QueryCommandInput
} from '@aws-sdk/client-dynamodb'

export type StoredItem = Record<string, AttributeValue>

/** All items under a hash key, without their values: those may be large. */
export async function storedItems(
  client: DynamoDBClient,
  table: string,
  hashKey: string
): Promise<StoredItem[]> {
  const names = ['pk', 'sk', 'k', 'n', 's', 'c', 'z', 'l', 'e', 't']
  const input: QueryCommandInput = {
    TableName: table,
    KeyConditionExpression: '#pk = :h',
    ExpressionAttributeValues: { ':h': { S: hashKey } },
    ProjectionExpression: names.map(name => `#${name}`).join(),
    ExpressionAttributeNames: Object.fromEntries(names.map(name => [`#${name}`, name])),
    ConsistentRead: true
  }
  const items: StoredItem[] = []
  for await (const page of paginateQuery({ client }, input)) items.push(...(page.Items ?? []))
  return items
}

export function rangeKeyOf({ sk }: StoredItem): string {
  return sk?.S ?? Buffer.from(sk?.B ?? []).toString()
}
