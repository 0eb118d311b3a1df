import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib'
import { DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { type Service, serve } from '../../lib/embedded/index.js'

const JSON_1_0 = 'application/x-amz-json-1.0'
const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b',
  'x-amz-date': '20261120T000000Z'
}

interface Reply {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  body: string
}

async function withServer(work: (service: Service) => Promise<void>): Promise<void> {
  const service = await serve({ port: 0 })
  try {
    await work(service)
  } finally {
    await service.close()
  }
}

function send(
  { endpoint }: Service,
  options: { method?: string; path?: string; headers?: Record<string, string>; agent?: Agent } = {},
  body: string | Buffer = ''
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { path = '/', ...others } = options
    httpRequest(new URL(path, endpoint), { method: 'POST', ...others }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
          body: Buffer.concat(chunks).toString()
        })
      )
    })
      .on('error', reject)
      .end(body)
  })
}

function call(
  service: Service,
  operation: string,
  input: unknown,
  headers: Record<string, string> = {}
): Promise<Reply> {
  return send(
    service,
    {
      headers: {
        'content-type': JSON_1_0,
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        ...SIGNED,
        ...headers
      }
    },
    typeof input === 'string' || Buffer.isBuffer(input) ? input : JSON.stringify(input)
  )
}

test('an operation is answered as by the service', t =>
  withServer(async service => {
    t.match(service.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/)
    const reply = await call(service, 'ListTables', {})
    t.equal(reply.status, 200)
    t.equal(reply.body, '{"TableNames":[]}')
    t.equal(reply.headers['content-type'], JSON_1_0)
    t.equal(reply.headers['content-length'], '17')
    t.equal(reply.headers['x-amz-crc32'], String(crc32(reply.body)))
    t.match(String(reply.headers['x-amzn-requestid']), /^[0-9A-Z]{52}$/)
    t.equal(reply.headers['server'], 'Server')
  }))

test('errors carry their type, their text and their status', t =>
  withServer(async service => {
    for (const [operation, input, expected] of [
      [
        'DescribeTable',
        { TableName: 'missing' },
        '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found: Table: missing not found"}'
      ],
      [
        'ListTables',
        { Limit: 101 },
        '{"__type":"com.amazon.coral.validate#ValidationException","message":"1 validation error detected: Value \'101\' at \'limit\' failed to satisfy constraint: Member must have value less than or equal to 100"}'
      ],
      [
        'ListTables',
        { Limit: 'x' },
        '{"__type":"com.amazon.coral.service#SerializationException","Message":"STRING_VALUE cannot be converted to Integer"}'
      ],
      ['ListTables', '{', '{"__type":"com.amazon.coral.service#SerializationException"}'],
      ['ListTables', '', '{"__type":"com.amazon.coral.service#SerializationException"}'],
      ['Nothing', {}, '{"__type":"com.amazon.coral.service#UnknownOperationException"}'],
      ['constructor', {}, '{"__type":"com.amazon.coral.service#UnknownOperationException"}']
    ] as const) {
      const reply = await call(service, operation, input)
      t.equal(reply.body, expected)
      t.equal(reply.status, 400)
      t.equal(reply.headers['x-amz-crc32'], String(crc32(reply.body)))
    }
  }))

test('the text of a failed condition is under another name beside the item', t =>
  withServer(async service => {
    const attribute = { AttributeName: 'a', AttributeType: 'S' }
    await call(service, 'CreateTable', {
      TableName: 'abc',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [attribute],
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }]
    })
    const put = { TableName: 'abc', Item: { a: { S: 'b' } } }
    await call(service, 'PutItem', put)
    const fail = async (more: object) =>
      (await call(service, 'PutItem', { ...put, ConditionExpression: 'attribute_not_exists(a)', ...more }))
        .body
    const type = '"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException"'
    t.equal(await fail({}), `{${type},"message":"The conditional request failed"}`)
    t.equal(
      await fail({ ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
      `{${type},"Message":"The conditional request failed","Item":{"a":{"S":"b"}}}`
    )
  }))

test('bodies that are JSON of another kind are malformed', t =>
  withServer(async service => {
    for (const body of ['[]', '"x"', '5', 'null', 'true', '{"a":1', '[[[[[[']) {
      const reply = await call(service, 'ListTables', body)
      t.equal(reply.status, 400, body)
      t.match(reply.body, /SerializationException/)
    }
  }))

test('both types of JSON are understood, and answered in kind', t =>
  withServer(async service => {
    for (const [type, answer] of [
      ['application/json', 'application/json'],
      ['application/x-amz-json-1.0; charset=utf-8', JSON_1_0]
    ] as const) {
      const reply = await call(service, 'ListTables', {}, { 'content-type': type })
      t.equal(reply.status, 200)
      t.equal(reply.headers['content-type'], answer)
    }
  }))

