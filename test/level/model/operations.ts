import fc from 'fast-check'
import { bounds, keys, type RangeKeyType } from '../../hostile-keys.js'
import { pattern } from '../../pattern.js'
import { largestInline } from './largest-inline.js'

/** Databases of one tree, by path: the root, two sublevels and one in a sublevel. */
export const PATHS = ['', 's', 's/t', 'u'] as const

export type Path = (typeof PATHS)[number]

export type Write =
  | { type: 'put'; key: Buffer; value: Buffer; sublevel: Path; ttl?: number | undefined }
  | { type: 'del'; key: Buffer; sublevel: Path }

interface Range {
  gt?: Buffer
  gte?: Buffer
  lt?: Buffer
  lte?: Buffer
  reverse?: boolean
  limit?: number
}

export type Step =
  | { step: 'next' }
  | { step: 'nextv'; size: number }
  | { step: 'seek'; target: Buffer }
  | { step: 'all' }

export type Operation =
  | { method: 'put'; at: Path; key: Buffer; value: Buffer; ttl?: number | undefined }
  | { method: 'get' | 'has' | 'del'; at: Path; key: Buffer }
  | { method: 'getMany' | 'hasMany'; at: Path; keys: Buffer[] }
  | { method: 'batch'; at: Path; writes: Write[] }
  | { method: 'writeAtOnce'; at: Path; writes: Write[] }
  | { method: 'readAtOnce'; at: Path; keys: Buffer[]; methods: ('get' | 'has' | 'getMany')[] }
  | { method: 'chain'; at: Path; writes: (Write | 'clear')[] }
  | { method: 'clear'; at: Path; range: Range }
  | { method: 'keys' | 'values'; at: Path; range: Range; steps: Step[] }
  | { method: 'iterator'; at: Path; range: Range & { keys?: boolean; values?: boolean }; steps: Step[] }
  | { method: 'expire'; at: Path; key: Buffer; ttl: number | null }
  | { method: 'ttl' | 'size'; at: Path; key: Buffer }
  | { method: 'wait'; ms: number }
  | { method: 'reopen' }

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] })

/** Most ranges are open at one end at least: of those between two random ends half are empty. */
const ends: fc.Arbitrary<Range> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: record({ gt: bounds, gte: bounds }) },
  { weight: 3, arbitrary: record({ lt: bounds, lte: bounds }) },
  { weight: 2, arbitrary: record({ gt: bounds, gte: bounds, lt: bounds, lte: bounds }) }
)

const range: fc.Arbitrary<Range> = fc
  .tuple(ends, record({ reverse: fc.boolean(), limit: fc.constantFrom(-1, 0, 1, 2, 3, 5, 10) }))
  .map(([one, other]) => ({ ...one, ...other }))

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ step: fc.constant('next' as const) }),
    fc.record({ step: fc.constant('nextv' as const), size: fc.constantFrom(1, 2, 5, 1000) }),
    fc.record({ step: fc.constant('seek' as const), target: bounds }),
    fc.record({ step: fc.constant('all' as const) })
  ),
  { minLength: 1, maxLength: 8, size: 'max' }
)

const smallValue = fc.oneof(
  fc.uint8Array({ maxLength: 8 }).map(array => Buffer.from(array)),
  fc.constantFrom(Buffer.from('  '), Buffer.alloc(3000, 'v'), pattern(1_023), pattern(1_024))
)
/** Around what an item holds, whatever stands beside, and what several hold. */
const largeValue = fc.oneof(
  fc.integer({ min: 409_300, max: 409_600 }).map(length => pattern(length, length)),
  fc.constantFrom(pattern(450_000), Buffer.alloc(500_000, 'v'), pattern(1_000_000))
)
const rarely = (one: number) =>
  fc.oneof({ weight: one, arbitrary: smallValue }, { weight: 1, arbitrary: largeValue })

const TTLS = [1, 1_000, 5_000]
const ttl = fc.option(fc.constantFrom(...TTLS), { nil: undefined, freq: 3 })

/**
 * Sequences of operations on an empty tree of databases; the first fills it, so that the rest has something to meet. Those
 * with a value of so many bytes are short: each operation that meets it takes its time.
 */
