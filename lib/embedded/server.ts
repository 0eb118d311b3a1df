import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { availableParallelism } from 'node:os'
import { serveConnection } from './connection.js'
import { Engine } from './engine.js'
import { MAX_REQUEST_BYTES, readBody, respond } from './http-response.js'
import { Lookout } from './lookout.js'
import { takeOptions } from './options.js'
import type { ServeOptions, Service } from './serve.js'

const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 8000
const MAX_PORT = 65_535

/** A client that goes on sending after that is cut off; up to there it gets to read why. */
const MAX_DISCARDED_BYTES = 4 * MAX_REQUEST_BYTES

/** SDKs keep connections for later: a server that closes them first makes their next request fail. */
const KEEP_ALIVE_MS = 65_000
const CLOSE_GRACE_MS = 2_000

export async function startServer(options: ServeOptions): Promise<Service> {
  const { engineOptions, others } = takeOptions<ServeOptions>('serve', options, ['host', 'port'])
  const { host = DEFAULT_HOST, port = DEFAULT_PORT } = others
  checkAddress(host, port)

  const engine = new Engine(engineOptions)
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, (request, response) =>
    receive(engine, request, response)
  )
  const sockets = interceptConnections(engine, server)
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    engine.close()
    throw error
  }

  let closing: Promise<void> | undefined
  return {
    endpoint: endpointOf(server.address() as AddressInfo),
    close: () => {
      closing ??= stop(server, sockets).finally(() => engine.close())
      return closing
    }
  }
}

function checkAddress(host: unknown, port: unknown): void {
  if (typeof host !== 'string' || host === '') throw new TypeError('host must be an address or a name')
  // Node takes a text for the name of a pipe.
  if (!Number.isInteger(port) || (port as number) < 0 || (port as number) > MAX_PORT) {
    throw new TypeError(`port must be a whole number from 0 to ${MAX_PORT}`)
  }
}

function receive(engine: Engine, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= MAX_REQUEST_BYTES) chunks.push(chunk)
    else if (length <= MAX_DISCARDED_BYTES) chunks.length = 0
    else request.destroy()
  })
  // Not reached by requests that break off: half a request changes nothing.
  request.on('end', () => {
    const body =
      length > MAX_REQUEST_BYTES ? undefined : readBody(bytesOf(chunks), request.headers['content-encoding'])
    const { statusCode, headers, content } = respond(engine, request, body)
    response.writeHead(statusCode, headers)
    response.end(content)
  })
  // A connection that broke off concerns nobody else.
  request.on('error', () => {})
  response.on('error', () => {})
}

function bytesOf(chunks: readonly Buffer[]): Buffer {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

/** Puts the quick way in front of the server's own; gives the sockets that are on it. */
function interceptConnections(engine: Engine, server: Server): ReadonlySet<Socket> {
  const [toParser] = server.listeners('connection') as ((socket: Socket) => void)[]
  // On a single processor it would keep the client from its work.
  const lookout = availableParallelism() > 1 ? new Lookout() : undefined
  const sockets = new Set<Socket>()
  server.removeAllListeners('connection')
  server.on('connection', (socket: Socket) => {
    const forget = () => sockets.delete(socket)
    sockets.add(socket)
    socket.once('close', forget)
    serveConnection(engine, lookout, socket, KEEP_ALIVE_MS, handedOver => {
      forget()
      handedOver.off('close', forget)
      toParser!.call(server, handedOver)
    })
  })
  return sockets
}

async function stop(server: Server, sockets: Iterable<Socket>): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  // Each of them has its answers: they were written as soon as they were asked for.
  for (const socket of sockets) socket.end()
  server.closeIdleConnections()
  const timer = setTimeout(() => {
    server.closeAllConnections()
    for (const socket of sockets) socket.destroy()
  }, CLOSE_GRACE_MS)
  await closed
  clearTimeout(timer)
}

function endpointOf({ address, family, port }: AddressInfo): string {
  // An address that means all interfaces is none that a client could connect to everywhere.
  if (address === '0.0.0.0') return `http://127.0.0.1:${port}`
  if (address === '::') return `http://[::1]:${port}`
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
