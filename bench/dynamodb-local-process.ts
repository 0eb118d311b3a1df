// DynamoDB Local, kept by a process that ends it when the bench ends, even while it starts.
import { once } from 'node:events'
import { startDynamoDBLocal } from '../test/servers/dynamodb-local.js'

// Ends later than other children do: its own child comes first.
process.removeAllListeners('disconnect')
const parentEnded = once(process, 'disconnect')
const server = await startDynamoDBLocal()
if (process.connected) {
  process.send?.(server.endpoint)
  await parentEnded
}
await server.stop()
process.exit()
