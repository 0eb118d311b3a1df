// Moves a LevelDB directory into DynamoDB and back into another one, entry by entry, as they are:
//
//   node dist/examples/move-leveldb.js [DIRECTORY]
//
// The directory of a PouchDB database is one of LevelDB. What was moved opens as `new PouchDB(name, { db: down })`, with
// its documents, revisions and attachments. Nobody may have the directory open meanwhile. The directory stays.
import { existsSync } from 'node:fs'
import { ClassicLevel } from 'classic-level'
import { DynamoLevel } from '../index.js'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'

const BYTES = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const
const MAX_BATCH_ENTRIES = 500
const MAX_BATCH_BYTES = 4 * 1_048_576

interface Put {
  type: 'put'
  key: Buffer
  value: Buffer
}

const [directory = 'move-leveldb-source'] = process.argv.slice(2)
const client = new EmbeddedDynamoDBClient({ path: 'move-leveldb.db' })

if (!existsSync(directory)) {
  const example = new ClassicLevel<Buffer, Buffer>(directory, BYTES)
  for (let index = 0; index < 1_200; index++) {
    await example.put(Buffer.from([0xff, index >> 8, index]), Buffer.from(`value ${index}`))
  }
  await example.close()
}

const source = new ClassicLevel<Buffer, Buffer>(directory, { ...BYTES, createIfMissing: false })
// It is moved into a database of its own, that is new: `atomic: false` halves what that costs.
const moved = new DynamoLevel<Buffer, Buffer>('moved', { ...BYTES, client, table: 'example', atomic: false })
const back = new ClassicLevel<Buffer, Buffer>(`${directory}-back`, BYTES)
console.log(`${await copy(source, moved)} entries went into DynamoDB.`)
console.log(`${await copy(moved, back)} entries came back.`)
for (const db of [source, moved, back]) await db.close()
client.destroy()

async function copy(
  from: { iterator(): AsyncIterable<[Buffer, Buffer]> },
  to: { batch(operations: Put[]): Promise<void> }
): Promise<number> {
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
