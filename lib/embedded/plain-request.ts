// The one form in which nearly all requests of the SDKs arrive: a POST whose head and body come in one piece.
// Whatever is not exactly that is left to Node's parser.

import { TextCache } from './text-cache.js'

export interface PlainRequest {
  readonly method: 'POST'
  readonly url: '/'
  readonly headers: Readonly<PlainHeaders>
  readonly body: string
}

const START = 'POST / HTTP/1.1\r\n'
const MAX_HEAD_BYTES = 8192
const MAX_NAME_CHARACTERS = 2048
const HEADERS = /^(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t\x20-\x7e]*\r\n)+$/
const LENGTH = /^\d{1,8}$/

/** The headers that an answer depends on; a copy has a shape that V8 knows again. */
const NONE = {
  'accept-encoding': undefined,
  authorization: undefined,
  connection: undefined,
  'content-length': undefined,
  'content-type': undefined,
  date: undefined,
  origin: undefined,
  'x-amz-date': undefined,
  'x-amz-target': undefined
}
type HeaderName = keyof typeof NONE
type PlainHeaders = Record<HeaderName, string | undefined>

/** Headers that change how a request is read or answered. */
const UNCOMMON = ['transfer-encoding', 'expect', 'upgrade', 'trailer', 'content-encoding']

/** Clients send the same names again and again. Few are kept: each may keep the head that it was cut out of. */
const ROLES = new TextCache(roleOf, MAX_NAME_CHARACTERS)

export function parsePlainRequest(bytes: Buffer): PlainRequest | undefined {
  const text = bytes.toString()
  const end = text.indexOf('\r\n\r\n')
  if (end === -1 || end > MAX_HEAD_BYTES || !text.startsWith(START)) return undefined

  const headers = parseHeaders(text.slice(START.length, end + 2))
  if (headers === undefined) return undefined
  const { connection = 'keep-alive', 'content-length': length = '' } = headers
  // A head that came so far is ASCII: it has as many bytes as characters.
  if (!LENGTH.test(length) || Number(length) !== bytes.length - end - 4) return undefined
  if (connection.toLowerCase() !== 'keep-alive') return undefined
  return { method: 'POST', url: '/', headers, body: text.slice(end + 4) }
}

function parseHeaders(text: string): PlainHeaders | undefined {
  if (!HEADERS.test(text)) return undefined
  const headers: PlainHeaders = { ...NONE }
  let start = 0
  while (start < text.length) {
    const colon = text.indexOf(':', start)
    const stop = text.indexOf('\r\n', colon)
    const role = ROLES.get(text.slice(start, colon))
    if (role === 'uncommon') return undefined
    if (role !== 'ignored') {
      // Which of two counts is another question that Node's parser has an answer to.
      if (headers[role] !== undefined) return undefined
      headers[role] = text.slice(colon + 1, stop).trim()
    }
    start = stop + 2
  }
  return headers
}

function roleOf(name: string): HeaderName | 'uncommon' | 'ignored' {
  const lower = name.toLowerCase()
  if (UNCOMMON.includes(lower)) return 'uncommon'
  return Object.hasOwn(NONE, lower) ? (lower as HeaderName) : 'ignored'
}
