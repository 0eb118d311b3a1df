import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  waitUntilTableExists
} from '@aws-sdk/client-dynamodb'

/** A table as DynamoLevel makes it, but for the type of its range key if that is given. */
export function tableInput(TableName: string, rangeKeyType: 'B' | 'S' = 'B'): CreateTableCommandInput {
  return {
    TableName,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: rangeKeyType }
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' }
    ],
    BillingMode: 'PAY_PER_REQUEST'
  }
}

/** Makes it if it is missing. */
export async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  try {
    await client.send(new CreateTableCommand(tableInput(TableName)))
  } catch (error) {
    if ((error as Error).name !== 'ResourceInUseException') throw error
  }
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName })
}
