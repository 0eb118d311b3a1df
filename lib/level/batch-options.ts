import { AbstractLevel } from 'abstract-level'
import type { WriteOptions } from './private-api.js'

const { batch } = AbstractLevel.prototype as unknown as { batch(...parameters: unknown[]): unknown }

/**
 * abstract-level's `batch()`. It copies options onto each operation, at four times the cost of all else that it does with
 * them, and hands them on too: a sublevel then gives them also to what hooks have added, which they are not for. So each
 * operation comes with its options, and those of the whole are inherited: these are handed on, and not copied.
 */
export function batchOf(db: object, parameters: unknown[]): unknown {
  const [operations, options] = parameters
  if (!(options instanceof Object)) return batch.apply(db, parameters)
  const { atomic, returnCurrent, ...others } = options as WriteOptions
  const isForEach = Object.keys(others).length > 0 && Array.isArray(operations)
  return batch.call(
    db,
    isForEach ? operations.map(operation => ({ ...others, ...operation })) : operations,
    Object.create({ atomic, returnCurrent })
  )
}
