import { membersBefore } from '../attribute/members.js'
import { serializationError, validationError } from '../errors.js'
import { asObject } from './decode-object.js'
import { blobDecoder, decodeBoolean, decodeString } from './decode-scalar.js'
import {
  type Decoder,
  type Fields,
  type Form,
  NOT_A_FIELD,
  NOT_A_STRUCTURE,
  NOT_A_VALUE,
  PACKAGE
} from './decoder.js'
import type { RequestBudget } from './request-budget.js'

/** More than any value may have, so that deeper ones get their own error, and few enough for the stack. */
const MAX_DEPTH = 100
/** `{"S":""}`: no value of the wire is shorter. */
const VALUE_COST = 8
const MEMBER_COST = 2

const ATTRIBUTE = `class ${PACKAGE}AttributeValue`
const ATTRIBUTE_MAP = `java.util.Map<java.lang.String, ${PACKAGE}AttributeValue>`

/**
 * Types are what this checks, as the service's parser does: a value may still be empty or have two types. A null
 * among the members of a list or a map is such an empty value; the SDK would not have sent it. What is in the engine's
 * form already is returned as it is.
 */
export function attributeDecoder(form: Form, isValue: boolean): Decoder {
  const decodeBlob = blobDecoder(form)

  function decodeAttribute(value: unknown, budget: RequestBudget, depth: number, problem: string): Fields {
    const source = asObject(value, problem, ATTRIBUTE)
    if (depth > MAX_DEPTH) {
      throw validationError(
        'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond ' +
          'supported limit'
      )
    }
    budget.spend(VALUE_COST)
    let copy: Fields | undefined
    for (const type in source) {
      const member = source[type] ?? undefined
      const decoded = member === undefined ? undefined : decodeContent(type, member, budget, depth)
      if (copy === undefined) {
        if (decoded !== undefined && decoded === member) continue
        copy = membersBefore(source, type, {})
      }
      if (decoded !== undefined) copy[type] = decoded
    }
    return copy ?? source
  }

  function decodeContent(type: string, value: unknown, budget: RequestBudget, depth: number): unknown {
    switch (type) {
      case 'S':
        return decodeString(value, budget)
      case 'N':
        return decodeString(value, budget)
      case 'B':
        return decodeBlob(value, budget, depth)
      case 'BOOL':
        return decodeBoolean(value)
      case 'NULL':
        return decodeBoolean(value)
      case 'SS':
        return decodeSet(type, value, decodeString, budget, depth)
      case 'NS':
        return decodeSet(type, value, decodeString, budget, depth)
      case 'BS':
        return decodeSet(type, value, decodeBlob, budget, depth)
      case 'L':
        return decodeList(value, budget, depth + 1)
      case 'M':
        return decodeMap(value, budget, depth + 1)
      default:
        return undefined
    }
  }

  function decodeList(value: unknown, budget: RequestBudget, depth: number): unknown[] {
    const values = asArray(value)
    let copy: unknown[] | undefined
    for (let index = 0; index < values.length; index++) {
      budget.spend(MEMBER_COST)
      const member = present(values[index])
      const decoded = member === undefined ? undefined : decodeAttribute(member, budget, depth, NOT_A_VALUE)
      if (copy === undefined) {
        if (decoded !== undefined && decoded === values[index]) continue
        copy = values.slice(0, index)
      }
      if (decoded !== undefined) copy.push(decoded)
    }
    return copy ?? values
  }

  function decodeMap(value: unknown, budget: RequestBudget, depth: number): Fields {
    const source = asObject(value, NOT_A_FIELD, ATTRIBUTE_MAP)
    let copy: Fields | undefined
    for (const key in source) {
      // What is not the map's own comes last.
      const member = Object.hasOwn(source, key) ? present(source[key]) : undefined
      if (member !== undefined) budget.spend(key.length)
      const decoded = member === undefined ? undefined : decodeAttribute(member, budget, depth, NOT_A_VALUE)
      if (copy === undefined) {
        if (decoded !== undefined && decoded === source[key]) continue
        copy = membersBefore(source, key)
      }
      if (decoded !== undefined) copy[key] = decoded
    }
    return copy ?? source
  }

  function decodeSet(
    type: 'SS' | 'NS' | 'BS',
    value: unknown,
    decodeMember: Decoder,
    budget: RequestBudget,
    depth: number
  ): unknown[] {
    const values = asArray(value)
    const result: unknown[] = []
    for (let index = 0; index < values.length; index++) {
      const member = values[index] ?? undefined
      if (member !== undefined) result.push(decodeMember(member, budget, depth))
      else if (form === 'wire') throw validationError(NULL_IN_SET[type])
      budget.spend(MEMBER_COST)
    }
    return result
  }

  function present(value: unknown): unknown {
    if (value !== undefined && value !== null) return value
    return form === 'wire' ? {} : undefined
  }

  const problem = isValue ? NOT_A_VALUE : NOT_A_FIELD
  return (value, budget, depth) => decodeAttribute(value, budget, depth, problem)
}

const NULL_IN_SET = {
  SS: 'One or more parameter values were invalid: An string set may not have a null string as a member',
  NS: 'The parameter cannot be converted to a numeric value',
  BS: 'One or more parameter values were invalid: Binary sets may not contain null values'
}

function asArray(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw serializationError(typeof value === 'object' ? NOT_A_STRUCTURE : NOT_A_FIELD)
}
