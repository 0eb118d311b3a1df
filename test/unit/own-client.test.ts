// A client that the database makes itself, with the environment's settings: it is closed with the database, and never
// keeps a process alive.
import { spawn } from 'node:child_process'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { openFailure } from '../rejection.js'

const ENTRY = join(import.meta.dirname, '../../index.js')
const PATIENCE_MS = 20_000

const ANSWERS: Record<string, object> = {
  DescribeTable: {
    Table: {
      TableStatus: 'ACTIVE',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' }
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'B' }
      ]
    }
  },
  GetItem: { Item: { v: { B: 'MQ==' }, format: { N: '1' } } },
  PutItem: {},
  // The marker as much as an entry.
  Query: {
    Items: [{ pk: { S: '!' }, sk: { B: 'bWFya2Vy' }, v: { B: 'MQ==' }, format: { N: '1' } }],
    Count: 1,
    ScannedCount: 1
  }
}

let isRefusing = false
/** How the next answer of a GetItem comes; whole if undefined. */
let cut: ((response: ServerResponse, answer: string) => void) | undefined
const server = createServer((request, response) => {
  request.resume()
  const operation = String(request.headers['x-amz-target']).split('.')[1]!
  const answer = isRefusing
    ? { __type: 'com.amazon.coral.service#AccessDeniedException' }
    : ANSWERS[operation]
  response.writeHead(isRefusing ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' })
  const end = operation === 'GetItem' ? cut : undefined
  cut = end === undefined ? cut : undefined
  if (end === undefined) response.end(JSON.stringify(answer))
  else end(response, JSON.stringify(answer))
})

const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local'
}

test('setup', async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` })
})

test('a client of our own is closed with the database', async t => {
  const db = new DynamoLevel('table')
  for (const turn of ['first', 'reopened']) {
    await db.open()
    t.equal(await db.get('a'), '1', turn)
    t.equal(await connectionsOf(server), 1, 'one connection')
    await db.close()
    await untilNoConnections(server)
    t.pass('none after close')
  }
})

test('a client of our own takes an answer in pieces', async t => {
  const db = new DynamoLevel('table')
  cut = (response, answer) => {
    // The next piece comes when the first is on its way.
    response.write(answer.slice(0, 10), () => setImmediate(() => response.end(answer.slice(10))))
  }
  t.equal(await db.get('a'), '1')
  t.equal(cut, undefined, 'it came in pieces')
  await db.close()
})

test('a client of our own asks again when an answer breaks off', async t => {
  const db = new DynamoLevel('table')
  cut = (response, answer) => {
    response.write(answer.slice(0, 10), () => response.destroy())
  }
  t.equal(await db.get('a'), '1')
  t.equal(cut, undefined, 'the first answer broke off')
  await db.close()
})

test('a client of our own has settings that V8 copies at once', async t => {
  setFlagsFromString('--allow-natives-syntax')
  const isFast = new Function('object', 'return %HasFastProperties(object)') as (object: object) => boolean
  const db = new DynamoLevel('table')
  t.ok(isFast(db.client.config), 'before a request')
  await db.open()
  await db.get('a')
  t.ok(isFast(db.client.config), 'and after some')
  await db.close()
})

test('a client of our own is closed when the database does not open', async t => {
  isRefusing = true
  const db = new DynamoLevel('table')
  await openFailure(db, 'DYNAMO_LEVEL_ACCESS_DENIED')
  await untilNoConnections(server)
  t.pass('no connection is left')
  isRefusing = false
  await db.open()
  t.equal(await db.get('a'), '1', 'and it opens later')
  await db.close()
})

test('a client of our own is closed after destroy', async t => {
  await DynamoLevel.destroy('table', { schema: {} }).catch(() => {})
  await untilNoConnections(server)
  t.pass('no connection is left')
})

for (const [name, script] of Object.entries({
  'closes its database': 'await db.get("a"); for await (const _ of db.keys()) break; await db.close()',
  'forgets to close its database':
    'await db.get("a"); const it = db.iterator(); await it.next(); await it.next()',
  'does not wait for it to open': '',
  'closes it at once': 'await db.close()'
})) {
  test(`a process that ${name} ends by itself`, async t => {
    const code = `import { DynamoLevel } from ${JSON.stringify(ENTRY)}; const db = new DynamoLevel('table'); ${script}`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['ignore', 'ignore', 'pipe']
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', text => {
      errors += text
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    const [status, signal] = await new Promise<[number | null, string | null]>(resolve =>
      child.once('close', (...end) => resolve(end))
    )
    clearTimeout(timer)
    t.deepEqual([status, signal], [0, null], errors)
  })
}

test('teardown', async () => {
  server.close()
})

async function connectionsOf(of: Server): Promise<number> {
  return new Promise((resolve, reject) =>
    of.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  )
}

/** The server hears of a hang-up a little later, and has no event for it. */
async function untilNoConnections(of: Server): Promise<void> {
  const deadline = Date.now() + 2_000
  while ((await connectionsOf(of)) > 0) {
    if (Date.now() > deadline) throw new Error('Connections are left open')
    await new Promise(resolve => setImmediate(resolve))
  }
}
