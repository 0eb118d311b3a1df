import { type Summary, summarize } from './statistics.js'

/**
 * What our contender has to clear beside another one: how many times as fast it must be at least, which part of its time
 * it may take at most, or by how much it may be above it. Or by itself, how much it may be at most.
 */
export type Bar =
  | { readonly against: string; readonly speed: number }
  | { readonly against: string; readonly time: number }
  | { readonly against: string; readonly more: number }
  | { readonly most: number }

/** A bar with what was measured. */
export interface Verdict {
  readonly text: string
  /** The other contender, if the bar is beside one. */
  readonly against?: string
  readonly measured: Summary
  readonly met: boolean
}

/** Compares the medians; how far they can be trusted, the comparisons of each round tell. */
export function judge(
  bar: Bar,
  own: readonly number[],
  samples: Readonly<Record<string, readonly number[]>>,
  unit: string
): Verdict {
  if ('most' in bar) {
    const measured = summarize(own)
    return { text: `at most ${bar.most} ${unit}`, measured, met: measured.median <= bar.most }
  }
  const others = samples[bar.against]
  if (others === undefined) throw new TypeError(`No such contender: ${bar.against}`)
  const compare = (by: (own: number, other: number) => number) => ({
    ...summarize(own.map((sample, round) => by(sample, others[round]!))),
    median: by(summarize(own).median, summarize(others).median)
  })
  const { against } = bar
  if ('speed' in bar) {
    const measured = compare((own, other) => other / own)
    return {
      against,
      text: `at least ${bar.speed} times as fast as ${bar.against}`,
      measured,
      met: measured.median >= bar.speed
    }
  }
  if ('time' in bar) {
    const measured = compare((own, other) => own / other)
    return {
      against,
      text: `at most ${bar.time} of the time of ${bar.against}`,
      measured,
      met: measured.median <= bar.time
    }
  }
  const measured = compare((own, other) => own - other)
  return {
    against,
    text: `at most ${bar.more} ${unit} above ${bar.against}`,
    measured,
    met: measured.median <= bar.more
  }
}
