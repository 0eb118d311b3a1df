import { decodeBase64 } from '../attribute/base64.js'
import { newItem } from '../attribute/value.js'
import { serializationError, validationError } from '../errors.js'
import { inputShape } from './operations.js'
import { RequestBudget } from './request-budget.js'
import type { ListShape, MapShape, ScalarShape, Shape, StructureShape } from './shape.js'
import { tableNameOf } from './table-name.js'

/** `wire` is parsed JSON (binary as base64); `sdk` is what an SDK command holds (binary as bytes). */
export type Form = 'sdk' | 'wire'

type Fields = Record<string, unknown>
type Decoder = (value: unknown, budget: RequestBudget, depth: number) => unknown

const PACKAGE = 'com.amazonaws.dynamodb.v20120810.'
const NOT_A_STRUCTURE = 'Start of structure or map found where not expected'
const NOT_A_FIELD = 'Unexpected field type'
const NOT_A_VALUE = 'Unexpected value type in payload'
// The service's parser trips over a collection inside a collection, and says so in Java's words.
const NOT_A_COLLECTION =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
  "loader 'bootstrap')"

/** More than any value may have, so that deeper ones get their own error, and few enough for the stack. */
const MAX_DEPTH = 100

const INTEGER_LIMITS = { integer: [-(2 ** 31), 2 ** 31 - 1], long: [-(2 ** 63), 2 ** 63] } as const

const compiled = new Map<string, Decoder>()

/**
 * A fresh copy of the request in the engine's own form: members that the operation does not know, and those that are
 * null, are left out; maps have no prototype; binary is a Uint8Array; a table's ARN is its name. Types are what this
 * checks, as the service's parser does: a value may still be empty or have two types.
 */
export function decode(operation: string, input: unknown, form: Form): Fields {
  const key = `${form} ${operation}`
  let decoder = compiled.get(key)
  if (decoder === undefined) {
    decoder = structureDecoder(inputShape(operation), form, true)
    compiled.set(key, decoder)
  }
  return decoder(input ?? {}, new RequestBudget(), 0) as Fields
}

/** `isValue`: the member of a list or a map, which has texts of its own, unlike the member of a structure. */
function decoderOf(shape: Shape, form: Form, isValue: boolean): Decoder {
  switch (shape.kind) {
    case 'string':
      return stringDecoder(shape)
    case 'integer':
    case 'long':
      return integerDecoder(shape.kind)
    case 'boolean':
      return decodeBoolean
    case 'blob':
      return form === 'wire' ? decodeWireBlob : decodeSdkBlob
    case 'attribute':
      return attributeDecoder(form, isValue)
    case 'list':
      return listDecoder(shape, form, isValue)
    case 'map':
      return mapDecoder(shape, form, isValue)
    case 'structure':
      return structureDecoder(shape, form, isValue)
  }
}

function structureDecoder(shape: StructureShape, form: Form, isValue: boolean): Decoder {
  const members = Object.entries(shape.members).map(
    ([name, member]) => [name, decoderOf(member.shape, form, false)] as const
  )

  return (value, budget, depth) => {
    const source = asObject(value, isValue ? NOT_A_VALUE : NOT_A_FIELD, `class ${PACKAGE}${shape.name}`)
    const result: Fields = {}
    for (const [name, decodeMember] of members) {
      const member = source[name]
      if (member !== undefined && member !== null) result[name] = decodeMember(member, budget, depth)
    }
    return result
  }
}

function mapDecoder(shape: MapShape, form: Form, isValue: boolean): Decoder {
  const decodeValue = decoderOf(shape.value, form, true)
  const collection = javaType(shape)

  return (value, budget, depth) => {
    const source = asObject(value, isValue ? NOT_A_COLLECTION : NOT_A_FIELD, collection)
    const result: Fields = newItem()
    for (const key of Object.keys(source)) {
      const member = source[key]
      if (member === undefined || member === null) continue
      budget.spend(key.length)
      result[key] = decodeValue(member, budget, depth)
    }
    return result
  }
}

