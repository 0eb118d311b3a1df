import type { Verdict } from './bars.js'
import type { Summary } from './statistics.js'

/** What a request-counting run of a contender cost. */
export interface Cost {
  readonly requests: number
  readonly readUnits: number
  readonly writeUnits: number
}

interface ContenderResult extends Summary {
  readonly name: string
  readonly cost?: Cost
}

/** One thing that was measured, of one contender or several. Less is better, whatever the unit. */
export interface Line {
  readonly name: string
  readonly unit: string
  /** The contender that is ours; the bars are for it. */
  readonly own: string
  readonly contenders: readonly ContenderResult[]
  readonly bars: readonly Verdict[]
}

export interface SuiteResult {
  readonly title: string
  readonly about: string
  readonly lines: readonly Line[]
}

export interface Results {
  readonly machine: string
  readonly date: string
  readonly suites: readonly SuiteResult[]
}
