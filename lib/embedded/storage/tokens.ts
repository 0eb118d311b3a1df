// The tokens that make a transaction idempotent for ten minutes after it completed.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken
import type { Database } from './database.js'

const LIFETIME_MS = 10 * 60 * 1000
/** A sweep reads all tokens there are. */
const SWEEP_INTERVAL_MS = 60 * 1000

const GET = 'SELECT fingerprint FROM tokens WHERE token = ? AND expires_at > ?'
const PUT = 'INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)'
const DELETE_EXPIRED = 'DELETE FROM tokens WHERE expires_at <= ?'

export class Tokens {
  readonly #database: Database
  #nextSweep = 0

  constructor(database: Database) {
    this.#database = database
  }

  /** What the request with this token was, or undefined when there was none of late. */
  fingerprintOf(token: string, now: number): string | undefined {
    return this.#database.statement(GET).get(token, now)?.[0] as string | undefined
  }

  put(token: string, fingerprint: string, now: number): void {
    if (now >= this.#nextSweep) {
      this.#database.statement(DELETE_EXPIRED).run(now)
      this.#nextSweep = now + SWEEP_INTERVAL_MS
    }
    this.#database.statement(PUT).run(token, fingerprint, now + LIFETIME_MS)
  }
}
