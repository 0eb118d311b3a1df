// Random sequences of operations do here what they do on memory-level. A failure prints the command that repeats it.
// MODEL=B/3 runs one of the tests alone, SEED and SHRUNK (from that command) one sequence of it, RUNS so many.
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { MemoryLevel } from 'memory-level'
import test from 'tape'
import { createClient } from '../backend.js'
import type { RangeKeyType } from './model/keys.js'
import { type Operation, operations } from './model/operations.js'
import { show } from './model/show.js'
import { Tree } from './model/tree.js'
import { limitPages } from './small-pages.js'
import { TestTable } from './table.js'

const { MODEL, SEED, SHRUNK, RUNS = '10' } = process.env
/** How many items a Query reads at most; Infinity leaves it at 1 MB. */
const PAGE_SIZES = [1, 2, 3, 7, Infinity]
/** For whatever makes a failing sequence shorter. */
const PATIENCE_MS = 60_000

for (const type of ['B', 'S'] as const) {
  for (const pageSize of PAGE_SIZES) {
    const name = `${type}/${pageSize}`
    if (MODEL === undefined || MODEL === name) testModel(name, type, pageSize)
  }
}

function testModel(name: string, type: RangeKeyType, pageSize: number): void {
  test(`model, range key of type ${type}, pages of ${pageSize}`, async t => {
    const client = createClient()
    if (pageSize !== Infinity) limitPages(client, pageSize)
    const table = await TestTable.create(client, type)

    const property = fc.asyncProperty(operations(type), async sequence => {
      const trees = [
        new Tree(table.database()),
        new Tree(new MemoryLevel<Buffer, Buffer>({ keyEncoding: 'buffer', valueEncoding: 'buffer' }))
      ]
      try {
        for (const operation of sequence) {
          await assertSame(trees, tree => tree.run(operation), operation)
        }
        await assertSame(trees, tree => tree.entries(), 'entries')
      } finally {
        for (const tree of trees) await tree.close()
      }
    })

    const details = await fc.check(property, {
      numRuns: Number(RUNS),
      interruptAfterTimeLimit: PATIENCE_MS,
      ...(SEED !== undefined && { seed: Number(SEED) }),
      ...(SHRUNK !== undefined && { path: SHRUNK })
    })
    if (details.failed) {
      const command = `MODEL=${name} SEED=${details.seed} SHRUNK=${details.counterexamplePath} node dist/test/run.js model`
      t.fail(`${details.errorInstance}. Again: ${command}`)
      for (const operation of details.counterexample?.[0] ?? []) console.log(`  ${show(operation)}`)
    } else {
      t.pass(`${details.numRuns} sequences, seed ${details.seed}`)
    }
    client.destroy()
  })
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
