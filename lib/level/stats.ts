import { DescribeTableCommand } from '@aws-sdk/client-dynamodb'
import { WHOLE_RANGE } from './key-range.js'
import { besides, type Keyspace } from './keyspace.js'
import { type Measure, type MeasureOptions, measureRange } from './measure-range.js'
import type { Sender } from './sender.js'

/** DynamoDB counts its tables about every six hours, and does not say when it did. */
const TABLE_MAX_AGE_MS = 6 * 60 * 60_000

/** What `db.stats()` gives. */
export interface Stats {
  /** What DynamoDB last counted, of all databases in the table. */
  table: {
    items: number
    bytes: number
    /** How old that may be, in milliseconds. */
    maxAge: number
  }
  /** What this database holds now, large values included. */
  database?: Measure
}

export interface StatsOptions {
  /**
   * Also count this database. That reads all of it.
   * @defaultValue `false`
   */
  exact?: boolean | undefined
  signal?: AbortSignal | undefined
}

/** @internal */
export async function readStats(
  sender: Sender,
  space: Keyspace,
  { exact, signal, onPage }: StatsOptions & MeasureOptions
): Promise<Stats> {
  const { Table: table } = await sender.send(new DescribeTableCommand({ TableName: space.table }), { signal })
  const stats: Stats = {
    table: { items: table?.ItemCount ?? 0, bytes: table?.TableSizeBytes ?? 0, maxAge: TABLE_MAX_AGE_MS }
  }
  if (!exact) return stats

  const entries = await measureRange(sender, space, WHOLE_RANGE, { exact, signal, ...(onPage && { onPage }) })
  const chunks = await measureRange(sender, besides(space, 'chunks'), WHOLE_RANGE, { exact, signal })
  return { ...stats, database: { entries: entries.entries, bytes: entries.bytes + chunks.bytes } }
}
