// What AWS answers to an HTTP request before, beside and after the operation itself: preflights, health checks,
// wrong methods and content types, signatures.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
import { crc32, deflateSync, gunzipSync, gzipSync } from 'node:zlib'
import { acceptedEncoding } from './accepted-encoding.js'
import type { Engine } from './engine.js'
import { DynamoDBError, internalServerError, serializationError, unknownOperation } from './errors.js'
import { type Answer, answerError, answerRequest, operationOf } from './protocol.js'
import { nextRequestId } from './request-id.js'
import { signatureError } from './signature.js'

const JSON_TYPES = new Set(['application/json', 'application/x-amz-json-1.0'])
const PREFLIGHT_SECONDS = '172800'
const TOO_LARGE = 413
const COMPRESS = { gzip: gzipSync, deflate: deflateSync }
const MAX_UNCOMPRESSED_BYTES = 4096

// The trailing blank is the service's.
const HEALTHY = 'healthy: dynamodb.us-east-1.amazonaws.com '
const NOT_FOUND = '<UnknownOperationException/>\n'

/** The service's own limit. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const MAX_REQUEST_BYTES = 16 * 1024 * 1024

/** Undefined is a body that is too large; an error, which is the service's, one that cannot be decompressed. */
export type RequestBody = string | DynamoDBError | undefined

export interface HttpRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface HttpResponse {
  readonly statusCode: number
  /** Names and values by turns: the form that Node writes without sorting. */
  readonly headers: string[]
  readonly content: string | Buffer
  readonly byteLength: number
}

type Response = Omit<HttpResponse, 'byteLength'>

/** Requests may be compressed: https://docs.aws.amazon.com/sdkref/latest/guide/feature-compression.html */
export function readBody(bytes: Buffer, encoding: string | undefined): RequestBody {
  if (!encoding || encoding === 'identity') return bytes.toString()
  if (encoding !== 'gzip') return internalServerError()
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_REQUEST_BYTES }).toString()
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? undefined
      : internalServerError()
  }
}

export function respond(engine: Engine, request: HttpRequest, body: RequestBody): HttpResponse {
  const { statusCode, headers, content } = responseTo(engine, request, body)
  const byteLength = Buffer.byteLength(content)
  headers.push('Server', 'Server', 'x-amzn-RequestId', nextRequestId())
  // AWS refuses what is too large in chunks, of which there are none.
  if (statusCode === TOO_LARGE) headers.push('Transfer-Encoding', 'chunked')
  else headers.push('Content-Length', String(byteLength))
  if (request.headers['origin'] !== undefined) {
    headers.push('Access-Control-Allow-Origin', '*')
    headers.push('Access-Control-Expose-Headers', 'x-amzn-RequestId, x-amz-crc32')
  }
  return { statusCode, headers, content, byteLength }
}

function responseTo(engine: Engine, request: HttpRequest, body: RequestBody): Response {
  const { method, headers } = request
  if (body === undefined) return { statusCode: TOO_LARGE, headers: [], content: '' }
  if (method === 'OPTIONS' && headers['origin'] !== undefined) {
    return { statusCode: 200, headers: preflight(request), content: '' }
  }
  if (method === 'GET') return withChecksum(200, HEALTHY)

  const type = contentType(headers['content-type'] as string | undefined)
  if (method !== 'POST' || (body !== '' && !JSON_TYPES.has(type))) return withChecksum(404, NOT_FOUND)

  const { statusCode, body: text } = answerPost(engine, request, body)
  const answerType = JSON_TYPES.has(type) ? type : 'application/json'
  const accepted = headers['accept-encoding'] as string | undefined
  const encoding =
    accepted !== undefined && Buffer.byteLength(text) > MAX_UNCOMPRESSED_BYTES
      ? acceptedEncoding(accepted)
      : undefined
  if (encoding === undefined) return withChecksum(statusCode, text, answerType)
  const response = withChecksum(statusCode, COMPRESS[encoding](text), answerType)
  response.headers.push('Content-Encoding', encoding)
  return response
}

function answerPost(engine: Engine, request: HttpRequest, body: string | DynamoDBError): Answer {
  if (body instanceof DynamoDBError) return answerError(body)
  const operation = operationOf(request.headers['x-amz-target'] as string | undefined)
  // AWS reads the body first: one that is no JSON is the error even where the target is wrong too.
  if (operation === undefined) return answerError(isJson(body) ? unknownOperation() : serializationError())
  const refusal = signatureError(request)
  if (refusal !== undefined) return answerError(refusal)
  // The client learns no more of a fault than on AWS; who runs the server does.
  return answerRequest(engine, operation, body, fault => console.error(fault))
}

function isJson(body: string): boolean {
  if (body === '') return true
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}

function contentType(header: string | undefined): string {
  if (header === undefined) return ''
  const end = header.indexOf(';')
  return end === -1 ? header : header.slice(0, end).trim()
}

function preflight({ headers }: HttpRequest): string[] {
  const list = ['Access-Control-Max-Age', PREFLIGHT_SECONDS]
  const names = headers['access-control-request-headers']
  const method = headers['access-control-request-method']
  if (names !== undefined) list.push('Access-Control-Allow-Headers', String(names))
  if (method !== undefined) list.push('Access-Control-Allow-Methods', String(method))
  return list
}

function withChecksum(statusCode: number, content: string | Buffer, type?: string): Response {
  const headers = ['x-amz-crc32', String(crc32(content))]
  if (type !== undefined) headers.push('Content-Type', type)
  return { statusCode, headers, content }
}