function listDecoder(shape: ListShape, form: Form, isValue: boolean): Decoder {
  const decodeMember = decoderOf(shape.member, form, true)
  const problem = isValue ? NOT_A_COLLECTION : NOT_A_FIELD

  return (value, budget, depth) => {
    if (!Array.isArray(value)) throw serializationError(typeof value === 'object' ? NOT_A_STRUCTURE : problem)
    return decodeMembers(value, decodeMember, budget, depth)
  }
}

/** By index: holes and null members are left out, as the service's parser does. */
function decodeMembers(values: unknown[], decodeMember: Decoder, budget: RequestBudget, depth: number) {
  const result: unknown[] = []
  for (let index = 0; index < values.length; index++) {
    const member = values[index]
    budget.spend(1)
    if (member !== undefined && member !== null) result.push(decodeMember(member, budget, depth))
  }
  return result
}

function attributeDecoder(form: Form, isValue: boolean): Decoder {
  const decodeBlob = form === 'wire' ? decodeWireBlob : decodeSdkBlob
  const decodeNested: Decoder = (value, budget, depth) => decodeAttribute(value, budget, depth, NOT_A_VALUE)

  function decodeAttribute(value: unknown, budget: RequestBudget, depth: number, problem: string): Fields {
    const source = asObject(value, problem, `class ${PACKAGE}AttributeValue`)
    if (depth > MAX_DEPTH) {
      throw validationError(
        'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond ' +
          'supported limit'
      )
    }
    budget.spend(VALUE_COST)
    const result: Fields = {}
    for (const type in source) {
      const member = source[type]
      if (member === undefined || member === null) continue
      const decoded = decodeTyped(type, member, budget, depth)
      if (decoded !== undefined) result[type] = decoded
    }
    return result
  }

  function decodeTyped(type: string, value: unknown, budget: RequestBudget, depth: number): unknown {
    switch (type) {
      case 'S':
      case 'N':
        return decodeString(value, budget, depth)
      case 'B':
        return decodeBlob(value, budget, depth)
      case 'BOOL':
      case 'NULL':
        return decodeBoolean(value, budget, depth)
      case 'SS':
      case 'NS':
        return decodeMembers(asArray(value), decodeString, budget, depth)
      case 'BS':
        return decodeMembers(asArray(value), decodeBlob, budget, depth)
      case 'L':
        return decodeMembers(asArray(value), decodeNested, budget, depth + 1)
      case 'M':
        return decodeAttributes(value, budget, depth + 1)
      default:
        return undefined
    }
  }

  function decodeAttributes(value: unknown, budget: RequestBudget, depth: number): Fields {
    const source = asObject(value, NOT_A_FIELD, ATTRIBUTE_MAP)
    const result: Fields = newItem()
    for (const key of Object.keys(source)) {
      const member = source[key]
      if (member === undefined || member === null) continue
      budget.spend(key.length)
      result[key] = decodeAttribute(member, budget, depth, NOT_A_VALUE)
    }
    return result
  }

  const problem = isValue ? NOT_A_VALUE : NOT_A_FIELD
  return (value, budget, depth) => decodeAttribute(value, budget, depth, problem)
}

/** `{"S":""}`: no value of the wire is shorter. */
const VALUE_COST = 8
const ATTRIBUTE_MAP = `java.util.Map<java.lang.String, ${PACKAGE}AttributeValue>`

function stringDecoder(shape: ScalarShape): Decoder {
  if (shape.table !== true) return decodeString
  return (value, budget, depth) => tableNameOf(decodeString(value, budget, depth))
}

function decodeString(value: unknown, budget: RequestBudget, _depth: number): string {
  if (typeof value !== 'string') throw unconvertible(value, 'String', 'class java.lang.String')
  budget.spend(value.length)
  return value
}

