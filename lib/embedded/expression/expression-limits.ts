// How much an expression may hold.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
import { ExpressionError } from './expression-error.js'
import type { TokenReader } from './token-reader.js'

const MAX_OPERATORS = 300

export const REDUNDANT_PARENTHESES = 'The expression has redundant parentheses;'

/** All functions, whatever the kind of expression that allows them. */
export const FUNCTIONS: ReadonlySet<string> = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
  'if_not_exists',
  'list_append'
])

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

/** What the service would say to an expression that is too deep to be followed by recursion. */
export function tooDeep(reader: TokenReader): ExpressionError {
  const { tokens } = reader
  let depth = 0
  let redundant = false
  let unknown: string | undefined
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue
    if (token.text === ')') depth--
    if (token.text !== '(') continue
    depth++
    const before = tokens[i - 1]
    if (before?.text === '(') redundant = true
    if (before?.kind === 'identifier' && !FUNCTIONS.has(before.text)) unknown ??= before.text
  }
  if (depth > 0) return reader.endError()
  if (redundant) return new ExpressionError(REDUNDANT_PARENTHESES)
  if (unknown !== undefined) return new ExpressionError(`Invalid function name; function: ${unknown}`)
  return tooManyOperators()
}
