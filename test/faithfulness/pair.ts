// A server to learn from and the engine, side by side: one request goes to both as the wire's JSON.
import { Engine } from '../../lib/embedded/engine.js'
import { answerRequest } from '../../lib/embedded/protocol.js'

export interface Request {
  readonly operation: string
  readonly input: object
}

export interface Reply {
  readonly statusCode: number
  readonly body: Record<string, unknown>
}

export interface Replies {
  readonly reference: Reply
  readonly engine: Reply
}

// It looks at the form of the signature, not at what it says.
const HEADERS = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20261120T000000Z'
}

const MAX_ATTEMPTS = 10

export class Pair {
  readonly #endpoint: string
  readonly #engine = new Engine({})

  constructor(endpoint: string) {
    this.#endpoint = endpoint
  }

  static withDynamoDBLocal(): Pair {
    const endpoint = process.env['DYNAMODB_ENDPOINT']
    if (!endpoint) throw new Error('Set DYNAMODB_ENDPOINT to a DynamoDB Local')
    return new Pair(endpoint)
  }

  async send({ operation, input }: Request): Promise<Replies> {
    const body = JSON.stringify(input)
    const { statusCode, body: text } = answerRequest(this.#engine, operation, body)
    return {
      reference: await this.#askUntilItAnswers(operation, body),
      engine: { statusCode, body: parse(text) }
    }
  }

  close(): void {
    this.#engine.close()
  }

  /** DynamoDB Local now and then fails to make a table while others ask it for theirs; clients of AWS ask again too. */
  async #askUntilItAnswers(operation: string, body: string): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      const reply = await this.#ask(operation, body)
      if (operation !== 'CreateTable' || reply.statusCode < 500 || attempt === MAX_ATTEMPTS) return reply
    }
  }

  async #ask(operation: string, body: string): Promise<Reply> {
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body
    })
    return { statusCode: response.status, body: parse(await response.text()) }
  }
}

/** Some operations answer with nothing at all. */
function parse(text: string): Reply['body'] {
  return text === '' ? {} : JSON.parse(text)
}
