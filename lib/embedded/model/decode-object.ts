import { serializationError } from '../errors.js'
import type { Fields } from './decoder.js'

/** `problem` is what the service says of a scalar in this place, `collection` what it calls the place of a list. */
export function asObject(value: unknown, problem: string, collection: string): Fields {
  if (typeof value !== 'object' || value === null) throw serializationError(problem)
  if (Array.isArray(value)) throw serializationError(`Unrecognized collection type ${collection}`)
  return value as Fields
}
