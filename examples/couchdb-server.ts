// A server that speaks CouchDB's protocol, on DynamoDB: PouchDB in browsers, CouchDB and any HTTP client read, write and
// replicate its databases.
//
//   node dist/examples/couchdb-server.js          sends itself a few requests, and stops
//   node dist/examples/couchdb-server.js 5984     serves on that port until it is interrupted
//
// It asks for no password, and so listens on this machine alone.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import expressPouchDB from 'express-pouchdb'
import PouchDB from 'pouchdb'
import find from 'pouchdb-find'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { dynamoDown } from '../lib/leveldown/index.js'

const [port] = process.argv.slice(2)
const client = new EmbeddedDynamoDBClient({ path: 'couchdb-server.db' })
const Stored = PouchDB.plugin(find).defaults({ db: dynamoDown({ client, table: 'example' }) })
const opened = new Set<string>()
Stored.on('created', (name: string) => opened.add(name))

// The other parts of express-pouchdb keep users, settings and a log in files.
const app = expressPouchDB(Stored, {
  mode: 'minimumForPouchDB',
  overrideMode: { include: ['routes/find'] }
})
const server = createServer(app).listen(Number(port ?? 0), '127.0.0.1')
await once(server, 'listening')
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
console.log(`Serving ${url}`)

if (port === undefined) {
  await tryOut()
  await stop()
} else {
  process.once('SIGINT', stop).once('SIGTERM', stop)
}

async function tryOut(): Promise<void> {
  const notes = new PouchDB(`${url}/notes`)
  await notes.put({
    _id: new Date().toISOString(),
    title: 'Buy milk',
    _attachments: { 'list.txt': { content_type: 'text/plain', data: Buffer.from('2 litres') } }
  })
  const { docs } = await notes.find({ selector: { title: 'Buy milk' } })
  const response = await fetch(`${url}/notes/${docs[0]._id}/list.txt`)
  console.log(`${docs.length} notes, the first with an attachment: ${await response.text()}`)

  const copy = new Stored('copy of notes')
  const { docs_written: written } = await notes.replicate.to(copy)
  console.log(`${written} notes were replicated over HTTP.`)
  const databases = await fetch(`${url}/_all_dbs`)
  console.log(`Databases: ${await databases.text()}`.trim())
}

async function stop(): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
  // express-pouchdb leaves them open. Closing ends what still reads, such as feeds of changes.
  for (const name of opened) await new Stored(name).close()
  client.destroy()
}
