// Random sequences of operations do here what they do on memory-level.
import { isDeepStrictEqual } from 'node:util'
import { MemoryLevel } from 'memory-level'
import test from 'tape'
import { createFaultyClient, smallPages } from '../faulty-client.js'
import type { RangeKeyType } from '../hostile-keys.js'
import { testProperty } from '../property.js'
import { show } from '../show.js'
import { type Operation, operations } from './model/operations.js'
import { Tree } from './model/tree.js'
import { TestTable } from './table.js'

/** How many items a Query reads at most; Infinity leaves it at 1 MB. */
const PAGE_SIZES = [1, 2, 3, 7, Infinity]

for (const type of ['B', 'S'] as const) {
  for (const pageSize of PAGE_SIZES) testModel(type, pageSize)
}

function testModel(type: RangeKeyType, pageSize: number): void {
  const faulty = createFaultyClient()
  if (pageSize !== Infinity) faulty.onRequest = smallPages(pageSize)
  let table: Promise<TestTable> | undefined

  const check = async (sequence: Operation[]) => {
    table ??= TestTable.create(faulty.client, type)
    const memory = new MemoryLevel<Buffer, Buffer>({ keyEncoding: 'buffer', valueEncoding: 'buffer' })
    const trees = [new Tree((await table).database()), new Tree(memory)]
    try {
      for (const operation of sequence) {
        await assertSame(trees, tree => tree.run(operation), operation)
      }
      await assertSame(trees, tree => tree.entries(), 'entries')
    } finally {
      for (const tree of trees) await tree.close()
    }
  }
  testProperty(`range key of type ${type}, pages of ${pageSize}`, operations(type), check, { runs: 15 })
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
