// The engine beside DynamoDB Local and dynalite: in process through the SDK, over HTTP through a client of its own that
// costs little, then the start and the memory of the server.
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  waitUntilTableExists
} from '@aws-sdk/client-dynamodb'
import { EmbeddedDynamoDBClient } from '../../lib/embedded/index.js'
import { tableInput } from '../contenders/table.js'
import { RawClient, requestBytes, saturate } from '../raw-client.js'
import { startServer } from '../server-process.js'
import { DYNALITE, dynamoDBLocal, EMBEDDED, nodeServer, pointAt } from '../servers.js'
import { runSuite, type Suite } from '../suite.js'

const OWN = 'embedded engine'
const TableName = 'bench'
const ITEMS_IN_QUERY = 1_000
const MAX_START_MS = 150
const MAX_IDLE_MEGABYTES = 80
const IDLE_MS = 200
/** One that waits for each answer, and several that keep a server busy. */
const CONNECTIONS = [1, 8]
const ROUND_MS = 300

const TABLE = tableInput(TableName, 'S')

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
    RequestItems: { [TableName]: puts('batch', index => (number * 25 + index) % 5_000) }
  })
}

type Operation = keyof typeof REQUESTS

const OPERATIONS: Record<Operation, { name: string; inProcess: number }> = {
  PutItem: { name: 'PutItem', inProcess: 50 },
  GetItem: { name: 'GetItem', inProcess: 50 },
  Query: { name: 'Query of 1,000', inProcess: 10 },
  BatchWriteItem: { name: 'BatchWriteItem of 25', inProcess: 30 }
}

const SENDS: Record<Operation, (client: DynamoDBClient, number: number) => Promise<unknown>> = {
  PutItem: (client, number) => client.send(new PutItemCommand(REQUESTS.PutItem(number))),
  GetItem: (client, number) => client.send(new GetItemCommand(REQUESTS.GetItem(number))),
  Query: client => client.send(new QueryCommand(QUERY)),
  BatchWriteItem: (client, number) => client.send(new BatchWriteItemCommand(REQUESTS.BatchWriteItem(number)))
}

await runSuite(
  {
    title: 'Engine',
    about:
      'Items of ordinary size, in memory. In process: through the SDK, which talks to the others over HTTP. Over HTTP: all through a client that costs next to nothing.'
  },
  async suite => {
    const [local, dynalite, served] = await Promise.all([
      dynamoDBLocal(suite),
      nodeServer(suite, DYNALITE),
      nodeServer(suite, EMBEDDED)
    ])
    await inProcess(suite, local, dynalite)
    await fill(served)
    for (const connections of CONNECTIONS) {
      await overHttp(suite, { [OWN]: served, 'DynamoDB Local': local, dynalite }, connections)
    }
    await startAndIdle(suite)
  }
)

async function inProcess(suite: Suite, local: string, dynalite: string): Promise<void> {
  const clients = {
    [OWN]: new EmbeddedDynamoDBClient(),
    'DynamoDB Local': remoteClient(local),
    dynalite: remoteClient(dynalite)
  }
  for (const client of Object.values<DynamoDBClient>(clients)) {
    suite.defer(async () => client.destroy())
    await client.send(new CreateTableCommand(TABLE))
    await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName })
    for (const batch of batchesForQuery()) await client.send(new BatchWriteItemCommand(batch))
  }
  for (const operation of Object.keys(OPERATIONS) as Operation[]) {
    const { name, inProcess: speed } = OPERATIONS[operation]
    let number = 0
    const contenders = Object.entries(clients).map(
      ([name, client]) => [name, () => SENDS[operation](client, number++)] as const
    )
    await suite.compare(`${name}, in process`, Object.fromEntries(contenders), {
      own: OWN,
      bars: [{ against: 'DynamoDB Local', speed }]
    })
  }
}

async function fill(endpoint: string): Promise<void> {
  const client = new RawClient(endpoint)
  await client.send('CreateTable', TABLE)
  for (const batch of batchesForQuery()) await client.send('BatchWriteItem', batch)
  client.close()
}

async function overHttp(
  suite: Suite,
  endpoints: Readonly<Record<string, string>>,
  connections: number
): Promise<void> {
  const clients = Object.entries(endpoints).map(
    ([name, endpoint]) => [name, Array.from({ length: connections }, () => new RawClient(endpoint))] as const
  )
  suite.defer(async () => {
    for (const [, each] of clients) for (const client of each) client.close()
  })
  for (const operation of Object.keys(OPERATIONS) as Operation[]) {
    // Made beforehand: the time that the client takes would hide differences between the servers.
    const requests = Array.from({ length: 1_000 }, (_, number) =>
      requestBytes(operation, REQUESTS[operation](number))
    )
    let number = 0
    const next = () => requests[number++ % requests.length]!
    const contenders = clients.map(
      ([name, each]) => [name, { measure: () => saturate(each, next, ROUND_MS) }] as const
    )
    const where = connections === 1 ? 'HTTP' : `HTTP, ${connections} connections`
    await suite.compare(`${OPERATIONS[operation].name}, over ${where}`, Object.fromEntries(contenders), {
      own: OWN,
      bars: [
        { against: 'DynamoDB Local', speed: 3 },
        { against: 'dynalite', speed: 1.5 }
      ]
    })
  }
}

async function startAndIdle(suite: Suite): Promise<void> {
  const starts = (parametersFor: (port: number) => readonly string[], memory: number[]) => ({
    measure: async () => {
      const server = await startServer(parametersFor)
      await new Promise(resolve => setTimeout(resolve, IDLE_MS))
      memory.push(server.residentMegabytes() ?? Number.NaN)
      await server.stop()
      return server.startMs
    }
  })
  const memory = { [OWN]: [] as number[], dynalite: [] as number[] }
  await suite.compare(
    'server: start to the first answer',
    {
      [OWN]: starts(EMBEDDED, memory[OWN]!),
      dynalite: starts(DYNALITE, memory.dynalite)
    },
    { own: OWN, bars: [{ most: MAX_START_MS }] }
  )
  suite.record('server: memory when idle', memory, {
    own: OWN,
    unit: 'MB',
    bars: [{ most: MAX_IDLE_MEGABYTES }]
  })
}

function remoteClient(endpoint: string): DynamoDBClient {
  pointAt(endpoint)
  return new DynamoDBClient({ endpoint })
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

function puts(pk: string, numberOf: (index: number) => number) {
  return Array.from({ length: 25 }, (_, index) => ({ PutRequest: { Item: item(pk, numberOf(index)) } }))
}

function batchesForQuery() {
  return Array.from({ length: ITEMS_IN_QUERY / 25 }, (_, batch) => ({
    RequestItems: { [TableName]: puts('many', index => batch * 25 + index) }
  }))
}
