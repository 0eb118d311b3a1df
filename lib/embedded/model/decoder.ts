import type { RequestBudget } from './request-budget.js'

/** `wire` is parsed JSON (binary as base64); `sdk` is what an SDK command holds (binary as bytes). */
export type Form = 'sdk' | 'wire'

export type Fields = Record<string, unknown>

/** Makes the engine's form of a value that is there; throws the service's SerializationException. */
export type Decoder = (value: unknown, budget: RequestBudget, depth: number) => unknown

export const PACKAGE = 'com.amazonaws.dynamodb.v20120810.'

// The service's parser has different words for the same mistake, by the place where the value stands.
export const NOT_A_STRUCTURE = 'Start of structure or map found where not expected'
export const NOT_A_FIELD = 'Unexpected field type'
export const NOT_A_VALUE = 'Unexpected value type in payload'
/** It trips over a collection inside a collection, and says so in Java's. */
export const NOT_A_COLLECTION =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
  "loader 'bootstrap')"
