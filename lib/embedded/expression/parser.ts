// What the grammars share: paths and function calls, and the order in which faults are told.
//
// The service reports one fault for each expression. Syntax and redundant parentheses come first, as they are read,
// then the leftmost fault that needs no names and values: a function, a reserved word, a list index.
import { ExpressionError } from './expression-error.js'
import { FUNCTIONS, REDUNDANT_PARENTHESES, tooDeep } from './expression-limits.js'
import { isReservedWord } from './reserved-words.js'
import type { CallSyntax, NamePlaceholder, OperandSyntax, PathSyntax } from './syntax.js'
import { TokenReader } from './token-reader.js'

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

export class Parser extends TokenReader {
  readonly #functions: FunctionSet
  // Where calls stand in the text.
  readonly #positions = new Map<CallSyntax, number>()
  #depth = 0
  #deferrals = 0
  #hasRedundantParentheses = false
  #fault: Fault | undefined
  operators = 0

  constructor(text: string, functions: FunctionSet) {
    super(text)
    this.#functions = functions
  }

  /** Told as soon as the outer ones close: a wrong token behind them is not looked at. */
  refuseRedundantParentheses(): void {
    this.#hasRedundantParentheses = true
    this.settle()
  }

  /** While it is open what a text is going to be, only its syntax is looked at. */
  deferring<Parsed>(parse: () => Parsed): Parsed {
    this.#deferrals++
    const parsed = parse()
    this.#deferrals--
    return parsed
  }

  /** It is settled: what was put off is told now. */
  settle(): void {
    if (this.#hasRedundantParentheses && this.#deferrals === 0)
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
    if (++this.#depth > MAX_DEPTH) throw tooDeep(this)
  }

  leave(): void {
    this.#depth--
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
    if (token.kind === 'name') return { placeholder: this.next().text }
    if (token.kind !== 'identifier') throw this.syntaxError()
    this.next()
    if (isReservedWord(token.text)) {
      this.#note(token.start, `Attribute name is a reserved keyword; reserved keyword: ${token.text}`)
    }
    return token.text
  }

  #pathIndex(): number {
    const { token } = this
    if (token.kind !== 'number') throw this.syntaxError()
    this.next()
    const index = Number(token.text)
    if (index > MAX_INDEX) {
      this.#note(token.start, `List index is not within the allowable range; index: [${token.text}]`)
    }
    return index
  }

  /** A path, a value or a call, with any number of parentheses around it. */
  operand(): OperandSyntax {
    if (!this.isSymbol('(')) return this.#isCall() ? this.#call() : this.#pathOrValue()
    this.enter()
    this.next()
    const opensTwice = this.isSymbol('(')
    const operand = this.operand()
    this.expectSymbol(')')
    this.leave()
    if (opensTwice) this.refuseRedundantParentheses()
    return operand
  }

  /** The same without parentheses, where it is not yet known whether it is an operand. */
  leadingOperand(): OperandSyntax {
    if (!this.#isCall()) return this.#pathOrValue()
    const call = this.deferring(() => this.#call())
    this.settle()
    return call
  }

  #isCall(): boolean {
    return this.token.kind === 'identifier' && this.following?.text === '('
  }

  #pathOrValue(): OperandSyntax {
    if (this.token.kind !== 'value') return { kind: 'path', path: this.path() }
    return { kind: 'value', placeholder: this.next().text }
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

  /** Call behind the section: faults inside it come first. */
  noteRepeatedSection(section: string): void {
    this.#note(this.token.start, `The "${section}" section can only be used once in an update expression;`)
  }

  /** A call stands where what it answers is of no use. */
  noteMisuse(call: CallSyntax): void {
    this.#note(
      this.#positions.get(call)!,
      `The function is not allowed to be used this way in an expression; function: ${call.name}`
    )
  }
}
