// What is there after a crash within a write of large values.
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createClient } from '../backend.js'
import { holdClock } from '../held-clock.js'
import { orphans } from '../orphans.js'
import { seedOf } from '../pattern.js'
import { BUFFERS, KEYS, type LargeWrite } from './large-writes.js'

type Database = DynamoLevel<Buffer, Buffer>

/** Later than anybody would still work on a batch. */
const LONG_MS = 60_000

const client = createClient()
let ahead = 0
holdClock()
clock.now = () => Date.now() + ahead

/** Opens as another process does. */
export async function open(location: string, of = client): Promise<Database> {
  const db = new DynamoLevel<Buffer, Buffer>(location, { client: of, ...BUFFERS })
  await db.open()
  return db
}

/** What each key holds: the seed of its value, `none`, or that it is torn. */
async function stateOf(db: Database): Promise<string> {
  return toState(await db.getMany([...KEYS]))
}

function toState(values: (Buffer | undefined)[]): string {
  return values.map(value => (value === undefined ? 'none' : (seedOf(value) ?? 'torn'))).join()
}

/** Looks at a database after a crash, as another process does. Gives its state. */
export async function recover(location: string): Promise<{ state: string; left: string[] }> {
  ahead += LONG_MS
  const db = await open(location)
  try {
    const state = await stateOf(db)
    await db.collect({ minAge: 0 })
    const entries = await db.iterator().all()
    const after = toState(KEYS.map(key => entries.find(([name]) => name.equals(key))?.[1]))
    return {
      state: after === state ? state : `${state}, and after collect ${after}`,
      left: await orphans(db)
    }
  } finally {
    await db.close()
  }
}

/** The states before and after a write. */
export async function statesOf({ before, write }: LargeWrite, location: string): Promise<[string, string]> {
  const db = await open(location)
  await before(db)
  const old = await stateOf(db)
  await write(db)
  const done = await stateOf(db)
  await db.clear()
  await db.close()
  return [old, done]
}

/** Whether a state is between others: each key on its own, if the write is not atomic. */
export function isPossible(state: string, [old, done]: [string, string], { isAtomic }: LargeWrite): boolean {
  if (isAtomic) return state === old || state === done
  const [olds, dones] = [old.split(','), done.split(',')]
  return state.split(',').every((held, index) => held === olds[index] || held === dones[index])
}