test('what is no request of the API is not found', t =>
  withServer(async service => {
    const NOT_FOUND = '<UnknownOperationException/>\n'
    for (const [what, reply] of [
      ['PUT', await send(service, { method: 'PUT' })],
      ['DELETE', await send(service, { method: 'DELETE' })],
      ['OPTIONS without origin', await send(service, { method: 'OPTIONS' })],
      ['another type', await send(service, { headers: { 'content-type': 'text/plain' } }, 'hi')],
      [
        'another version',
        await send(service, { headers: { 'content-type': 'application/x-amz-json-1.1' } }, '{}')
      ],
      ['no type', await send(service, {}, 'hi')]
    ] as const) {
      t.equal(reply.status, 404, what)
      t.equal(reply.body, NOT_FOUND)
      t.equal(reply.headers['x-amz-crc32'], '3552371480')
    }
    t.match(
      (await send(service, { headers: { 'content-type': 'application/json' } }, '{}')).body,
      /UnknownOperationException"/
    )
    t.match((await send(service)).body, /UnknownOperationException"/)
  }))

test('GET asks for health', t =>
  withServer(async service => {
    const reply = await send(service, { method: 'GET' })
    t.equal(reply.status, 200)
    t.equal(reply.body, 'healthy: dynamodb.us-east-1.amazonaws.com ')
    t.equal(reply.headers['x-amz-crc32'], '3128867991')
  }))

test('browsers are let in', t =>
  withServer(async service => {
    const preflight = await send(service, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://app.example',
        'access-control-request-headers': 'content-type, x-amz-target',
        'access-control-request-method': 'POST'
      }
    })
    t.equal(preflight.status, 200)
    t.equal(preflight.body, '')
    t.equal(preflight.headers['access-control-allow-origin'], '*')
    t.equal(preflight.headers['access-control-allow-headers'], 'content-type, x-amz-target')
    t.equal(preflight.headers['access-control-allow-methods'], 'POST')
    t.equal(preflight.headers['access-control-max-age'], '172800')
    const reply = await call(service, 'ListTables', {}, { origin: 'http://app.example' })
    t.equal(reply.headers['access-control-allow-origin'], '*')
    t.equal((await call(service, 'ListTables', {})).headers['access-control-allow-origin'], undefined)
  }))

test('signatures may be missing, but not half there', t =>
  withServer(async service => {
    const headers = { 'content-type': JSON_1_0, 'x-amz-target': 'DynamoDB_20120810.ListTables' }
    t.equal((await send(service, { headers }, '{}')).status, 200)
    const bearer = await send(service, { headers: { ...headers, authorization: 'Bearer x' } }, '{}')
    t.match(bearer.body, /MissingAuthenticationTokenException/)
    const incomplete = await send(service, { headers: { ...headers, authorization: 'AWS4-' } }, '{}')
    t.equal(
      JSON.parse(incomplete.body).message,
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-"
    )
    const path = '/?X-Amz-Algorithm=AWS4-HMAC-SHA256'
    t.match(
      (await send(service, { path, headers }, '{}')).body,
      /IncompleteSignatureException.*'X-Amz-Credential'/
    )
    t.match(
      (await send(service, { path, headers: { ...headers, ...SIGNED } }, '{}')).body,
      /InvalidSignatureException/
    )
  }))

test('requests of more than 16 MB are refused, one byte less is read', t =>
  withServer(async service => {
    const limit = 16 * 1024 * 1024
    const large = await call(service, 'ListTables', `{"a":"${'x'.repeat(limit - 7)}"}`)
    t.equal(large.status, 413)
    t.equal(large.headers['transfer-encoding'], 'chunked')
    const fitting = await call(service, 'ListTables', `{"a":"${'x'.repeat(limit - 8)}"}`)
    t.equal(fitting.status, 200)
    t.equal((await call(service, 'ListTables', {})).status, 200, 'the server goes on')
  }))

