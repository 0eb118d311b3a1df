// A network between a client and a server of DynamoDB, for clients of every kind: it holds each request for a while. While
// it is told to count, it asks for the units that each one consumes.   node network-process.js ENDPOINT DELAY_MS
//
// It does not ask while time is taken: to tell the units a server looks at each item that is overwritten, which nobody
// else asked for.
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cost } from './results.js'

const [, , endpoint = '', delayMs = '0'] = process.argv
const { hostname, port } = new URL(endpoint)
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
/** Timers keep whole milliseconds of a clock, and so come up to one early. */
const TIMER_STEP_MS = 1
let cost: Cost | undefined

const server = createServer(async (incoming, outgoing) => {
  const due = performance.now() + Number(delayMs)
  const operation = String(incoming.headers['x-amz-target']).split('.')[1] ?? ''
  const given = await bytesOf(incoming)
  const body = cost === undefined ? given : Buffer.from(withUnits(String(given)))
  await until(due)
  const { host: _, ...headers } = incoming.headers
  const forwarded = request(
    {
      hostname,
      port,
      agent,
      method: 'POST',
      path: '/',
      headers: { ...headers, 'content-length': body.length }
    },
    async answer => {
      const bytes = await bytesOf(answer)
      if (cost !== undefined) cost = added(cost, operation, bytes)
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
/** By turns: begin to count, and tell what was counted. */
process.on('message', () => {
  const counted = cost
  cost = counted === undefined ? { requests: 0, readUnits: 0, writeUnits: 0 } : undefined
  process.send?.(counted ?? 'counting')
})

/** As near to the time as timers come: half of a step before it or after it. */
async function until(time: number): Promise<void> {
  for (;;) {
    const left = time - performance.now()
    if (left < TIMER_STEP_MS / 2) return
    await pause(left)
  }
}

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

function added(cost: Cost, operation: string, answer: Buffer): Cost {
  const { ConsumedCapacity: consumed } = JSON.parse(String(answer) || '{}') as {
    ConsumedCapacity?: Units | Units[]
  }
  const units = [consumed ?? []].flat().reduce((sum, { CapacityUnits: units = 0 }) => sum + units, 0)
  const isRead = /Get|Query|Scan/.test(operation)
  return {
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
