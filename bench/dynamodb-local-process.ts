// DynamoDB Local, kept by a process that ends it when the bench ends.
import { startDynamoDBLocal } from '../test/servers/dynamodb-local.js'

const server = await startDynamoDBLocal()
process.send?.(server.endpoint)
process.removeAllListeners('disconnect')
process.once('disconnect', async () => {
  await server.stop()
  process.exit()
})
process.channel?.ref()
