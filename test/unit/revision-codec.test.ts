import fc from 'fast-check'
import test from 'tape'
import { comparedBy, newRevision, revisionOf } from '../../lib/level/codec/revision.js'
import { testProperty } from '../property.js'

/** Later than any revision that another test makes. */
let time = Date.now() + 1_000_000
const later = () => (time += 1_000)

test('a revision is its time, a count and chance', t => {
  const now = later()
  const [first, second] = [newRevision(now), newRevision(now)]
  t.equal(first.length, 12)
  t.same([first.readUIntBE(0, 6), first.readUInt16BE(6)], [now, 0])
  t.same([second.readUIntBE(0, 6), second.readUInt16BE(6)], [now, 1])
  t.notSame(first.subarray(8), second.subarray(8))
  t.end()
})

test('a later revision is greater', t => {
  const now = later()
  const inOrder = (times: number[], name: string) => {
    const revisions = times.map(newRevision)
    t.same(revisions.toSorted(Buffer.compare), revisions, name)
  }
  inOrder([now, now + 1, now + 256, now + 65_536], 'as time goes on')
  const back = later() + 65_536
  inOrder([back, back - 1, back - 1_000, back, back + 1], 'when the clock goes back')
  inOrder(Array(70_000).fill(later() + 65_536), '70,000 within a millisecond')
  t.end()
})

test('what tells one state of an entry from another', t => {
  const r = { B: Buffer.from('00fbff', 'hex') }
  const v = { B: Buffer.from('value') }
  t.equal(revisionOf({ r, v }), 'r:APv_')
  t.equal(revisionOf({ v }), 'v:dmFsdWU', 'an item that another tool wrote')
  t.equal(revisionOf({ v: { B: Buffer.alloc(0) } }), 'v:')
  t.same(comparedBy('r:APv_'), { attribute: 'r', bytes: r.B })
  t.same(comparedBy('v:dmFsdWU'), { attribute: 'v', bytes: v.B })
  t.same(comparedBy('v:'), { attribute: 'v', bytes: Buffer.alloc(0) })
  t.end()
})

test('what is no revision', t => {
  for (const text of ['', 'r', 'APv_', 'x:APv_', 'r:AP v_', 'r:APv_=', 'r:APv_\n', ' r:APv_', 'r:AP+/']) {
    t.equal(comparedBy(text), undefined, JSON.stringify(text))
  }
  t.end()
})

testProperty('any bytes are compared as they are', fc.uint8Array({ minLength: 1 }), bytes => {
  for (const name of ['r', 'v']) {
    const compared = comparedBy(revisionOf({ [name]: { B: bytes } }))
    if (compared?.attribute !== name || !compared.bytes.equals(bytes))
      throw new Error(JSON.stringify(compared))
  }
})
