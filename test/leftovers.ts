import { QueryCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoLevel } from '../index.js'

/** What stands beside the entries of a database but its marker: `journal` and `marker` are kinds of it. */
export async function leftovers(db: DynamoLevel): Promise<string[]> {
  const found: string[] = []
  for (const kind of ['journal', 'marker', 'chunks']) {
    const { Items: items = [] } = await db.client.send(
      new QueryCommand({
        TableName: db.table,
        KeyConditionExpression: '#h = :h',
        ExpressionAttributeNames: { '#h': 'pk' },
        ExpressionAttributeValues: { ':h': { S: `${db.name}#${kind}` } },
        ConsistentRead: true
      })
    )
    for (const item of items) found.push(`${kind} ${Buffer.from(item['sk']!.B!)}`)
  }
  return found.filter(name => name !== 'marker marker')
}
