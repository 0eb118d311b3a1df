// Many entries: a batch, a full iteration and a clear, beside what is written by hand with parallel requests.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../../index.js'
import { PREDECESSORS } from '../contenders/down-store.js'
import { entries } from '../contenders/entries.js'
import { RawSdk } from '../contenders/raw-sdk.js'
import { dynamoDBLocal, pointAt } from '../servers.js'
import { runSuite } from '../suite.js'

const ENTRIES = entries(10_000)
const OPERATIONS = ENTRIES.map(([key, value]) => ({ type: 'put' as const, key, value }))

await runSuite(
  {
    title: 'Many entries',
    about:
      '10,000 entries of 100 bytes on DynamoDB Local. SDK v3 pipelined: eight writes at a time, the next page read ahead.'
  },
  async suite => {
    const endpoint = await dynamoDBLocal(suite)
    pointAt(endpoint)
    const client = new DynamoDBClient({})
    suite.defer(async () => client.destroy())
    const db = new DynamoLevel('own/bench')
    await db.open()
    suite.defer(() => db.close())
    const raw = await RawSdk.open(client, 'raw', 'bench')
    const peers = {
      'dynamodbdown 2.1.7': await PREDECESSORS['dynamodbdown 2.1.7']({ endpoint, table: 'dynamodbdown' }),
      'dynamodown 1.0.0': await PREDECESSORS['dynamodown 1.0.0']({ endpoint, table: 'dynamodown' })
    }
    const floor = 'SDK v3, pipelined'
    const bars = [{ against: floor, time: 1.05 }]
    const peersBars = Object.keys(peers).map(against => ({ against, time: 1 }))
    const ofPeers = (run: (peer: (typeof peers)[keyof typeof peers]) => Promise<unknown>) =>
      Object.fromEntries(Object.entries(peers).map(([name, peer]) => [name, () => run(peer)]))
    const rounds = { rounds: 11, roundMs: 1 }

    await suite.compare(
      'batch of 10,000, not atomic',
      {
        'dynamo-level': () => db.batch(OPERATIONS, { atomic: false }),
        [floor]: () => raw.batch(ENTRIES),
        ...ofPeers(peer => peer.batch(ENTRIES))
      },
      { ...rounds, bars: [...bars, ...peersBars] }
    )
    await suite.compare(
      'iteration over 10,000',
      {
        'dynamo-level': async () => {
          for await (const _ of db.iterator());
        },
        [floor]: () => raw.iterate(),
        ...ofPeers(peer => peer.iterate())
      },
      { ...rounds, rounds: 21, bars: [...bars, ...peersBars] }
    )
    await suite.compare(
      'clear of 10,000',
      {
        'dynamo-level': { before: () => db.batch(OPERATIONS, { atomic: false }), run: () => db.clear() },
        [floor]: { before: () => raw.batch(ENTRIES), run: () => raw.clear() }
      },
      { ...rounds, bars }
    )
  }
)
