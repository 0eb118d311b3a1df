import fc from 'fast-check'
import test from 'tape'
import { normalizeNumber } from '../../../lib/embedded/attribute/number.js'
import { compareBytes, compareValues } from '../../../lib/embedded/attribute/order.js'
import type { AttributeValue } from '../../../lib/embedded/attribute/value.js'
import { endOfPrefix, sortKey, sortKeyPrefix, sortKeyPrefixWith } from '../../../lib/embedded/storage/key.js'
import { holds } from '../../property.js'

const text = fc.string({ unit: 'binary', maxLength: 6 }).map((S): AttributeValue => ({ S }))
const bytes = fc.uint8Array({ maxLength: 6 }).map(B => ({ B }))
const number = fc
  .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -100, max: 90 }))
  .map(([digits, exponent]): AttributeValue => ({ N: normalizeNumber(`${digits}e${exponent}`) }))

test('key: the order of bytes is the order of values', t => {
  for (const [kind, values] of Object.entries({ strings: text, binaries: bytes, numbers: number })) {
    holds(t, kind, [values, values], (a, b) => {
      return Math.sign(compareBytes(sortKey([a]), sortKey([b]))) === Math.sign(compareValues(a, b)!)
    })
  }
  t.end()
})

test('key: with several attributes the first that differs decides', t => {
  const tuple = fc.tuple(bytes, number, text)
  holds(t, 'as tuples', [tuple, tuple], (a, b) => {
    const expected = a.map((value, i) => compareValues(value, b[i]!)!).find(order => order !== 0) ?? 0
    return Math.sign(compareBytes(sortKey(a), sortKey(b))) === Math.sign(expected)
  })
  t.end()
})

test('key: a prefix holds the keys that begin with it, and no others', t => {
  holds(
    t,
    'of the first attribute, and of the beginning of the second',
    [bytes, bytes, bytes, bytes],
    (first, second, otherFirst, otherSecond) => {
      const key = sortKey([otherFirst, otherSecond])
      const equal = compareValues(first, otherFirst) === 0
      const begins = equal && startsWith(otherSecond.B, second.B)
      return (
        isWithin(key, sortKeyPrefix([first])) === equal &&
        isWithin(key, sortKeyPrefixWith([first], second)) === begins
      )
    },
    {
      examples: [
        [
          { B: Uint8Array.of(0) },
          { B: new Uint8Array() },
          { B: Uint8Array.of(0, 0) },
          { B: new Uint8Array() }
        ]
      ]
    }
  )
  t.end()
})

test('key: nothing is above a prefix of FF bytes', t => {
  t.equal(endOfPrefix(Uint8Array.of(255, 255)), undefined)
  t.same(endOfPrefix(Uint8Array.of(1, 255)), Uint8Array.of(2))
  t.end()
})

function isWithin(key: Uint8Array, prefix: Uint8Array): boolean {
  const end = endOfPrefix(prefix)
  return compareBytes(key, prefix) >= 0 && (end === undefined || compareBytes(key, end) < 0)
}

function startsWith(whole: Uint8Array, beginning: Uint8Array): boolean {
  return compareBytes(whole.subarray(0, beginning.length), beginning) === 0
}
