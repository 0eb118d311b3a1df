// The one form in which nearly all requests of the SDKs arrive: a POST whose head and body come in one piece.
// Whatever is not exactly that is left to Node's parser.

import { TextCache } from './text-cache.js'

export interface PlainRequest {
  readonly method: 'POST'
  readonly url: '/'
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const START = 'POST / HTTP/1.1\r\n'
const MAX_HEAD_BYTES = 8192
const MAX_NAME_CHARACTERS = 2048
const HEADERS = /^(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e]*\r\n)+$/
/** Clients send the same names again and again. Few are kept: each may keep the head that it was cut out of. */
const NAMES = new TextCache(name => name.toLowerCase(), MAX_NAME_CHARACTERS)
const LENGTH = /^\d{1,8}$/

/** Headers that change how a request is read or answered. */
const UNCOMMON = ['transfer-encoding', 'expect', 'upgrade', 'trailer', 'content-encoding']

/** What inherits from this inherits nothing; unlike an object without prototype it has a shape that V8 knows again. */
const NOTHING = Object.create(null)

export function parsePlainRequest(bytes: Buffer): PlainRequest | undefined {
  const text = bytes.toString()
  const end = text.indexOf('\r\n\r\n')
  if (end === -1 || end > MAX_HEAD_BYTES || !text.startsWith(START)) return undefined

  const headers = parseHeaders(text.slice(START.length, end + 2))
  if (headers === undefined) return undefined
  const { connection = 'keep-alive', 'content-length': length = '' } = headers
  // A head that came so far is ASCII: it has as many bytes as characters.
  if (!LENGTH.test(length) || Number(length) !== bytes.length - end - 4) return undefined
  if (connection.toLowerCase() !== 'keep-alive' || UNCOMMON.some(name => name in headers)) return undefined
  return { method: 'POST', url: '/', headers, body: text.slice(end + 4) }
}

function parseHeaders(text: string): Record<string, string> | undefined {
  if (!HEADERS.test(text)) return undefined
  const headers: Record<string, string> = Object.create(NOTHING)
  let start = 0
  while (start < text.length) {
    const colon = text.indexOf(':', start)
    const stop = text.indexOf('\r\n', colon)
    const name = NAMES.get(text.slice(start, colon))
    // Which of two counts is another question that Node's parser has an answer to.
    if (name in headers) return undefined
    headers[name] = text.slice(colon + 1, stop).trim()
    start = stop + 2
  }
  return headers
}
