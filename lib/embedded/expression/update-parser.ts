// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
import { Parser } from './parser.js'
import type { ClauseSyntax, OperandSyntax, Parsed, UpdateValueSyntax } from './syntax.js'

const UPDATE_FUNCTIONS = { known: new Set(['if_not_exists', 'list_append']), grammar: 'an update expression' }

const SECTIONS = new Map<string, (parser: Parser) => ClauseSyntax>([
  ['SET', parseSet],
  ['REMOVE', parseRemove],
  ['ADD', parser => parseSetOperation(parser, 'add')],
  ['DELETE', parser => parseSetOperation(parser, 'delete')]
])

export function parseUpdate(text: string): Parsed<readonly ClauseSyntax[]> {
  const parser = new Parser(text, UPDATE_FUNCTIONS)
  const clauses: ClauseSyntax[] = []
  const seen = new Set<string>()

  do {
    const section = parser.token.keyword ?? ''
    const parseClause = SECTIONS.get(section)
    if (parseClause === undefined) throw parser.syntaxError()
    parser.next()
    do clauses.push(parseClause(parser))
    while (parser.takeSymbol(','))
    if (seen.has(section)) parser.noteRepeatedSection(section)
    seen.add(section)
  } while (parser.token.kind !== 'end')

  parser.throwFault()
  return { syntax: clauses, operators: parser.operators }
}

function parseSet(parser: Parser): ClauseSyntax {
  const path = parser.path()
  parser.expectSymbol('=')
  return { kind: 'set', path, value: parseValue(parser) }
}

function parseRemove(parser: Parser): ClauseSyntax {
  return { kind: 'remove', path: parser.path() }
}

function parseSetOperation(parser: Parser, kind: 'add' | 'delete'): ClauseSyntax {
  const path = parser.path()
  if (parser.token.kind !== 'value') throw parser.syntaxError()
  return { kind, path, placeholder: parser.next().text }
}

/** An operand, or a sum or difference of two, which may stand in parentheses as a whole. */
function parseValue(parser: Parser): UpdateValueSyntax {
  const value = parser.isSymbol('(') ? parseGroup(parser) : parser.leadingOperand()
  return parseArithmetic(parser, value)
}

function parseGroup(parser: Parser): UpdateValueSyntax {
  parser.enter()
  parser.next()
  const opensWithGroup = parser.isSymbol('(')
  const first = parser.deferring(() => (opensWithGroup ? parseGroup(parser) : parser.leadingOperand()))
  const value = parseArithmetic(parser, first)
  parser.expectSymbol(')')
  parser.leave()
  if (opensWithGroup && value === first) parser.refuseRedundantParentheses()
  parser.settle()
  return value
}

function parseArithmetic(parser: Parser, left: UpdateValueSyntax): UpdateValueSyntax {
  const isArithmetic = parser.isSymbol('+') || parser.isSymbol('-')
  if (left.kind === 'arithmetic') {
    if (isArithmetic) throw parser.syntaxError()
    return left
  }
  if (left.kind === 'call' && isArithmetic) refuseListAppend(parser, left)
  if (left.kind === 'call') for (const arg of left.args) refuseListAppend(parser, arg)
  if (!isArithmetic) return left

  parser.settle()
  const operator = parser.next().text as '+' | '-'
  parser.operators++
  const right = parser.operand()
  refuseListAppend(parser, right)
  return { kind: 'arithmetic', operator, left, right }
}

/** `list_append` is only allowed as the whole of what is assigned. */
function refuseListAppend(parser: Parser, operand: OperandSyntax): void {
  if (operand.kind !== 'call') return
  if (operand.name === 'list_append') parser.noteMisuse(operand)
  for (const arg of operand.args) refuseListAppend(parser, arg)
}
