// The test of the same name for minutes, on one backend: the variables BACKEND, EMBEDDED_PATH and DYNAMODB_ENDPOINT choose
// it, as the runner of the tests sets them; left out, it is the engine in memory.
//
//   node dist/test/soak/linearizability.js [--minutes N] [--seed N]
import { parseArgs } from 'node:util'
import { clock } from '../../lib/level/clock.js'
import { describe } from '../linearizability/describe.js'
import { ROUNDS, runRound } from '../linearizability/round.js'
import { uniqueLocation } from '../unique-location.js'

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } }
})
const end = Date.now() + Number(values.minutes) * 60_000
const seeds = values.seed === undefined ? undefined : Number(values.seed)
clock.sleep = () => new Promise(resolve => setImmediate(resolve))

let [rounds, steps] = [0, 0]
for (let seed = seeds ?? Date.now() % 2 ** 31; Date.now() < end; seed++) {
  for (const round of ROUNDS) {
    const { history, violation } = await runRound(round, uniqueLocation(), seed)
    steps += history.length
    if (violation === undefined) continue
    console.log(`Not linearizable: ${JSON.stringify(round)}\n  ${describe(violation)}\nAgain: --seed ${seed}`)
    process.exit(1)
  }
  if (++rounds % 100 === 0) console.log(`${rounds} rounds, ${steps} steps`)
}
console.log(`${rounds} rounds, ${steps} steps: all linearizable`)
