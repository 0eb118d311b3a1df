// Every member of every operation, given every JSON type that it does not have.
import { OPERATIONS } from '../../lib/embedded/model/operations.js'
import type { Shape } from '../../lib/embedded/model/shape.js'
import type { Request } from './pair.js'

const WRONG: readonly unknown[] = [
  'text',
  '1',
  true,
  23,
  -2147483648,
  2147483648,
  34.56,
  [],
  {},
  [[]],
  { a: {} }
]
const WRONG_BLOBS: readonly unknown[] = ['23456', '=+/=', '+/+=', 'AB$=', 'AAA']

const ATTRIBUTE: Readonly<Record<string, unknown>> = {
  S: { kind: 'string' },
  N: { kind: 'string' },
  B: { kind: 'blob' },
  BOOL: { kind: 'boolean' },
  NULL: { kind: 'boolean' },
  SS: { kind: 'list', member: { kind: 'string' } },
  NS: { kind: 'list', member: { kind: 'string' } },
  BS: { kind: 'list', member: { kind: 'blob' } },
  L: { kind: 'list', member: { kind: 'structure', members: { S: { shape: { kind: 'string' } } } } },
  M: {
    kind: 'map',
    value: { kind: 'structure', members: { BS: { shape: { kind: 'list', member: { kind: 'blob' } } } } }
  }
}

export function wrongTypes(operation: string): Request[] {
  const shape = OPERATIONS.get(operation)
  if (shape === undefined) throw new Error(`No operation ${operation}`)
  return wrongValues(shape, 0).map(input => ({ operation, input: input as object }))
}

/** Values of the shape in which exactly one place, here or further down, holds what it should not. */
function wrongValues(shape: Shape, depth: number): unknown[] {
  const here = depth === 0 ? [] : [...WRONG, ...(shape.kind === 'blob' ? WRONG_BLOBS : [])]
  if (depth > 5) return here
  switch (shape.kind) {
    case 'structure':
      return [
        ...here,
        ...Object.entries(shape.members).flatMap(([name, member]) =>
          wrongValues(member.shape, depth + 1).map(value => ({ [name]: value }))
        )
      ]
    case 'list':
      return [...here, ...wrongValues(shape.member, depth + 1).map(value => [value])]
    case 'map':
      return [...here, ...wrongValues(shape.value, depth + 1).map(value => ({ a: value }))]
    case 'attribute':
      return [
        ...here,
        ...Object.entries(ATTRIBUTE).flatMap(([name, member]) =>
          wrongValues(member as Shape, depth + 2).map(value => ({ [name]: value }))
        )
      ]
    default:
      return here
  }
}
