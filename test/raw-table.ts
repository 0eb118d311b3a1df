// A table as others see it: the tests' own look at what is stored.
import { randomUUID } from 'node:crypto'
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  ScanCommand,
  type TableDescription
} from '@aws-sdk/client-dynamodb'

export const uniqueTable = () => `test-${randomUUID()}`

export async function describe(client: DynamoDBClient, table: string): Promise<TableDescription> {
  return (await client.send(new DescribeTableCommand({ TableName: table }))).Table!
}

export async function isThere(client: DynamoDBClient, table: string): Promise<boolean> {
  try {
    await describe(client, table)
    return true
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false
    throw error
  }
}

export async function scan(client: DynamoDBClient, table: string) {
  return (await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items!
}

/** A table with keys of these names and types, the range key being left out if need be. */
export async function createTable(
  client: DynamoDBClient,
  hash: [name: string, type: 'B' | 'N' | 'S'],
  range?: [name: string, type: 'B' | 'N' | 'S']
): Promise<string> {
  const table = uniqueTable()
  const keys = range ? [hash, range] : [hash]
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
      KeySchema: keys.map(([AttributeName], index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE'
      }))
    })
  )
  return table
}
