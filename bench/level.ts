// DynamoLevel on the embedded engine beside classic-level, and on DynamoDB Local beside the raw SDK, in one run:
//   npm run build && node dist/bench/level.js [part of a section's name] [part of a line's name]
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput
} from '@aws-sdk/client-dynamodb'
import { ClassicLevel } from 'classic-level'
import { DynamoLevel } from '../index.js'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { startDynamoDBLocal } from '../test/servers/dynamodb-local.js'
import { rates, type Work } from './measure.js'

const ENTRIES = 10_000
const KEYS = Array.from({ length: ENTRIES }, (_, number) => String(number).padStart(16, '0'))
const VALUE = 'x'.repeat(100)
const TABLE = 'bench'

type Level = Pick<
  DynamoLevel<string, string>,
  'open' | 'close' | 'get' | 'put' | 'batch' | 'clear' | 'iterator'
>

const [only = '', onlyLine = ''] = process.argv.slice(2)
const SECTIONS: Record<string, () => Promise<void>> = {
  memory: () =>
    besideClassicLevel('memory', {
      'sequential get': 2,
      'sequential put': 2,
      iterator: 0.4,
      'all()': 0.4,
      'batch(1,000)': 0.2
    }),
  file: () =>
    besideClassicLevel('file', { 'sequential get': 1, 'sequential put': 1, iterator: 0.4, 'all()': 0.4 }),
  local: () => besideRawSdk(0),
  network: () => besideRawSdk(5)
}

async function besideClassicLevel(kind: 'memory' | 'file', bars: Record<string, number>): Promise<void> {
  console.log(`\nOn the embedded engine (${kind}) beside classic-level, calls per second`)
  const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-bench-'))
  const client = new EmbeddedDynamoDBClient(
    kind === 'memory' ? {} : { path: join(folder, 'embedded.db'), durability: 'normal' }
  )
  const levels: Record<string, Level> = {
    ours: new DynamoLevel(TABLE, { client }),
    'classic-level': new ClassicLevel<string, string>(join(folder, 'classic')) as unknown as Level
  }
  const puts = KEYS.map(key => ({ type: 'put' as const, key, value: VALUE }))
  for (const level of Object.values(levels)) {
    await level.open()
    await level.batch(puts)
  }
  let number = 0
  const next = () => {
    number += 7_919
    return KEYS[number % ENTRIES]!
  }
  const works: Record<string, (level: Level) => Promise<unknown>> = {
    'sequential get': level => repeat(50, () => level.get(next())),
    'sequential put': level => repeat(50, () => level.put(next(), VALUE)),
    iterator: async level => {
      for await (const _ of level.iterator());
    },
    'all()': level => level.iterator().all(),
    'batch(1,000)': level => level.batch(puts.slice(0, 1_000)),
    '100 gets at once': level => Promise.all(KEYS.slice(0, 100).map(key => level.get(key))),
    '1,000 puts at once': level => Promise.all(KEYS.slice(0, 1_000).map(key => level.put(key, VALUE)))
  }
  for (const [name, work] of Object.entries(works)) {
    if (!name.includes(onlyLine)) continue
    const measured = await rates(
      Object.fromEntries(Object.entries(levels).map(([of, level]) => [of, () => work(level)]))
    )
    report(name, measured, 'classic-level', bars[name])
  }
  for (const level of Object.values(levels)) await level.close()
  client.destroy()
  await rm(folder, { recursive: true })
}

