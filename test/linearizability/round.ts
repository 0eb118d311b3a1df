import { DynamoLevel } from '../../index.js'
import { createFaultyClient, passOn } from '../faulty-client.js'
import { integersFrom } from '../random.js'
import { check, checkEachKey, type Step, type Violation } from './check.js'
import { RandomClient } from './client.js'
import { Recorder } from './recorder.js'
import { faultyWeather } from './weather.js'

export interface Round {
  /** Whether each operation is on one key, so that a longer history can be checked. */
  readonly isSingle: boolean
  readonly keys: number
  /** How many databases with clients of their own, and operations of each. */
  readonly clients: number
  readonly operations: number
  /** How many operations are asked of each of them in one turn, 1 by default. */
  readonly atOnce?: number
}

/** Operations on one key, on a few and on as many as go into one transaction. */
export const ROUNDS: readonly Round[] = [
  { isSingle: true, keys: 3, clients: 5, operations: 60 },
  { isSingle: false, keys: 4, clients: 4, operations: 30 },
  { isSingle: false, keys: 100, clients: 4, operations: 12 },
  { isSingle: true, keys: 3, clients: 2, operations: 24, atOnce: 4 },
  { isSingle: false, keys: 4, clients: 2, operations: 12, atOnce: 3 }
]

export interface Outcome {
  readonly history: readonly Step[]
  readonly violation: Violation | undefined
}

/** Has several clients at once do random operations in bad weather, and looks at the end what is there. */
export async function runRound(round: Round, location: string, seed: number): Promise<Outcome> {
  const integer = integersFrom(seed)
  const recorder = new Recorder()
  const keys = Array.from({ length: round.keys }, (_, index) => `k${index}`)

  const databases = await Promise.all(
    Array.from({ length: round.clients }, async () => {
      const faulty = createFaultyClient()
      const db = new DynamoLevel(location, { client: faulty.client })
      await db.open()
      Object.assign(faulty, faultyWeather(faulty, integersFrom(integer(2 ** 31))))
      return { faulty, db }
    })
  )
  await Promise.all(
    databases.map(async ({ db }, index) => {
      const name = String.fromCharCode('a'.charCodeAt(0) + index)
      const hands = Array.from({ length: round.atOnce ?? 1 }, (_, hand) => {
        const values = `${name}${hand}.`
        return new RandomClient(db, recorder, keys, integersFrom(integer(2 ** 31)), values)
      })
      for (let count = 0; count < round.operations; count++) {
        await Promise.all(hands.map(hand => (round.isSingle ? hand.single() : hand.any())))
      }
    })
  )

  for (const { faulty } of databases) Object.assign(faulty, { onRequest: passOn, onAttempt: passOn })
  const { db } = databases[0]!
  for (const key of keys) {
    await recorder.record(async () => ({ reads: new Map([[key, await db.get(key)]]) }))
  }
  for (const each of databases) {
    await each.db.close()
    each.faulty.client.destroy()
  }
  const { history } = recorder
  return { history, violation: (round.isSingle ? checkEachKey : check)(history) }
}
