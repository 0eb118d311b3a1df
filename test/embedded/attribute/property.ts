// Runs a property with a seed that the output names, and that SEED brings back.
import fc from 'fast-check'
import type { Test } from 'tape'
import { seedOf } from '../../seed.js'

const SEED = seedOf()

export function holds<T extends [unknown, ...unknown[]]>(
  t: Test,
  title: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...values: T) => boolean
): void {
  const { failed, counterexample, errorInstance } = fc.check(
    fc.property<T>(...(arbitraries as unknown as { [K in keyof T]: fc.Arbitrary<T[K]> }), predicate),
    { seed: SEED, numRuns: 1000 }
  )
  const detail = failed ? `: ${fc.stringify(counterexample)} ${errorInstance ?? ''}` : ''
  t.notOk(failed, `${title} (SEED=${SEED})${detail}`)
}
