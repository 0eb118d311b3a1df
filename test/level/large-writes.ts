import type { DynamoLevel } from '../../index.js'
import { pattern } from '../pattern.js'

type Database = DynamoLevel<Buffer, Buffer>

/** A write with large values, on what stands there before. */
export interface LargeWrite {
  readonly before: (db: Database) => Promise<void>
  readonly write: (db: Database) => Promise<unknown>
  /** Whether it is done as a whole or not at all. */
  readonly isAtomic: boolean
}

export const BUFFERS = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const
export const KEYS: readonly Buffer[] = ['a', 'b', 'c'].map(name => Buffer.from(name))
const [a, b, c] = KEYS as [Buffer, Buffer, Buffer]

/** Their seeds are 1 to 5. Two chunks, three, and values that need none. */
const [LARGE, LARGER, SMALL] = [pattern(410_000, 1), pattern(820_000, 2), pattern(100, 3)]
const [OTHER, OTHER_SMALL] = [pattern(411_000, 4), pattern(50, 5)]

const put = (key: Buffer, value: Buffer) => ({ type: 'put' as const, key, value })
const del = (key: Buffer) => ({ type: 'del' as const, key })
const nothing = async () => {}
const all = (db: Database) => db.batch([put(a, LARGE), put(b, SMALL), put(c, OTHER)])
const changes = [put(a, LARGER), put(b, OTHER), del(c)]
const more = Array.from({ length: 100 }, (_, index) => put(Buffer.from(`d${index}`), SMALL))

export const LARGE_WRITES: Record<string, LargeWrite> = {
  put: { before: nothing, write: db => db.put(a, LARGE), isAtomic: true },
  'put over a large value': { before: all, write: db => db.put(a, LARGER), isAtomic: true },
  'put of a small value over a large one': {
    before: all,
    write: db => db.put(a, OTHER_SMALL),
    isAtomic: true
  },
  'put with a condition': {
    before: all,
    write: async db => db.put(a, LARGER, { ifMatch: (await db.getEntry(a))?.revision }),
    isAtomic: true
  },
  del: { before: all, write: db => db.del(c), isAtomic: true },
  batch: { before: all, write: db => db.batch(changes), isAtomic: true },
  'batch of the journal': { before: all, write: db => db.batch([...changes, ...more]), isAtomic: true },
  'batch that need not be atomic': {
    before: all,
    write: db => db.batch(changes, { atomic: false }),
    isAtomic: false
  },
  transaction: {
    before: all,
    write: db =>
      db.transaction(async tx => {
        await tx.put(a, (await tx.get(c))!)
        await tx.del(c)
      }),
    isAtomic: true
  },
  clear: { before: all, write: db => db.clear(), isAtomic: false }
}
