// Large values, long keys, expiry and batches of the journal in tables that others made, with keys of other names and types.
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createClient } from '../backend.js'
import { crashing } from '../crash.js'
import { createFaultyClient, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { pattern } from '../pattern.js'
import { createTable, scan } from '../raw-table.js'

const HOUR = 3_600_000
const [LARGE, LARGER] = [pattern(330_000).toString('base64'), pattern(500_000, 2).toString('base64')]
const LONG = 'k'.repeat(3_000)

const client = createClient()
const faulty = createFaultyClient()
let now = Date.now() + HOUR
holdClock()
clock.now = () => now

for (const [type, hashKey, rangeKey] of [
  ['S', 'tenant', 'id'],
  ['B', 'hkey', 'rkey'],
  ['S', 'size', 'name']
] as const) {
  for (const how of ['described', 'told'] as const) {
    test(`a table with keys ${hashKey} and ${rangeKey} of type ${type}, ${how}`, async t => {
      const table = await createTable(client, [hashKey, 'S'], [rangeKey, type])
      const options = how === 'told' ? { schema: { hashKey, rangeKey, rangeKeyType: type } } : {}
      const open = async (of = client) => {
        const db = new DynamoLevel(`${table}/name`, { client: of, ...options })
        await db.open()
        return db
      }
      const db = await open()
      await db.put('a', LARGE, { ttl: 5_000 })
      await db.put(LONG, LARGER)
      await db.batch([
        { type: 'put', key: `${LONG}a`, value: '1', ttl: 1_000 },
        { type: 'put', key: `${LONG}b`, value: LARGE, ifAbsent: true }
      ])
      await db.batch(
        Array.from({ length: 120 }, (_, index) => ({ type: 'put' as const, key: `z${index}`, value: '1' }))
      )
      await db.expire('a', null)
      now += 1_000
      t.same(await db.getMany(['a', LONG, `${LONG}a`, `${LONG}b`]), [LARGE, LARGER, undefined, LARGE])
      t.same(await db.keys({ lt: 'z' }).all(), ['a', LONG, `${LONG}b`])
      t.same([await db.size(LONG), await db.ttl('a')], [LARGER.length, null])
      t.equal(await db.transaction(tx => tx.get(`${LONG}b`)), LARGE)
      t.ok((await db.stats({ exact: true })).database!.entries === 123)

      const crashed = await open(faulty.client)
      faulty.onRequest = crashing(5, 'before')
      await crashed.put('a', LARGER).catch(() => {})
      faulty.onRequest = passOn
      await crashed.close()
      now += HOUR + 1
      const { values } = await db.collect()
      t.equal(values, 1, 'what is left is collected')
      t.equal(await db.get('a'), LARGER)
      await db.close()
      await DynamoLevel.destroy(`${table}/name`, { client, ...options })
      t.same(await scan(client, table), [], 'and destroyed')
    })
  }
}

test.onFinish(() => {
  client.destroy()
  faulty.client.destroy()
})
