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
  const complete = Array.isArray(operations) ? withOptions(operations, options) : operations
  return batch.call(db, complete, forAll(options))
}

/** The options of a whole batch. */
export function forAll({ atomic, returnCurrent }: WriteOptions): WriteOptions {
  return Object.create({ atomic, returnCurrent })
}

/** Of two that say the same in different ways. */
const OTHERWISE: Record<string, string> = {
  ttl: 'expiresAt',
  expiresAt: 'ttl',
  ifAbsent: 'ifMatch',
  ifMatch: 'ifAbsent'
}

/** Options go for operations that do not say otherwise. Mostly there is nothing to copy, which is dear. */
export function withOptions<O extends object>(
  operations: O[],
  { atomic, returnCurrent, ...others }: WriteOptions
): O[] {
  const names = Object.keys(others)
  if (names.length === 0) return operations
  const exclusive = names.filter(name => name in OTHERWISE)
  return operations.map(operation => {
    const complete: Record<string, unknown> = { ...others }
    const own = Object(operation) as Record<string, unknown>
    for (const name of exclusive) if (own[OTHERWISE[name]!] !== undefined) delete complete[name]
    return Object.assign(complete, operation)
  })
}