test('requests may be compressed', t =>
  withServer(async service => {
    const gzip = { 'content-encoding': 'gzip' }
    const body = JSON.stringify({ Limit: 7 })
    const whole = gzipSync(body)
    const two = Buffer.concat([gzipSync(body.slice(0, 4)), gzipSync(body.slice(4))])
    for (const bytes of [whole, two]) t.equal((await call(service, 'ListTables', bytes, gzip)).status, 200)
    const bad = await call(service, 'ListTables', gzipSync('{"Limit":101}'), gzip)
    t.match(bad.body, /Value '101' at 'limit'/)

    const wrong: [Buffer | string, string][] = [
      [body, 'gzip'],
      ['', 'gzip'],
      [whole.subarray(0, -1), 'gzip'],
      [deflateSync(body), 'deflate'],
      [body, 'garbage']
    ]
    for (const [bytes, encoding] of wrong) {
      const reply = await call(service, 'ListTables', bytes, { 'content-encoding': encoding })
      t.equal(reply.status, 500)
      t.match(reply.body, /#InternalServerError"/)
    }
    const large = gzipSync(`{"Limit":7${' '.repeat(16 * 1024 * 1024)}}`)
    t.equal((await call(service, 'ListTables', large, gzip)).status, 413)
  }))

test('answers of more than 4 KB are compressed for clients that accept it', t =>
  withServer(async service => {
    // The answer repeats what is no name of a table.
    const ask = (length: number, encoding: string, more: Record<string, string> = {}) =>
      call(
        service,
        'ListTables',
        { ExclusiveStartTableName: 'é'.repeat(length) },
        {
          'accept-encoding': encoding,
          ...more
        }
      )
    const plain = await ask(2500, 'identity')
    t.equal(plain.status, 400)
    t.notOk('content-encoding' in plain.headers)
    t.notOk('content-encoding' in (await ask(500, 'gzip')).headers, 'too short')

    const decode = { gzip: gunzipSync, deflate: inflateSync }
    // One goes past the parser of Node, the other through it.
    for (const more of [{}, { 'content-encoding': 'identity' }]) {
      for (const encoding of ['gzip', 'deflate'] as const) {
        const reply = await ask(2500, encoding, more)
        t.equal(reply.status, 400)
        t.equal(reply.headers['content-encoding'], encoding)
        t.equal(reply.headers['content-length'], String(reply.bytes.length))
        t.equal(reply.headers['x-amz-crc32'], String(crc32(reply.bytes)), 'of what is sent')
        t.equal(decode[encoding](reply.bytes).toString(), plain.body)
      }
    }
  }))

test('requests that break off change nothing and harm nobody', t =>
  withServer(async service => {
    const { hostname, port } = new URL(service.endpoint)
    const body = JSON.stringify({ TableName: 'broken', KeySchema: [] })
    for (const end of ['destroy', 'end'] as const) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_1_0}\r\nX-Amz-Target: DynamoDB_20120810.CreateTable\r\nContent-Length: ${body.length + 9}\r\n\r\n${body}`
      )
      await new Promise(resolve => setTimeout(resolve, 50))
      if (end === 'end') socket.end()
      else socket.destroy()
    }
    const garbage = connect(Number(port), hostname)
    garbage.on('error', () => {})
    garbage.end('\u0016\u0003\u0001 this is no HTTP\r\n\r\n')
    await new Promise(resolve => setTimeout(resolve, 50))
    t.equal((await call(service, 'ListTables', {})).body, '{"TableNames":[]}')
  }))

test('a slow client gets its answer, others are not held up', t =>
  withServer(async service => {
    const { hostname, port } = new URL(service.endpoint)
    const socket = connect(Number(port), hostname)
    const answer = new Promise<string>(resolve => socket.once('data', data => resolve(data.toString())))
    const text = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_1_0}\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 2\r\n\r\n{}`
    for (const [index, character] of [...text].entries()) {
      socket.write(character)
      if (index % 40 === 0) t.equal((await call(service, 'ListTables', {})).status, 200)
    }
    t.match(await answer, /^HTTP\/1\.1 200 OK/)
    socket.destroy()
  }))

