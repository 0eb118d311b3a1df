// ExpressionAttributeNames and ExpressionAttributeValues of one request, and which of them were used.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html
import { checkValue, faultOfName, type GivenValue } from '../attribute/check.js'
import { utf8Length, valueSize } from '../attribute/size.js'
import type { AttributeValue } from '../attribute/value.js'
import { DynamoDBError, validationError } from '../errors.js'
import { ExpressionError } from './expression-error.js'

const MAX_KEY_BYTES = 255
const NAME_KEY = /^#[0-9a-zA-Z_]+$/
const VALUE_KEY = /^:[0-9a-zA-Z_]+$/

const MAX_BYTES = 2 ** 21

type Given<T> = Readonly<Record<string, T>> | undefined

interface Substitute<T> {
  readonly content: T
  readonly size: number
  used: boolean
}

export class Placeholders {
  readonly #names = new Map<string, Substitute<string>>()
  readonly #values = new Map<string, Substitute<AttributeValue>>()
  #substituted = 0

  constructor(names: Given<string>, values: Given<GivenValue>) {
    if (names !== undefined) this.#takeNames(names)
    if (values !== undefined) this.#takeValues(values)
    refuseSize('ExpressionAttributeNames', this.#names)
    refuseSize('ExpressionAttributeValues', this.#values)
  }

  #takeNames(names: Readonly<Record<string, string>>): void {
    const keys = checkKeys('ExpressionAttributeNames', names, NAME_KEY)
    for (const key of keys) {
      const content = names[key]!
      const fault = faultOfName(content)
      if (fault !== undefined) {
        throw validationError(`ExpressionAttributeNames contains invalid value: ${fault} for key ${key}`)
      }
      this.#names.set(key, { content, size: utf8Length(content), used: false })
    }
  }

  #takeValues(values: Readonly<Record<string, GivenValue>>): void {
    const keys = checkKeys('ExpressionAttributeValues', values, VALUE_KEY)
    for (const key of keys) {
      const content = checkValueOf(key, values[key]!)
      this.#values.set(key, { content, size: valueSize(content), used: false })
    }
  }

  name(placeholder: string): string {
    const name = this.#names.get(placeholder)
    if (name === undefined) {
      throw new ExpressionError(
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`
      )
    }
    return this.#use(name)
  }

  value(placeholder: string): AttributeValue {
    const value = this.#values.get(placeholder)
    if (value === undefined) {
      throw new ExpressionError(
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`
      )
    }
    return this.#use(value)
  }

  #use<T>(substitute: Substitute<T>): T {
    substitute.used = true
    this.#substituted += substitute.size
    return substitute.content
  }

  /** The bytes of all names and values handed out since the last call. */
  takeSubstituted(): number {
    const substituted = this.#substituted
    this.#substituted = 0
    return substituted
  }

  refuseUnused(): void {
    refuseUnused('ExpressionAttributeNames', this.#names)
    refuseUnused('ExpressionAttributeValues', this.#values)
  }
}

type Parameter = 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
type Substitutes = ReadonlyMap<string, Substitute<unknown>>

function refuseSize(parameter: Parameter, given: Substitutes): void {
  let bytes = 0
  for (const [key, { size }] of given) bytes += key.length + size
  if (bytes > MAX_BYTES) throw validationError(`${parameter} exceeds max size`)
}

function refuseUnused(parameter: Parameter, given: Substitutes): void {
  const unused: string[] = []
  for (const [key, { used }] of given) if (!used) unused.push(key)
  if (unused.length === 0) return
  throw validationError(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`)
}

function checkKeys(parameter: Parameter, given: object, syntax: RegExp): string[] {
  const keys = Object.keys(given)
  if (keys.length === 0) throw validationError(`${parameter} must not be empty`)
  for (const key of keys) {
    const fault = faultOfKey(key, parameter, syntax)
    if (fault !== undefined) throw validationError(`${parameter} contains invalid key: ${fault}`)
  }
  return keys
}

function faultOfKey(key: string, parameter: Parameter, syntax: RegExp): string | undefined {
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
