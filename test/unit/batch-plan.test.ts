import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import test from 'tape'
import { type BatchOperation, inGroups, planBatch, toOperation } from '../../lib/level/batch-plan.js'
import { escapeKey } from '../../lib/level/codec/key.js'
import type { Keyspace } from '../../lib/level/keyspace.js'
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

const putOf = (key: string, value: string): WriteRequest => ({
  PutRequest: {
    Item: { pk: { S: 'users' }, sk: { B: Buffer.from(key) }, v: { B: Buffer.from(value) } }
  }
})
const deleteOf = (key: string): WriteRequest => ({
  DeleteRequest: { Key: { pk: { S: 'users' }, sk: { B: Buffer.from(key) } } }
})

test('the last operation on a key wins', t => {
  const cases: [name: string, operations: BatchOperation[], writes: WriteRequest[]][] = [
    ['nothing', [], []],
    ['one of each', [put('a', '1'), del('b')], [putOf('a', '1'), deleteOf('b')]],
    ['put and put', [put('a', '1'), put('a', '2')], [putOf('a', '2')]],
    ['put and delete', [put('a', '1'), del('a')], [deleteOf('a')]],
    ['delete and put', [del('a'), put('a', '1')], [putOf('a', '1')]],
    ['three', [put('a', '1'), del('a'), put('b', '1'), put('a', '3')], [putOf('a', '3'), putOf('b', '1')]],
    ['an empty value', [put('a', '')], [putOf('a', '')]],
    ['keys that differ by the escape', [put('', '1'), put('\0', '2')], [putOf('\0', '1'), putOf('\0\0', '2')]]
  ]
  for (const [name, operations, writes] of cases) t.same(planBatch(SPACE, operations), writes, name)
  t.end()
})

test('keys are compared by their bytes, not by their text', t => {
  const invalid = [0x80, 0x81, 0xff].map(byte => ({ type: 'del' as const, key: Buffer.from([byte]) }))
  t.equal(planBatch(SPACE, invalid).length, 3)
  t.end()
})

test('what cannot be stored is refused', t => {
  t.throws(() => planBatch(SPACE, [put('a', '1'), del('k'.repeat(1025))]), { code: 'LEVEL_INVALID_KEY' })
  t.throws(() => planBatch(SPACE, [put('a', 'v'.repeat(400 * 1024))]), { code: 'LEVEL_INVALID_VALUE' })
  const overwritten = [put('a', 'v'.repeat(400 * 1024)), put('a', '1')]
  t.throws(() => planBatch(SPACE, overwritten), { code: 'LEVEL_INVALID_VALUE' }, 'even if it is overwritten')
  t.throws(
    () => planBatch({ ...SPACE, rangeKeyType: 'S' }, [{ type: 'del', key: Buffer.from([0xff]) }]),
    { code: 'LEVEL_INVALID_KEY' },
    'by a range key of type S'
  )
  t.end()
})

test('the keys of the table have the names of its schema', t => {
  const space: Keyspace = {
    table: 'app',
    name: 'users',
    hashKey: 'hkey',
    rangeKey: 'rkey',
    rangeKeyType: 'S'
  }
  t.same(planBatch(space, [put('a', '1'), del('b')]), [
    { PutRequest: { Item: { hkey: { S: 'users' }, rkey: { S: 'a' }, v: { B: Buffer.from('1') } } } },
    { DeleteRequest: { Key: { hkey: { S: 'users' }, rkey: { S: 'b' } } } }
  ])
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

test('writes are taken as requests go out', async t => {
  let taken = 0
  const source = async function* () {
    for (; ; taken++) yield deleteOf(String(taken))
  }
  for await (const group of inGroups(source())) {
    t.equal(group.length, 25)
    break
  }
  t.equal(taken, 24, 'and no further')
})

const operation: fc.Arbitrary<BatchOperation> = keys('B')
  .filter(key => escapeKey(key).length <= 1024)
  .chain(key =>
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
    const planned = planBatch(SPACE, operations).map(write => toOperation(SPACE, write))
    const [expected, actual] = [outcome(operations), outcome(planned)]
    if (planned.length !== actual.size) throw new Error('a key twice')
    if (expected.size !== actual.size) throw new Error(`${actual.size} keys of ${expected.size}`)
    for (const [key, value] of expected) {
      if (actual.get(key) !== value) throw new Error(`<${key}> is ${actual.get(key)}, expected ${value}`)
    }
  },
  { runs: 500 }
)
