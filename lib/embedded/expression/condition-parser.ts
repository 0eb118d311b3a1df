// ConditionExpression, FilterExpression and KeyConditionExpression have one grammar.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
import type { Comparator } from './ast.js'
import { Parser } from './parser.js'
import type { CallSyntax, ConditionSyntax, OperandSyntax, Parsed } from './syntax.js'

const CONDITION_FUNCTIONS = {
  known: new Set([
    'attribute_exists',
    'attribute_not_exists',
    'attribute_type',
    'begins_with',
    'contains',
    'size'
  ]),
  grammar: 'a condition expression'
}

const COMPARATORS = new Set(['=', '<>', '<', '<=', '>', '>='])

/** Until the token behind it is seen, `(a)` may be an operand, and a call may be a condition. */
type Term = ({ readonly operand: OperandSyntax } | { readonly condition: ConditionSyntax }) & {
  /** It stands in parentheses: more of them around it alone are redundant. */
  readonly grouped?: 'once' | 'twice'
}

export function parseCondition(text: string): Parsed<ConditionSyntax> {
  const parser = new Parser(text, CONDITION_FUNCTIONS)
  const syntax = asCondition(parser, parseOr(parser))
  parser.expectEnd()
  parser.throwFault()
  return { syntax, operators: parser.operators }
}

function parseOr(parser: Parser): Term {
  return parseSequence(parser, 'OR', parseAnd)
}

function parseAnd(parser: Parser): Term {
  return parseSequence(parser, 'AND', parseNot)
}

function parseSequence(parser: Parser, keyword: 'AND' | 'OR', parseTerm: (parser: Parser) => Term): Term {
  const first = parseTerm(parser)
  if (!parser.isKeyword(keyword)) return first
  const conditions = [asCondition(parser, first)]
  while (parser.takeKeyword(keyword)) {
    parser.operators++
    conditions.push(asCondition(parser, parseTerm(parser)))
  }
  return { condition: { kind: keyword === 'AND' ? 'and' : 'or', conditions } }
}

function parseNot(parser: Parser): Term {
  let nots = 0
  while (parser.takeKeyword('NOT')) nots++
  parser.operators += nots
  const term = parsePrimary(parser)
  if (nots === 0) return term
  let condition = asCondition(parser, term)
  while (nots-- > 0) condition = { kind: 'not', condition }
  return { condition }
}

function parsePrimary(parser: Parser): Term {
  const term = parser.isSymbol('(') ? parseGroup(parser) : { operand: parser.leadingOperand() }
  if ('condition' in term) return term
  const parse = comparisonAt(parser)
  if (parse === undefined) return term
  // `((a))` alone is a matter of syntax: only as an operand are its parentheses looked at.
  if (term.grouped === 'twice') parser.refuseRedundantParentheses()
  return parse(parser, term.operand)
}

function comparisonAt(parser: Parser): ((parser: Parser, operand: OperandSyntax) => Term) | undefined {
  if (parser.token.kind === 'symbol' && COMPARATORS.has(parser.token.text)) return parseComparison
  if (parser.isKeyword('BETWEEN')) return parseBetween
  return parser.isKeyword('IN') ? parseIn : undefined
}

function parseGroup(parser: Parser): Term {
  parser.enter()
  parser.next()
  const inner = parseOr(parser)
  parser.expectSymbol(')')
  parser.leave()
  const isOperand = 'operand' in inner && inner.operand.kind !== 'call'
  if (inner.grouped && !isOperand) parser.refuseRedundantParentheses()
  return { ...inner, grouped: inner.grouped ? 'twice' : 'once' }
}

function parseComparison(parser: Parser, left: OperandSyntax): Term {
  const comparator = parser.next().text as Comparator
  parser.operators++
  const right = parser.operand()
  refuseConditions(parser, [left, right])
  return { condition: { kind: 'compare', comparator, left, right } }
}

function parseBetween(parser: Parser, operand: OperandSyntax): Term {
  parser.next()
  parser.operators++
  const lower = parser.operand()
  parser.expectKeyword('AND')
  const upper = parser.operand()
  refuseConditions(parser, [operand, lower, upper])
  return { condition: { kind: 'between', operand, lower, upper } }
}

function parseIn(parser: Parser, operand: OperandSyntax): Term {
  parser.next()
  parser.operators++
  parser.expectSymbol('(')
  const options = [parser.operand()]
  while (parser.takeSymbol(',')) options.push(parser.operand())
  parser.expectSymbol(')')
  refuseConditions(parser, [operand, ...options])
  return { condition: { kind: 'in', operand, options } }
}

/** A term where a condition is needed: `size` answers a number, and a lone path or value is no condition. */
function asCondition(parser: Parser, term: Term): ConditionSyntax {
  if ('condition' in term) return term.condition
  const { operand } = term
  if (operand.kind !== 'call') throw parser.syntaxError()
  if (operand.name === 'size') parser.noteMisuse(operand)
  refuseConditions(parser, operand.args)
  return operand
}

/** `size` is the only function whose answer can be an operand. */
function refuseConditions(parser: Parser, operands: readonly OperandSyntax[]): void {
  const calls = operands.filter((operand): operand is CallSyntax => operand.kind === 'call')
  for (const call of calls) {
    if (call.name !== 'size') parser.noteMisuse(call)
    refuseConditions(parser, call.args)
  }
}
