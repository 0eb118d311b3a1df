import type { StructureShape } from './shape.js'

/** `wire` is parsed JSON (binary as base64, times as seconds); `sdk` is what an SDK command holds. */
export type Form = 'sdk' | 'wire'

/**
 * A fresh copy of the request in the engine's own form: members that the shape does not know are left out, maps have
 * no prototype, binary is a Uint8Array. Throws the service's SerializationException.
 */
export declare function decode(shape: StructureShape, input: unknown, form: Form): Record<string, unknown>
