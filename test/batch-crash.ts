// A batch that crashes at one of its requests. Then it is done or not, as a whole, and nothing of it is left.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel, type DynamoLevelError } from '../index.js'
import { type CrashPoint, crashing, type Guard, guardedClient } from './crash.js'
import { stopClock } from './held-clock.js'
import { leftovers } from './leftovers.js'
import { TwoStates } from './two-states.js'
import { uniqueLocation } from './unique-location.js'

/** Who finishes what was interrupted: whoever opens the database next, or the same process when it writes next. */
export type Recovery = 'open' | 'next write'

export const RECOVERIES: readonly Recovery[] = ['open', 'next write']

export interface Verdict {
  readonly isRight: boolean
  /** What became of the batch, `torn` if that is neither of both. */
  readonly outcome: 'all' | 'nothing' | 'torn'
  readonly what: string
}

/** Later than anybody would still work on a batch. */
const LONG_MS = 60_000
/** Opens a database without a request, so that looking at it mends nothing. */
const UNSEEN = { schema: {}, createIfMissing: false, errorIfExists: false }

/** Time stands still but for crashes, after which much of it has passed. */
let now = Date.now()

export function passTime(): void {
  now += LONG_MS
  stopClock(now)
}

/** A database between two states, which crashes and recovers time after time. */
export class BatchCrash {
  readonly location: string = uniqueLocation()
  readonly #client: DynamoDBClient
  readonly #states: TwoStates
  #state: 0 | 1 = 0

  constructor(client: DynamoDBClient, operations: number) {
    this.#client = client
    this.#states = new TwoStates(operations)
    stopClock(now)
  }

  async setUp(): Promise<void> {
    const db = new DynamoLevel(this.location, { client: this.#client })
    await db.batch(this.#states.batchTo(this.#state), { atomic: false })
    await db.close()
  }

  /** How many requests the batch takes where all is well. */
  async requests(): Promise<number> {
    let count = 0
    const db = await this.#open(send => {
      count++
      return send()
    })
    count = 0
    await db.batch(this.#states.batchTo(this.#next))
    await db.close()
    this.#state = this.#next
    return count
  }

  /** Has the batch crash at a request, and looks what is there after the recovery. */
  async fail({ number, moment }: CrashPoint, recovery: Recovery): Promise<Verdict> {
    const isHealthy: Guard = send => send()
    let guard = isHealthy
    const db = await this.#open(send => guard(send))
    const crash = crashing(number, moment)
    guard = send => crash(undefined as never, send as never)
    const code = await db.batch(this.#states.batchTo(this.#next)).then(
      () => undefined,
      (error: DynamoLevelError) => error.code
    )
    guard = isHealthy
    passTime()
    if (recovery === 'next write') await db.del('none')
    await db.close()
    return this.verdict(code, recovery)
  }

  /** What is there, and whether it may be, after a batch that ended with an error of this code, or never. */
  async verdict(code: string | undefined, recovery: Recovery): Promise<Verdict> {
    const next = this.#next
    const db = new DynamoLevel(this.location, {
      client: this.#client,
      ...(recovery === 'open' ? {} : UNSEEN)
    })
    await db.open()
    const found = await this.#states.find(db)
    await db.collect({ minAge: 0 })
    const left = await leftovers(db)
    await db.close()

    const isDecided = code === undefined || code === 'DYNAMO_LEVEL_BATCH_UNFINISHED'
    const isRight = (found === next || (found === this.#state && !isDecided)) && left.length === 0
    const outcome = found === next ? 'all' : found === this.#state ? 'nothing' : 'torn'
    if (outcome === 'all') this.#state = next
    const detail = outcome === 'torn' ? `torn, ${found}` : outcome
    return { isRight, outcome, what: [`${code ?? 'done'}, ${recovery}: ${detail}`, ...left].join(', left ') }
  }

  get #next(): 0 | 1 {
    return this.#state === 0 ? 1 : 0
  }

  async #open(guard: Guard): Promise<DynamoLevel> {
    const db = new DynamoLevel(this.location, { client: guardedClient(this.#client, guard) })
    await db.open()
    return db
  }
}
