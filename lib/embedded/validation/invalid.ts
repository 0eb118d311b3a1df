import { type DynamoDBError, validationError } from '../errors.js'

/** The service puts most of what it finds out by itself, and not by a constraint, into these words. */
export function invalid(text: string): DynamoDBError {
  return validationError(`One or more parameter values were invalid: ${text}`)
}
