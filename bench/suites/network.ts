// What round trips cost: each request takes 5 ms longer. And what each contender asks for, in requests and units.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../../index.js'
import { dynamoDown } from '../../lib/leveldown/index.js'
import type { Work } from '../alternate.js'
import { type Down, DownStore, PREDECESSORS } from '../contenders/down-store.js'
import { entries } from '../contenders/entries.js'
import { RawSdk } from '../contenders/raw-sdk.js'
import type { Cost } from '../results.js'
import { EMBEDDED, network, nodeServer, pointAt } from '../servers.js'
import { type CompareOptions, runSuite } from '../suite.js'

const DELAY_MS = 5
const ENTRIES = entries(1_000)
const READ = ENTRIES.slice(0, 100).map(([key]) => key)
const WRITTEN = ENTRIES.slice(0, 202)

await runSuite(
  {
    title: 'With a network',
    about: `The embedded engine over HTTP, behind a network that takes ${DELAY_MS} ms for each request. Requests and units are those of one call.`
  },
  async suite => {
    const slow = await network(suite, await nodeServer(suite, EMBEDDED), DELAY_MS)
    const { endpoint } = slow
    pointAt(endpoint)
    const client = new DynamoDBClient({})
    suite.defer(async () => client.destroy())
    const db = new DynamoLevel('own/bench')
    await db.open()
    suite.defer(() => db.close())
    const down = new DownStore(dynamoDown({ table: 'own' })('down') as unknown as Down)
    await down.open({})
    const raw = await RawSdk.open(client, 'raw', 'bench')
    const peers = {
      'dynamodbdown 2.1.7': await PREDECESSORS['dynamodbdown 2.1.7']({ endpoint, table: 'dynamodbdown' }),
      'dynamodown 1.0.0': await PREDECESSORS['dynamodown 1.0.0']({ endpoint, table: 'dynamodown' })
    }

    const compare = async (name: string, contenders: Record<string, Work>, options: CompareOptions = {}) => {
      const costs: Record<string, Cost> = {}
      for (const [contender, work] of Object.entries(contenders)) {
        await work()
        costs[contender] = await slow.costOf(work)
      }
      await suite.compare(name, contenders, { rounds: 9, roundMs: 100, ...options, costs })
    }
    const pouchLike = (store: Pick<DownStore, 'get' | 'batch'>) => async () => {
      await Promise.all(READ.map(key => store.get(key)))
      await store.batch(WRITTEN)
    }
    const operations = (list: typeof ENTRIES) =>
      list.map(([key, value]) => ({ type: 'put' as const, key, value }))
    const stores = { 'SDK v3': raw, ...peers }
    const ofOthers = (work: (store: RawSdk | DownStore) => Promise<unknown>) =>
      Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, () => work(store)]))
    const [[key, value]] = ENTRIES as [[string, string]]

    await db.batch(operations(ENTRIES))
    await down.batch(ENTRIES)
    for (const store of Object.values(stores)) await store.batch(ENTRIES)

    await compare('get', { 'dynamo-level': () => db.get(key), ...ofOthers(store => store.get(key)) })
    await compare('put', {
      'dynamo-level': () => db.put(key, value),
      ...ofOthers(store => store.put(key, value))
    })
    await compare('batch of 25', {
      'dynamo-level': () => db.batch(operations(ENTRIES.slice(0, 25))),
      'dynamo-level, not atomic': () => db.batch(operations(ENTRIES.slice(0, 25)), { atomic: false }),
      ...ofOthers(store => store.batch(ENTRIES.slice(0, 25)))
    })
    await compare(
      'as PouchDB: 100 gets at once, then a batch of 202',
      {
        'dynamo-level': pouchLike(down),
        'dynamo-level, not atomic': async () => {
          await Promise.all(READ.map(key => down.get(key)))
          await db.batch(operations(WRITTEN), { atomic: false })
        },
        ...ofOthers(store => pouchLike(store)())
      },
      { bars: [{ against: 'dynamodbdown 2.1.7', speed: 5 }] }
    )
    await compare('iteration over 1,000', {
      'dynamo-level': async () => {
        for await (const _ of db.iterator());
      },
      ...ofOthers(store => store.iterate())
    })
  }
)
