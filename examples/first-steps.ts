// Stores a few entries, reads them back and iterates over them, on Amazon's DynamoDB Local.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../index.js'
import { startDynamoDBLocal } from '../test/servers/dynamodb-local.js'

const server = await startDynamoDBLocal()
const client = new DynamoDBClient({
  endpoint: server.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' }
})

try {
  const db = new DynamoLevel<string, { born: number }>('example/people', { client, valueEncoding: 'json' })

  await db.put('lovelace', { born: 1815 })
  await db.batch([
    { type: 'put', key: 'hopper', value: { born: 1906 } },
    { type: 'put', key: 'hamilton', value: { born: 1936 } }
  ])
  console.log('lovelace:', await db.get('lovelace'))

  console.log('everyone with an h:')
  for await (const [name, { born }] of db.iterator({ gte: 'h', lt: 'i' })) {
    console.log(`  ${name}, born ${born}`)
  }
  await db.close()
} finally {
  client.destroy()
  await server.stop()
}
