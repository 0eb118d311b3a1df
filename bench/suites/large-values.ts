// What large values cost beside the least that they could: write units of a put against its bytes; the time of a read
// against the same items read by parallel calls of the raw SDK; the requests of an iteration that needs no chunks.
import { randomBytes } from 'node:crypto'
import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../../index.js'
import { entries } from '../contenders/entries.js'
import { dynamoDBLocal, network, pointAt } from '../servers.js'
import { runSuite } from '../suite.js'

const MEGABYTE = 1024 * 1024
const MAX_UNITS_BY_KILOBYTE = 1.03
const MIN_READ_SPEED = 0.8
const MAX_REQUESTS = 4
const TABLE = 'bench'

await runSuite(
  {
    title: 'Large values',
    about: 'On DynamoDB Local. Units and requests are counted between client and server.'
  },
  async suite => {
    const endpoint = await dynamoDBLocal(suite)
    const counted = await network(suite, endpoint)
    pointAt(counted.endpoint)
    const client = new DynamoDBClient({})
    suite.defer(async () => client.destroy())
    const db = new DynamoLevel<string, Buffer>(`${TABLE}/large`, { client, valueEncoding: 'buffer' })
    await db.open()
    suite.defer(() => db.close())

    for (const megabytes of [1, 5, 20]) {
      const value = randomBytes(megabytes * MEGABYTE)
      await db.put('warm up', value)
      const { writeUnits } = await counted.costOf(() => db.put(`value of ${megabytes} MB`, value))
      suite.figure(`put of ${megabytes} MB`, writeUnits / (value.length / 1024), {
        unit: 'write units/KB',
        most: MAX_UNITS_BY_KILOBYTE
      })
    }

    // Straight to the server: what counts is slow with megabytes.
    const direct = new DynamoDBClient({ endpoint })
    suite.defer(async () => direct.destroy())
    const reader = new DynamoLevel<string, Buffer>(`${TABLE}/large`, {
      client: direct,
      valueEncoding: 'buffer'
    })
    await reader.open()
    suite.defer(() => reader.close())
    const keys = await chunkKeys(direct)
    await suite.compare(
      'read of 5 MB',
      {
        'dynamo-level': () => reader.get('value of 5 MB'),
        'SDK v3, in parallel': () =>
          Promise.all(
            keys.map(Key => direct.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true })))
          )
      },
      { rounds: 9, roundMs: 200, bars: [{ against: 'SDK v3, in parallel', speed: MIN_READ_SPEED }] }
    )

    await db.clear()
    await db.batch(
      entries(10_000).map(([key, value]) => ({ type: 'put' as const, key, value: Buffer.from(value) })),
      { atomic: false }
    )
    const { requests } = await counted.costOf(async () => {
      for await (const _ of db.iterator());
    })
    suite.figure('iteration over 10,000 entries of 100 B', requests, { unit: 'requests', most: MAX_REQUESTS })
  }
)

/** The keys of the chunks of the value of 5 MB: of all chunks there are, as many as its owner says. */
async function chunkKeys(client: DynamoDBClient) {
  const { Items: chunks = [] } = await client.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :owner)',
      ExpressionAttributeValues: { ':pk': { S: 'large#chunks' }, ':owner': { B: Buffer.from('o/') } }
    })
  )
  const owner = chunks.find(({ k: key }) => Buffer.from(key?.B ?? []).toString() === 'value of 5 MB')!
  const id = Buffer.from(owner['sk']!.B!).toString().slice('o/'.length)
  return Array.from({ length: Number(owner['n']!.N) }, (_, number) => ({
    pk: { S: 'large#chunks' },
    sk: { B: Buffer.from(`d/${id}/${number.toString(16).padStart(8, '0')}`) }
  }))
}
