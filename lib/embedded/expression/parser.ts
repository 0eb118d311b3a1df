// What the grammars share: reading tokens, paths and function calls, and the order in which faults are told.
//
// The service reports one fault for each expression. Syntax and redundant parentheses come first, as they are read,
// then the leftmost fault that needs no names and values: a function, a reserved word, a list index.
import { ExpressionError } from './expression-error.js'
import { type Token, tokenize } from './lexer.js'
import { isReservedWord } from './reserved-words.js'
import type { CallSyntax, NamePlaceholder, OperandSyntax, PathSyntax } from './syntax.js'

const REDUNDANT_PARENTHESES = 'The expression has redundant parentheses;'
const MAX_INDEX = 2 ** 31 - 1

// Each level of parentheses costs stack. No sound expression is as deep as this.
const MAX_DEPTH = 400

interface Fault {
  readonly position: number
  readonly message: string
}

/** What functions a grammar knows, and what it calls itself in errors about the others. */
interface FunctionSet {
  readonly known: ReadonlySet<string>
  readonly grammar: string
}

const FUNCTIONS = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
  'if_not_exists',
  'list_append'
])

export class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #functions: FunctionSet
  // Where calls stand in the text.
  readonly #positions = new Map<CallSyntax, number>()
  #index = 0
  #depth = 0
  #fault: Fault | undefined
  operators = 0

  constructor(text: string, functions: FunctionSet) {
    this.#text = text
    this.#tokens = tokenize(text)
    this.#functions = functions
  }

  get token(): Token {
    return this.#tokens[this.#index]!
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
    const after = this.#tokens[this.#index + 1]
    const start = before?.start ?? 0
    const near = this.#text.slice(start, after?.end ?? this.#text.length)
    return new ExpressionError(`Syntax error; token: "${this.token.text}", near: "${near}"`)
  }

  /** Told as soon as the outer ones close: a wrong token behind them is not looked at. */
  refuseRedundantParentheses(): never {
    throw new ExpressionError(REDUNDANT_PARENTHESES)
  }

  /** Call at the end, when the syntax is known to be right. */
  throwFault(): void {
    if (this.#fault !== undefined) throw new ExpressionError(this.#fault.message)
  }

  #note(position: number, message: string): void {
    if (this.#fault === undefined || position < this.#fault.position) this.#fault = { position, message }
  }

  enter(): void {
    if (++this.#depth > MAX_DEPTH) throw this.#tooDeep()
  }

  leave(): void {
    this.#depth--
  }

  /** What the service would say to an expression that is too deep to be followed here. */
  #tooDeep(): ExpressionError {
    const tokens = this.#tokens
    let depth = 0
    let redundant = false
    let unknown: string | undefined
    tokens.forEach((token, i) => {
      if (token.kind !== 'symbol') return
      if (token.text === ')') depth--
      if (token.text !== '(') return
      depth++
      const before = tokens[i - 1]
      if (before?.text === '(') redundant = true
      if (before?.kind === 'identifier' && !FUNCTIONS.has(before.text)) unknown ??= before.text
    })
    if (depth > 0) {
      this.#index = tokens.length - 1
      return this.syntaxError()
    }
    if (redundant) return new ExpressionError(REDUNDANT_PARENTHESES)
    if (unknown !== undefined) return new ExpressionError(`Invalid function name; function: ${unknown}`)
    return tooManyOperators()
  }

  /** A path, which may be all that a grammar allows here. */
  path(): PathSyntax {
    const path: (string | number | NamePlaceholder)[] = [this.#pathName()]
    for (;;) {
      if (this.takeSymbol('.')) path.push(this.#memberName())
      else if (this.takeSymbol('[')) {
        path.push(this.#pathIndex())
        this.expectSymbol(']')
      } else return path
    }
  }

  /** The service's grammar takes the placeholder of a value here, to say later that there is no such name. */
  #memberName(): string | NamePlaceholder {
    return this.token.kind === 'value' ? { placeholder: this.next().text } : this.#pathName()
  }

  #pathName(): string | NamePlaceholder {
    const { token } = this
    if (token.kind === 'name') {
      this.#index++
      return { placeholder: token.text }
    }
    if (token.kind !== 'identifier') throw this.syntaxError()
    this.#index++
    if (isReservedWord(token.text)) {
      this.#note(token.start, `Attribute name is a reserved keyword; reserved keyword: ${token.text}`)
    }
    return token.text
  }

  #pathIndex(): number {
    const { token } = this
    if (token.kind !== 'number') throw this.syntaxError()
    this.#index++
    const index = Number(token.text)
    if (index > MAX_INDEX) {
      this.#note(token.start, `List index is not within the allowable range; index: [${token.text}]`)
    }
    return index
  }

  /** A path, a value or a call, with any number of parentheses around it. */
  operand(): OperandSyntax {
    if (!this.isSymbol('(')) return this.bareOperand()
    this.enter()
    this.next()
    const opensTwice = this.isSymbol('(')
    const operand = this.operand()
    this.expectSymbol(')')
    this.leave()
    if (opensTwice) this.refuseRedundantParentheses()
    return operand
  }

  bareOperand(): OperandSyntax {
    const { token } = this
    if (token.kind === 'value') {
      this.#index++
      return { kind: 'value', placeholder: token.text }
    }
    if (token.kind === 'identifier' && this.#tokens[this.#index + 1]!.text === '(') return this.#call()
    return { kind: 'path', path: this.path() }
  }

  #call(): CallSyntax {
    const { text: name, start } = this.next()
    this.enter()
    this.expectSymbol('(')
    this.operators++
    if (!FUNCTIONS.has(name)) this.#note(start, `Invalid function name; function: ${name}`)
    else if (!this.#functions.known.has(name)) {
      this.#note(start, `The function is not allowed in ${this.#functions.grammar}; function: ${name}`)
    }
    const args = [this.operand()]
    while (this.takeSymbol(',')) args.push(this.operand())
    this.expectSymbol(')')
    this.leave()
    const call: CallSyntax = { kind: 'call', name, args }
    this.#positions.set(call, start)
    return call
  }

  /** A call stands where what it answers is of no use. */
  noteMisuse(call: CallSyntax): void {
    this.#note(
      this.#positions.get(call)!,
      `The function is not allowed to be used this way in an expression; function: ${call.name}`
    )
  }
}

const MAX_OPERATORS = 300

/** The last check of an expression, after its names and values. */
export function checkOperatorCount(operators: number): void {
  if (operators > MAX_OPERATORS) throw tooManyOperators()
}

// The service stops counting at the first operator too many.
function tooManyOperators(): ExpressionError {
  return new ExpressionError(
    `The expression contains too many operators; operator count: ${MAX_OPERATORS + 1}`
  )
}
