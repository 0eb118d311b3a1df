import { connect, type Socket } from 'node:net'

const HEADERS = [
  'Host: localhost',
  'Content-Type: application/x-amz-json-1.0',
  'X-Amz-Date: 20261120T000000Z',
  'Authorization: AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b'
].join('\r\n')

const BUFFER_BYTES = 256 * 1024
const MAX_HEAD_BYTES = 1024
const OK = 'HTTP/1.1 200'
const END_OF_HEAD = '\r\n\r\n'
const LENGTH = /content-length: *(\d+)/i
// DynamoDB Local sends large answers in chunks.
const LAST_CHUNK = '0\r\n\r\n'

export type Settle = (error?: Error) => void

/** One connection that costs next to nothing, so that what is measured is the server. */
export class RawClient {
  readonly #socket: Socket
  /** One for all reads: a new one for each is what a socket costs most. */
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES)
  /** The beginning of the answer, up to where its length is known. */
  #head = ''
  /** Undefined until its length is known, or as long as it comes in chunks. */
  #missing: number | undefined
  /** The last characters of an answer in chunks. */
  #end = ''
  #settle: Settle | undefined
  #failure: Error | undefined

  constructor(endpoint: string) {
    const { hostname, port } = new URL(endpoint)
    const onread = {
      buffer: this.#buffer,
      callback: (length: number) => {
        this.#receive(length)
        return true
      }
    }
    this.#socket = connect({ port: Number(port), host: hostname, noDelay: true, onread })
    this.#socket.on('error', error => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('The server closed the connection')))
  }

  send(operation: string, input: object): Promise<void> {
    return new Promise((resolve, reject) => {
      this.exchange(requestBytes(operation, input), error => {
        if (error === undefined) resolve()
        else reject(error)
      })
    })
  }

  /** Sends what requestBytes made before, and settles with an error when the status of the answer is not 200. */
  exchange(bytes: Buffer, settle: Settle): void {
    if (this.#failure !== undefined) {
      settle(this.#failure)
      return
    }
    this.#settle = settle
    this.#socket.write(bytes)
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #fail(error: Error): void {
    this.#failure ??= error
    const settle = this.#settle
    this.#settle = undefined
    settle?.(this.#failure)
  }

  /** Bodies are counted, not read. */
  #receive(length: number): void {
    if (this.#missing !== undefined) this.#missing -= length
    else if (this.#head.includes(END_OF_HEAD)) this.#readChunks(length)
    else this.#readHead(length)
    if (this.#missing !== 0) return

    const error = this.#head.startsWith(OK) ? undefined : new Error(this.#head)
    this.#head = ''
    this.#end = ''
    this.#missing = undefined
    this.#settle?.(error)
  }

  #readHead(length: number): void {
    const before = this.#head.length
    this.#head += this.#buffer.toString('latin1', 0, Math.min(length, MAX_HEAD_BYTES))
    const end = this.#head.indexOf(END_OF_HEAD)
    if (end === -1) return
    const stated = LENGTH.exec(this.#head)
    if (stated === null) this.#readChunks(length)
    else this.#missing = Number(stated[1]) - (before + length - end - END_OF_HEAD.length)
  }

  #readChunks(length: number): void {
    const start = Math.max(0, length - LAST_CHUNK.length)
    this.#end = (this.#end + this.#buffer.toString('latin1', start, length)).slice(-LAST_CHUNK.length)
    if (this.#end === LAST_CHUNK) this.#missing = 0
  }
}

/**
 * Keeps each connection busy for so long, as load generators do: it sends its next request as soon as it has its answer,
 * without waiting for the other ones. Gives the milliseconds that one request took on all of them.
 */
export function saturate(
  clients: readonly RawClient[],
  nextRequest: () => Buffer,
  durationMs: number
): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    let busy = clients.length
    let answers = 0
    for (const client of clients) {
      const settle = (error?: Error) => {
        if (error !== undefined) return reject(error)
        answers++
        const elapsed = performance.now() - start
        if (elapsed < durationMs) client.exchange(nextRequest(), settle)
        else if (--busy === 0) resolve(elapsed / answers)
      }
      client.exchange(nextRequest(), settle)
    }
  })
}

export function requestBytes(operation: string, input: object): Buffer {
  const body = JSON.stringify(input)
  return Buffer.from(
    `POST / HTTP/1.1\r\n${HEADERS}\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
