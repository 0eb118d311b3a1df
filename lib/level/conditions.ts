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

/** What the options of a write expect, or an operation of a batch. @internal */
export function expectationOf(options: ConditionOptions): Expectation | undefined {
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
