// The engine beside DynamoDB Local and dynalite, in one run:   npm run build && node dist/bench/engine.js
//
// In process, through the SDK; over HTTP, through a client of its own that costs little; then the start and the
// memory of the server. Each line ends with the bar that it has to clear.
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  waitUntilTableExists
} from '@aws-sdk/client-dynamodb'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { startDynamoDBLocal } from '../test/servers/dynamodb-local.js'
import { median, rates } from './measure.js'
import { RawClient, requestBytes } from './raw-client.js'
import { type ServerProcess, startServer } from './server-process.js'

const TableName = 'bench'
const ITEMS_IN_QUERY = 1_000
const MAX_START_MS = 150
const MAX_IDLE_MEGABYTES = 80
const STARTS = 7
/** One that waits for each answer, and several that keep a server busy. */
const CONNECTIONS = [1, 8]

const CLI = new URL('../lib/embedded/cli.js', import.meta.url).pathname
const DYNALITE = new URL('../../node_modules/dynalite/cli.js', import.meta.url).pathname

const TABLE: CreateTableCommandInput = {
  TableName,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' }
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' }
  ],
  BillingMode: 'PAY_PER_REQUEST'
}

function item(pk: string, number: number) {
  return {
    pk: { S: pk },
    sk: { S: String(number).padStart(8, '0') },
    name: { S: 'An item of ordinary size' },
    count: { N: String(number) },
    tags: { L: [{ S: 'red' }, { S: 'green' }] },
    address: { M: { street: { S: 'High Street 1' }, city: { S: 'Anywhere' }, zip: { S: '01234' } } }
  }
}

const QUERY = {
  TableName,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: 'many' } }
}

/** The requests that are measured; `number` makes each one different from the last. */
const REQUESTS = {
  PutItem: (number: number) => ({ TableName, Item: item('put', number % 5_000) }),
  GetItem: (number: number) => {
    const { pk, sk } = item('many', number % ITEMS_IN_QUERY)
    return { TableName, Key: { pk, sk } }
  },
  Query: (_number: number) => QUERY,
  BatchWriteItem: (number: number) => ({
    RequestItems: {
      [TableName]: Array.from({ length: 25 }, (_, index) => ({
        PutRequest: { Item: item('batch', (number * 25 + index) % 5_000) }
      }))
    }
  })
}

type Operation = keyof typeof REQUESTS

const IN_PROCESS_BARS: Record<Operation, number> = { PutItem: 50, GetItem: 50, Query: 10, BatchWriteItem: 30 }
const HTTP_BARS = { 'DynamoDB Local': 3, dynalite: 1.5 }

let failures = 0

