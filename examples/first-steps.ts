// Stores a few entries in a file, reads them back and iterates over them. Run it again: they are still there.
import { DynamoLevel } from '../index.js'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'

const client = new EmbeddedDynamoDBClient({ path: 'first-steps.db' })
const db = new DynamoLevel<string, { born: number }>('example/people', { client, valueEncoding: 'json' })

const before = await db.keys().all()
console.log(before.length === 0 ? 'The database is new.' : `It remembers ${before.join(', ')}.`)

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
client.destroy()
