import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Engine } from './engine.js'
import { type HttpResponse, respond } from './http-response.js'
import type { Lookout } from './lookout.js'
import { parsePlainRequest } from './plain-request.js'

/**
 * Answers plain requests from a socket as they come, which saves a third of the time that a small request takes.
 * At the first request of another kind the socket is handed over, with what was read from it.
 */
export function serveConnection(
  engine: Engine,
  lookout: Lookout | undefined,
  socket: Socket,
  idleMs: number,
  handOver: (socket: Socket) => void
): void {
  const receive = (bytes: Buffer): void => {
    const request = parsePlainRequest(bytes)
    if (request === undefined) {
      socket.off('data', receive).off('timeout', destroy).off('error', ignore)
      socket.setTimeout(0)
      socket.pause()
      socket.unshift(bytes)
      handOver(socket)
      socket.resume()
      return
    }
    const isTaken = writeResponse(socket, respond(engine, request, request.body))
    lookout?.answered()
    // A client that sends without reading is not served until it reads.
    if (!isTaken) {
      socket.pause()
      socket.once('drain', () => socket.resume())
    }
  }
  const destroy = () => socket.destroy()

  socket.on('data', receive).on('timeout', destroy).on('error', ignore)
  socket.setTimeout(idleMs)
}

// A connection that breaks off concerns nobody else.
function ignore(): void {}

function writeResponse(socket: Socket, { statusCode, headers, content, byteLength }: HttpResponse): boolean {
  let head = `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\nDate: ${httpDate()}\r\nConnection: keep-alive\r\n`
  for (let index = 0; index < headers.length; index += 2)
    head += `${headers[index]}: ${headers[index + 1]}\r\n`
  head += '\r\n'
  if (typeof content !== 'string') return socket.write(Buffer.concat([Buffer.from(head, 'latin1'), content]))
  // Text of as many bytes as characters is ASCII.
  return socket.write(head + content, byteLength === content.length ? 'latin1' : 'utf8')
}

let date = ''
let dateSecond = 0

/** The text changes once in a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1000)
  if (second !== dateSecond) {
    dateSecond = second
    date = new Date().toUTCString()
  }
  return date
}
