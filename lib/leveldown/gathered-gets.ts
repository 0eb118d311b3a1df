import type { DynamoLevel } from '../level/dynamo-level.js'
import { MAX_BATCH_GET_KEYS } from '../level/limits.js'
import type { DynamoLevelReadOptions } from '../level/methods.js'

interface Waiting {
  key: Buffer
  resolve: (value: Buffer | undefined) => void
  reject: (error: unknown) => void
}

/**
 * Reads entries that are asked for one by one before the program waits, with one request for 100 of them:
 * PouchDB asks so for each document of `bulkDocs()`.
 */
export class GatheredGets {
  readonly #level: DynamoLevel<Buffer, Buffer>
  #waiting: Waiting[] = []

  constructor(level: DynamoLevel<Buffer, Buffer>) {
    this.#level = level
  }

  get(key: Buffer, options: DynamoLevelReadOptions): Promise<Buffer | undefined> {
    // One request reads either consistently or not.
    if (options.consistentRead !== undefined) return this.#level.get(key, options)
    if (this.#waiting.length === 0) queueMicrotask(() => this.flush())
    return new Promise((resolve, reject) => this.#waiting.push({ key, resolve, reject }))
  }

  /** Sends what waits. */
  flush(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (let start = 0; start < waiting.length; start += MAX_BATCH_GET_KEYS) {
      this.#send(waiting.slice(start, start + MAX_BATCH_GET_KEYS))
    }
  }

  #send(waiting: Waiting[]): void {
    const [only] = waiting
    const keys = waiting.map(({ key }) => key)
    const read =
      waiting.length === 1 && only
        ? this.#level.get(only.key).then(value => [value])
        : this.#level.getMany(keys)
    read.then(
      values => {
        waiting.forEach(({ resolve }, index) => {
          resolve(values[index])
        })
      },
      error => {
        for (const { reject } of waiting) reject(error)
      }
    )
  }
}
