import { getEventListeners } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBServiceException,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  ResourceNotFoundException,
  ScanCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  waitUntilTableExists
} from '@aws-sdk/client-dynamodb'
import { DynamoDBDocument, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import test, { type Test } from 'tape'
import { EmbeddedDynamoDBClient } from '../../lib/embedded/index.js'

const TableName = 'things'

const table = new CreateTableCommand({
  TableName,
  AttributeDefinitions: [
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'b', AttributeType: 'N' }
  ],
  KeySchema: [
    { AttributeName: 'a', KeyType: 'HASH' },
    { AttributeName: 'b', KeyType: 'RANGE' }
  ],
  BillingMode: 'PAY_PER_REQUEST'
})

const Key = { a: { S: 'x' }, b: { N: '1' } }

async function clientWithTable(): Promise<EmbeddedDynamoDBClient> {
  const client = new EmbeddedDynamoDBClient()
  await client.send(table)
  return client
}

/** The same client, with every command on its way through the SDK's pipeline. */
function piped(client: EmbeddedDynamoDBClient): EmbeddedDynamoDBClient {
  client.middlewareStack.add(next => args => next(args), { step: 'initialize' })
  return client
}

async function errorOf(work: Promise<unknown>): Promise<DynamoDBServiceException> {
  try {
    await work
  } catch (error) {
    return error as DynamoDBServiceException
  }
  throw new Error('It did not fail')
}

test('a client is a DynamoDBClient that needs neither region nor credentials', async t => {
  const client = new EmbeddedDynamoDBClient()
  t.ok(client instanceof DynamoDBClient)
  const { $metadata, ...answer } = await client.send(new ListTablesCommand({}))
  t.deepEqual(answer, { TableNames: [] })
  t.equal($metadata.httpStatusCode, 200)
  t.equal($metadata.attempts, 1)
  t.match($metadata.requestId ?? '', /^[0-9A-V]{52}$/)
  t.equal(await client.config.region(), 'us-east-1')
  client.destroy()
})

