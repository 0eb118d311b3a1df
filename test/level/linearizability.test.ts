// What several clients find at once can be told as if their operations had happened one after the other, while requests fail
// and answers are lost. SEED repeats the operations and the faults, though not what the backend makes of them in time.
import test from 'tape'
import { clock } from '../../lib/level/clock.js'
import { describe } from '../linearizability/describe.js'
import { ROUNDS, runRound } from '../linearizability/round.js'
import { integersFrom, seedOfRun } from '../random.js'
import { uniqueLocation } from '../unique-location.js'

const TIMES = 3

clock.sleep = () => new Promise(resolve => setImmediate(resolve))
const integer = integersFrom(seedOfRun())

for (const round of ROUNDS) {
  const what = `${round.isSingle ? 'one key' : 'several keys'}, of ${round.keys} keys, ${round.atOnce ?? 1} at once`
  test(`operations on ${what}`, async t => {
    for (let time = 0; time < TIMES; time++) {
      const { history, violation } = await runRound(round, uniqueLocation(), integer(2 ** 31))
      const uncertain = history.filter(({ isUncertain }) => isUncertain).length
      t.equal(violation, undefined, `${history.length} steps, ${uncertain} of them uncertain`)
      if (violation !== undefined) t.comment(describe(violation))
    }
  })
}
