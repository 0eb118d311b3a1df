import type { StructureShape } from './shape.js'

/** The answer as JSON text. Items may be RawItem: their stored text goes through unparsed. */
export declare function encode(shape: StructureShape, output: object): string
