// What it takes that calls share requests, beside the same without: never longer, and mostly far less.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../../index.js'
import { entries, VALUE } from '../contenders/entries.js'
import { dynamoDBLocal, network } from '../servers.js'
import { type CompareOptions, runSuite } from '../suite.js'

const DELAY_MS = 5
const KEYS = entries(1_000).map(([key]) => key)
const LARGE = 'x'.repeat(100_000)
const CREDENTIALS = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }

await runSuite(
  {
    title: 'Calls that share requests',
    about: `DynamoDB Local behind a network that takes ${DELAY_MS} ms for each request, with and without \`coalesce\`. Entries of 100 bytes, but for large ones of 100 kB.`
  },
  async suite => {
    const { endpoint } = await network(suite, await dynamoDBLocal(suite), DELAY_MS)
    const client = new DynamoDBClient({ ...CREDENTIALS, endpoint })
    suite.defer(async () => client.destroy())
    const stores = {
      'dynamo-level': new DynamoLevel('bench/shared', { client }),
      'coalesce: false': new DynamoLevel('bench/single', { client, coalesce: false })
    }
    for (const store of Object.values(stores)) {
      await store.open()
      suite.defer(() => store.close())
      await Promise.all(KEYS.map(key => store.put(key, VALUE)))
    }

    const compare = (
      name: string,
      work: (store: DynamoLevel) => Promise<unknown>,
      options: CompareOptions = {}
    ) =>
      suite.compare(
        name,
        Object.fromEntries(Object.entries(stores).map(([of, store]) => [of, () => work(store)])),
        { rounds: 9, bars: [{ against: 'coalesce: false', time: 1.03 }], ...options }
      )
    const [first, second] = KEYS as [string, string]
    const loops = (work: (key: string) => Promise<unknown>) =>
      Promise.all(
        Array.from({ length: 50 }, async (_, loop) => {
          for (const key of KEYS.slice(loop * 20, loop * 20 + 20)) await work(key)
        })
      )
    const large = KEYS.slice(0, 50)

    // Short turns: what differs by parts in a hundred has to meet the same noise.
    const fine = { rounds: 40, roundMs: 60 }
    await compare('a get alone', store => store.get(first), fine)
    await compare('a put alone', store => store.put(first, VALUE), fine)
    await compare('2 gets at once', store => Promise.all([store.get(first), store.get(second)]), fine)
    await compare(
      '2 puts at once',
      store => Promise.all([store.put(first, VALUE), store.put(second, VALUE)]),
      fine
    )
    await compare('1,000 gets in 50 loops', store => loops(key => store.get(key)))
    await compare('1,000 puts in 50 loops', store => loops(key => store.put(key, VALUE)))
    await compare('1,000 gets at once', store => Promise.all(KEYS.map(key => store.get(key))))
    await compare('1,000 puts at once', store => Promise.all(KEYS.map(key => store.put(key, VALUE))))
    await compare('50 large puts at once', store => Promise.all(large.map(key => store.put(key, LARGE))))
    await compare('50 large gets at once', store => Promise.all(large.map(key => store.get(key))))
  }
)
