import { connect, type Socket } from 'node:net'

const HEADERS = [
  'Host: localhost',
  'Content-Type: application/x-amz-json-1.0',
  'X-Amz-Date: 20261120T000000Z',
  'Authorization: AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b'
].join('\r\n')

const MAX_HEAD_BYTES = 1024
const OK = 'HTTP/1.1 200'
const END_OF_HEAD = '\r\n\r\n'
const LENGTH = /content-length: *(\d+)/i
// DynamoDB Local sends large answers in chunks.
const LAST_CHUNK = '0\r\n\r\n'

/** One connection that costs next to nothing, so that what is measured is the server. */
export class RawClient {
  readonly #socket: Socket
  /** The beginning of the answer, up to where its length is known. */
  #head = ''
  /** Undefined until its length is known, or as long as it comes in chunks. */
  #missing: number | undefined
  #settle: ((error: Error | undefined) => void) | undefined

  constructor(endpoint: string) {
    const { hostname, port } = new URL(endpoint)
    this.#socket = connect(Number(port), hostname)
    this.#socket.setNoDelay(true)
    this.#socket.on('data', chunk => this.#receive(chunk))
    this.#socket.on('error', error => this.#settle?.(error))
    this.#socket.on('close', () => this.#settle?.(new Error('The server closed the connection')))
  }

  send(operation: string, input: object): Promise<void> {
    return this.sendBytes(requestBytes(operation, input))
  }

  /** Sends what requestBytes made before; rejects when the status of the answer is not 200. */
  sendBytes(bytes: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#settle = error => {
        this.#settle = undefined
        if (error === undefined) resolve()
        else reject(error)
      }
      this.#socket.write(bytes)
    })
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  /** Bodies are counted, not read. */
  #receive(chunk: Buffer): void {
    if (this.#missing !== undefined) {
      this.#missing -= chunk.length
    } else if (this.#head.includes(END_OF_HEAD)) {
      if (chunk.toString('latin1', chunk.length - LAST_CHUNK.length) === LAST_CHUNK) this.#missing = 0
    } else {
      this.#readHead(chunk)
    }
    if (this.#missing !== 0) return
    const error = this.#head.startsWith(OK) ? undefined : new Error(this.#head)
    this.#head = ''
    this.#missing = undefined
    this.#settle?.(error)
  }

  #readHead(chunk: Buffer): void {
    const before = this.#head.length
    this.#head += chunk.toString('latin1', 0, Math.min(chunk.length, MAX_HEAD_BYTES))
    const end = this.#head.indexOf(END_OF_HEAD)
    if (end === -1) return
    const length = LENGTH.exec(this.#head)
    if (length !== null)
      this.#missing = Number(length[1]) - (before + chunk.length - end - END_OF_HEAD.length)
    else if (chunk.toString('latin1', chunk.length - LAST_CHUNK.length) === LAST_CHUNK) this.#missing = 0
  }
}

export function requestBytes(operation: string, input: object): Buffer {
  const body = JSON.stringify(input)
  return Buffer.from(
    `POST / HTTP/1.1\r\n${HEADERS}\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