export function operations(
  type: RangeKeyType,
  { huge }: { huge?: number | undefined } = {}
): fc.Arbitrary<Operation[]> {
  const key = keys(type)
  const at = fc.constantFrom<Path>('', '', ...PATHS)
  const several = fc.array(key, { maxLength: 12 })
  const write: fc.Arbitrary<Write> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constant('put' as const), key, value: rarely(60), sublevel: at, ttl })
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('del' as const), key, sublevel: at }) }
  )
  // Some are too many for one transaction.
  const writes = fc.array(write, { maxLength: huge === undefined ? 160 : 10, size: 'max' })
  /** Just what goes into an item, and a byte less or more. */
  const putAtLimit: fc.Arbitrary<Operation> = fc
    .record({ method: fc.constant('put' as const), at, key, ttl, difference: fc.constantFrom(-1, 0, 1) })
    .map(({ difference, ...put }) => {
      const length = largestInline(type, { ...put, expires: put.ttl !== undefined }) + difference
      return { ...put, value: pattern(length, length) }
    })
  const links = fc.array(
    fc.oneof({ weight: 9, arbitrary: write }, { weight: 1, arbitrary: fc.constant('clear' as const) }),
    { maxLength: 10 }
  )
  const method = <M extends Operation['method']>(...names: M[]) => fc.constantFrom(...names)

  const operation: fc.Arbitrary<Operation> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ method: method('put'), at, key, value: rarely(6), ttl }) },
    { weight: 1, arbitrary: putAtLimit },
    { weight: 3, arbitrary: fc.record({ method: method('get', 'has', 'del'), at, key }) },
    { weight: 2, arbitrary: fc.record({ method: method('ttl', 'size'), at, key }) },
    {
      weight: 1,
      arbitrary: fc.record({ method: method('expire'), at, key, ttl: fc.constantFrom(null, ...TTLS) })
    },
    { weight: 2, arbitrary: fc.record({ method: method('wait'), ms: fc.constantFrom(...TTLS) }) },
    { weight: 2, arbitrary: fc.record({ method: method('getMany', 'hasMany'), at, keys: several }) },
    { weight: 2, arbitrary: fc.record({ method: method('batch'), at, writes }) },
    { weight: 2, arbitrary: fc.record({ method: method('chain'), at, writes: links }) },
    {
      weight: 2,
      arbitrary: fc.record({ method: method('writeAtOnce'), at, writes: fc.array(write, { maxLength: 60 }) })
    },
    {
      weight: 2,
      arbitrary: fc.record({
        method: method('readAtOnce'),
        at,
        keys: fc.array(key, { minLength: 1, maxLength: 40 }),
        methods: fc.array(fc.constantFrom('get', 'has', 'getMany'), { minLength: 1, maxLength: 40 })
      })
    },
    { weight: 2, arbitrary: fc.record({ method: method('clear'), at, range }) },
    { weight: 3, arbitrary: fc.record({ method: method('keys', 'values'), at, range, steps }) },
    {
      weight: 4,
      arbitrary: fc.record({
        method: method('iterator'),
        at,
        range: fc
          .tuple(range, record({ keys: fc.boolean(), values: fc.boolean() }))
          .map(([one, other]) => ({ ...one, ...other })),
        steps
      })
    },
    { weight: 1, arbitrary: fc.record({ method: method('reopen') }) }
  )
  const first = writes.map((all): Operation => ({ method: 'batch', at: '', writes: all }))
  if (huge === undefined) return sequence(first, operation, 25)

  // Written in one way or another, before a few operations that may meet it.
  const hugeWrite: fc.Arbitrary<Operation> = fc
    .record({ type: fc.constant('put' as const), key, value: fc.constant(pattern(huge)), sublevel: at, ttl })
    .chain(one =>
      fc.constantFrom<Operation>(
        { method: 'put', at: one.sublevel, ...one },
        { method: 'batch', at: '', writes: [one] },
        { method: 'chain', at: '', writes: [one] }
      )
    )
  return fc
    .tuple(sequence(first, operation, 3), hugeWrite, fc.array(operation, { maxLength: 6, size: 'max' }))
    .map(([before, write, after]) => [...before, write, ...after])
}

function sequence(
  first: fc.Arbitrary<Operation>,
  operation: fc.Arbitrary<Operation>,
  maxLength: number
): fc.Arbitrary<Operation[]> {
  return fc
    .tuple(first, fc.array(operation, { minLength: 1, maxLength, size: 'max' }))
    .map(([one, rest]) => [one, ...rest])
}
