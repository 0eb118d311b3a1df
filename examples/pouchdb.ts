// PouchDB on DynamoDB: documents, an attachment, a query, and replication between two databases of one table.
import PouchDB from 'pouchdb'
import find from 'pouchdb-find'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { dynamoDown } from '../lib/leveldown/index.js'

PouchDB.plugin(find)
const client = new EmbeddedDynamoDBClient({ path: 'pouchdb.db' })
const down = dynamoDown({ client, table: 'example' })

const notes = new PouchDB('notes', { db: down })
const copy = new PouchDB('copy of notes', { db: down })

const { ok } = await notes.put({ _id: String(Date.now()), title: 'Buy milk', done: false })
console.log(ok ? 'A note is stored.' : 'No note is stored.')
await notes.put({
  _id: `${Date.now()}-picture`,
  title: 'A picture',
  done: true,
  _attachments: { 'picture.png': { content_type: 'image/png', data: Buffer.alloc(1_000_000) } }
})

await notes.createIndex({ index: { fields: ['done'] } })
const { docs } = await notes.find({ selector: { done: false } })
console.log(`${docs.length} to do, the first: ${docs[0].title}`)

const { docs_written: written } = await notes.replicate.to(copy)
console.log(`${written} documents were replicated.`)
const { doc_count: count, backend_adapter: backend } = await copy.info()
console.log(`The copy has ${count}, in ${backend}.`)

await notes.close()
await copy.close()
client.destroy()
