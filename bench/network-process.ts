// A network between a client and a server of DynamoDB, for clients of every kind: it holds each request for a while, asks
// for the units that it consumes, and counts.   node network-process.js ENDPOINT DELAY_MS
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cost } from './results.js'

const [, , endpoint = '', delayMs = '0'] = process.argv
const { hostname, port } = new URL(endpoint)
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
let cost: Cost = { requests: 0, readUnits: 0, writeUnits: 0 }

const server = createServer(async (incoming, outgoing) => {
  const arrived = performance.now()
  const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? ''
  const body = withUnits(await textOf(incoming))
  const left = Number(delayMs) - (performance.now() - arrived)
  if (left > 0) await pause(left)
  const { host: _, ...headers } = incoming.headers
  const forwarded = request(
    {
      hostname,
      port,
      agent,
      method: 'POST',
      path: '/',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) }
    },
    async answer => {
      const bytes = await bytesOf(answer)
      count(operation, bytes)
      const { 'transfer-encoding': _, ...kept } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 500, { ...kept, 'content-length': bytes.length })
      outgoing.end(bytes)
    }
  )
  forwarded.on('error', () => outgoing.destroy())
  forwarded.end(body)
})
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.on('message', () => {
  process.send?.(cost)
  cost = { requests: 0, readUnits: 0, writeUnits: 0 }
})

/** The server's checksum holds, because its answer is handed on as it is. */
function withUnits(body: string): string {
  return /^\{"(TableName|Item|Key|RequestItems|TransactItems|KeyCond|Expression)/.test(body) &&
    !body.includes('KeySchema')
    ? `{"ReturnConsumedCapacity":"TOTAL",${body.slice(1)}`
    : body
}

interface Units {
  CapacityUnits?: number
}

function count(operation: string, answer: Buffer): void {
  const { ConsumedCapacity: consumed } = JSON.parse(String(answer) || '{}') as {
    ConsumedCapacity?: Units | Units[]
  }
  const units = [consumed ?? []].flat().reduce((sum, { CapacityUnits: units = 0 }) => sum + units, 0)
  const isRead = /Get|Query|Scan/.test(operation)
  cost = {
    requests: cost.requests + 1,
    readUnits: cost.readUnits + (isRead ? units : 0),
    writeUnits: cost.writeUnits + (isRead ? 0 : units)
  }
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function textOf(message: IncomingMessage): Promise<string> {
  return String(await bytesOf(message))
}
