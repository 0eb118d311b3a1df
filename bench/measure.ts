// Rates of several contestants in one run: by turns, so that a noisy moment of the machine meets all of them.

export type Work = () => Promise<unknown>

/** Calls per second of each contestant: the median over the rounds. `callsAtOnce`: what one piece of work stands for. */
export async function rates(
  contestants: Readonly<Record<string, Work>>,
  { rounds = 5, roundMs = 400, callsAtOnce = 1 } = {}
): Promise<Record<string, number>> {
  const samples = new Map(Object.keys(contestants).map(name => [name, [] as number[]]))
  for (let round = -1; round < rounds; round++) {
    for (const [name, work] of Object.entries(contestants)) {
      const rate = callsAtOnce * (await rateOf(work, roundMs))
      // The first round warms up.
      if (round >= 0) samples.get(name)!.push(rate)
    }
  }
  return Object.fromEntries(Array.from(samples, ([name, list]) => [name, median(list)]))
}

async function rateOf(work: Work, durationMs: number): Promise<number> {
  const start = performance.now()
  let calls = 0
  let elapsed = 0
  do {
    await work()
    calls++
    elapsed = performance.now() - start
  } while (elapsed < durationMs)
  return (calls * 1000) / elapsed
}

export function median(list: readonly number[]): number {
  const sorted = [...list].sort((a, b) => a - b)
  return sorted[sorted.length >> 1]!
}
