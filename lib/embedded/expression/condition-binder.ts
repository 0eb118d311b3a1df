// Gives a condition its names and values, and checks what only these can tell: leaf by leaf, from left to right.
import { compareValues } from '../attribute/order.js'
import { type AttributeValue, typeOf } from '../attribute/value.js'
import type { Comparator, Condition, Operand, Path } from './ast.js'
import { ExpressionError } from './expression-error.js'
import { bindPath, formatPath, samePath } from './paths.js'
import type { Placeholders } from './placeholders.js'
import type { CallSyntax, ConditionSyntax, OperandSyntax } from './syntax.js'

const MAX_IN_OPERANDS = 100
const ARITIES = new Map([
  ['attribute_exists', 1],
  ['attribute_not_exists', 1],
  ['attribute_type', 2],
  ['begins_with', 2],
  ['contains', 2],
  ['size', 1]
])

// Both lists stand in the order in which the service's errors show them.
const TYPE_NAMES = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M']
const ALL_TYPES = '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'

const ORDERED = new Set(['S', 'N', 'B'])
const PREFIXED = new Set(['S', 'B'])
const SIZED = new Set(['S', 'B', 'SS', 'NS', 'BS', 'L', 'M'])

export function bindCondition(syntax: ConditionSyntax, placeholders: Placeholders): Condition {
  switch (syntax.kind) {
    case 'and':
    case 'or':
      return { kind: syntax.kind, conditions: syntax.conditions.map(c => bindCondition(c, placeholders)) }
    case 'not':
      return { kind: 'not', condition: bindCondition(syntax.condition, placeholders) }
    case 'compare': {
      const left = bindOperand(syntax.left, placeholders)
      const right = bindOperand(syntax.right, placeholders)
      return checkComparison(syntax.comparator, left, right)
    }
    case 'between': {
      const operand = bindOperand(syntax.operand, placeholders)
      const lower = bindOperand(syntax.lower, placeholders)
      const upper = bindOperand(syntax.upper, placeholders)
      return checkBetween(operand, lower, upper)
    }
    case 'in': {
      const operand = bindOperand(syntax.operand, placeholders)
      const options = syntax.options.map(option => bindOperand(option, placeholders))
      return checkIn(operand, options)
    }
    case 'call':
      return bindCall(syntax, placeholders)
  }
}

function bindOperand(syntax: OperandSyntax, placeholders: Placeholders): Operand {
  switch (syntax.kind) {
    case 'path':
      return { kind: 'path', path: bindPath(syntax.path, placeholders) }
    case 'value':
      return { kind: 'value', value: placeholders.value(syntax.placeholder) }
    case 'call': {
      // The parser lets no other function stand as an operand.
      const [operand] = bindArguments(syntax, placeholders)
      requireType('size', operand!, SIZED)
      return { kind: 'size', operand: operand! }
    }
  }
}

function bindCall(syntax: CallSyntax, placeholders: Placeholders): Condition {
  const [first, second] = bindArguments(syntax, placeholders)
  switch (syntax.name) {
    case 'attribute_exists':
      return { kind: 'exists', path: requirePath(syntax.name, first!) }
    case 'attribute_not_exists':
      return { kind: 'not-exists', path: requirePath(syntax.name, first!) }
    case 'attribute_type':
      return { kind: 'type', operand: first!, type: requireTypeName(second!) }
    case 'begins_with':
      requireType(syntax.name, first!, PREFIXED)
      requireType(syntax.name, second!, PREFIXED)
      return { kind: 'begins-with', left: first!, right: second! }
    default:
      return { kind: 'contains', left: first!, right: second! }
  }
}

function bindArguments(syntax: CallSyntax, placeholders: Placeholders): Operand[] {
  const operands = syntax.args.map(arg => bindOperand(arg, placeholders))
  if (operands.length !== ARITIES.get(syntax.name)) {
    throw new ExpressionError(
      'Incorrect number of operands for operator or function; ' +
        `operator or function: ${syntax.name}, number of operands: ${operands.length}`
    )
  }
  requireDistinct(syntax.name, operands[0]!, operands.slice(1))
  return operands
}

function checkComparison(comparator: Comparator, left: Operand, right: Operand): Condition {
  requireDistinct(comparator, left, [right])
  if (comparator !== '=' && comparator !== '<>') {
    requireType(comparator, left, ORDERED)
    requireType(comparator, right, ORDERED)
  }
  return { kind: 'compare', comparator, left, right }
}

function checkBetween(operand: Operand, lower: Operand, upper: Operand): Condition {
  for (const each of [operand, lower, upper]) requireType('BETWEEN', each, ORDERED)
  requireDistinct('BETWEEN', operand, [lower, upper])
  if (lower.kind === 'value' && upper.kind === 'value') checkBounds(lower.value, upper.value)
  return { kind: 'between', operand, lower, upper }
}

function checkBounds(lower: AttributeValue, upper: AttributeValue): void {
  const order = compareValues(lower, upper)
  if (order !== undefined && order <= 0) return
  const fault =
    order === undefined
      ? 'same data type for lower and upper bounds'
      : 'upper bound to be greater than or equal to lower bound'
  throw new ExpressionError(
    `The BETWEEN operator requires ${fault}; ` +
      `lower bound operand: AttributeValue: ${formatScalar(lower)}, ` +
      `upper bound operand: AttributeValue: ${formatScalar(upper)}`
  )
}

function formatScalar(value: AttributeValue): string {
  if ('S' in value) return `{S:${value.S}}`
  if ('N' in value) return `{N:${value.N}}`
  if (!('B' in value)) return '{}'
  const { length } = value.B
  return `{B:java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]}`
}

function checkIn(operand: Operand, options: readonly Operand[]): Condition {
  requireDistinct('IN', operand, options)
  if (options.length > MAX_IN_OPERANDS) {
    throw new ExpressionError(
      `The IN operator is provided with too many operands; number of operands: ${options.length}`
    )
  }
  return { kind: 'in', operand, options }
}

/** What is compared with itself is a mistake; values and sizes are not looked at. */
function requireDistinct(operator: string, first: Operand, others: readonly Operand[]): void {
  if (first.kind !== 'path') return
  if (!others.some(other => other.kind === 'path' && samePath(first.path, other.path))) return
  throw new ExpressionError(
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
      `operator: ${operator}, first operand: ${formatPath(first.path)}`
  )
}

function requirePath(name: string, operand: Operand): Path {
  if (operand.kind === 'path') return operand.path
  throw new ExpressionError(`Operator or function requires a document path; operator or function: ${name}`)
}

/** Refuses a type that can be told without the item. */
function requireType(operator: string, operand: Operand, allowed: ReadonlySet<string>): void {
  const type = staticType(operand)
  if (type !== undefined && !allowed.has(type)) throw wrongType(operator, type)
}

function requireTypeName(operand: Operand): string {
  const type = staticType(operand) ?? ALL_TYPES
  if (operand.kind !== 'value' || !('S' in operand.value)) throw wrongType('attribute_type', type)
  const name = operand.value.S
  if (TYPE_NAMES.includes(name)) return name
  throw new ExpressionError(
    `Invalid attribute type name found; type: ${name}, valid types: {${TYPE_NAMES.join(',')}}`
  )
}

function staticType(operand: Operand): string | undefined {
  if (operand.kind === 'path') return undefined
  return operand.kind === 'size' ? 'N' : typeOf(operand.value)
}

function wrongType(operator: string, type: string): ExpressionError {
  return new ExpressionError(
    'Incorrect operand type for operator or function; ' +
      `operator or function: ${operator}, operand type: ${type}`
  )
}
