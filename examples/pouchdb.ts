// PouchDB on DynamoDB: documents, an attachment, a query, and replication between two databases of one table.
//
// With the package `pouchdb` it is `new PouchDB('notes', { db: down })`. Here its parts are put together, as that package
// brings a native module along which is of no use on DynamoDB.
import LevelPouch from 'pouchdb-adapter-leveldb-core'
import PouchCore from 'pouchdb-core'
import find from 'pouchdb-find'
import mapreduce from 'pouchdb-mapreduce'
import replication from 'pouchdb-replication'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { dynamoDown } from '../lib/leveldown/index.js'

const client = new EmbeddedDynamoDBClient({ path: 'pouchdb.db' })
const down = dynamoDown({ client, table: 'example' })

function Adapter(this: unknown, options: object, callback: unknown) {
  LevelPouch.call(this, { ...options, db: down }, callback)
}
Adapter.valid = () => true
Adapter.use_prefix = false

const PouchDB = PouchCore.plugin((pouch: typeof PouchCore) => pouch.adapter('dynamodb', Adapter, true))
  .plugin(mapreduce)
  .plugin(find)
  .plugin(replication)

const notes = new PouchDB('notes')
const copy = new PouchDB('copy of notes')

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
