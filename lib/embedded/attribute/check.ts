// Values of a request: checked, and brought into the one form that all that follows relies on.
import { validationError } from '../errors.js'
import { encodeBase64 } from './base64.js'
import { membersBefore } from './members.js'
import { compareNumbers, normalizeNumber } from './number.js'
import { compareBytes, compareStrings } from './order.js'
import { itemSize, utf8Length, valueSize } from './size.js'
import type { AttributeType, AttributeValue, Item } from './value.js'

/** A value as a client may send it: any number of members, set or not. */
export type GivenValue = { readonly [type in AttributeType]?: unknown }

// The order in which the service looks at the members of a value.
const TYPES: readonly AttributeType[] = ['S', 'B', 'N', 'BOOL', 'NULL', 'BS', 'NS', 'SS', 'L', 'M']
/** Lists and maps inside each other. */
export const MAX_NESTING = 31
const MAX_NAME_BYTES = 65535
const MAX_DOCUMENT_BYTES = 400 * 1024

/** The item in normal form: one member, numbers in plain notation, sets sorted. Itself where it has that form. */
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
  let copy: Record<string, unknown> | undefined
  for (const name in members) {
    checkName(name)
    const checked = checkNested(members[name]!, depth)
    if (copy === undefined) {
      if (checked === members[name]) continue
      copy = membersBefore(members, name)
    }
    copy[name] = checked
  }
  return (copy ?? members) as Item
}

function checkNested(value: GivenValue, depth: number): AttributeValue {
  let only: AttributeType | undefined
  let isAlone = true
  for (const member in value) {
    const type = member as AttributeType
    if (value[type] === undefined || value[type] === null || !TYPES.includes(type)) {
      isAlone = false
      continue
    }
    if (only !== undefined) throw notOneMember(value, depth)
    only = type
  }
  if (only === undefined) throw notOneMember(value, depth)
  const content = value[only]
  const checked = checkContent(only, content, depth)
  return (isAlone && checked === content ? value : { [only]: checked }) as AttributeValue
}

/** The members' contents are looked at before their number. */
function notOneMember(value: GivenValue, depth: number): Error {
  let members = 0
  for (const type of TYPES) {
    const content = value[type]
    if (content === undefined || content === null) continue
    members++
    checkContent(type, content, depth)
  }
  return validationError(
    members === 0
      ? 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
      : 'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
  )
}

function checkContent(type: AttributeType, content: unknown, depth: number): unknown {
  switch (type) {
    case 'S':
    case 'B':
    case 'BOOL':
      return content
    case 'N':
      return normalizeNumber(content as string)
    case 'NULL':
      if (content !== true) throw invalid('Null attribute value types must have the value of true')
      return true
    case 'SS':
      return checkStringSet(content as string[])
    case 'NS':
      return checkNumberSet(content as string[])
    case 'BS':
      return checkBinarySet(content as Uint8Array[])
    case 'L':
      refuseDeepNesting(depth)
      return checkElements(content as GivenValue[], depth + 1)
    case 'M':
      refuseDeepNesting(depth)
      return checkMembers(content as Record<string, GivenValue>, depth + 1)
  }
}

function checkElements(elements: readonly GivenValue[], depth: number): readonly unknown[] {
  let copy: unknown[] | undefined
  for (let i = 0; i < elements.length; i++) {
    const checked = checkNested(elements[i]!, depth)
    if (copy === undefined) {
      if (checked === elements[i]) continue
      copy = elements.slice(0, i)
    }
    copy.push(checked)
  }
  return copy ?? elements
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