function integerDecoder(kind: 'integer' | 'long'): Decoder {
  const name = kind === 'integer' ? 'Integer' : 'Long'
  const [least, most] = INTEGER_LIMITS[kind]

  return value => {
    const number = typeof value === 'bigint' ? Number(value) : value
    if (typeof number !== 'number' || Number.isNaN(number)) {
      throw unconvertible(value, name, `class java.lang.${name}`)
    }
    // Java's conversion of decimals: towards zero, and to the nearest that fits.
    return Math.min(Math.max(Math.trunc(number), least), most)
  }
}

function decodeBoolean(value: unknown, _budget: RequestBudget, _depth: number): boolean {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') throw unconvertible(value, 'Boolean', 'class java.lang.Boolean')
  switch (value.toUpperCase()) {
    case 'TRUE':
    case 'YES':
    case '1':
      return true
    case 'FALSE':
    case 'NO':
    case '0':
      return false
    default:
      throw serializationError('Unexpected token received from parser')
  }
}

function decodeWireBlob(value: unknown, budget: RequestBudget, _depth: number): Uint8Array {
  if (typeof value !== 'string') throw notBytes(value)
  if (value.length % 4 !== 0) {
    throw serializationError(
      `Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`
    )
  }
  budget.spend(value.length)
  const bytes = decodeBase64(value)
  // The misspelling is the service's.
  if (bytes === undefined) throw serializationError('Invalid last non-pad Base64 character dectected')
  return bytes
}

/** The SDK sends a string as its UTF-8 bytes. */
function decodeSdkBlob(value: unknown, budget: RequestBudget, _depth: number): Uint8Array {
  const bytes = sdkBytes(value)
  budget.spend(bytes.length)
  return bytes
}

function sdkBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  throw notBytes(value)
}

function notBytes(value: unknown): Error {
  if (Array.isArray(value))
    return serializationError('Unrecognized collection type class java.nio.ByteBuffer')
  if (typeof value === 'object') return serializationError(NOT_A_STRUCTURE)
  return serializationError('only base-64-encoded strings are convertible to bytes')
}

function asObject(value: unknown, problem: string, collection: string): Fields {
  if (typeof value !== 'object' || value === null) throw serializationError(problem)
  if (Array.isArray(value)) throw serializationError(`Unrecognized collection type ${collection}`)
  return value as Fields
}

function asArray(value: unknown): unknown[] {
  if (Array.isArray(value)) return value
  throw serializationError(typeof value === 'object' ? NOT_A_STRUCTURE : NOT_A_FIELD)
}

function unconvertible(value: unknown, type: string, javaClass: string): Error {
  switch (typeof value) {
    case 'boolean':
      return serializationError(`${value ? 'TRUE_VALUE' : 'FALSE_VALUE'} cannot be converted to ${type}`)
    case 'number':
      // What JSON cannot say as a number, the SDK sends as a string.
      if (!Number.isFinite(value)) return serializationError(`STRING_VALUE cannot be converted to ${type}`)
      return serializationError(
        `${Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'} cannot be converted to ${type}`
      )
    case 'bigint':
      return serializationError(`NUMBER_VALUE cannot be converted to ${type}`)
    case 'object':
      return serializationError(
        Array.isArray(value) ? `Unrecognized collection type ${javaClass}` : NOT_A_STRUCTURE
      )
    default:
      return serializationError(`STRING_VALUE cannot be converted to ${type}`)
  }
}

function javaType(shape: Shape): string {
  switch (shape.kind) {
    case 'map':
      return `java.util.Map<java.lang.String, ${javaType(shape.value)}>`
    case 'list':
      return `java.util.List<${javaType(shape.member)}>`
    case 'structure':
      return PACKAGE + shape.name
    case 'attribute':
      return `${PACKAGE}AttributeValue`
    default:
      return 'java.lang.String'
  }
}
