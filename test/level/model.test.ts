// Random sequences of operations do here what they do on memory-level.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { MemoryLevel } from 'memory-level'
import test from 'tape'
import { clock } from '../../lib/level/clock.js'
import { createFaultyClient, smallPages } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import type { RangeKeyType } from '../hostile-keys.js'
import { orphans } from '../orphans.js'
import { testProperty } from '../property.js'
import { show } from '../show.js'
import { extrasOf, MemoryExtras } from './model/extras.js'
import { type Operation, operations } from './model/operations.js'
import { Tree } from './model/tree.js'
import { TestTable } from './table.js'

/** How many items a Query reads at most; Infinity leaves it at 1 MB. */
const PAGE_SIZES = [1, 2, 3, 7, Infinity]

const MB = 1024 * 1024

let now = Date.now() + 3_600_000
holdClock()
clock.now = () => now

/** How the database is opened: all of that makes no difference. */
const settings = fc.record({
  atomic: fc.boolean(),
  createIfMissing: fc.boolean(),
  compression: fc.constantFrom(undefined, { algorithm: 'gzip' as const }, { threshold: 0 })
})

type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never

for (const type of ['B', 'S'] as const) {
  for (const pageSize of PAGE_SIZES) testModel(type, { pageSize, runs: 12 })
}
testModel('S', { pageSize: Infinity, runs: 2, huge: 5 })
testModel('B', { pageSize: Infinity, runs: 1, huge: 20 })

interface ModelOptions {
  pageSize: number
  runs: number
  /** There is a value of so many MB. */
  huge?: number
}

function testModel(type: RangeKeyType, { pageSize, runs, huge }: ModelOptions): void {
  const faulty = createFaultyClient()
  if (pageSize !== Infinity) faulty.onRequest = smallPages(pageSize)
  let table: Promise<TestTable> | undefined

  const check = async ([options, ...sequence]: [Settings, ...Operation[]]) => {
    table ??= TestTable.create(faulty.client, type)
    const { compression, ...rest } = options
    const db = (await table).database({ ...rest, ...(compression && { compression }) })
    const memory = new MemoryLevel<Buffer, Buffer>({ keyEncoding: 'buffer', valueEncoding: 'buffer' })
    const trees = [new Tree(db, extrasOf(db)), new Tree(memory, new MemoryExtras(memory))]
    try {
      for (const operation of sequence) {
        if (operation.method === 'wait') now += operation.ms
        await assertSame(trees, tree => tree.run(operation), operation)
      }
      await assertSame(trees, tree => tree.entries(), 'entries')
      const left = await orphans({ client: faulty.client, table: db.table, name: db.name })
      if (left.length > 0) throw new Error(`Left over: ${left}`)
    } finally {
      for (const tree of trees) await tree.close()
    }
  }
  const values = fc
    .tuple(settings, operations(type, { huge: huge && huge * MB }))
    .map(([first, rest]) => [first, ...rest] as [Settings, ...Operation[]])
  const name = `range key of type ${type}, ${huge ? `a value of ${huge} MB` : `pages of ${pageSize}`}`
  testProperty(name, values, check, { runs })
  test.onFinish(() => faulty.client.destroy())
}

async function assertSame<T>(
  [ours, oracle]: T[],
  action: (tree: T) => Promise<unknown>,
  what: Operation | string
): Promise<void> {
  const actual = await action(ours!)
  const expected = await action(oracle!)
  if (isDeepStrictEqual(actual, expected)) return
  throw new Error(`${show(what)} answered ${show(actual)}, expected ${show(expected)}`)
}
