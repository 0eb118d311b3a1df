// Tokens of every kind of expression: the service has one vocabulary for all of them.

type TokenKind = 'identifier' | 'name' | 'value' | 'number' | 'keyword' | 'symbol' | 'end'

export interface Token {
  readonly kind: TokenKind
  /** As written; keywords in upper case stand in `keyword`. */
  readonly text: string
  readonly keyword: string | undefined
  readonly start: number
  readonly end: number
}

const KEYWORDS = new Set(['AND', 'OR', 'NOT', 'BETWEEN', 'IN', 'SET', 'REMOVE', 'ADD', 'DELETE'])
const LONGEST_KEYWORD = 7

// A character that belongs to no other token is a token of its own, and an error to every grammar.
const TOKEN = /[a-zA-Z][a-zA-Z0-9_]*|[#:][a-zA-Z0-9_]+|0|[1-9][0-9]*|<>|<=|>=|[^ \t\r\n]/g

export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    tokens.push(token(match[0], match.index))
  }
  tokens.push({ kind: 'end', text: '<EOF>', keyword: undefined, start: text.length, end: text.length })
  return tokens
}

function token(text: string, start: number): Token {
  const kind = kindOf(text)
  const keyword = kind === 'keyword' ? text.toUpperCase() : undefined
  return { kind, text, keyword, start, end: start + text.length }
}

function kindOf(text: string): TokenKind {
  const first = text.charCodeAt(0)
  if (isLetter(first)) {
    return text.length <= LONGEST_KEYWORD && KEYWORDS.has(text.toUpperCase()) ? 'keyword' : 'identifier'
  }
  if (first >= 48 && first <= 57) return 'number'
  if (text.length > 1 && text[0] === '#') return 'name'
  if (text.length > 1 && text[0] === ':') return 'value'
  return 'symbol'
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}
