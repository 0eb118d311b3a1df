// Gives an update its names and values, and checks what only these can tell. The service goes through the clauses
// twice and from the last to the first: the paths that are written, then what is written to them.
import { type AttributeType, type AttributeValue, typeOf } from '../attribute/value.js'
import type { Path, Update, UpdateAction, UpdateValue } from './ast.js'
import { ExpressionError } from './expression-error.js'
import { bindDistinctPaths, bindPath, formatPath, samePath } from './paths.js'
import type { Placeholders } from './placeholders.js'
import type { CallSyntax, ClauseSyntax, OperandSyntax, UpdateValueSyntax } from './syntax.js'

const ARITY = 2
const TYPE_WORDS: Record<AttributeType, string> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  M: 'MAP',
  L: 'LIST',
  BOOL: 'BOOLEAN',
  NULL: 'NULL'
}
const SETS = new Set<AttributeType>(['SS', 'NS', 'BS'])
const ADDABLE = new Set<AttributeType>([...SETS, 'N'])

export function bindUpdate(clauses: readonly ClauseSyntax[], placeholders: Placeholders): Update {
  const paths = bindDistinctPaths(
    clauses.map(clause => clause.path),
    placeholders
  )
  const actions: UpdateAction[] = []
  for (let i = clauses.length - 1; i >= 0; i--) actions.push(bindClause(clauses[i]!, paths[i]!, placeholders))
  return { actions: actions.reverse(), legacy: false }
}

function bindClause(clause: ClauseSyntax, path: Path, placeholders: Placeholders): UpdateAction {
  switch (clause.kind) {
    case 'set':
      return { kind: 'set', path, value: bindValue(clause.value, placeholders) }
    case 'remove':
      return { kind: 'remove', path }
    case 'add': {
      const value = placeholders.value(clause.placeholder)
      requireOperandType('ADD', value, ADDABLE)
      return { kind: 'add', path, value }
    }
    case 'delete': {
      const value = placeholders.value(clause.placeholder)
      requireOperandType('DELETE', value, SETS)
      return { kind: 'delete', path, value }
    }
  }
}

function requireOperandType(
  operator: 'ADD' | 'DELETE',
  value: AttributeValue,
  allowed: ReadonlySet<AttributeType>
): void {
  const type = typeOf(value)
  if (allowed.has(type)) return
  throw new ExpressionError(
    `Incorrect operand type for operator or function; operator: ${operator}, ` +
      `operand type: ${TYPE_WORDS[type]}, typeSet: ALLOWED_FOR_${operator}_OPERAND`
  )
}

function bindValue(syntax: UpdateValueSyntax, placeholders: Placeholders): UpdateValue {
  if (syntax.kind !== 'arithmetic') return bindOperand(syntax, placeholders)
  const left = bindOperand(syntax.left, placeholders)
  const right = bindOperand(syntax.right, placeholders)
  requireType(syntax.operator, left, 'N')
  requireType(syntax.operator, right, 'N')
  return { kind: syntax.operator === '+' ? 'plus' : 'minus', left, right }
}

function bindOperand(syntax: OperandSyntax, placeholders: Placeholders): UpdateValue {
  switch (syntax.kind) {
    case 'path':
      return { kind: 'path', path: bindPath(syntax.path, placeholders) }
    case 'value':
      return { kind: 'value', value: placeholders.value(syntax.placeholder) }
    case 'call':
      return bindCall(syntax, placeholders)
  }
}

function bindCall({ name, args }: CallSyntax, placeholders: Placeholders): UpdateValue {
  const operands = args.map(arg => bindOperand(arg, placeholders))
  if (operands.length !== ARITY) {
    throw new ExpressionError(
      'Incorrect number of operands for operator or function; ' +
        `operator or function: ${name}, number of operands: ${operands.length}`
    )
  }
  const [left, right] = operands as [UpdateValue, UpdateValue]
  return name === 'if_not_exists' ? ifNotExists(left, right) : listAppend(left, right)
}

function ifNotExists(attribute: UpdateValue, otherwise: UpdateValue): UpdateValue {
  if (attribute.kind !== 'path') {
    throw new ExpressionError(
      'Operator or function requires a document path; operator or function: if_not_exists'
    )
  }
  if (otherwise.kind === 'path' && samePath(attribute.path, otherwise.path)) {
    throw new ExpressionError(
      'The first operand must be distinct from the remaining operands for this operator or function; ' +
        `operator: if_not_exists, first operand: ${formatPath(attribute.path)}`
    )
  }
  return { kind: 'if-not-exists', path: attribute.path, otherwise }
}

function listAppend(left: UpdateValue, right: UpdateValue): UpdateValue {
  requireType('list_append', left, 'L')
  requireType('list_append', right, 'L')
  return { kind: 'list-append', left, right }
}

/** Refuses a value of the request; what the item holds is seen later. */
function requireType(operator: string, operand: UpdateValue, required: AttributeType): void {
  if (operand.kind !== 'value') return
  const type = typeOf(operand.value)
  if (type === required) return
  throw new ExpressionError(
    'Incorrect operand type for operator or function; ' +
      `operator or function: ${operator}, operand type: ${type}`
  )
}
