import { ExpressionError } from './expression-error.js'
import { type Token, tokenize } from './lexer.js'

/** One token after the other, with the error for a wrong one. */
export class TokenReader {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #index = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokenize(text)
  }

  get token(): Token {
    return this.#tokens[this.#index]!
  }

  /** The token behind the current one; behind the last there is none. */
  get following(): Token | undefined {
    return this.#tokens[this.#index + 1]
  }

  next(): Token {
    return this.#tokens[this.#index++]!
  }

  isSymbol(text: string): boolean {
    const { token } = this
    return token.kind === 'symbol' && token.text === text
  }

  isKeyword(keyword: string): boolean {
    return this.token.keyword === keyword
  }

  takeSymbol(text: string): boolean {
    if (!this.isSymbol(text)) return false
    this.#index++
    return true
  }

  takeKeyword(keyword: string): boolean {
    if (!this.isKeyword(keyword)) return false
    this.#index++
    return true
  }

  expectSymbol(text: string): void {
    if (!this.takeSymbol(text)) throw this.syntaxError()
  }

  expectKeyword(keyword: string): void {
    if (!this.takeKeyword(keyword)) throw this.syntaxError()
  }

  expectEnd(): void {
    if (this.token.kind !== 'end') throw this.syntaxError()
  }

  /** The current token is wrong: it is shown between its neighbours. */
  syntaxError(): ExpressionError {
    const before = this.#tokens[this.#index - 1]
    const start = before?.start ?? 0
    const near = this.#text.slice(start, this.following?.end ?? this.#text.length)
    return new ExpressionError(`Syntax error; token: "${this.token.text}", near: "${near}"`)
  }

  /** The error of a text whose end comes too early. */
  endError(): ExpressionError {
    this.#index = this.#tokens.length - 1
    return this.syntaxError()
  }

  get tokens(): readonly Token[] {
    return this.#tokens
  }
}