test('requests of all kinds take turns on one connection', t =>
  withServer(async service => {
    const { hostname, port } = new URL(service.endpoint)
    const socket = connect(Number(port), hostname)
    const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_1_0}\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n`
    const plain = `${head}Content-Length: 2\r\n\r\n{}`
    const inChunks = `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`
    let received = ''
    const answers = (count: number) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (received.split('{"TableNames":[]}').length - 1 < count) return
          socket.off('data', look)
          resolve()
        }
        socket.on('data', look)
      })
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text
    })
    let count = 0
    for (const [text, added] of [
      [plain, 1],
      [plain, 1],
      [plain + plain + plain, 3],
      [plain, 1],
      [inChunks, 1],
      [inChunks + plain, 2]
    ] as const) {
      count += added
      const answered = answers(count)
      socket.write(text)
      await answered
    }
    t.equal(received.match(/HTTP\/1\.1 200 OK/g)?.length, count)
    t.equal(received.match(/^x-amzn-requestid: /gim)?.length, count)
    const last = answers(count + 1)
    socket.write(plain.slice(0, 60))
    setTimeout(() => socket.write(plain.slice(60)), 20)
    await last
    socket.destroy()
    t.equal((await call(service, 'ListTables', {})).status, 200)
  }))

test('a head that comes in two pieces as the first thing of a connection', t =>
  withServer(async service => {
    const { hostname, port } = new URL(service.endpoint)
    const text = `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_1_0}\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 2\r\n\r\n{}`
    for (const at of [1, 20, text.length - 2, text.length - 1]) {
      const socket = connect(Number(port), hostname)
      const answer = new Promise<string>(resolve => socket.once('data', data => resolve(data.toString())))
      socket.write(text.slice(0, at))
      await new Promise(resolve => setTimeout(resolve, 20))
      socket.write(text.slice(at))
      t.match(await answer, /^HTTP\/1\.1 200 OK/)
      socket.destroy()
    }
  }))

test('a client that sends without reading is served when it reads', t =>
  withServer(async service => {
    await call(service, 'CreateTable', {
      TableName: 'large',
      AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST'
    })
    await call(service, 'PutItem', {
      TableName: 'large',
      Item: { a: { S: 'k' }, big: { S: 'é'.repeat(150_000) } }
    })
    const body = JSON.stringify({ TableName: 'large', Key: { a: { S: 'k' } } })
    const { hostname, port } = new URL(service.endpoint)
    const socket = connect(Number(port), hostname)
    socket.pause()
    const COUNT = 40
    for (let count = 0; count < COUNT; count++) {
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: ${JSON_1_0}\r\nX-Amz-Target: DynamoDB_20120810.GetItem\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      )
      await new Promise(resolve => setTimeout(resolve, 2))
    }
    let bytes = 0
    await new Promise<void>(resolve => {
      socket.on('data', chunk => {
        bytes += chunk.length
        if (bytes > COUNT * 300_000) resolve()
      })
      socket.resume()
    })
    t.ok(bytes > COUNT * 300_000)
    socket.destroy()
  }))

test('a connection is kept for the next request', t =>
  withServer(async service => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const headers = { 'content-type': JSON_1_0, 'x-amz-target': 'DynamoDB_20120810.ListTables' }
    for (let count = 0; count < 3; count++) await send(service, { headers, agent }, '{}')
    t.equal(Object.values(agent.freeSockets).flat().length, 1)
    agent.destroy()
  }))

test('names of attributes may be names of Object.prototype', t =>
  withServer(async service => {
    await call(service, 'CreateTable', {
      TableName: 'odd',
      AttributeDefinitions: [{ AttributeName: '__proto__x', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: '__proto__x', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST'
    })
    const item = '{"__proto__x":{"S":"k"},"__proto__":{"M":{"__proto__":{"N":"1"}}},"constructor":{"S":"c"}}'
    t.equal((await call(service, 'PutItem', `{"TableName":"odd","Item":${item}}`)).body, '{}')
    const reply = await call(service, 'GetItem', { TableName: 'odd', Key: { __proto__x: { S: 'k' } } })
    t.equal(reply.body, `{"Item":${item}}`)
    t.equal(({} as Record<string, unknown>)['N'], undefined)
  }))

test('the SDK talks to the server, and a file survives it', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'dynamo-level-'))
  const path = join(folder, 'served.db')
  try {
    for (const round of [1, 2]) {
      const service = await serve({ port: 0, path })
      const client = new DynamoDBClient({
        endpoint: service.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'y' }
      })
      const { TableNames } = await client.send(new ListTablesCommand({}))
      t.deepEqual(TableNames, round === 1 ? [] : ['kept'])
      if (round === 1) {
        await call(service, 'CreateTable', {
          TableName: 'kept',
          AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST'
        })
      }
      await client.send(new PutItemCommand({ TableName: 'kept', Item: { a: { S: String(round) } } }))
      client.destroy()
      await service.close()
      await service.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a server that cannot start says why and leaves nothing behind', t =>
  withServer(async service => {
    const port = Number(new URL(service.endpoint).port)
    await serve({ port }).then(
      () => t.fail('two servers on one port'),
      error => t.equal(error.code, 'EADDRINUSE')
    )
    await serve({ prot: 1 } as object).then(
      () => t.fail('an unknown option'),
      error => t.equal(String(error), "TypeError: serve has no option 'prot'")
    )
    for (const options of [
      { port: 'x' },
      { port: 70_000 },
      { port: -1 },
      { port: 1.5 },
      { host: '' },
      { host: 5 }
    ]) {
      await serve(options as object).then(
        () => t.fail(JSON.stringify(options)),
        error => t.ok(error instanceof TypeError, error.message)
      )
    }
  }))
