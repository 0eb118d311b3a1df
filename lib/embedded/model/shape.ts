// The forms that requests and answers take, as data. Decoding, constraints and encoding all read the same shapes.

/** What a value must satisfy once it has the right type; the texts are in constraints.ts. */
export interface Constraints {
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly values?: readonly string[]
}

export interface ScalarShape extends Constraints {
  readonly kind: 'string' | 'integer' | 'long' | 'double' | 'boolean' | 'blob' | 'timestamp'
}

/** One of the ten types of values: it has a decoder and an encoder of its own. */
export interface AttributeShape {
  readonly kind: 'attribute'
}

export interface ListShape extends Constraints {
  readonly kind: 'list'
  readonly member: Shape
}

export interface MapShape extends Constraints {
  readonly kind: 'map'
  readonly value: Shape
  readonly keys?: Constraints
  /** Checked as one with the map, unlike the constraints of the value's own shape. */
  readonly lists?: Constraints
}

export interface StructureShape {
  readonly kind: 'structure'
  /** The name in the service's own model: some errors print it. */
  readonly name: string
  /** In the order in which the service checks them. */
  readonly members: Readonly<Record<string, Member>>
}

/** An item or a key: attributes by name. The encoder lets stored text through as it is. */
export interface ItemShape {
  readonly kind: 'item'
}

export type Shape = ScalarShape | AttributeShape | ItemShape | ListShape | MapShape | StructureShape

export interface Member {
  readonly shape: Shape
  /** `parameter` fails alone and before all constraints, as the operations on tables have it. */
  readonly required?: boolean | 'parameter'
}

export interface OperationShape {
  readonly input: StructureShape
  readonly output: StructureShape
}

type MemberSource = Member | Shape

export const string: ScalarShape = { kind: 'string' }
export const integer: ScalarShape = { kind: 'integer' }
export const long: ScalarShape = { kind: 'long' }
export const double: ScalarShape = { kind: 'double' }
export const boolean: ScalarShape = { kind: 'boolean' }
export const blob: ScalarShape = { kind: 'blob' }
export const timestamp: ScalarShape = { kind: 'timestamp' }
export const attribute: AttributeShape = { kind: 'attribute' }
export const item: ItemShape = { kind: 'item' }

export function text(constraints: Constraints): ScalarShape {
  return { kind: 'string', ...constraints }
}

export function oneOf(...values: string[]): ScalarShape {
  return { kind: 'string', values }
}

export function list(member: Shape, constraints: Constraints = {}): ListShape {
  return { kind: 'list', member, ...constraints }
}

export function map(
  value: Shape,
  constraints: Constraints & Pick<MapShape, 'keys' | 'lists'> = {}
): MapShape {
  return { kind: 'map', value, ...constraints }
}

export function structure(name: string, members: Record<string, MemberSource>): StructureShape {
  const full: Record<string, Member> = {}
  for (const [key, source] of Object.entries(members)) {
    full[key] = 'kind' in source ? { shape: source } : source
  }
  return { kind: 'structure', name, members: full }
}

export function required(shape: Shape): Member {
  return { shape, required: true }
}
