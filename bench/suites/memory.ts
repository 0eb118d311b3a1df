// How much memory a million entries need: a process writes them, another one reads them, on the engine in a file.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChild } from '../child.js'
import { runSuite } from '../suite.js'

const MAX_MEGABYTES = 150

await runSuite(
  {
    title: 'Memory',
    about:
      'The most that a process had resident: Node.js, the SDK, the engine, and 1,000,000 entries of 100 bytes passing.'
  },
  async suite => {
    const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-bench-'))
    suite.defer(() => rm(folder, { recursive: true, force: true }))
    for (const [task, name] of [
      ['open', 'a database opened, nothing else'],
      ['write', '1,000,000 entries written, in batches of 1,000'],
      ['iterate', '1,000,000 entries iterated over']
    ] as const) {
      const { message, stop } = await startChild<number>('million-process.js', [
        task,
        join(folder, 'engine.db')
      ])
      await stop()
      suite.figure(name, message, { unit: 'MB', ...(task !== 'open' && { most: MAX_MEGABYTES }) })
    }
  }
)
