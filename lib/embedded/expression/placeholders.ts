// ExpressionAttributeNames and ExpressionAttributeValues of one request, and which of them were used.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
import { checkValue, faultOfName, type GivenValue } from '../attribute/check.js'
import { utf8Length } from '../attribute/size.js'
import type { AttributeValue } from '../attribute/value.js'
import { DynamoDBError, validationError } from '../errors.js'
import { ExpressionError } from './expression-error.js'

const MAX_KEY_BYTES = 255
const NAME_KEY = /^#[0-9a-zA-Z_]+$/
const VALUE_KEY = /^:[0-9a-zA-Z_]+$/

type Given<T> = Readonly<Record<string, T>> | undefined

export class Placeholders {
  readonly #names = new Map<string, string>()
  readonly #values = new Map<string, AttributeValue>()
  readonly #used = new Set<string>()

  constructor(names: Given<string>, values: Given<GivenValue>) {
    if (names !== undefined) this.#takeNames(names)
    if (values !== undefined) this.#takeValues(values)
  }

  #takeNames(names: Readonly<Record<string, string>>): void {
    const keys = checkKeys('ExpressionAttributeNames', names, NAME_KEY)
    for (const key of keys) {
      const name = names[key]!
      const fault = faultOfName(name)
      if (fault !== undefined) {
        throw validationError(`ExpressionAttributeNames contains invalid value: ${fault} for key ${key}`)
      }
      this.#names.set(key, name)
    }
  }

  #takeValues(values: Readonly<Record<string, GivenValue>>): void {
    const keys = checkKeys('ExpressionAttributeValues', values, VALUE_KEY)
    for (const key of keys) this.#values.set(key, checkValueOf(key, values[key]!))
  }

  name(placeholder: string): string {
    const name = this.#names.get(placeholder)
    if (name === undefined) {
      throw new ExpressionError(
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`
      )
    }
    this.#used.add(placeholder)
    return name
  }

  value(placeholder: string): AttributeValue {
    const value = this.#values.get(placeholder)
    if (value === undefined) {
      throw new ExpressionError(
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`
      )
    }
    this.#used.add(placeholder)
    return value
  }

  refuseUnused(): void {
    if (this.#used.size === this.#names.size + this.#values.size) return
    this.#refuseUnused('ExpressionAttributeNames', this.#names)
    this.#refuseUnused('ExpressionAttributeValues', this.#values)
  }

  #refuseUnused(parameter: string, given: ReadonlyMap<string, unknown>): void {
    const unused = [...given.keys()].filter(key => !this.#used.has(key))
    if (unused.length === 0) return
    throw validationError(
      `Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`
    )
  }
}

function checkKeys(
  parameter: 'ExpressionAttributeNames' | 'ExpressionAttributeValues',
  given: object,
  syntax: RegExp
): string[] {
  const keys = Object.keys(given)
  if (keys.length === 0) throw validationError(`${parameter} must not be empty`)
  for (const key of keys) {
    const fault = faultOfKey(key, parameter, syntax)
    if (fault !== undefined) throw validationError(`${parameter} contains invalid key: ${fault}`)
  }
  return keys
}

function faultOfKey(key: string, parameter: string, syntax: RegExp): string | undefined {
  if (key === '') return 'The expression attribute map contains an empty key;'
  if (key.length > MAX_KEY_BYTES) {
    // The service tells the size of names only.
    const detail = parameter === 'ExpressionAttributeNames' ? ` size of key: ${utf8Length(key)}` : ''
    return `The expression attribute map contains a key that is too long;${detail}`
  }
  if (!syntax.test(key)) return `Syntax error; key: "${key}"`
  return undefined
}

function checkValueOf(key: string, value: GivenValue): AttributeValue {
  try {
    return checkValue(value)
  } catch (error) {
    if (!(error instanceof DynamoDBError)) throw error
    throw validationError(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`)
  }
}
