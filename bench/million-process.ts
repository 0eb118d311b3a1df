// Writes a million entries, or iterates over them, and tells how many megabytes it had resident at most.
//   node million-process.js write|iterate|open FILE
import { DynamoLevel } from '../index.js'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { VALUE } from './contenders/entries.js'

const COUNT = 1_000_000
const BATCH = 1_000

const [, , task, path = ''] = process.argv
const client = new EmbeddedDynamoDBClient({ path, durability: 'normal' })
const db = new DynamoLevel('bench/million', { client })
await db.open()
if (task === 'write') await write()
if (task === 'iterate') await iterate()
await db.close()
client.destroy()
process.send?.(process.resourceUsage().maxRSS / 1024)

async function write(): Promise<void> {
  for (let first = 0; first < COUNT; first += BATCH) {
    const operations = Array.from({ length: BATCH }, (_, index) => ({
      type: 'put' as const,
      key: `key:${String(first + index).padStart(12, '0')}`,
      value: VALUE
    }))
    await db.batch(operations)
  }
}

async function iterate(): Promise<void> {
  let count = 0
  for await (const _ of db.iterator()) count++
  if (count !== COUNT) throw new Error(`${count} entries were found`)
}
