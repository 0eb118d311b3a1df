/** What is timed. */
export type Work = () => Promise<unknown>

export interface Contender {
  /** What is timed: called again and again for the time of a round, or once if something goes `before` it. */
  readonly run?: Work
  /** Makes ready for one call of `run`; its time does not count. */
  readonly before?: Work
  /** Instead of `run`: gives what it measured itself. */
  readonly measure?: () => Promise<number>
}

export interface Rounds {
  /** How often each contender has its turn. */
  readonly rounds: number
  /** How long a turn is at least. */
  readonly roundMs: number
  /** How many operations one call of `run` is: what is told is the time of one. */
  readonly operations: number
}

/**
 * Milliseconds of each contender, one sample for each round. They take turns within a round, each round beginning with
 * another one, so that a noisy moment of the machine and the order meet all of them alike. The first round warms up.
 */
export async function alternate(
  contenders: Readonly<Record<string, Contender>>,
  { rounds, roundMs, operations }: Rounds
): Promise<Record<string, number[]>> {
  const entries = Object.entries(contenders)
  const samples: Record<string, number[]> = Object.fromEntries(entries.map(([name]) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    for (let turn = 0; turn < entries.length; turn++) {
      const [name, contender] = entries[(turn + round + 1) % entries.length]!
      const sample = await sampleOf(contender, roundMs)
      if (round >= 0) samples[name]!.push(sample / operations)
    }
  }
  return samples
}

async function sampleOf({ run, before, measure }: Contender, roundMs: number): Promise<number> {
  if (measure !== undefined) return measure()
  if (run === undefined) throw new TypeError('A contender has `run` or `measure`')
  await before?.()
  let calls = 0
  let elapsed = 0
  const start = performance.now()
  do {
    await run()
    calls++
    elapsed = performance.now() - start
  } while (elapsed < roundMs && before === undefined)
  return elapsed / calls
}
