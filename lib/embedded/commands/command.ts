import type { Clock } from '../engine-options.js'
import type { Form } from '../model/decode.js'
import type { Storage } from '../storage/storage.js'

export type { Form }

/** What a command may know of the engine that runs it. */
export interface EngineContext {
  readonly storage: Storage
  readonly clock: Clock
  /** Stand in ARNs and nowhere else. */
  readonly region: string
  readonly accountId: string
  /** With `wire`, items that nobody changed may be answered as `RawItem`: the stored text, unparsed. */
  readonly form: Form
}

/**
 * One operation. `input` has passed the model's shapes and constraints; everything that needs more than one
 * member, an expression or the table is checked in `run`, which throws a `DynamoDBError`.
 *
 * `run` is synchronous and opens its own transactions: `storage.write` (BEGIN IMMEDIATE, rolled back when the function
 * throws), `storage.writeItem` for a single item, and `storage.read` (one snapshot). It checks what it can before it opens
 * one.
 */
export interface Command<Input extends object = object, Output extends object = object> {
  /** As in the target header, for example `PutItem`. */
  readonly operation: string
  run(context: EngineContext, input: Input): Output
}
