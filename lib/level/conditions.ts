import { comparedBy, type Revision } from './codec/revision.js'
import { invalidOption } from './errors.js'

/** Under which condition a write is done. */
export interface ConditionOptions {
  /** Only if there is no such entry. */
  ifAbsent?: boolean | undefined
  /** Only if the entry has this revision still, as `getEntry()` gave it. */
  ifMatch?: Revision | undefined
}

/** What an entry must be like for a write to be done. */
export type Expectation = { readonly absent: true } | { readonly revision: Revision }

const NAMES: readonly string[] = ['ifAbsent', 'ifMatch'] satisfies (keyof ConditionOptions)[]

/** What the options of a write expect, or an operation of a batch. */
export function expectationOf(options: ConditionOptions): Expectation | undefined {
  assertKnown(options)
  const { ifAbsent, ifMatch } = options
  if (ifAbsent !== undefined && typeof ifAbsent !== 'boolean') {
    throw invalidOption('ifAbsent', "The option 'ifAbsent' must be true or false")
  }
  if (ifMatch === undefined) return ifAbsent ? { absent: true } : undefined
  if (ifAbsent) throw invalidOption('ifAbsent', "Give one of the options 'ifAbsent' and 'ifMatch'")
  if (typeof ifMatch !== 'string' || comparedBy(ifMatch) === undefined) {
    throw invalidOption('ifMatch', "The option 'ifMatch' must be a revision, as getEntry() gives it")
  }
  return { revision: ifMatch }
}

/** Whether an option is a condition, or meant as one. */
export function isCondition(name: string): boolean {
  return /^if/i.test(name)
}

/** A condition that is not understood must not be taken for none. */
function assertKnown(options: object): void {
  for (const name in options) {
    if (!isCondition(name) || NAMES.includes(name)) continue
    throw invalidOption(name, `Unknown condition '${name}'. Known are: ${NAMES.join(', ')}`)
  }
}
