// Moves a LevelDB directory into DynamoDB, and back into another folder, entry by entry, as they are:
//
//   node dist/examples/move-leveldb.js [DIRECTORY]
//
// Each database of PouchDB on its own leveldown is such a directory, and each of its views is another one beside it. What
// was moved opens as `new PouchDB('notes', { db: down })`, with all documents, revisions, attachments, views and its
// sequence. Nobody may have the directory open meanwhile. It stays as it is.
import { mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import levelup from 'levelup-5'
import PouchDB from 'pouchdb'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { dynamoDown } from '../lib/leveldown/index.js'

const BYTES = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const
const MAX_BATCH_ENTRIES = 500
const MAX_BATCH_BYTES = 4 * 1_048_576

interface Put {
  type: 'put'
  key: Buffer
  value: Buffer
}

interface Database {
  iterator(): AsyncIterable<[key: Buffer, value: Buffer]>
  batch(operations: Put[]): Promise<void>
  close(): Promise<void>
}

const client = new EmbeddedDynamoDBClient({ path: 'move-leveldb.db' })
// Where nothing may be yet, nobody else writes: `atomic: false` halves what it costs.
const down = dynamoDown({ client, table: 'example', atomic: false, errorIfExists: true })

const directory = process.argv[2] ?? (await exampleOfPouchDB())
const [folder, name] = [dirname(directory), basename(directory)]
const back = join(folder, 'moved-back')
await mkdir(back, { recursive: true })

const isWanted = (entry: string) => entry === name || entry.startsWith(`${name}-mrview-`)
for (const database of (await readdir(folder)).filter(isWanted)) {
  const source = new ClassicLevel<Buffer, Buffer>(join(folder, database), {
    ...BYTES,
    createIfMissing: false
  })
  await source.open()
  const moved = levelup(down(database))
  const target = new ClassicLevel<Buffer, Buffer>(join(back, database), { ...BYTES, errorIfExists: true })
  console.log(`${database}: ${await copy(source, moved)} entries went into DynamoDB.`)
  console.log(`${database}: ${await copy(moved, target)} entries came back.`)
  for (const db of [source, moved, target]) await db.close()
}
client.destroy()

async function copy(from: Database, to: Database): Promise<number> {
  let count = 0
  let bytes = 0
  let puts: Put[] = []
  const write = async () => {
    await to.batch(puts)
    count += puts.length
    bytes = 0
    puts = []
  }
  for await (const [key, value] of from.iterator()) {
    puts.push({ type: 'put', key, value })
    bytes += key.length + value.length
    if (puts.length === MAX_BATCH_ENTRIES || bytes > MAX_BATCH_BYTES) await write()
  }
  await write()
  return count
}

async function exampleOfPouchDB(): Promise<string> {
  await mkdir('pouchdb', { recursive: true })
  const name = `notes-${Date.now()}`
  const notes = new PouchDB(name, { prefix: 'pouchdb/' })
  const data = Buffer.from('2 litres')
  await notes.post({ title: 'Buy milk', _attachments: { 'list.txt': { content_type: 'text/plain', data } } })
  await notes.close()
  return join('pouchdb', name)
}
