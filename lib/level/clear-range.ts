import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import { BatchWriter } from './batch-writer.js'
import type { KeyRange } from './key-range.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { PageCursor } from './page-cursor.js'
import { PageReader } from './page-reader.js'
import { deleteWrite } from './requests/batch.js'
import type { Sender } from './sender.js'

export interface ClearOptions {
  range: KeyRange
  reverse: boolean
  limit: number
}

/** Deletes a range: reads its keys by pages and deletes them by groups, both at once. */
export async function clearRange(sender: Sender, space: Keyspace, { range, reverse, limit }: ClearOptions) {
  const cursor = new PageCursor({ range, schema: space, reverse, limit })
  const reader = new PageReader(sender, space, cursor, {
    reverse,
    consistentRead: true,
    keys: true,
    values: false,
    limited: false
  })
  try {
    await new BatchWriter(sender, space).write(deletes(space, reader))
  } finally {
    await reader.close()
  }
}

async function* deletes(space: Keyspace, reader: PageReader): AsyncGenerator<WriteRequest> {
  for await (const page of reader.pages()) {
    for (const item of page) yield deleteWrite(itemKey(space, item[space.rangeKey]!))
  }
}