for (const [way, prepare] of [
  ['directly', (client: EmbeddedDynamoDBClient) => client],
  ['through the pipeline', piped]
] as const) {
  test(`answers and errors ${way}`, async t => {
    const client = prepare(await clientWithTable())
    const Item = {
      ...Key,
      bytes: { B: new Uint8Array([0, 255]) },
      set: { NS: ['1', '2'] },
      map: { M: { n: { NULL: true } } }
    }
    const put = await client.send(new PutItemCommand({ TableName, Item }))
    t.equal(put.$metadata.httpStatusCode, 200)
    t.equal('Attributes' in put, false, 'absent members are absent')

    const got = await client.send(new GetItemCommand({ TableName, Key }))
    t.deepEqual(got.Item, Item)
    t.ok(got.Item?.['bytes']?.B instanceof Uint8Array)

    const described = await client.send(new DescribeTableCommand({ TableName }))
    t.ok(described.Table?.CreationDateTime instanceof Date)

    const failed = await errorOf(
      client.send(
        new PutItemCommand({
          TableName,
          Item: Key,
          ConditionExpression: 'attribute_not_exists(a)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD'
        })
      )
    )
    t.ok(failed instanceof ConditionalCheckFailedException)
    t.equal(failed.name, 'ConditionalCheckFailedException')
    t.equal(failed.message, 'The conditional request failed')
    t.equal(failed.$fault, 'client')
    t.equal(failed.$metadata.httpStatusCode, 400)
    t.match(failed.$metadata.requestId ?? '', /^[0-9A-V]{52}$/)
    t.deepEqual((failed as ConditionalCheckFailedException).Item, Item)

    const cancelled = await errorOf(
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName, Item: { a: { S: 'y' }, b: { N: '1' } } } },
            {
              ConditionCheck: {
                TableName,
                Key,
                ConditionExpression: 'attribute_not_exists(a)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD'
              }
            }
          ]
        })
      )
    )
    t.ok(cancelled instanceof TransactionCanceledException)
    t.deepEqual((cancelled as TransactionCanceledException).CancellationReasons, [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item }
    ])

    const missing = await errorOf(client.send(new GetItemCommand({ TableName: 'missing', Key })))
    t.ok(missing instanceof ResourceNotFoundException)

    const invalid = await errorOf(client.send(new GetItemCommand({ TableName, Key: { a: { S: 'x' } } })))
    t.ok(invalid instanceof DynamoDBServiceException)
    t.equal(invalid.name, 'ValidationException')
    t.equal(invalid.message, 'The provided key element does not match the schema')
    t.equal(invalid.$fault, 'client')

    const unknown = await errorOf(client.send(new ExecuteStatementCommand({ Statement: 'SELECT 1' })))
    t.ok(unknown instanceof DynamoDBServiceException)
    t.equal(unknown.name, 'UnknownOperationException')
    t.equal(unknown.message, 'The embedded engine does not offer ExecuteStatement')
    t.equal(unknown.$metadata.httpStatusCode, 400)
    client.destroy()
  })

  test(`abort signals ${way}`, async t => {
    const client = prepare(await clientWithTable())
    const put = () => new PutItemCommand({ TableName, Item: Key })

    const aborted = await errorOf(client.send(put(), { abortSignal: AbortSignal.abort() }))
    t.equal(aborted.name, 'AbortError')
    const reason = new Error('enough')
    const withReason = await errorOf(client.send(put(), { abortSignal: AbortSignal.abort(reason) }))
    t.equal(withReason.name, 'AbortError')
    t.match(withReason.message, /aborted|enough/)

    const controller = new AbortController()
    const sending = client.send(put(), { abortSignal: controller.signal })
    controller.abort()
    t.equal((await errorOf(sending)).name, 'AbortError')

    t.equal(
      (await client.send(new GetItemCommand({ TableName, Key }))).Item,
      undefined,
      'nothing was written'
    )
    const patient = new AbortController()
    await client.send(put(), { abortSignal: patient.signal })
    t.equal(getEventListeners(patient.signal, 'abort').length, 0)
    client.destroy()
  })

  test(`a client that was destroyed fails clearly ${way}`, async t => {
    const client = prepare(await clientWithTable())
    client.destroy()
    client.destroy()
    const error = await errorOf(client.send(new ListTablesCommand({})))
    t.match(error.message, /closed|destroyed/)
    t.equal(error.name, 'EngineClosedError')
  })
}

test('errors are the same on both ways', async t => {
  const [direct, through] = [await clientWithTable(), piped(await clientWithTable())]
  const commands = [
    () => new GetItemCommand({ TableName: 'missing', Key }),
    () => new GetItemCommand({ TableName, Key: {} }),
    () => new GetItemCommand({} as never),
    () => new GetItemCommand({ TableName: 5 as unknown as string, Key }),
    () => new PutItemCommand({ TableName, Item: { ...Key, c: {} as never } }),
    () => new PutItemCommand({ TableName, Item: { ...Key, c: { S: 'a', N: '1' } as never } }),
    () => new PutItemCommand({ TableName, Item: { ...Key, c: { N: 'x' } } }),
    () => new QueryCommand({ TableName, KeyConditionExpression: 'a = :a' }),
    () =>
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'a = :a',
        ExpressionAttributeValues: { ':a': { N: '1' } },
        Limit: 0
      }),
    () => new UpdateItemCommand({ TableName, Key, UpdateExpression: 'SET a = :a' }),
    () => new TransactWriteItemsCommand({ TransactItems: [] }),
    () => table
  ]
  for (const command of commands) {
    const one = await errorOf(direct.send(command() as GetItemCommand))
    const other = await errorOf(through.send(command() as GetItemCommand))
    const what = `${one.name}: ${one.message}`
    t.equal(`${other.name}: ${other.message}`, what)
    t.equal(one.constructor, other.constructor)
    t.equal(one.$fault, other.$fault)
    t.deepEqual(Object.keys(one.$metadata).sort(), Object.keys(one.$metadata).sort())
  }
  direct.destroy()
  through.destroy()
})

