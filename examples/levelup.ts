// levelup on DynamoDB: the same program as on leveldown, but for one line.
import levelup from 'levelup-5'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { dynamoDown } from '../lib/leveldown/index.js'

const client = new EmbeddedDynamoDBClient({ path: 'levelup.db' })
const down = dynamoDown({ client, table: 'example' })

const db = levelup(down('people'))
await db.batch().put('lovelace', '1815').put('hopper', '1906').write()
console.log(`lovelace, born ${await db.get('lovelace')}`)
for await (const { key, value } of db.createReadStream({ lt: 'i' })) console.log(`${key}, born ${value}`)
await db.close()
client.destroy()
