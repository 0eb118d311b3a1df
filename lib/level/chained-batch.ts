import { AbstractChainedBatch } from 'abstract-level'
import { forAll, withOptions } from './batch-options.js'
import type { BatchOperation, WriteOptions } from './private-api.js'

interface Database {
  _batch(operations: BatchOperation[], options: WriteOptions): Promise<void>
}

const Batch = AbstractChainedBatch as unknown as new (
  db: object,
  options: object
) => AbstractChainedBatch<Database, unknown, unknown>

/** As abstract-level's own, but options of `write()` are not for what hooks have added. */
export class ChainedBatch extends Batch {
  #operations: BatchOperation[] = []
  #ownCount = 0

  constructor(db: object) {
    super(db, { add: true })
  }

  override async write(options?: object): Promise<void> {
    // What hooks have added comes after this.
    this.#ownCount = this.#operations.length
    await super.write(options ?? {})
  }

  _add(operation: BatchOperation): void {
    this.#operations.push(operation)
  }

  _clear(): void {
    this.#operations = []
  }

  async _write(options: WriteOptions): Promise<void> {
    const own = withOptions(this.#operations.slice(0, this.#ownCount), options)
    await this.db._batch([...own, ...this.#operations.slice(this.#ownCount)], forAll(options))
  }
}
