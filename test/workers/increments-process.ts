// Increments counters by transactions, while answers are lost.
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createFaultyClient, losingAnswer, passOn } from '../faulty-client.js'
import { integersFrom } from '../random.js'
import { connectionReset } from '../service-failures.js'
import { taskOf } from '../worker.js'

export interface Increments {
  location: string
  counters: string[]
  times: number
  seed: number
}

const { location, counters, times, seed } = taskOf<Increments>()
const integer = integersFrom(seed)
const { sleep } = clock
clock.sleep = ms => sleep(ms / 5)

const faulty = createFaultyClient()
const lost = new WeakSet<object>()
faulty.onAttempt = (request, send) => {
  // Each once at most: the fourth time would be the last.
  const isLost = integer(10) === 0 && !lost.has(request.input)
  lost.add(request.input)
  return (isLost ? losingAnswer(connectionReset) : passOn)(request, send)
}

const db = new DynamoLevel(location, { client: faulty.client })
let left = times
const work = async () => {
  while (left-- > 0) {
    // One of them, or two at once.
    const some = [counters[integer(counters.length)]!, counters[integer(counters.length)]!]
    await db.transaction(
      async tx => {
        const values = await tx.getMany(some)
        await Promise.all(some.map((key, index) => tx.put(key, String(Number(values[index] ?? 0) + 1))))
      },
      { retries: 1_000 }
    )
    for (const key of new Set(some)) done[key] = (done[key] ?? 0) + 1
  }
}
const done: Record<string, number> = {}
await Promise.all([work(), work()])
await db.close()
faulty.client.destroy()
console.log(JSON.stringify(done))
