import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { type AbortSignalLike, throwIfAborted } from './abort.js'
import type { Engine } from './engine.js'
import { unknownOperation } from './errors.js'
import { answerError, answerRequest, operationOf } from './protocol.js'
import { nextRequestId } from './request-id.js'

type RequestHandler = Extract<NonNullable<DynamoDBClientConfig['requestHandler']>, { handle: unknown }>
type HttpRequest = Parameters<RequestHandler['handle']>[0]
type HttpResponse = Awaited<ReturnType<RequestHandler['handle']>>['response']

interface HandlerOptions {
  readonly abortSignal?: AbortSignalLike
}

const CONTENT_TYPE = 'application/x-amz-json-1.0'
const toBytes = new TextEncoder()
const toText = new TextDecoder()

/** The end of the SDK's pipeline: answers its HTTP requests from the engine, without a socket. */
export class EngineRequestHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' }
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async handle(request: HttpRequest, options: HandlerOptions = {}): Promise<{ response: HttpResponse }> {
    throwIfAborted(options.abortSignal)
    const target = request.headers['x-amz-target']
    const operation = operationOf(target)
    const { statusCode, body } =
      operation === undefined
        ? // The service names no reason; here the program is right, and the engine lacks something.
          answerError(unknownOperation(`The embedded engine does not offer ${target?.split('.').at(-1)}`))
        : answerRequest(this.#engine, operation, textOf(request.body))
    return {
      response: {
        statusCode,
        headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': nextRequestId() },
        body: toBytes.encode(body)
      }
    }
  }

  destroy(): void {
    this.#engine.close()
  }

  // There is no HTTP client underneath to be configured.
  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {}
  }
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? toText.decode(body) : ''
}
