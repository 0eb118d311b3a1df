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
  const given = new Set(Object.entries(request).flatMap(([name, value]) => (value == null ? [] : [name])))
  const usedExpressions = expressions.filter(name => given.has(name))
  if (usedExpressions.length > 0)
    refuseLegacy(
      usedExpressions,
      legacy.filter(name => given.has(name))
    )

  if (given.has('ExpressionAttributeNames') && usedExpressions.length === 0) {
    throw validationError('ExpressionAttributeNames can only be specified when using expressions')
  }
  // Projections have no values.
  const withValues = expressions.filter(name => name !== 'ProjectionExpression')
  if (given.has('ExpressionAttributeValues') && !withValues.some(name => given.has(name))) {
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
