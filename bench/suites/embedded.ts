// DynamoLevel on the embedded engine beside what its users leave behind.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AbstractLevel } from 'abstract-level'
import { ClassicLevel } from 'classic-level'
import { MemoryLevel } from 'memory-level'
import { DynamoLevel } from '../../index.js'
import { EmbeddedDynamoDBClient } from '../../lib/embedded/index.js'
import type { Bar } from '../bars.js'
import { entries, VALUE } from '../contenders/entries.js'
import { runSuite } from '../suite.js'

const ENTRIES = entries(10_000)
const KEYS = ENTRIES.map(([key]) => key)
const OPERATIONS = ENTRIES.map(([key, value]) => ({ type: 'put' as const, key, value }))

type Level = AbstractLevel<unknown, string, string>

await runSuite(
  {
    title: 'Embedded',
    about:
      "Entries of 100 bytes, one process. `classic-level` is LevelDB on a disk; the engine in a file has `durability: 'normal'`, which is what LevelDB gives."
  },
  async suite => {
    const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-bench-'))
    suite.defer(() => rm(folder, { recursive: true, force: true }))
    const memory = new EmbeddedDynamoDBClient()
    const file = new EmbeddedDynamoDBClient({ path: join(folder, 'engine.db'), durability: 'normal' })
    suite.defer(async () => {
      memory.destroy()
      file.destroy()
    })
    const classic = new ClassicLevel(join(folder, 'classic')) as unknown as Level
    const places = [
      {
        where: 'in memory',
        stores: {
          'dynamo-level': new DynamoLevel('bench/bench', { client: memory }) as unknown as Level,
          'classic-level': classic,
          'memory-level': new MemoryLevel() as unknown as Level
        },
        single: 2,
        batch: [{ against: 'classic-level', speed: 0.2 }] as Bar[]
      },
      {
        where: 'in a file',
        stores: {
          'dynamo-level': new DynamoLevel('bench/bench', { client: file }) as unknown as Level,
          'classic-level': classic
        },
        single: 1,
        batch: [] as Bar[]
      }
    ]
    for (const { stores } of places) {
      for (const store of Object.values<Level>(stores)) {
        await store.open()
        await store.batch(OPERATIONS)
        suite.defer(() => store.close())
      }
    }

    for (const { where, stores, single, batch } of places) {
      let turn = 0
      const next = () => KEYS[(turn++ * 7) % KEYS.length]!
      const all = (work: (store: Level) => Promise<unknown>) =>
        Object.fromEntries(Object.entries<Level>(stores).map(([name, store]) => [name, () => work(store)]))
      const rounds = { rounds: 15, roundMs: 100 }
      const against = 'classic-level'

      await suite.compare(
        `get, ${where}`,
        all(store => store.get(next())),
        {
          ...rounds,
          bars: [{ against, speed: single }]
        }
      )
      await suite.compare(
        `put, ${where}`,
        all(store => store.put(next(), VALUE)),
        {
          ...rounds,
          bars: [{ against, speed: single }]
        }
      )
      await suite.compare(
        `batch of 1,000, ${where}`,
        all(store => store.batch(OPERATIONS.slice(0, 1_000))),
        { ...rounds, bars: batch }
      )
      await suite.compare(
        `iteration over 10,000, ${where}`,
        all(async store => {
          for await (const _ of store.iterator());
        }),
        { ...rounds, bars: [{ against, speed: 0.4 }] }
      )
      await suite.compare(
        `all() of 10,000, ${where}`,
        all(store => store.iterator().all()),
        {
          ...rounds,
          bars: [{ against, speed: 0.4 }]
        }
      )
    }
  }
)
