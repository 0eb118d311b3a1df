import { clock } from '../lib/level/clock.js'

/** Makes pauses take no time, for the whole process. They are listed instead, in milliseconds. */
export function holdClock(): number[] {
  const pauses: number[] = []
  clock.random = () => 1
  clock.sleep = async ms => {
    pauses.push(ms)
  }
  return pauses
}

/** Makes time stand still, for the whole process: on a slow machine too, nobody takes himself for late. */
export function stopClock(now: number = clock.now()): void {
  clock.now = () => now
  clock.timeout = () => new AbortController().signal
}
