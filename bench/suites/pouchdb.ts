// PouchDB on dynamoDown beside PouchDB on its own store and on the package that had the idea first.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EmbeddedDynamoDBClient } from '../../lib/embedded/index.js'
import { dynamoDown } from '../../lib/leveldown/index.js'
import { Pouch } from '../../test/level/leveldown/pouchdb.js'
import type { Bar } from '../bars.js'
import { fetched } from '../contenders/fetched.js'
import { dynamoDBLocal, pointAt } from '../servers.js'
import { runSuite, type Suite } from '../suite.js'

const COUNT = 1_000
const DOCUMENTS = Array.from({ length: COUNT }, (_, number) => ({
  _id: String(number).padStart(8, '0'),
  name: 'A document of ordinary size',
  number,
  tags: ['red', 'green'],
  address: { street: 'High Street 1', city: 'Anywhere', zip: '01234' }
}))

type Database = InstanceType<typeof Pouch>

/** PouchDB's databases on one kind of store. */
interface Store {
  open(name: string): Database
  /** What is done with a database that a round is over with. */
  leave(database: Database): Promise<unknown>
}

interface Place {
  where: string
  stores: Readonly<Record<string, Store>>
  rounds: number
  bars: readonly Bar[]
}

await runSuite(
  {
    title: 'PouchDB',
    about:
      "PouchDB 9 on its LevelDB adapter, with one store or another below. leveldown does not wait for the disk; the engine in a file has `durability: 'normal'`, which outlives the process as well."
  },
  async suite => {
    await compareAll(suite, await inFile(suite))
    await compareAll(suite, await onDynamoDBLocal(suite))
  }
)

async function inFile(suite: Suite): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-bench-'))
  suite.defer(() => rm(folder, { recursive: true, force: true }))
  const client = new EmbeddedDynamoDBClient({ path: join(folder, 'engine.db'), durability: 'normal' })
  suite.defer(async () => client.destroy())
  const down = dynamoDown({ client, table: 'bench' })
  const leveldown = await fetched<object>('leveldown', '6.1.1')
  const leave = (database: Database) => database.destroy()
  return {
    where: 'in a file',
    stores: {
      'dynamo-level': { open: name => new Pouch(name, { db: down, adapter: 'leveldb' }), leave },
      leveldown: {
        open: name => new Pouch(join(folder, name), { db: leveldown, adapter: 'leveldb' }),
        leave
      }
    },
    rounds: 11,
    bars: [{ against: 'leveldown', time: 1.5 }]
  }
}

async function onDynamoDBLocal(suite: Suite): Promise<Place> {
  const endpoint = await dynamoDBLocal(suite)
  pointAt(endpoint)
  const down = dynamoDown({ table: 'bench' })
  const dynamodbdown = await fetched<object>('dynamodbdown', '2.1.7')
  const dynamodb = { endpoint, region: 'us-east-1', accessKeyId: 'local', secretAccessKey: 'local' }
  // The predecessor would drop the table.
  const leave = (database: Database) => database.close()
  return {
    where: 'on DynamoDB Local',
    stores: {
      'dynamo-level': { open: name => new Pouch(name, { db: down, adapter: 'leveldb' }), leave },
      'dynamodbdown 2.1.7': {
        open: name => new Pouch(`predecessor$${name}`, { db: dynamodbdown, adapter: 'leveldb', dynamodb }),
        leave
      }
    },
    rounds: 5,
    bars: [{ against: 'dynamodbdown 2.1.7', time: 1 }]
  }
}

async function compareAll(suite: Suite, { where, stores, rounds, bars }: Place): Promise<void> {
  const full = new Map<Store, Database>()
  for (const store of Object.values(stores)) {
    const database = store.open('full')
    suite.defer(() => store.leave(database))
    await database.bulkDocs(DOCUMENTS)
    full.set(store, database)
  }

  /** Each round has a database of its own, which is there before its time begins. */
  const writing = (work: (empty: Database, full: Database) => Promise<unknown>) =>
    contenders(store => {
      let empty: Database | undefined
      suite.defer(async () => empty && store.leave(empty))
      return {
        before: async () => {
          if (empty !== undefined) await store.leave(empty)
          empty = store.open(randomUUID())
          await empty.info()
        },
        run: () => work(empty, full.get(store))
      }
    })
  const reading = (work: (full: Database) => Promise<unknown>) =>
    contenders(store => ({ run: () => work(full.get(store)) }))
  const contenders = <T>(contender: (store: Store) => T) =>
    Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, contender(store)]))

  const options = { rounds, bars }
  await suite.compare(
    `bulkDocs of 1,000, ${where}`,
    writing(db => db.bulkDocs(DOCUMENTS)),
    options
  )
  await suite.compare(
    `put, one after the other, ${where}`,
    writing(async db => {
      for (const document of DOCUMENTS) await db.put(document)
    }),
    { ...options, operations: COUNT }
  )
  await suite.compare(
    `allDocs of 1,000, ${where}`,
    reading(db => db.allDocs()),
    options
  )
  await suite.compare(
    `allDocs of 1,000 with documents, ${where}`,
    reading(db => db.allDocs({ include_docs: true })),
    options
  )
  await suite.compare(
    `changes of 1,000, ${where}`,
    reading(db => db.changes()),
    options
  )
  await suite.compare(
    `replication of 1,000, ${where}`,
    writing((empty, full) => full.replicate.to(empty)),
    options
  )
}
