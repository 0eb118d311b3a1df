import type { StructureShape } from './shape.js'

/** Throws the service's ValidationException when a decoded request does not satisfy its shape's constraints. */
export declare function checkConstraints(shape: StructureShape, input: Record<string, unknown>): void
