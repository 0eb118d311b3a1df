import { type AbstractDeferOptions, AbstractSublevel, type AbstractSublevelOptions } from 'abstract-level'
import { batchOf } from './batch-options.js'
import { ChainedBatch } from './chained-batch.js'
import type { Format } from './private-api.js'

type Parent = ConstructorParameters<typeof AbstractSublevel<object, Format, unknown, unknown>>[0]

/** What waited for a database that did not open is told why: abstract-level has open() alone tell. */
export async function toldWhy<T>(waiting: Promise<T>, openFailure: () => unknown): Promise<T> {
  try {
    return await waiting
  } catch (error) {
    const cause = openFailure()
    if (cause !== undefined) (error as Error).cause ??= cause
    throw error
  }
}

/** A sublevel waits for its database by itself. */
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
