import { BatchWriter } from './batch-writer.js'
import { clock } from './clock.js'
import { firstChunkOf, idOfChunk } from './codec/chunks.js'
import { type CollectOptions, DEFAULT_MIN_AGE_MS } from './collect-chunks.js'
import { toKeyRange } from './key-range.js'
import { besides, itemKey, type Keyspace } from './keyspace.js'
import { readOverview } from './marker.js'
import { PageReader } from './page-reader.js'
import { deleteWrite } from './requests/batch.js'
import type { Sender } from './sender.js'

/** Removes the blocks that no header of the journal belongs to: of batches that were interrupted before or after it. */
export async function collectBlocks(
  sender: Sender,
  space: Keyspace,
  { minAge = DEFAULT_MIN_AGE_MS, signal }: CollectOptions
): Promise<void> {
  const blocks = besides(space, 'journal')
  const reader = new PageReader(sender, blocks, {
    range: toKeyRange({ lt: firstChunkOf(clock.now() - minAge) }),
    reverse: false,
    limit: Infinity,
    isWanted: () => true,
    consistentRead: true,
    parts: 'keys',
    signal
  })
  try {
    for await (const page of reader.pages()) {
      // Later than the blocks, or a batch that was decided meanwhile would lose its own.
      const { unfinished } = await readOverview(sender, space)
      const decided = new Set(unfinished.map(({ head }) => head.id))
      const left = page.filter(item => !decided.has(idOfChunk(item, blocks)))
      const deletes = left.map(item => deleteWrite(itemKey(blocks, item[blocks.rangeKey]!)))
      const failure = await new BatchWriter(sender).write(deletes)
      if (failure !== undefined) throw failure.cause
    }
  } finally {
    await reader.close()
  }
}