test('send takes callbacks', async t => {
  const client = await clientWithTable()
  const answer = await new Promise((resolve, reject) => {
    client.send(new ListTablesCommand({}), (error, output) =>
      error ? reject(error) : resolve(output?.TableNames)
    )
  })
  t.deepEqual(answer, [TableName])
  const error = await new Promise<Error>(resolve => {
    client.send(new GetItemCommand({ TableName: 'missing', Key }), {}, resolve)
  })
  t.equal(error.name, 'ResourceNotFoundException')
  const withMiddleware = new ListTablesCommand({})
  withMiddleware.middlewareStack.add(next => args => next(args), { step: 'initialize' })
  const piped = await new Promise(resolve => {
    client.send(withMiddleware, (_error, output) => resolve(output?.TableNames))
  })
  t.deepEqual(piped, [TableName])
  client.destroy()
})

test('input and answers share nothing with what is stored', async t => {
  const client = await clientWithTable()
  const bytes = new Uint8Array([1, 2])
  const input = { TableName, Item: { ...Key, bytes: { B: bytes }, list: { L: [{ S: 'one' }] } } }
  const before = structuredClone(input)
  await client.send(new PutItemCommand(input))
  t.deepEqual(input, before, 'input is left as it was')
  bytes[0] = 9
  input.Item.list.L[0]!.S = 'changed'

  const first = (await client.send(new GetItemCommand({ TableName, Key }))).Item!
  t.deepEqual(first, before.Item)
  first['bytes']!.B![0] = 7
  first['list']!.L!.push({ S: 'more' })
  t.deepEqual((await client.send(new GetItemCommand({ TableName, Key }))).Item, before.Item)

  const value = { ':v': { B: new Uint8Array([5]) } }
  const updated = await client.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET bytes = :v',
      ExpressionAttributeValues: value,
      ReturnValues: 'UPDATED_NEW'
    })
  )
  updated.Attributes!['bytes']!.B![0] = 6
  t.equal(value[':v'].B[0], 5)

  const frozen = Object.freeze({
    TableName,
    Key: Object.freeze({ a: Object.freeze({ S: 'x' }), b: Object.freeze({ N: '1' }) })
  })
  t.deepEqual((await client.send(new GetItemCommand(frozen))).Item!['bytes']!.B, new Uint8Array([5]))
  client.destroy()
})

test('middleware of the client and of a command is called', async t => {
  const client = await clientWithTable()
  const seen: string[] = []
  const command = new ListTablesCommand({})
  command.middlewareStack.add(
    (next, context) => args => {
      seen.push(`command ${context.commandName}`)
      return next(args)
    },
    { step: 'build' }
  )
  await client.send(command)
  client.middlewareStack.add(
    next => async args => {
      const result = await next(args)
      seen.push(`client ${(result.response as { statusCode: number }).statusCode}`)
      return result
    },
    { step: 'deserialize', priority: 'low' }
  )
  await client.send(new ListTablesCommand({}))
  await client.send(new ListTablesCommand({}))
  t.deepEqual(seen, ['command ListTablesCommand', 'client 200', 'client 200'])
  client.destroy()
})

test('a logger sees the commands', async t => {
  const lines: { commandName: string }[] = []
  const log = (entry: { commandName: string }) => lines.push(entry)
  const client = new EmbeddedDynamoDBClient({
    logger: { trace: log, debug: log, info: log, warn: log, error: log } as never
  })
  await client.send(new ListTablesCommand({}))
  t.equal(lines[0]?.commandName, 'ListTablesCommand')
  client.destroy()
})

test('document clients, paginators, waiters and aggregated methods', async t => {
  const client = await clientWithTable()
  const documents = DynamoDBDocumentClient.from(client)
  const Item = { a: 'x', b: 1, list: [1, 'two', null, true], set: new Set(['s']), bytes: new Uint8Array([1]) }
  await documents.send(new PutCommand({ TableName, Item }))
  t.deepEqual((await documents.send(new GetCommand({ TableName, Key: { a: 'x', b: 1 } }))).Item, Item)
  const failed = await errorOf(
    documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(a)' }))
  )
  t.ok(failed instanceof ConditionalCheckFailedException)
  t.deepEqual((await DynamoDBDocument.from(client).get({ TableName, Key: { a: 'x', b: 1 } })).Item, Item)

  for (let b = 2; b <= 5; b++)
    await client.putItem({ TableName, Item: { a: { S: 'x' }, b: { N: String(b) } } })
  t.deepEqual((await client.getItem({ TableName, Key: { a: { S: 'x' }, b: { N: '5' } } })).Item, {
    a: { S: 'x' },
    b: { N: '5' }
  })

  const found: unknown[] = []
  const pages = paginateQuery(
    { client, pageSize: 2 },
    { TableName, KeyConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': { S: 'x' } } }
  )
  for await (const page of pages) found.push(...(page.Items ?? []).map(item => item['b']?.N))
  t.deepEqual(found, ['1', '2', '3', '4', '5'])

  const waited = await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName })
  t.equal(waited.state, 'SUCCESS')
  client.destroy()
})

