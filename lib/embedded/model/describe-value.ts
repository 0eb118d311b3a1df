// How the service prints what it refuses: as its Java classes print themselves.
import type { Shape } from './shape.js'

type Fields = Record<string, unknown>

/** The order in which a printed AttributeValue names its members; five of them exist nowhere else. */
const ATTRIBUTE_MEMBERS: readonly (readonly [string, string])[] = [
  ['s', 'S'],
  ['n', 'N'],
  ['b', 'B'],
  ['iNT', ''],
  ['dECIMAL', ''],
  ['dOUBLE', ''],
  ['sS', 'SS'],
  ['nS', 'NS'],
  ['bS', 'BS'],
  ['iNTSET', ''],
  ['dECIMALSET', ''],
  ['dOUBLESET', ''],
  ['m', 'M'],
  ['l', 'L'],
  ['nULL', 'NULL'],
  ['bOOL', 'BOOL']
]

export function describeValue(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case 'list':
      return `[${(value as unknown[]).map(member => describeValue(shape.member, member)).join(', ')}]`
    case 'map':
      return describeMap(value as Fields, member => describeValue(shape.value, member))
    case 'structure':
      return describeStructure(shape.name, Object.entries(shape.members), value as Fields)
    case 'attribute':
      return describeAttribute(value as Fields)
    default:
      return String(value)
  }
}

function describeMap(map: Fields, describe: (value: unknown) => string): string {
  return `{${Object.keys(map)
    .map(key => `${key}=${describe(map[key])}`)
    .join(', ')}}`
}

function describeStructure(name: string, members: [string, { shape: Shape }][], value: Fields): string {
  const parts = members.map(([key, { shape }]) => {
    const member = value[key]
    const text = member === undefined ? 'null' : describeValue(shape, member)
    return `${key.charAt(0).toLowerCase()}${key.slice(1)}=${text}`
  })
  return `${name}(${parts.join(', ')})`
}

function describeAttribute(value: Fields): string {
  const parts = ATTRIBUTE_MEMBERS.map(([name, type]) => {
    const member = type === '' ? undefined : value[type]
    return `${name}=${member === undefined ? 'null' : describeMember(member)}`
  })
  return `AttributeValue(${parts.join(', ')})`
}

function describeMember(member: unknown): string {
  if (member instanceof Uint8Array) {
    return `java.nio.HeapByteBuffer[pos=0 lim=${member.length} cap=${member.length}]`
  }
  if (Array.isArray(member)) {
    return `[${member.map(element => (isAttribute(element) ? describeAttribute(element) : describeMember(element))).join(', ')}]`
  }
  if (typeof member === 'object') {
    return describeMap(member as Fields, element => describeAttribute(element as Fields))
  }
  return String(member)
}

function isAttribute(element: unknown): element is Fields {
  return typeof element === 'object' && !(element instanceof Uint8Array)
}