async function besideRawSdk(delayMs: number): Promise<void> {
  console.log(
    `\nOn DynamoDB Local${delayMs ? `, ${delayMs} ms more a request,` : ''} beside the raw SDK, calls per second`
  )
  const server = await startDynamoDBLocal()
  const connect = () => {
    const client = new DynamoDBClient({
      endpoint: server.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' }
    })
    if (delayMs > 0) {
      client.middlewareStack.add(
        next => async args => {
          await new Promise(resolve => setTimeout(resolve, delayMs))
          return next(args)
        },
        { step: 'finalizeRequest', priority: 'low', name: 'network' }
      )
    }
    return client
  }
  const clients = [connect(), connect(), connect()] as const
  const ours = new DynamoLevel(TABLE, { client: clients[0] })
  const alone = new DynamoLevel(TABLE, { client: clients[2], coalesce: false })
  const raw = new RawStore(clients[1])
  await ours.open()
  await alone.open()
  const puts = KEYS.map(key => ({ type: 'put' as const, key, value: VALUE }))
  await ours.batch(puts, { atomic: false })
  let number = 0
  const next = () => {
    number += 7_919
    return KEYS[number % ENTRIES]!
  }
  const hundred = KEYS.slice(0, 100)
  const thousand = KEYS.slice(0, 1_000)

  const works: Record<string, [bar: number | undefined, works: Record<string, Work>]> = {
    'sequential get': [
      1 / 1.03,
      { ours: () => ours.get(next()), alone: () => alone.get(next()), raw: () => raw.get(next()) }
    ],
    'sequential put': [
      1 / 1.03,
      {
        ours: () => ours.put(next(), VALUE),
        alone: () => alone.put(next(), VALUE),
        raw: () => raw.put(next())
      }
    ],
    '100 gets at once': [
      3,
      {
        ours: () => Promise.all(hundred.map(key => ours.get(key))),
        alone: () => Promise.all(hundred.map(key => alone.get(key))),
        raw: () => Promise.all(hundred.map(key => raw.get(key)))
      }
    ],
    '1,000 puts at once': [
      3,
      {
        ours: () => Promise.all(thousand.map(key => ours.put(key, VALUE))),
        alone: () => Promise.all(thousand.map(key => alone.put(key, VALUE))),
        raw: () => Promise.all(thousand.map(key => raw.put(key)))
      }
    ],
    'batch of 10,000, not atomic': [
      1 / 1.05,
      { ours: () => ours.batch(puts, { atomic: false }), raw: () => raw.write(KEYS) }
    ],
    'iteration over 10,000': [
      1 / 1.05,
      {
        ours: async () => {
          for await (const _ of ours.iterator());
        },
        raw: () => raw.iterate()
      }
    ],
    'all() of 10,000': [1 / 1.05, { ours: () => ours.iterator().all(), raw: () => raw.iterate() }],
    // Each fills the database again: the time of that is the same for both.
    'batch and clear of 10,000': [
      1 / 1.05,
      {
        ours: async () => {
          await raw.write(KEYS)
          await ours.clear()
        },
        raw: async () => {
          await raw.write(KEYS)
          await raw.clear()
        }
      }
    ]
  }
  for (const [name, [bar, contestants]] of Object.entries(works)) {
    if (!name.includes(onlyLine)) continue
    report(name, await rates(contestants, { rounds: 7, roundMs: 1_000 }), 'raw', bar)
  }
  await ours.close()
  await alone.close()
  for (const client of clients) client.destroy()
  await server.stop()
}

/** What a careful engineer writes with the SDK: requests in a pipeline, of the same items. */
class RawStore {
  readonly #client: DynamoDBClient

  constructor(client: DynamoDBClient) {
    this.#client = client
  }

  async get(key: string): Promise<string | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: TABLE, Key: keyOf(key), ConsistentRead: true })
    )
    return item?.['v']?.B && Buffer.from(item['v'].B).toString()
  }

  async put(key: string): Promise<void> {
    await this.#client.send(new PutItemCommand({ TableName: TABLE, Item: itemOf(key) }))
  }

  async write(keys: readonly string[]): Promise<void> {
    await this.#write(keys.map(key => ({ PutRequest: { Item: itemOf(key) } })))
  }

  /** The next page is fetched while this one is read. */
  async iterate(): Promise<number> {
    let count = 0
    for await (const items of this.#pages(undefined)) {
      for (const { sk, v } of items) {
        Buffer.from(sk!.B!).toString()
        Buffer.from(v!.B!).toString()
        count++
      }
    }
    return count
  }

  async clear(): Promise<void> {
    for await (const items of this.#pages('pk, sk')) {
      await this.#write(items.map(Key => ({ DeleteRequest: { Key } })))
    }
  }

  async *#pages(projection: string | undefined) {
    const read = (start: QueryCommandOutput['LastEvaluatedKey']) =>
      this.#client.send(
        new QueryCommand({
          TableName: TABLE,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: '!' } },
          ConsistentRead: true,
          ...(projection && { ProjectionExpression: projection }),
          ...(start && { ExclusiveStartKey: start })
        })
      )
    for (let page = read(undefined); ; ) {
      const { Items: items = [], LastEvaluatedKey: last } = await page
      if (last) page = read(last)
      yield items
      if (!last) return
    }
  }

  async #write(requests: object[]): Promise<void> {
    let next = 0
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        while (next < requests.length) {
          let pending = requests.slice(next, next + 25) as never[]
          next += 25
          while (pending.length > 0) {
            const { UnprocessedItems: rest }: BatchWriteItemCommandOutput = await this.#client.send(
              new BatchWriteItemCommand({ RequestItems: { [TABLE]: pending } })
            )
            pending = (rest?.[TABLE] ?? []) as never[]
          }
        }
      })
    )
  }
}

function keyOf(key: string) {
  return { pk: { S: '!' }, sk: { B: Buffer.from(key) } }
}

function itemOf(key: string) {
  return { ...keyOf(key), v: { B: Buffer.from(VALUE) }, r: { B: randomBytes(12) } }
}

async function repeat(times: number, work: Work): Promise<void> {
  for (let time = 0; time < times; time++) await work()
}

function report(
  name: string,
  measured: Record<string, number>,
  other: string,
  bar: number | undefined
): void {
  const ratio = measured['ours']! / measured[other]!
  const verdict = bar === undefined ? '' : `, bar ${bar.toFixed(2)}x: ${ratio >= bar ? 'ok' : 'MISSED'}`
  const parts = Object.entries(measured).map(([of, rate]) => `${of} ${rate.toPrecision(4)}`)
  console.log(`  ${name.padEnd(28)} ${parts.join(', ')} (${ratio.toFixed(2)}x${verdict})`)
}

for (const [name, run] of Object.entries(SECTIONS)) if (name.includes(only)) await run()
