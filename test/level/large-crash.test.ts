// A crash at every request of a write of large values: then there is the old value or the new one, whole, and a collect
// leaves nothing that nobody points to.
import test from 'tape'
import { countRequests, crashing, type Moment } from '../crash.js'
import { createFaultyClient, passOn } from '../faulty-client.js'
import { uniqueLocation } from '../unique-location.js'
import { isPossible, open, recover, statesOf } from './large-states.js'
import { LARGE_WRITES } from './large-writes.js'

const faulty = createFaultyClient()

for (const [name, large] of Object.entries(LARGE_WRITES)) {
  test(`requests of ${name} fail`, async t => {
    const location = uniqueLocation()
    const states = await statesOf(large, location)
    t.notEqual(...states, states.join(' to '))

    const setup = await open(location)
    await large.before(setup)
    const counter = await open(location, faulty.client)
    const last = await countRequests(faulty, () => large.write(counter))
    await counter.close()

    const outcomes = new Set<string>()
    let isReady = false
    for (let number = 1; number <= last; number++) {
      for (const moment of ['before', 'after'] as Moment[]) {
        if (!isReady) {
          await setup.clear()
          await large.before(setup)
        }
        const db = await open(location, faulty.client)
        faulty.onRequest = crashing(number, moment)
        const failed = await large.write(db).then(
          () => false,
          () => true
        )
        await db.close()
        faulty.onRequest = passOn

        const { state, left } = await recover(location)
        outcomes.add(state)
        isReady = state === states[0]
        const what = `${moment} request ${number} of ${last}: ${state}, ${failed ? 'failed' : 'done'}`
        t.ok(isPossible(state, states, large) && (failed || state === states[1]), what)
        t.same(left, [], 'nothing is left')
      }
    }
    await setup.close()
    for (const state of states) t.ok(outcomes.has(state), `${state} happens`)
  })
}

test.onFinish(() => faulty.client.destroy())
