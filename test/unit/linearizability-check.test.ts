import test from 'tape'
import { check, checkEachKey, type Step, type Value } from '../linearizability/check.js'

const map = (values: Record<string, Value>) => new Map(Object.entries(values))
const reads = (call: number, end: number, values: Record<string, Value>): Step => ({
  call,
  return: end,
  reads: map(values)
})
const writes = (call: number, end: number, values: Record<string, Value>): Step => ({
  call,
  return: end,
  writes: map(values)
})
const swaps = (
  call: number,
  end: number,
  before: Record<string, Value>,
  after: Record<string, Value>
): Step => ({
  ...reads(call, end, before),
  ...{ writes: map(after) }
})
const uncertain = (step: Step): Step => ({ ...step, isUncertain: true })

const CASES: [name: string, isLinearizable: boolean, history: Step[]][] = [
  ['nothing', true, []],
  ['what is written is read', true, [writes(0, 1, { a: '1' }), reads(2, 3, { a: '1' })]],
  ['what is written is not read', false, [writes(0, 1, { a: '1' }), reads(2, 3, { a: undefined })]],
  ['what is not written is read', false, [reads(0, 1, { a: '1' })]],
  ['at once, before', true, [writes(0, 3, { a: '1' }), reads(1, 2, { a: undefined })]],
  ['at once, after', true, [writes(0, 3, { a: '1' }), reads(1, 2, { a: '1' })]],
  [
    'new and then old',
    false,
    [writes(0, 9, { a: '1' }), reads(1, 2, { a: '1' }), reads(3, 4, { a: undefined })]
  ],
  [
    'old and then new',
    true,
    [writes(0, 9, { a: '1' }), reads(1, 2, { a: undefined }), reads(3, 4, { a: '1' })]
  ],
  [
    'two writes at once, seen in two orders',
    false,
    [
      writes(0, 10, { a: '1' }),
      writes(1, 11, { a: '2' }),
      reads(2, 3, { a: '1' }),
      reads(4, 5, { a: '2' }),
      reads(6, 7, { a: '1' })
    ]
  ],
  [
    'a write that is lost',
    false,
    [writes(0, 1, { a: '1' }), writes(2, 3, { a: '2' }), reads(4, 5, { a: '1' })]
  ],
  [
    'an increment that is lost',
    false,
    [
      swaps(0, 3, { a: undefined }, { a: '1' }),
      swaps(1, 4, { a: undefined }, { a: '1' }),
      reads(5, 6, { a: '1' })
    ]
  ],
  [
    'increments',
    true,
    [swaps(0, 3, { a: '1' }, { a: '2' }), swaps(1, 4, { a: undefined }, { a: '1' }), reads(5, 6, { a: '2' })]
  ],
  ['half of a batch', false, [writes(0, 3, { a: '1', b: '1' }), reads(1, 2, { a: '1', b: undefined })]],
  [
    'half of a batch, one after the other',
    false,
    [writes(0, 9, { a: '1', b: '1' }), reads(1, 2, { a: '1' }), reads(3, 4, { b: undefined })]
  ],
  [
    'half of a batch, the other way',
    true,
    [writes(0, 9, { a: '1', b: '1' }), reads(1, 2, { a: undefined }), reads(3, 4, { b: '1' })]
  ],
  [
    'write skew',
    false,
    [
      swaps(0, 3, { a: undefined, b: undefined }, { a: '1' }),
      swaps(1, 4, { a: undefined, b: undefined }, { b: '1' })
    ]
  ],
  ['an uncertain write that was done', true, [uncertain(writes(0, 1, { a: '1' })), reads(2, 3, { a: '1' })]],
  ['one that was not', true, [uncertain(writes(0, 1, { a: '1' })), reads(2, 3, { a: undefined })]],
  [
    'one that was done and then not',
    false,
    [uncertain(writes(0, 1, { a: '1' })), reads(2, 3, { a: '1' }), reads(4, 5, { a: undefined })]
  ],
  [
    'one that was done in half',
    false,
    [uncertain(writes(0, 1, { a: '1', b: '1' })), reads(2, 3, { a: '1', b: undefined })]
  ],
  [
    'one that was done late',
    false,
    [uncertain(writes(0, 1, { a: '1' })), reads(2, 3, { a: undefined }), reads(4, 5, { a: '1' })]
  ],
  [
    'a conflict that is one',
    true,
    [writes(0, 1, { a: '1' }), { call: 2, return: 3, unlike: { key: 'a', value: undefined } }]
  ],
  ['a conflict that is none', false, [{ call: 2, return: 3, unlike: { key: 'a', value: undefined } }]]
]

test('histories', t => {
  for (const [name, isLinearizable, history] of CASES) {
    t.equal(check(history) === undefined, isLinearizable, name)
    t.equal(check(history.toReversed()) === undefined, isLinearizable, `${name}, in any order`)
  }
  t.end()
})

test('keys one by one', t => {
  const of = (key: string) => [writes(0, 1, { [key]: '1' }), reads(2, 3, { [key]: '1' })]
  t.equal(checkEachKey([...of('a'), ...of('b')]), undefined)
  const violation = checkEachKey([...of('a'), ...of('b'), reads(4, 5, { b: undefined })])
  t.same([violation?.order.length, violation?.next], [2, [reads(4, 5, { b: undefined })]])
  t.throws(() => checkEachKey([writes(0, 1, { a: '1', b: '1' })]), /2 keys/)
  t.end()
})

test('many at once', t => {
  // All orders of 12 would be 479 million.
  const all = Array.from({ length: 12 }, (_, index) =>
    writes(index, 100 + index, { [index % 2]: String(index) })
  )
  t.equal(check([...all, reads(200, 201, { 0: '4', 1: '7' })]), undefined)
  t.notEqual(check([...all, reads(200, 201, { 0: '5', 1: '7' })]), undefined)
  t.end()
})
