import type { ConditionOptions } from './conditions.js'
import { invalidOption } from './errors.js'
import type { ExpiryOptions } from './expiry-options.js'
import { probablyMeant } from './misspelling.js'
import type { ReadOptions, WriteOptions } from './private-api.js'

const CONDITIONS = ['ifAbsent', 'ifMatch'] satisfies (keyof ConditionOptions)[]
const OF_WRITES: readonly string[] = [
  ...CONDITIONS,
  ...(['ttl', 'expiresAt', 'atomic', 'returnCurrent'] satisfies (keyof (ExpiryOptions & WriteOptions))[])
]
const OF_READS: readonly string[] = ['consistentRead'] satisfies (keyof ReadOptions)[]

/** What mostly is among options: with our own, what needs no closer look. Every call has some of them. */
const FAMILIAR = new Set([
  ...OF_WRITES,
  ...OF_READS,
  ...['type', 'key', 'value', 'keyEncoding', 'valueEncoding', 'sublevel', 'signal', 'snapshot'],
  ...['gt', 'gte', 'lt', 'lte', 'reverse', 'limit', 'keys', 'values']
])

/** Whether an option is a condition, or meant as one. */
export function isCondition(name: string): boolean {
  return /^if/i.test(name)
}

/**
 * Throws a TypeError if an option of a write was probably meant to be one of ours, or is a condition that we do not
 * know. Other unknown options may be meant for hooks: abstract-level hands them through.
 */
export function assertWritesSpelt(options: object): void {
  for (const name in options) {
    if (FAMILIAR.has(name)) continue
    if (isCondition(name)) {
      throw invalidOption(name, `Unknown condition '${name}'. Known are: ${CONDITIONS.join(', ')}`)
    }
    assertSpelt(name, OF_WRITES)
  }
}

/** The same for options of a read. */
export function assertReadsSpelt(options: object): void {
  for (const name in options) if (!FAMILIAR.has(name)) assertSpelt(name, OF_READS)
}

function assertSpelt(name: string, known: readonly string[]): void {
  const meant = probablyMeant(name, known)
  if (meant !== undefined) throw invalidOption(name, `Unknown option '${name}'. Did you mean '${meant}'?`)
}
