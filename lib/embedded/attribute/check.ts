// Values of a request: checked, and brought into the one form that all that follows relies on.
import { validationError } from '../errors.js'
import { encodeBase64 } from './base64.js'
import { compareNumbers, normalizeNumber } from './number.js'
import { compareBytes, compareStrings } from './order.js'
import { itemSize, utf8Length, valueSize } from './size.js'
import { type AttributeType, type AttributeValue, type Item, newItem } from './value.js'

/** A value as a client may send it: any number of members, set or not. */
export type GivenValue = { readonly [type in AttributeType]?: unknown }

// The order in which the service looks at the members of a value.
const TYPES: readonly AttributeType[] = ['S', 'B', 'N', 'BOOL', 'NULL', 'BS', 'NS', 'SS', 'L', 'M']
/** Lists and maps inside each other. */
export const MAX_NESTING = 31
const MAX_NAME_BYTES = 65535
const MAX_DOCUMENT_BYTES = 400 * 1024

/** A copy in normal form: one member, numbers in plain notation, sets sorted, maps without a prototype. */
export function checkItem(item: Readonly<Record<string, GivenValue>>): Item {
  return checkMembers(item, 0)
}

/** A value that stands alone; one in an item is measured with it. */
export function checkValue(value: GivenValue): AttributeValue {
  const checked = checkNested(value, 0)
  if (documentSize(checked) > MAX_DOCUMENT_BYTES) {
    throw validationError('Item size has exceeded the maximum allowed size')
  }
  return checked
}

function documentSize(value: AttributeValue): number {
  if ('M' in value) return itemSize(value.M)
  if ('L' in value) return value.L.reduce((bytes, element) => bytes + valueSize(element), 0)
  return 0
}

export function checkName(name: string): void {
  const fault = faultOfName(name)
  if (fault !== undefined) throw validationError(fault)
}

export function faultOfName(name: string): string | undefined {
  if (name === '') return 'Empty attribute name'
  if (name.length * 3 > MAX_NAME_BYTES && utf8Length(name) > MAX_NAME_BYTES) {
    return 'Attribute name is too large, must be less than 65536 bytes'
  }
  return undefined
}

function checkMembers(members: Readonly<Record<string, GivenValue>>, depth: number): Item {
  const checked = newItem()
  for (const name of Object.keys(members)) {
    checkName(name)
    checked[name] = checkNested(members[name]!, depth)
  }
  return checked
}

function checkNested(value: GivenValue, depth: number): AttributeValue {
  const only = onlyMember(value)
  if (only !== undefined) return checkContent(only, value[only], depth)

  let members = 0
  for (const type of TYPES) {
    const content = value[type]
    if (content === undefined || content === null) continue
    members++
    checkContent(type, content, depth)
  }
  throw validationError(
    members === 0
      ? 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
      : 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
  )
}

function onlyMember(value: GivenValue): AttributeType | undefined {
  let only: AttributeType | undefined
  for (const member in value) {
    const type = member as AttributeType
    if (value[type] === undefined || value[type] === null || !TYPES.includes(type)) continue
    if (only !== undefined) return undefined
    only = type
  }
  return only
}

function checkContent(type: AttributeType, content: unknown, depth: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: content as string }
    case 'N':
      return { N: normalizeNumber(content as string) }
    case 'B':
      return { B: content as Uint8Array }
    case 'BOOL':
      return { BOOL: content as boolean }
    case 'NULL':
      if (content !== true) throw invalid('Null attribute value types must have the value of true')
      return { NULL: true }
    case 'SS':
      return { SS: checkStringSet(content as string[]) }
    case 'NS':
      return { NS: checkNumberSet(content as string[]) }
    case 'BS':
      return { BS: checkBinarySet(content as Uint8Array[]) }
    case 'L':
      refuseDeepNesting(depth)
      return { L: (content as GivenValue[]).map(element => checkNested(element, depth + 1)) }
    case 'M':
      refuseDeepNesting(depth)
      return { M: checkMembers(content as Record<string, GivenValue>, depth + 1) }
  }
}

function refuseDeepNesting(depth: number): void {
  if (depth >= MAX_NESTING) throw nestingError()
}

export function nestingError(): Error {
  return validationError(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'
  )
}

function checkStringSet(members: readonly string[]): string[] {
  if (members.length === 0) throw invalid('An string set  may not be empty')
  const sorted = members.toSorted(compareStrings)
  if (hasNeighboursAlike(sorted, (a, b) => a === b)) {
    throw invalid(`Input collection [${members.join(', ')}] contains duplicates.`)
  }
  return sorted
}

function checkNumberSet(members: readonly string[]): string[] {
  if (members.length === 0) throw invalid('An number set  may not be empty')
  const sorted = members.map(normalizeNumber).sort(compareNumbers)
  if (hasNeighboursAlike(sorted, (a, b) => a === b)) {
    throw validationError('Input collection contains duplicates')
  }
  return sorted
}

function checkBinarySet(members: readonly Uint8Array[]): Uint8Array[] {
  if (members.length === 0) throw invalid('Binary sets should not be empty')
  const sorted = members.toSorted(compareBytes)
  if (hasNeighboursAlike(sorted, (a, b) => compareBytes(a, b) === 0)) {
    // The missing blank is the service's.
    throw invalid(`Input collection [${members.map(encodeBase64).join(', ')}]of type BS contains duplicates.`)
  }
  return sorted
}

function hasNeighboursAlike<T>(sorted: readonly T[], alike: (a: T, b: T) => boolean): boolean {
  return sorted.some((member, i) => i > 0 && alike(sorted[i - 1]!, member))
}

function invalid(detail: string): Error {
  return validationError(`One or more parameter values were invalid: ${detail}`)
}
