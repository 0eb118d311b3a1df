// What a few operations take, by DynamoDB's own count: the engine in the process charges as AWS does.
import { DynamoLevel, type UsageEvent } from '../index.js'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'

const client = new EmbeddedDynamoDBClient()
const db = new DynamoLevel('example/people', { client, capacity: true })

db.on('usage', ({ operation, readUnits, writeUnits }: UsageEvent) => {
  console.log(`${operation}: ${readUnits} read units, ${writeUnits} write units`)
})

await db.put('lovelace', 'x'.repeat(1_500))
await db.batch([
  { type: 'put', key: 'hopper', value: '1906' },
  { type: 'put', key: 'hamilton', value: '1936' }
])
await db.getMany(['lovelace', 'hopper'])
await db.iterator().all()

console.table(db.usage())

await db.close()
client.destroy()
