// The tokens that make a transaction idempotent for ten minutes after it completed.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#DDB-TransactWriteItems-request-ClientRequestToken
import type { Database } from './database.js'

const LIFETIME_MS = 10 * 60 * 1000
/** A sweep reads all tokens there are. */
const SWEEP_INTERVAL_MS = 60 * 1000

const GET = 'SELECT fingerprint FROM tokens WHERE token = ?'
const PUT = `INSERT INTO tokens VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET fingerprint = ?2, expires_at = ?3
  WHERE expires_at <= ?4`
const DELETE_EXPIRED = 'DELETE FROM tokens WHERE expires_at <= ?'

export class Tokens {
  readonly #database: Database
  #nextSweep = 0

  constructor(database: Database) {
    this.#database = database
  }

  /** Takes a token for a request, and gives undefined; or what the request was that had the token of late. */
  take(token: string, fingerprint: string, now: number): string | undefined {
    if (now >= this.#nextSweep) {
      this.#database.statement(DELETE_EXPIRED).run(now)
      this.#nextSweep = now + SWEEP_INTERVAL_MS
    }
    const changed = this.#database.statement(PUT).run(token, fingerprint, now + LIFETIME_MS, now)
    return changed > 0 ? undefined : (this.#database.statement(GET).get(token)![0] as string)
  }
}
