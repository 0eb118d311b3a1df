// Gets and puts, one after another and many at once.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../../index.js'
import { PREDECESSORS } from '../contenders/down-store.js'
import { entries, VALUE } from '../contenders/entries.js'
import { RawSdk } from '../contenders/raw-sdk.js'
import { dynamoDBLocal, pointAt } from '../servers.js'
import { runSuite } from '../suite.js'

const KEYS = entries(1_000).map(([key]) => key)

await runSuite(
  {
    title: 'Single calls',
    about: 'Entries of 100 bytes on DynamoDB Local. SDK v3 is a client with its own defaults.'
  },
  async suite => {
    const endpoint = await dynamoDBLocal(suite)
    pointAt(endpoint)
    const client = new DynamoDBClient({})
    suite.defer(async () => client.destroy())

    const own = new DynamoLevel('own/bench')
    const given = new DynamoLevel('own/given', { client })
    await Promise.all([own.open(), given.open()])
    suite.defer(() => Promise.all([own.close(), given.close()]))
    const raw = await RawSdk.open(client, 'raw', 'bench')
    const stores = {
      'dynamo-level': own,
      'dynamo-level, client given': given,
      'SDK v3': raw,
      'dynamodbdown 2.1.7': await PREDECESSORS['dynamodbdown 2.1.7']({ endpoint, table: 'dynamodbdown' }),
      'dynamodown 1.0.0': await PREDECESSORS['dynamodown 1.0.0']({ endpoint, table: 'dynamodown' })
    }

    let turn = 0
    const next = () => KEYS[turn++ % KEYS.length]!
    const all = <T>(make: (store: Pick<RawSdk, 'put'> & { get(key: string): Promise<unknown> }) => T) =>
      Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, make(store)]))
    const bars = [
      { against: 'SDK v3', time: 1.03 },
      { against: 'dynamodbdown 2.1.7', time: 1 }
    ]
    // Short turns: what differs by parts in a hundred has to meet the same noise.
    const fine = { rounds: 60, roundMs: 60, bars }
    await suite.compare(
      'put, one after another',
      all(store => () => store.put(next(), VALUE)),
      fine
    )
    for (const store of Object.values(stores)) for (const key of KEYS) await store.put(key, VALUE)
    await suite.compare(
      'get, one after another',
      all(store => () => store.get(next())),
      fine
    )

    const many = { rounds: 15, roundMs: 200, bars: [{ against: 'SDK v3', speed: 3 }] }
    await suite.compare(
      '100 gets at once',
      all(store => () => Promise.all(KEYS.slice(0, 100).map(key => store.get(key)))),
      many
    )
    await suite.compare(
      '1,000 puts at once',
      all(store => () => Promise.all(KEYS.map(key => store.put(key, VALUE)))),
      { ...many, rounds: 7 }
    )
  }
)