const [local, dynalite, served] = await Promise.all([
  startDynamoDBLocal(),
  startServer(port => [DYNALITE, '--port', String(port), '--createTableMs', '0']),
  startServer(port => [CLI, 'serve', '--port', String(port)])
])
try {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`)
  await benchInProcess()
  await fillServed()
  for (const connections of CONNECTIONS) await benchOverHttp(connections)
  await benchStart()
} finally {
  await Promise.all([local.stop(), dynalite.stop(), served.stop()])
}
console.log(failures === 0 ? '\nAll bars are cleared.' : `\n${failures} bars are missed.`)
process.exitCode = failures === 0 ? 0 : 1

async function benchInProcess(): Promise<void> {
  console.log('Through the SDK, calls per second')
  const clients = {
    embedded: new EmbeddedDynamoDBClient(),
    'DynamoDB Local': remoteClient(local.endpoint),
    dynalite: remoteClient(dynalite.endpoint)
  }
  for (const client of Object.values<DynamoDBClient>(clients)) {
    await client.send(new CreateTableCommand(TABLE))
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName })
    for (const batch of batchesForQuery()) await client.send(new BatchWriteItemCommand(batch))
  }
  const sends: Record<Operation, (client: DynamoDBClient, number: number) => Promise<unknown>> = {
    PutItem: (client, number) => client.send(new PutItemCommand(REQUESTS.PutItem(number))),
    GetItem: (client, number) => client.send(new GetItemCommand(REQUESTS.GetItem(number))),
    Query: client => client.send(new QueryCommand(QUERY)),
    BatchWriteItem: (client, number) =>
      client.send(new BatchWriteItemCommand(REQUESTS.BatchWriteItem(number)))
  }
  for (const operation of Object.keys(REQUESTS) as Operation[]) {
    let number = 0
    const measured = await rates(
      Object.fromEntries(
        Object.entries(clients).map(([name, client]) => [name, () => sends[operation](client, number++)])
      )
    )
    report(operation, measured, { 'DynamoDB Local': IN_PROCESS_BARS[operation] })
  }
  for (const client of Object.values(clients)) client.destroy()
}

async function benchOverHttp(connections: number): Promise<void> {
  console.log(
    `\nOver HTTP, ${connections} ${connections === 1 ? 'connection' : 'connections'}, calls per second`
  )
  const clients = Object.entries({ embedded: served, 'DynamoDB Local': local, dynalite }).map(
    ([name, { endpoint }]) =>
      [name, Array.from({ length: connections }, () => new RawClient(endpoint))] as const
  )
  for (const operation of Object.keys(REQUESTS) as Operation[]) {
    // Made beforehand: the time that the client takes would hide differences between the servers.
    const requests = Array.from({ length: 1_000 }, (_, number) =>
      requestBytes(operation, REQUESTS[operation](number))
    )
    let number = 0
    const next = () => requests[number++ % requests.length]!
    const works = clients.map(
      ([name, each]) => [name, () => Promise.all(each.map(client => client.sendBytes(next())))] as const
    )
    const measured = await rates(Object.fromEntries(works), { callsAtOnce: connections })
    report(operation, measured, HTTP_BARS)
  }
  for (const [, each] of clients) for (const client of each) client.close()
}

async function fillServed(): Promise<void> {
  const client = new RawClient(served.endpoint)
  await client.send('CreateTable', TABLE)
  for (const batch of batchesForQuery()) await client.send('BatchWriteItem', batch)
  client.close()
}

async function benchStart(): Promise<void> {
  console.log('\nThe server: start to the first answer, memory when idle')
  const starts: number[] = []
  const memory: number[] = []
  for (let count = 0; count < STARTS; count++) {
    const server: ServerProcess = await startServer(port => [CLI, 'serve', '--port', String(port)])
    starts.push(server.startMs)
    await new Promise(resolve => setTimeout(resolve, 200))
    memory.push(server.residentMegabytes() ?? Number.NaN)
    await server.stop()
  }
  const startMs = median(starts)
  const megabytes = median(memory)
  console.log(`  start  ${startMs.toFixed(0)} ms, bar ${MAX_START_MS} ms: ${verdict(startMs < MAX_START_MS)}`)
  console.log(
    `  idle   ${megabytes.toFixed(0)} MB, bar ${MAX_IDLE_MEGABYTES} MB: ${verdict(!(megabytes > MAX_IDLE_MEGABYTES))}`
  )
}

function report(
  operation: string,
  measured: Record<string, number>,
  bars: Readonly<Record<string, number>>
): void {
  const own = measured['embedded']!
  const parts = Object.entries(measured).map(([name, rate]) => {
    const ratio = own / rate
    const bar = bars[name]
    const text = `${name} ${rate.toFixed(0)}`
    if (name === 'embedded') return text
    return `${text} (${ratio.toFixed(1)}x${bar === undefined ? '' : `, bar ${bar}x: ${verdict(ratio >= bar)}`})`
  })
  console.log(`  ${operation.padEnd(15)} ${parts.join(', ')}`)
}

function verdict(cleared: boolean): string {
  if (!cleared) failures++
  return cleared ? 'ok' : 'MISSED'
}

function remoteClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' }
  })
}

function batchesForQuery() {
  return Array.from({ length: ITEMS_IN_QUERY / 25 }, (_, batch) => ({
    RequestItems: {
      [TableName]: Array.from({ length: 25 }, (_, index) => ({
        PutRequest: { Item: item('many', batch * 25 + index) }
      }))
    }
  }))
}
