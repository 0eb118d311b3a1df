// What DynamoDB deletes by our attribute: the embedded engine does so at once, where the service takes up to two days.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { EmbeddedDynamoDBClient } from '../../lib/embedded/index.js'
import { clock } from '../../lib/level/clock.js'
import { pattern } from '../pattern.js'
import { rangeKeyOf, storedItems } from '../stored-items.js'

const SECOND = 1_000
const PATIENCE_MS = 10_000
const LARGE = ['d/id/00000000', 'd/id/00000001', 'o/id']

let now = 1_800_000_000_000
clock.now = () => now
const client = new EmbeddedDynamoDBClient({ clock: { now: () => now }, expiryIntervalMs: 1 })

type Database = DynamoLevel<string, Buffer>

async function open(ttl?: number): Promise<Database> {
  const options = { client, keyEncoding: 'utf8', valueEncoding: 'buffer', ...(ttl !== undefined && { ttl }) }
  const db = new DynamoLevel<string, Buffer>('table/name', options)
  await db.open()
  return db
}

/** What stands in the table. The engine says nothing when it has deleted, so that there is no event to wait for. */
async function until({ table, name }: Database, isSo: (keys: string[]) => boolean): Promise<string[]> {
  for (const deadline = Date.now() + PATIENCE_MS; ; ) {
    const items = await storedItems(client, table, name)
    const parts = await storedItems(client, table, `${name}#chunks`)
    // Of the parts of a large value without its id.
    const keys = [...items, ...parts].map(item => rangeKeyOf(item).replace(/[0-9a-f]{32}/, 'id'))
    if (isSo(keys) || Date.now() > deadline) return keys.sort()
    await new Promise(resolve => setImmediate(resolve))
  }
}

test('what is expired is deleted, a large value as a whole, and nothing else', async t => {
  const db = await open(60 * SECOND)
  await db.put('a', pattern(9), { ttl: 5 * SECOND })
  await db.put('b', pattern(450_000), { ttl: 5 * SECOND })
  await db.put('c', pattern(450_000), { ttl: 10 * SECOND })
  await db.put('d', pattern(9), { ttl: null })
  await db.put('first', pattern(9), { ttl: SECOND })
  now += 3 * SECOND
  const rest = await until(db, keys => !keys.includes('first'))
  t.same(rest, ['a', 'b', 'c', 'd', ...LARGE, ...LARGE].sort(), 'nothing before its time')

  now += 3 * SECOND
  t.same(await until(db, keys => keys.length <= 5), ['c', 'd', ...LARGE])
  t.ok((await db.get('c'))?.equals(pattern(450_000)))
  t.same(await db.keys().all(), ['c', 'd'])

  await db.expire('c', null)
  now += 60 * SECOND
  await db.put('e', pattern(9), { ttl: SECOND })
  now += 2 * SECOND
  t.same(await until(db, keys => !keys.includes('e')), ['c', 'd', ...LARGE], 'what was kept stays')
  t.ok((await db.get('c'))?.equals(pattern(450_000)))

  await db.expire('c', SECOND)
  now += 2 * SECOND
  t.same(await until(db, keys => keys.length === 1), ['d'], 'until it is no longer')
  t.same(await db.collect({ minAge: 0 }), { values: 0, chunks: 0, bytes: 0, next: undefined })
  await db.close()
})

test.onFinish(() => client.destroy())