test('the aggregated methods of another client on the same handler', async t => {
  const client = await clientWithTable()
  const other = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    requestHandler: client.config.requestHandler
  })
  t.deepEqual((await other.send(new ListTablesCommand({}))).TableNames, [TableName])
  client.destroy()
})

test('options that mean nothing are refused by name', t => {
  const create = (options: object) => () => new EmbeddedDynamoDBClient(options)
  t.throws(create({ paht: './app.db' }), /^TypeError: EmbeddedDynamoDBClient has no option 'paht'$/)
  t.throws(create({ endpoint: 'http://localhost' }), /^TypeError: .*'endpoint'/)
  t.throws(create({ requestHandler: {} }), /^TypeError: .*'requestHandler'/)
  t.throws(create({ durability: 'none' }), TypeError)
  t.throws(create({ path: 5 }), TypeError)
  t.throws(() => new EmbeddedDynamoDBClient(null as never), TypeError)
  t.doesNotThrow(() => new EmbeddedDynamoDBClient({ path: undefined as never }).destroy())
  t.end()
})

test('options of the SDK reach its configuration', async t => {
  const client = new EmbeddedDynamoDBClient({
    region: 'eu-west-1',
    maxAttempts: 7,
    credentials: { accessKeyId: 'mine', secretAccessKey: 'secret' }
  })
  t.equal(await client.config.region(), 'eu-west-1')
  t.equal(await client.config.maxAttempts(), 7)
  t.equal((await client.config.credentials()).accessKeyId, 'mine')
  const { TableDescription } = await client.send(table)
  t.match(TableDescription?.TableArn ?? '', /^arn:aws:dynamodb:eu-west-1:/)
  client.destroy()
})

