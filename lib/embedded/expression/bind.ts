// The one way from a request's expressions to what the engine works with. Parsing is cached by text; names and
// values are bound for each request.
import type { GivenValue } from '../attribute/check.js'
import { validationError } from '../errors.js'
import { TextCache } from '../text-cache.js'
import type { Condition, KeyConditions, Update } from './ast.js'
import { bindCondition } from './condition-binder.js'
import { parseCondition } from './condition-parser.js'
import { ExpressionError } from './expression-error.js'
import { checkOperatorCount } from './expression-limits.js'
import { keyConditionsOf } from './key-condition.js'
import { bindDistinctPaths } from './paths.js'
import { Placeholders } from './placeholders.js'
import type { Projection } from './projection.js'
import { parseProjection } from './projection-parser.js'
import { bindUpdate } from './update-binder.js'
import { parseUpdate } from './update-parser.js'

export interface ExpressionParameters {
  readonly UpdateExpression?: string | undefined
  readonly ConditionExpression?: string | undefined
  readonly KeyConditionExpression?: string | undefined
  readonly FilterExpression?: string | undefined
  readonly ProjectionExpression?: string | undefined
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined
  readonly ExpressionAttributeValues?: Readonly<Record<string, GivenValue>> | undefined
}

const PARAMETERS: readonly (keyof ExpressionParameters)[] = [
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression'
]

interface BoundExpressions {
  update?: Update
  condition?: Condition
  keyConditions?: KeyConditions
  filter?: Condition
  projection?: Projection
}

// The service says 4 KB and counts UTF-16 units.
const MAX_EXPRESSION_LENGTH = 4096
// With a name or value in the place of each placeholder, every time it stands there.
const MAX_EXPRESSION_BYTES = 2 ** 20
// Texts are at most 4 KB, and what they parse to some twenty times as large.
const MAX_CACHED_CHARACTERS = 2 ** 17

const conditions = new TextCache(parseCondition, MAX_CACHED_CHARACTERS)
const updates = new TextCache(parseUpdate, MAX_CACHED_CHARACTERS)
const projections = new TextCache(parseProjection, MAX_CACHED_CHARACTERS)

const NOTHING: BoundExpressions = {}

/** Throws the first fault in the service's order: names and values, each expression, then what no one used. */
export function bindExpressions(parameters: ExpressionParameters): Readonly<BoundExpressions> {
  if (PARAMETERS.every(name => parameters[name] === undefined)) return NOTHING
  const placeholders = new Placeholders(
    parameters.ExpressionAttributeNames,
    parameters.ExpressionAttributeValues
  )
  const bound: BoundExpressions = {}
  if (parameters.UpdateExpression !== undefined) {
    bound.update = bind('UpdateExpression', parameters.UpdateExpression, placeholders, text => {
      const { syntax, operators } = updates.get(text)
      const update = bindUpdate(syntax, placeholders)
      checkOperatorCount(operators)
      return update
    })
  }
  if (parameters.ConditionExpression !== undefined) {
    bound.condition = bindConditionOf('ConditionExpression', parameters.ConditionExpression, placeholders)
  }
  let keyCondition: Condition | undefined
  if (parameters.KeyConditionExpression !== undefined) {
    keyCondition = bindConditionOf('KeyConditionExpression', parameters.KeyConditionExpression, placeholders)
  }
  if (parameters.FilterExpression !== undefined) {
    bound.filter = bindConditionOf('FilterExpression', parameters.FilterExpression, placeholders)
  }
  if (parameters.ProjectionExpression !== undefined) {
    bound.projection = bind('ProjectionExpression', parameters.ProjectionExpression, placeholders, text => ({
      paths: bindDistinctPaths(projections.get(text).syntax, placeholders)
    }))
  }
  placeholders.refuseUnused()
  if (keyCondition !== undefined) bound.keyConditions = keyConditionsOf(keyCondition)
  return bound
}

function bindConditionOf(parameter: string, text: string, placeholders: Placeholders): Condition {
  return bind(parameter, text, placeholders, () => {
    const { syntax, operators } = conditions.get(text)
    const condition = bindCondition(syntax, placeholders)
    checkOperatorCount(operators)
    return condition
  })
}

function bind<Bound>(
  parameter: string,
  text: string,
  placeholders: Placeholders,
  bindText: (text: string) => Bound
): Bound {
  try {
    checkSize(parameter, text)
    const bound = bindText(text)
    if (text.length + placeholders.takeSubstituted() > MAX_EXPRESSION_BYTES) {
      throw new ExpressionError('Expression size has exceeded the maximum allowed size;')
    }
    return bound
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    throw validationError(`Invalid ${parameter}: ${error.message}`)
  }
}

function checkSize(parameter: string, text: string): void {
  if (text === '') throw new ExpressionError('The expression can not be empty;')
  if (text.length <= MAX_EXPRESSION_LENGTH) return
  // The service does not tell the size of an update or a projection.
  const silent = parameter === 'UpdateExpression' || parameter === 'ProjectionExpression'
  const detail = silent ? '' : ` expression size: ${text.length}`
  throw new ExpressionError(`Expression size has exceeded the maximum allowed size;${detail}`)
}
