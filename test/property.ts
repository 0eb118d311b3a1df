import { basename } from 'node:path'
import fc from 'fast-check'
import test, { type Test } from 'tape'
import { seedOf } from './seed.js'
import { show } from './show.js'

/** PROPERTY runs one property of a file alone, SEED and SHRUNK one value, RUNS so many: see `repeat`. */
const { PROPERTY, SHRUNK, RUNS } = process.env
/** For whatever makes a failing value smaller. */
const PATIENCE_MS = 60_000

/** A test that holds for random values: `check` throws or rejects where it does not. */
export function testProperty<T>(
  name: string,
  values: fc.Arbitrary<T>,
  check: (value: T) => void | Promise<void>,
  { runs = 100 } = {}
): void {
  if (PROPERTY !== undefined && PROPERTY !== name) return

  test(name, async t => {
    const property = fc.asyncProperty(values, async value => check(value))
    const details = await fc.check(property, {
      numRuns: Number(RUNS ?? runs),
      interruptAfterTimeLimit: PATIENCE_MS,
      seed: seedOf(),
      ...(SHRUNK !== undefined && { path: SHRUNK })
    })
    if (details.failed) {
      t.fail(`${details.errorInstance}, found after ${details.numRuns} runs`)
      for (const value of [details.counterexample?.[0]].flat()) console.log(`  ${show(value)}`)
      console.log(`  Again: ${repeat(name, details)}`)
    } else {
      t.pass(`${details.numRuns} runs, seed ${details.seed}`)
    }
  })
}

/** One assertion of a test: `predicate` answers true for random values. SEED repeats the values that the output names. */
export function holds<T extends [unknown, ...unknown[]]>(
  t: Test,
  title: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  predicate: (...values: T) => boolean,
  { runs = 1000, examples = [] }: { runs?: number; examples?: T[] } = {}
): void {
  const seed = seedOf()
  const { failed, counterexample, errorInstance } = fc.check(
    fc.property<T>(...(arbitraries as unknown as { [K in keyof T]: fc.Arbitrary<T[K]> }), predicate),
    { seed, numRuns: runs, examples }
  )
  const detail = failed ? `: ${fc.stringify(counterexample)} ${errorInstance ?? ''}` : ''
  t.notOk(failed, `${title} (SEED=${seed})${detail}`)
}

function repeat<T>(name: string, { seed, counterexamplePath }: fc.RunDetails<T>): string {
  const file = basename(process.argv[1] ?? '', '.test.js')
  return `PROPERTY='${name}' SEED=${seed} SHRUNK=${counterexamplePath} node dist/test/run.js ${file}`
}
