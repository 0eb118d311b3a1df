// When items expire, in the order of time, so that a sweep reads no item that stays.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
import { attributeOf, type Item } from '../attribute/value.js'
import type { Database } from './database.js'
import type { ItemKey } from './key.js'
import type { Table } from './table.js'

const PUT = 'INSERT OR REPLACE INTO expiries VALUES (?, ?, ?, ?)'
const DELETE = 'DELETE FROM expiries WHERE space = ? AND expires_at = ? AND pk = ? AND sk = ?'

/** Seconds since 1970, or undefined when the item does not expire: only numbers count. */
export function expiryOf(table: Table, item: Item | undefined): number | undefined {
  if (item === undefined || table.expiryAttribute === undefined) return undefined
  const value = attributeOf(item, table.expiryAttribute)
  if (value === undefined || !('N' in value)) return undefined
  const seconds = Math.floor(Number(value.N))
  return Number.isSafeInteger(seconds) ? seconds : undefined
}

export function updateExpiry(
  database: Database,
  table: Table,
  { pk, sk }: ItemKey,
  before: number | undefined,
  after: number | undefined
): void {
  if (before === after) return
  if (before !== undefined) database.statement(DELETE).run(table.space, before, pk, sk)
  if (after !== undefined) database.statement(PUT).run(table.space, after, pk, sk)
}
