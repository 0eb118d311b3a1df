// What large values cost beside the least that they could:   npm run build && node dist/bench/large-values.js
//
// Write units of a put against its bytes; the time of a read against the same items read by parallel calls of the raw
// SDK; the requests of an iteration over entries that need no chunks.
import { randomBytes } from 'node:crypto'
import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { DynamoLevel } from '../index.js'
import { startDynamoDBLocal } from '../test/servers/dynamodb-local.js'
import { median } from './measure.js'

const MEGABYTE = 1024 * 1024
const ROUNDS = 9
const MAX_WRITE_RATIO = 1.03
const MIN_READ_RATIO = 0.8
const TABLE = 'bench'

const server = await startDynamoDBLocal()
const client = new DynamoDBClient({
  endpoint: server.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' }
})

let requests = 0
let writeUnits = 0
client.middlewareStack.add(
  next => async args => {
    requests++
    const isWrite = 'Item' in args.input || 'RequestItems' in args.input
    const result = await next(
      isWrite ? { ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } } : args
    )
    const { ConsumedCapacity: consumed } = result.output as { ConsumedCapacity?: Units | Units[] }
    for (const { CapacityUnits: units = 0 } of [consumed ?? []].flat()) writeUnits += units
    return result
  },
  { step: 'initialize' }
)

interface Units {
  CapacityUnits?: number
}

try {
  const db = new DynamoLevel<string, Buffer>(`${TABLE}/large`, { client, valueEncoding: 'buffer' })
  await db.open()

  for (const megabytes of [1, 5, 20]) {
    const value = randomBytes(megabytes * MEGABYTE)
    await db.put('warm up', value)
    requests = writeUnits = 0
    await db.put(`value of ${megabytes} MB`, value)
    report(`put of ${megabytes} MB`, writeUnits / (value.length / 1024), ratio => ratio <= MAX_WRITE_RATIO, {
      requests,
      'write units': writeUnits
    })
  }

  const keys = await chunkKeys()
  const ours: number[] = []
  const raw: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(() => db.get('value of 5 MB')))
    raw.push(
      await timed(() =>
        Promise.all(
          keys.map(Key => client.send(new GetItemCommand({ TableName: TABLE, Key, ConsistentRead: true })))
        )
      )
    )
  }
  report('read of 5 MB, speed to the raw SDK', median(raw) / median(ours), ratio => ratio >= MIN_READ_RATIO, {
    'ours, ms': median(ours),
    'raw, ms': median(raw)
  })

  await db.clear()
  await db.batch(
    Array.from({ length: 10_000 }, (_, number) => ({
      type: 'put' as const,
      key: String(number).padStart(8, '0'),
      value: Buffer.alloc(100)
    })),
    { atomic: false }
  )
  requests = 0
  for await (const _ of db.iterator());
  report('requests of an iteration over 10,000 entries of 100 B', requests, count => count <= 4, {})
  await db.close()
} finally {
  client.destroy()
  await server.stop()
}

/** The keys of the chunks of the value of 5 MB: of all chunks there are, as many as its owner says. */
async function chunkKeys() {
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

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

function report(
  name: string,
  ratio: number,
  isMet: (ratio: number) => boolean,
  details: Record<string, number>
): void {
  const parts = Object.entries(details).map(([label, value]) => `${label} ${Math.round(value * 10) / 10}`)
  console.log(`${name}: ${ratio.toFixed(3)} (${isMet(ratio) ? 'ok' : 'MISSED'}) ${parts.join(', ')}`)
}