test('two clients on one file see each other, and what they wrote survives them', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'dynamo-level-'))
  const path = join(folder, 'app.db')
  try {
    const one = new EmbeddedDynamoDBClient({ path })
    const two = new EmbeddedDynamoDBClient({ path })
    await one.send(table)
    await two.send(new PutItemCommand({ TableName, Item: Key }))
    t.deepEqual((await one.send(new GetItemCommand({ TableName, Key }))).Item, Key)
    one.destroy()
    t.deepEqual((await two.send(new GetItemCommand({ TableName, Key }))).Item, Key)
    two.destroy()
    const three = new EmbeddedDynamoDBClient({ path })
    t.deepEqual((await three.send(new GetItemCommand({ TableName, Key }))).Item, Key)
    three.destroy()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('commands without end leave timers their turn', async t => {
  const client = await clientWithTable()
  let rang = false
  const timer = setTimeout(() => {
    rang = true
  }, 10)
  const deadline = Date.now() + 5_000
  while (!rang && Date.now() < deadline) await client.send(new ListTablesCommand({}))
  t.ok(rang)
  clearTimeout(timer)
  client.destroy()
})

// A table whose rows have a file to themselves: what is committed shows in the length of its log.
const SHARED = 'shared'

async function fileWithTable(t: Test): Promise<{ client: EmbeddedDynamoDBClient; path: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'write-group-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'app.db')
  const client = new EmbeddedDynamoDBClient({ path })
  await client.send(
    new CreateTableCommand({
      TableName: SHARED,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST'
    })
  )
  return { client, path }
}

const item = (id: string, n = '0') => ({ id: { S: id }, n: { N: n } })
const putOf = (id: string, n?: string) => new PutItemCommand({ TableName: SHARED, Item: item(id, n) })
const getOf = (id: string) => new GetItemCommand({ TableName: SHARED, Key: { id: { S: id } } })
const ids = (count: number) => Array.from({ length: count }, (_, number) => `item ${number}`)

async function stored(client: EmbeddedDynamoDBClient): Promise<(string | undefined)[]> {
  const { Items: items = [] } = await client.send(new ScanCommand({ TableName: SHARED }))
  return items.map(({ id }) => id?.S).sort()
}

test('client: writes that share a transaction: what is asked for together is committed together', async t => {
  const { client, path } = await fileWithTable(t)
  /** How many pages the log of the file got. */
  const pagesOf = async (work: () => Promise<unknown>) => {
    const before = statSync(`${path}-wal`).size
    await work()
    return Math.round((statSync(`${path}-wal`).size - before) / 8192)
  }
  t.equal(await pagesOf(() => Promise.all(ids(30).map(id => client.send(putOf(id))))), 1)
  t.equal(
    await pagesOf(async () => {
      for (const id of ids(30)) await client.send(putOf(id, '1'))
    }),
    30
  )
  t.equal((await stored(client)).length, 30)
  client.destroy()
})

test('client: writes that share a transaction: one that fails takes nobody along', async t => {
  const { client } = await fileWithTable(t)
  const twice = { PutRequest: { Item: item('twice') } }
  const outcomes = await Promise.allSettled([
    client.send(putOf('first')),
    client.send(new PutItemCommand({ TableName: 'missing', Item: item('lost') })),
    client.send(new BatchWriteItemCommand({ RequestItems: { [SHARED]: [twice, twice] } })),
    client.send(
      new BatchWriteItemCommand({ RequestItems: { [SHARED]: [{ PutRequest: { Item: item('second') } }] } })
    ),
    client.send(putOf('')),
    client.send(putOf('third'))
  ])
  t.same(
    outcomes.map(outcome => (outcome.status === 'fulfilled' ? 'written' : outcome.reason.name)),
    [
      'written',
      'ResourceNotFoundException',
      'ValidationException',
      'written',
      'ValidationException',
      'written'
    ]
  )
  t.same(await stored(client), ['first', 'second', 'third'])
  client.destroy()
})

test('client: writes that share a transaction: requests are answered in their order', async t => {
  const { client } = await fileWithTable(t)
  const [, first, , , second, refused, , third] = await Promise.allSettled([
    client.send(putOf('a', '1')),
    client.send(getOf('a')),
    client.send(putOf('a', '2')),
    client.send(putOf('a', '3')),
    client.send(getOf('a')),
    client.send(
      new PutItemCommand({
        TableName: SHARED,
        Item: item('a', '4'),
        ConditionExpression: 'attribute_not_exists(id)'
      })
    ),
    client.send(new DeleteItemCommand({ TableName: SHARED, Key: { id: { S: 'a' } } })),
    client.send(getOf('a'))
  ])
  const found = (outcome: typeof first) => outcome?.status === 'fulfilled' && outcome.value.Item?.['n']?.N
  t.same([found(first), found(second), found(third)], ['1', '3', undefined])
  t.equal(refused?.status === 'rejected' && refused.reason.name, 'ConditionalCheckFailedException')
  client.destroy()
})

test('client: writes that share a transaction: as many as there are', async t => {
  const { client } = await fileWithTable(t)
  await Promise.all(ids(1000).map(id => client.send(putOf(id))))
  t.equal((await stored(client)).length, 1000)
  client.destroy()
})

test('client: writes that share a transaction: what was asked for before the end is done', async t => {
  const { client, path } = await fileWithTable(t)
  const written = client.send(putOf('last'))
  client.destroy()
  await written
  const other = new EmbeddedDynamoDBClient({ path })
  t.same(await stored(other), ['last'])
  other.destroy()
})

test('client: writes that share a transaction: answers are complete', async t => {
  const { client } = await fileWithTable(t)
  const [one, other] = await Promise.all([client.send(putOf('one')), client.send(putOf('other'))])
  t.equal(one.$metadata.httpStatusCode, 200)
  t.notEqual(one.$metadata.requestId, other.$metadata.requestId)
  client.destroy()
})
