// DynamoDB Local and the engine, side by side: one request goes to both as the wire's JSON.
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
  readonly local: Reply
  readonly engine: Reply
}

// It looks at the form of the signature, not at what it says.
const HEADERS = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20261120T000000Z'
}

export class Pair {
  readonly #endpoint: string
  readonly #engine = new Engine({})

  constructor(endpoint = process.env['DYNAMODB_ENDPOINT']) {
    if (!endpoint) throw new Error('Set DYNAMODB_ENDPOINT to a DynamoDB Local')
    this.#endpoint = endpoint
  }

  async send({ operation, input }: Request): Promise<Replies> {
    const body = JSON.stringify(input)
    const answer = answerRequest(this.#engine, operation, body)
    return {
      local: await this.#sendToLocal(operation, body),
      engine: { statusCode: answer.statusCode, body: JSON.parse(answer.body) }
    }
  }

  close(): void {
    this.#engine.close()
  }

  async #sendToLocal(operation: string, body: string): Promise<Reply> {
    const response = await fetch(this.#endpoint, {
      method: 'POST',
      headers: { ...HEADERS, 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body
    })
    return { statusCode: response.status, body: (await response.json()) as Reply['body'] }
  }
}
