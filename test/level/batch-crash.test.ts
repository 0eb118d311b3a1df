// A crash before and after each single request of a batch. See also test/soak/crash.ts.
import test from 'tape'
import { createClient, isInProcess } from '../backend.js'
import { BatchCrash, RECOVERIES, type Recovery } from '../batch-crash.js'
import { type CrashPoint, crashPoints } from '../crash.js'
import { holdClock } from '../held-clock.js'

/** How many operations, and how what is left of them is finished. */
const SIZES: readonly [operations: number, recoveries: readonly Recovery[]][] = [
  [1, RECOVERIES],
  [2, RECOVERIES],
  [25, RECOVERIES],
  [26, RECOVERIES],
  [100, RECOVERIES],
  [101, RECOVERIES],
  [1_000, ['open']],
  [5_000, ['open']]
]

/** Of so many points some must do where each request takes its time: the first, the last, and a few between them. */
const MANY_POINTS = 50
const [ENDS, STEP] = [4, 60]

const client = createClient()
holdClock()

function chosen(points: CrashPoint[]): CrashPoint[] {
  if (isInProcess || points.length < MANY_POINTS) return points
  return points.filter(
    (_, index) => index < ENDS || index >= points.length - ENDS || index % STEP === STEP - 1
  )
}

for (const [operations, recoveries] of SIZES) {
  test(`a batch of ${operations}`, async t => {
    const batch = new BatchCrash(client, operations)
    await batch.setUp()
    const last = await batch.requests()
    const outcomes = new Set<string>()

    for (const recovery of recoveries) {
      for (const point of chosen(crashPoints(last))) {
        const { isRight, outcome, what } = await batch.fail(point, recovery)
        t.ok(isRight, `${point.moment} request ${point.number} of ${last}: ${what}`)
        if (outcome === 'torn') return
        outcomes.add(outcome)
      }
    }
    t.same([...outcomes].sort(), ['all', 'nothing'], 'both happen')
  })
}

test.onFinish(() => client.destroy())
