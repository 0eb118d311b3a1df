import { membersBefore } from '../attribute/members.js'
import { serializationError } from '../errors.js'
import { attributeDecoder } from './decode-attribute.js'
import { asObject } from './decode-object.js'
import { blobDecoder, decodeBoolean, decodeString, decodeTableName, integerDecoder } from './decode-scalar.js'
import {
  type Decoder,
  type Fields,
  type Form,
  NOT_A_COLLECTION,
  NOT_A_FIELD,
  NOT_A_STRUCTURE,
  NOT_A_VALUE,
  PACKAGE
} from './decoder.js'
import { inputShape } from './operations.js'
import { RequestBudget } from './request-budget.js'
import type { ListShape, MapShape, Shape, StructureShape } from './shape.js'

export type { Form }

/** `{}`: no member of a collection is shorter. */
const MEMBER_COST = 2

const compiled = { sdk: new Map<string, Decoder>(), wire: new Map<string, Decoder>() }

/**
 * The request in the engine's own form: members that the operation does not know, and those that are null, are left
 * out; binary is a Uint8Array; a table's ARN is its name. Parts that have that form already are the caller's own, and
 * must neither be changed nor kept.
 */
export function decode(operation: string, input: unknown, form: Form): Fields {
  let decoder = compiled[form].get(operation)
  if (decoder === undefined) {
    decoder = structureDecoder(inputShape(operation), form, true)
    compiled[form].set(operation, decoder)
  }
  return decoder(input ?? {}, new RequestBudget(), 0) as Fields
}

/** `isValue`: the member of a list or a map, which has texts of its own, unlike the member of a structure. */
function decoderOf(shape: Shape, form: Form, isValue: boolean): Decoder {
  switch (shape.kind) {
    case 'string':
      return shape.table === true ? decodeTableName : decodeString
    case 'integer':
    case 'long':
      return integerDecoder(shape.kind)
    case 'boolean':
      return decodeBoolean
    case 'blob':
      return blobDecoder(form)
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
  const decodeMember = memberDecoder(shape.value, form)
  const collection = javaType(shape)

  return (value, budget, depth) => {
    const source = asObject(value, isValue ? NOT_A_COLLECTION : NOT_A_FIELD, collection)
    let copy: Fields | undefined
    for (const key in source) {
      const member = Object.hasOwn(source, key) ? decodeMember(source[key], budget, depth) : undefined
      if (member !== undefined) budget.spend(key.length)
      if (copy === undefined) {
        if (member !== undefined && member === source[key]) continue
        copy = membersBefore(source, key)
      }
      if (member !== undefined) copy[key] = member
    }
    return copy ?? source
  }
}

function listDecoder(shape: ListShape, form: Form, isValue: boolean): Decoder {
  const decodeMember = memberDecoder(shape.member, form)
  const problem = isValue ? NOT_A_COLLECTION : NOT_A_FIELD

  return (value, budget, depth) => {
    if (!Array.isArray(value)) throw serializationError(typeof value === 'object' ? NOT_A_STRUCTURE : problem)
    const result: unknown[] = []
    for (let index = 0; index < value.length; index++) {
      const member = decodeMember(value[index], budget, depth)
      if (member !== undefined) result.push(member)
    }
    return result
  }
}

/** A null in a collection is empty on the wire; the SDK would not have sent it. */
function memberDecoder(shape: Shape, form: Form): Decoder {
  const decodeMember = decoderOf(shape, form, true)
  const empty = form === 'wire' ? emptyValue(shape) : undefined

  return (value, budget, depth) => {
    budget.spend(MEMBER_COST)
    if (value !== undefined && value !== null) return decodeMember(value, budget, depth)
    return empty?.()
  }
}

function emptyValue(shape: Shape): () => unknown {
  if (shape.kind === 'string') return () => ''
  return shape.kind === 'list' ? () => [] : () => ({})
}

/** The type as the service's parser prints it. */
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
