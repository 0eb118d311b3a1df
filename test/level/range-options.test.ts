// Every combination of range options gives what memory-level gives: 5 lower ends, 5 upper ends, 3 limits, 2 directions.
import { MemoryLevel } from 'memory-level'
import test from 'tape'
import type { DynamoLevel } from '../../index.js'
import { createFaultyClient, smallPages } from '../faulty-client.js'
import { TestTable } from './table.js'

interface RangeOptions {
  gt?: string
  gte?: string
  lt?: string
  lte?: string
  limit?: number
  reverse?: boolean
}

interface Fillable {
  batch(operations: { type: 'put'; key: string; value: string }[]): Promise<void>
}

const KEYS = Array.from({ length: 12 }, (_, index) => `k${String(index * 2).padStart(2, '0')}`)
// One end is a key, the other stands between two.
const LOWER: RangeOptions[] = [{}, { gt: 'k04' }, { gte: 'k04' }, { gt: 'k05' }, { gte: 'k05' }]
const UPPER: RangeOptions[] = [{}, { lt: 'k16' }, { lte: 'k16' }, { lt: 'k17' }, { lte: 'k17' }]
const COMBINATIONS = LOWER.flatMap(lower =>
  UPPER.flatMap(upper =>
    [-1, 0, 3].flatMap(limit => [false, true].map(reverse => ({ ...lower, ...upper, limit, reverse })))
  )
)

/** Ends the other way round, at the same key, and next to each other. */
const EMPTY: RangeOptions[] = [
  { gte: 'k16', lte: 'k04' },
  { gt: 'k16', lt: 'k04' },
  { gt: 'k04', lt: 'k04' },
  { gte: 'k04', lt: 'k04' },
  { gt: 'k04', lte: 'k04' },
  { gt: 'k04', lt: 'k04\0' },
  { gte: 'k05', lte: 'k05' },
  { gt: 'k04', lt: 'k06' },
  { gt: 'k22' },
  { lt: 'k00' },
  { lt: '' },
  { lte: '' },
  { gt: '', lt: '' }
]

/** Ends that are falsy, and both options of one end. */
const ODD: RangeOptions[] = [
  { gt: '' },
  { gte: '' },
  { gt: '', lte: 'k04' },
  { gte: '', lt: 'k04' },
  { gt: 'k16', gte: 'k04' },
  { gt: 'k04', gte: 'k16' },
  { lt: 'k04', lte: 'k16' },
  { lt: 'k16', lte: 'k04' },
  { gte: 'k04', lte: 'k04' },
  { limit: 1000 },
  { limit: 12 }
]

const SETS: Record<string, RangeOptions[]> = {
  '150 combinations': COMBINATIONS,
  'empty ranges': EMPTY.flatMap(inBothDirections),
  'odd ranges': ODD.flatMap(inBothDirections)
}
const UTF8 = { keyEncoding: 'utf8', valueEncoding: 'utf8' } as const

for (const [type, pageSize] of [
  ['B', Infinity],
  ['B', 2],
  ['S', Infinity]
] as const) {
  const faulty = createFaultyClient()
  if (pageSize !== Infinity) faulty.onRequest = smallPages(pageSize)
  let table: TestTable

  test(`setup: type ${type}, pages of ${pageSize}`, async () => {
    table = await TestTable.create(faulty.client, type)
  })

  for (const [name, combinations] of Object.entries(SETS)) {
    test(`reads of ${name}, type ${type}, pages of ${pageSize}`, async t => {
      const ours = await filled(table.database<string, string>(UTF8))
      const oracle = await filled(new MemoryLevel<string, string>())
      for (const options of combinations) {
        const [entries, keys, values, single] = await Promise.all([
          ours.iterator(options).all(),
          ours.keys(options).all(),
          ours.values(options).all(),
          oneByOne(ours, options)
        ])
        const expected = await oracle.iterator(options).all()
        t.same(entries, expected, JSON.stringify(options))
        t.same(keys, await oracle.keys(options).all(), 'keys')
        t.same(values, await oracle.values(options).all(), 'values')
        t.same(single, expected, 'one by one')
      }
      await Promise.all([ours.close(), oracle.close()])
    })

    // The ends of a range are found in the same way for a clear.
    if (type === 'S') continue

    test(`clears of ${name}, type ${type}, pages of ${pageSize}`, async t => {
      const ours = await filled(table.database<string, string>(UTF8))
      const oracle = await filled(new MemoryLevel<string, string>())
      for (const options of combinations) {
        await Promise.all([ours.clear(options), oracle.clear(options)])
        t.same(await ours.keys().all(), await oracle.keys().all(), JSON.stringify(options))
        await Promise.all([filled(ours), filled(oracle)])
      }
      await Promise.all([ours.close(), oracle.close()])
    })
  }

  test('teardown', async () => faulty.client.destroy())
}

async function filled<D extends Fillable>(db: D): Promise<D> {
  await db.batch(KEYS.map(key => ({ type: 'put', key, value: key.toUpperCase() })))
  return db
}

async function oneByOne(db: DynamoLevel<string, string>, options: RangeOptions) {
  const entries: [string, string][] = []
  for await (const entry of db.iterator(options)) entries.push(entry)
  return entries
}

function inBothDirections(options: RangeOptions): RangeOptions[] {
  return [options, { ...options, reverse: true }]
}
