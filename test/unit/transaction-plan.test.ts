import type { WriteRequest } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { fitsTransaction, inTransactions } from '../../lib/level/transaction-plan.js'

const deletes = (count: number): WriteRequest[] =>
  Array.from({ length: count }, (_, index) => ({
    DeleteRequest: { Key: { pk: { S: 'users' }, sk: { B: Buffer.from(String(index)) } } }
  }))

/** A put of exactly so many bytes by DynamoDB's count. */
function putOf(bytes: number): WriteRequest {
  const rest = 'pkuserssk'.length - 1 + 'k'.length + 1 + 'v'.length
  return {
    PutRequest: {
      Item: { pk: { S: 'users' }, sk: { B: Buffer.from('k') }, v: { B: Buffer.alloc(bytes - rest) } }
    }
  }
}

const KB = 1024
const sizes = (groups: Iterable<WriteRequest[]>) => Array.from(groups, group => group.length)

test('a transaction takes 100 writes and checks', t => {
  for (const [writes, checks, fits] of [
    [0, 0, true],
    [1, 0, true],
    [100, 0, true],
    [101, 0, false],
    [99, 1, true],
    [100, 1, false],
    [0, 100, true],
    [0, 101, false]
  ] as const) {
    t.equal(fitsTransaction(deletes(writes), checks), fits, `${writes} writes, ${checks} checks`)
  }
  t.end()
})

test('a transaction takes 4 MB', t => {
  const of = (...bytes: number[]) => bytes.map(putOf)
  const tens = Array.from({ length: 10 }, () => 400 * KB)
  t.ok(fitsTransaction(of(...tens, 96 * KB), 0), '4 MB')
  t.notOk(fitsTransaction(of(...tens, 96 * KB + 1), 0), '4 MB and a byte')
  t.notOk(fitsTransaction([...of(...tens, 96 * KB), ...deletes(1)], 0), '4 MB and a delete')
  t.end()
})

test('writes are grouped beside checks', t => {
  for (const [count, checks, expected] of [
    [0, 1, []],
    [1, 1, [1]],
    [99, 1, [99]],
    [100, 1, [99, 1]],
    [198, 1, [99, 99]],
    [250, 0, [100, 100, 50]],
    [5, 98, [2, 2, 1]]
  ] as const) {
    const writes = deletes(count)
    const groups = [...inTransactions(writes, checks)]
    t.same(sizes(groups), expected, `${count} writes, ${checks} checks`)
    t.same(groups.flat(), writes, 'in order')
  }

  const large = Array.from({ length: 25 }, () => putOf(400 * KB))
  t.same(sizes(inTransactions(large, 1)), [10, 10, 5], 'by bytes')
  t.end()
})
