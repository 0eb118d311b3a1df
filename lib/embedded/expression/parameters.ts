import { validationError } from '../errors.js'

/**
 * What a command checks first: that old and new parameters are not mixed, and that names and values have an expression
 * to stand in. Both lists are in the order in which the service's errors show them.
 */
export function checkExpressionParameters(
  request: object,
  expressions: readonly string[],
  legacy: readonly string[]
): void {
  const isGiven = (name: string) => (request as Readonly<Record<string, unknown>>)[name] != null
  const usedExpressions = expressions.filter(isGiven)
  if (usedExpressions.length > 0) refuseLegacy(usedExpressions, legacy.filter(isGiven))

  if (usedExpressions.length === 0 && isGiven('ExpressionAttributeNames')) {
    throw validationError('ExpressionAttributeNames can only be specified when using expressions')
  }
  if (!isGiven('ExpressionAttributeValues')) return
  // Projections have no values.
  const withValues = expressions.filter(name => name !== 'ProjectionExpression')
  if (!withValues.some(isGiven)) {
    const verb = withValues.length > 1 ? 'are' : 'is'
    throw validationError(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(' and ')} ${verb} null`
    )
  }
}

function refuseLegacy(expressions: readonly string[], legacy: readonly string[]): void {
  // KeyConditions may go together with a FilterExpression.
  const mixed = legacy.filter(
    name => name !== 'KeyConditions' || expressions.includes('KeyConditionExpression')
  )
  if (mixed.length === 0) return
  throw validationError(
    'Can not use both expression and non-expression parameters in the same request: ' +
      `Non-expression parameters: {${mixed.join(', ')}} Expression parameters: {${expressions.join(', ')}}`
  )
}
