import test from 'tape'
import { compareBytes } from '../../../lib/embedded/attribute/order.js'
import type { AttributeValue } from '../../../lib/embedded/attribute/value.js'
import { partitionKey, partitionOfKey } from '../../../lib/embedded/storage/key.js'
import { segmentRange } from '../../../lib/embedded/storage/partition.js'

// Keys that the service was seen to put into these of 4096 segments, as dynalite's test suite records.
const SEGMENTS: [AttributeValue, number][] = [
  [{ S: '3635' }, 0],
  [{ S: '228' }, 0],
  [{ S: '1668' }, 1],
  [{ S: '3435' }, 4],
  [{ N: '251' }, 1],
  [{ N: '2388' }, 4095]
]
// The order in which the service's scan met these, from the same source.
const SCAN_ORDER = '7 999.9 8 3 2 -999.9 9 4 -0.09 6 1 0 0.012345 5'.split(' ')

test("partition: keys fall into the service's segments", t => {
  for (const [key, segment] of SEGMENTS) {
    const partition = partitionOfKey({ pk: partitionKey([key]), sk: new Uint8Array() })
    const { first, end } = segmentRange(segment, 4096)
    t.ok(partition >= first && partition < end, `${JSON.stringify(key)} in segment ${segment}`)
  }
  t.end()
})

test("partition: numbers come in the service's order", t => {
  const sorted = SCAN_ORDER.toSorted((a, b) =>
    compareBytes(partitionKey([{ N: a }]), partitionKey([{ N: b }]))
  )
  t.same(sorted, SCAN_ORDER)
  t.end()
})

test('partition: four segments cover all partitions once', t => {
  const ranges = [0, 1, 2, 3].map(segment => segmentRange(segment, 4))
  t.equal(ranges[0]!.first, 0)
  t.equal(ranges[3]!.end, 2 ** 32)
  for (let i = 1; i < 4; i++) t.equal(ranges[i]!.first, ranges[i - 1]!.end)
  t.end()
})

test('partition: more segments than units leave some empty and lose none', t => {
  let covered = 0
  for (let segment = 0; segment < 5000; segment++) {
    const { first, end } = segmentRange(segment, 5000)
    covered += end - first
  }
  t.equal(covered, 2 ** 32)
  t.end()
})
