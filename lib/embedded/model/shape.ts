// The forms that requests take, as data: decoding and the constraints read the same shapes.

/** What a value must satisfy once it has the right type; the texts are in constraints.ts. */
export interface Constraints {
  readonly pattern?: string
  /** Least length, or least value of a number. */
  readonly min?: number
  readonly max?: number
  /** The enumeration, in the order in which the service prints it. */
  readonly values?: readonly string[]
}

export interface ScalarShape extends Constraints {
  readonly kind: 'string' | 'integer' | 'long' | 'boolean' | 'blob'
  /** A table's name, which may be given as the table's ARN. */
  readonly table?: boolean
}

/** A value of any of the ten types. */
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
  /** Checked as one, and printed longest first, unlike the constraints of a member. */
  readonly keyConstraints?: Constraints
  readonly valueConstraints?: Constraints
}

export interface StructureShape {
  readonly kind: 'structure'
  /** The name in the service's own model: some errors print it. */
  readonly name: string
  /** In the order in which the service checks them. */
  readonly members: Readonly<Record<string, Member>>
}

export type Shape = ScalarShape | AttributeShape | ListShape | MapShape | StructureShape

export interface Member {
  readonly shape: Shape
  /**
   * `parameter`: its absence fails alone, before all constraints, as the operations on tables have it, and a wrong
   * length too. `new name`: its absence does, while its form is a constraint like the others.
   */
  readonly required?: boolean | 'parameter' | 'new name'
  /** Required when all of these are absent. */
  readonly requiredWithout?: readonly string[]
  /** An empty text fails alone when nothing that is required is missing. */
  readonly emptyAlone?: boolean
  /** A fault that is the only one is told by the name of the member, without its value. */
  readonly toldByName?: boolean
  /** What is said of an empty collection that is the only fault. */
  readonly emptyText?: string
}

export const string: ScalarShape = { kind: 'string' }
export const boolean: ScalarShape = { kind: 'boolean' }
export const attribute: AttributeShape = { kind: 'attribute' }

export function text(constraints: Constraints): ScalarShape {
  return { kind: 'string', ...constraints }
}

export function oneOf(...values: string[]): ScalarShape {
  return { kind: 'string', values }
}

export function atLeast(kind: 'integer' | 'long', min: number, max?: number): ScalarShape {
  return max === undefined ? { kind, min } : { kind, min, max }
}

export function list(member: Shape, constraints: Constraints = {}): ListShape {
  return { kind: 'list', member, ...constraints }
}

export function map(value: Shape, constraints: Omit<MapShape, 'kind' | 'value'> = {}): MapShape {
  return { kind: 'map', value, ...constraints }
}

export function required(shape: Shape): Member {
  return { shape, required: true }
}

export function structure(name: string, sources: Record<string, Member | Shape>): StructureShape {
  const members: Record<string, Member> = {}
  for (const [key, source] of Object.entries(sources)) {
    members[key] = 'kind' in source ? { shape: source } : source
  }
  return { kind: 'structure', name, members }
}
