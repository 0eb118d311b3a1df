import { connect, type Socket } from 'node:net'

const HEADERS = [
  'Host: localhost',
  'Content-Type: application/x-amz-json-1.0',
  'X-Amz-Date: 20261120T000000Z',
  'Authorization: AWS4-HMAC-SHA256 Credential=a/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b'
].join('\r\n')

const UNKNOWN = -1
// DynamoDB Local sends large answers so; nobody looks into the chunks.
const CHUNKED = -2
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** One connection that costs next to nothing, so that what is measured is the server. */
export class RawClient {
  readonly #socket: Socket
  #chunks: Buffer[] = []
  #missing = UNKNOWN
  #settle: ((error: Error | undefined, body?: string) => void) | undefined

  constructor(endpoint: string) {
    const { hostname, port } = new URL(endpoint)
    this.#socket = connect(Number(port), hostname)
    this.#socket.setNoDelay(true)
    this.#socket.on('data', chunk => this.#receive(chunk))
    this.#socket.on('error', error => this.#settle?.(error))
    this.#socket.on('close', () => this.#settle?.(new Error('The server closed the connection')))
  }

  send(operation: string, input: object): Promise<string> {
    return this.sendText(requestText(operation, input))
  }

  /** Sends what requestText made before; resolves with the body, rejects when the status is not 200. */
  sendText(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#settle = (error, body = '') => {
        this.#settle = undefined
        if (error === undefined) resolve(body)
        else reject(error)
      }
      this.#socket.write(text)
    })
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    if (this.#missing === UNKNOWN) this.#missing = missingBytes(Buffer.concat(this.#chunks))
    else if (this.#missing !== CHUNKED) this.#missing -= chunk.length
    if (this.#missing === UNKNOWN || this.#missing > 0) return
    if (this.#missing === CHUNKED && !chunk.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)) return

    const text = Buffer.concat(this.#chunks).toString()
    this.#chunks = []
    this.#missing = UNKNOWN
    const body = text.slice(text.indexOf('\r\n\r\n') + 4)
    this.#settle?.(text.startsWith('HTTP/1.1 200') ? undefined : new Error(body), body)
  }
}

/** How much of an answer is still to come, as far as its first bytes tell. */
function missingBytes(bytes: Buffer): number {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) return UNKNOWN
  const head = bytes.toString('latin1', 0, end)
  const length = /content-length: *(\d+)/i.exec(head)
  return length === null ? CHUNKED : Number(length[1]) - (bytes.length - end - 4)
}

export function requestText(operation: string, input: object): string {
  const body = JSON.stringify(input)
  return `POST / HTTP/1.1\r\n${HEADERS}\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
