import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import test from 'tape'
import { inGroups, planBatch } from '../../lib/level/batch-plan.js'
import type { Keyspace } from '../../lib/level/keyspace.js'
import type { BatchOperation } from '../../lib/level/private-api.js'
import { DEFAULT_SCHEMA } from '../../lib/level/schema.js'
import { keys } from '../hostile-keys.js'
import { testProperty } from '../property.js'

const SPACE: Keyspace = { ...DEFAULT_SCHEMA, table: 'app', name: 'users' }

const put = (key: string, value: string): BatchOperation => ({
  type: 'put',
  key: Buffer.from(key),
  value: Buffer.from(value)
})
const del = (key: string): BatchOperation => ({ type: 'del', key: Buffer.from(key) })

const deleteOf = (key: string): WriteRequest => ({
  DeleteRequest: { Key: { pk: { S: 'users' }, sk: { B: Buffer.from(key) } } }
})

test('the last operation on a key wins', t => {
  type Planned = [rangeKey: string, operation: BatchOperation]
  const cases: [name: string, operations: BatchOperation[], planned: Planned[]][] = [
    ['nothing', [], []],
    [
      'one of each',
      [put('a', '1'), del('b')],
      [
        ['a', put('a', '1')],
        ['b', del('b')]
      ]
    ],
    ['put and put', [put('a', '1'), put('a', '2')], [['a', put('a', '2')]]],
    ['put and delete', [put('a', '1'), del('a')], [['a', del('a')]]],
    ['delete and put', [del('a'), put('a', '1')], [['a', put('a', '1')]]],
    [
      'three',
      [put('a', '1'), del('a'), put('b', '1'), put('a', '3')],
      [
        ['a', put('a', '3')],
        ['b', put('b', '1')]
      ]
    ],
    ['an empty value', [put('a', '')], [['a', put('a', '')]]],
    [
      'keys that differ by the escape',
      [put('', '1'), put('\0', '2')],
      [
        ['\0', put('', '1')],
        ['\0\0', put('\0', '2')]
      ]
    ]
  ]
  for (const [name, operations, planned] of cases) {
    t.same(
      Array.from(planBatch(SPACE, operations).values()),
      planned.map(([rangeKey, operation]) => ({ rangeKey: { B: Buffer.from(rangeKey) }, operation })),
      name
    )
  }
  t.end()
})

test('keys that only their whole tells apart are two', t => {
  const [a, b] = ['a', 'b'].map(end => put('k'.repeat(2_000) + end, '1'))
  t.equal(planBatch(SPACE, [a!, b!]).size, 2)
  t.equal(planBatch(SPACE, [a!, a!]).size, 1)
  t.end()
})

test('keys are compared by their bytes, not by their text', t => {
  const invalid = [0x80, 0x81, 0xff].map(byte => ({ type: 'del' as const, key: Buffer.from([byte]) }))
  t.equal(planBatch(SPACE, invalid).size, 3)
  t.end()
})

test('what cannot be stored is refused', t => {
  const tooLong = 'k'.repeat(64 * 1024 + 1)
  t.throws(() => planBatch(SPACE, [put('a', '1'), del(tooLong)]), { code: 'LEVEL_INVALID_KEY' })
  const overwritten = [put(tooLong, '1'), del(tooLong)]
  t.throws(() => planBatch(SPACE, overwritten), { code: 'LEVEL_INVALID_KEY' }, 'even if it is overwritten')
  t.throws(
    () => planBatch({ ...SPACE, rangeKeyType: 'S' }, [{ type: 'del', key: Buffer.from([0xff]) }]),
    { code: 'LEVEL_INVALID_KEY' },
    'by a range key of type S'
  )
  t.end()
})

test('requests hold 25 writes', async t => {
  for (const [count, sizes] of [
    [0, []],
    [1, [1]],
    [25, [25]],
    [26, [25, 1]],
    [101, [25, 25, 25, 25, 1]]
  ] as const) {
    const writes = Array.from({ length: count }, (_, index) => deleteOf(String(index)))
    const groups: WriteRequest[][] = []
    for await (const group of inGroups(writes)) groups.push(group)
    t.same(
      groups.map(group => group.length),
      sizes,
      `${count} writes`
    )
    t.same(groups.flat(), writes, 'in order')
  }
})

test('requests hold 2 MB', async t => {
  const putOf = (bytes: number): WriteRequest => ({
    PutRequest: { Item: { pk: { S: 'users' }, sk: { B: Buffer.from('k') }, v: { B: Buffer.alloc(bytes) } } }
  })
  // The names of the attributes, the hash key and the key count.
  const quarter = 512 * 1024 - 'pkuserssk'.length - 'kv'.length
  for (const [bytes, sizes] of [
    [quarter, [4, 1]],
    [quarter + 1, [3, 2]]
  ] as const) {
    const groups: WriteRequest[][] = []
    for await (const group of inGroups(Array.from({ length: 5 }, () => putOf(bytes)))) groups.push(group)
    t.same(
      groups.map(group => group.length),
      sizes,
      `${bytes} bytes`
    )
  }
})

test('writes are taken as requests go out', async t => {
  let taken = 0
  const source = async function* () {
    for (; ; taken++) yield Array.from({ length: 10 }, (_, index) => deleteOf(`${taken} ${index}`))
  }
  for await (const group of inGroups(source())) {
    t.equal(group.length, 25)
    break
  }
  t.equal(taken, 2, 'and no further than their pages')
})

const operation: fc.Arbitrary<BatchOperation> = keys('B').chain(key =>
  fc.oneof(
    fc.constant({ type: 'del' as const, key }),
    fc.uint8Array({ maxLength: 3 }).map(value => ({ type: 'put' as const, key, value: Buffer.from(value) }))
  )
)

testProperty(
  'a plan has the outcome of its operations',
  fc.array(operation, { maxLength: 40 }),
  operations => {
    const outcome = (done: BatchOperation[]) => {
      const state = new Map<string, string>()
      for (const each of done) {
        state.set(each.key.toString('hex'), each.type === 'put' ? each.value.toString('hex') : 'deleted')
      }
      return state
    }
    const planned = Array.from(planBatch(SPACE, operations).values(), ({ operation }) => operation)
    const [expected, actual] = [outcome(operations), outcome(planned)]
    if (planned.length !== actual.size) throw new Error('a key twice')
    if (expected.size !== actual.size) throw new Error(`${actual.size} keys of ${expected.size}`)
    for (const [key, value] of expected) {
      if (actual.get(key) !== value) throw new Error(`<${key}> is ${actual.get(key)}, expected ${value}`)
    }
  },
  { runs: 500 }
)
