import { alternate, type Contender, type Work } from './alternate.js'
import { type Bar, judge } from './bars.js'
import { printLine, printTitle } from './report.js'
import type { Cost, Line } from './results.js'
import { summarize } from './statistics.js'

export interface RecordOptions {
  /** @defaultValue `'dynamo-level'` */
  own?: string
  /** @defaultValue `'ms'` */
  unit?: string
  bars?: readonly Bar[]
  /** What one call of each contender costs, where that was counted. */
  costs?: Readonly<Record<string, Cost>>
}

export interface CompareOptions extends RecordOptions {
  /** @defaultValue `7` */
  rounds?: number
  /** @defaultValue `300` */
  roundMs?: number
  /** @defaultValue `1` */
  operations?: number
}

/** Gathers what a file under suites measures; prints each line when it is known. */
export class Suite {
  readonly #lines: Line[] = []
  readonly #cleanups: Work[] = []

  /** Lets contenders take turns and holds the result against the bars. */
  async compare(
    name: string,
    contenders: Readonly<Record<string, Contender | Work>>,
    { rounds = 7, roundMs = 300, operations = 1, ...options }: CompareOptions = {}
  ): Promise<void> {
    const entries = Object.entries(contenders).map(
      ([name, contender]) => [name, typeof contender === 'function' ? { run: contender } : contender] as const
    )
    this.record(name, await alternate(Object.fromEntries(entries), { rounds, roundMs, operations }), options)
  }

  /** Takes what was measured already: samples of each contender, in the order of the rounds. */
  record(
    name: string,
    samples: Readonly<Record<string, readonly number[]>>,
    { own = 'dynamo-level', unit = 'ms', bars = [], costs = {} }: RecordOptions = {}
  ): void {
    const line: Line = {
      name,
      unit,
      own,
      contenders: Object.entries(samples).map(([name, list]) => {
        const cost = costs[name]
        return { name, ...summarize(list), ...(cost && { cost }) }
      }),
      bars: bars.map(bar => judge(bar, samples[own] ?? [], samples, unit))
    }
    this.#lines.push(line)
    printLine(line)
  }

  /** A figure of ours that is measured once. */
  figure(name: string, value: number, { unit, most }: { unit: string; most?: number }): void {
    this.record(name, { 'dynamo-level': [value] }, { unit, ...(most !== undefined && { bars: [{ most }] }) })
  }

  /** Something to be closed or stopped at the end, however that comes; the last one first. */
  defer(cleanup: Work): void {
    this.#cleanups.push(cleanup)
  }

  async run(measure: (suite: Suite) => Promise<void>): Promise<readonly Line[]> {
    try {
      await measure(this)
    } finally {
      for (const cleanup of this.#cleanups.reverse()) await cleanup()
    }
    return this.#lines
  }
}

/**
 * Runs the suite of this process. A suite has a process of its own, so that none inherits the heap and the compiled code
 * of another; when `npm run bench` started it, that is told the results.
 */
export async function runSuite(
  { title, about }: { title: string; about: string },
  measure: (suite: Suite) => Promise<void>
): Promise<void> {
  printTitle(title, about)
  const lines = await new Suite().run(measure)
  process.send?.({ title, about, lines })
  if (process.connected) process.disconnect()
}
