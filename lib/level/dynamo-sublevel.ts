import { type AbstractDeferOptions, AbstractSublevel, type AbstractSublevelOptions } from 'abstract-level'
import { batchOf } from './batch-options.js'
import { ChainedBatch } from './chained-batch.js'
import type { Format } from './private-api.js'
import { toldWhy } from './told-why.js'

type Parent = ConstructorParameters<typeof AbstractSublevel<object, Format, unknown, unknown>>[0]

/** A sublevel waits for its database, and makes its batches, by itself. */
export class DynamoSublevel extends AbstractSublevel<object, Format, unknown, unknown> {
  readonly #openFailure: () => unknown

  constructor(
    parent: Parent,
    name: string,
    options: AbstractSublevelOptions<unknown, unknown>,
    openFailure: () => unknown
  ) {
    super(parent, name, options)
    this.#openFailure = openFailure
  }

  override deferAsync<T>(operation: () => Promise<T>, options?: AbstractDeferOptions): Promise<T> {
    return toldWhy(super.deferAsync(operation, options), this.#openFailure)
  }

  override batch(...parameters: never[]): never {
    return batchOf(this, parameters) as never
  }

  _chainedBatch(): ChainedBatch {
    return new ChainedBatch(this)
  }

  _sublevel(name: string, options: AbstractSublevelOptions<unknown, unknown>): DynamoSublevel {
    return new DynamoSublevel(this, name, options, this.#openFailure)
  }
}
