import { clearRange } from './clear-range.js'
import { WHOLE_RANGE } from './key-range.js'
import { besides } from './keyspace.js'
import type { Location } from './location.js'
import type { Schema } from './schema.js'
import type { Sender } from './sender.js'
import { Table } from './table.js'

export interface DestroyOptions {
  schema: Schema | undefined
  dropTable: boolean
}

/** Deletes what one database holds, or drops the table with every database in it. */
export async function destroyDatabase(
  sender: Sender,
  location: Location,
  { schema, dropTable }: DestroyOptions
): Promise<void> {
  const table = new Table(sender)
  if (dropTable) return table.drop()

  const found = schema ?? (await table.find())
  if (found === undefined) return

  const space = { ...location, ...found }
  // The marker goes last: a destroy that was interrupted is seen, and can be run again.
  for (const part of [space, besides(space, 'chunks'), besides(space, 'journal'), besides(space, 'marker')]) {
    await clearRange(sender, part, { range: WHOLE_RANGE, reverse: false, limit: Infinity })
  }
}
