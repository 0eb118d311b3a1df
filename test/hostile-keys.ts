import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'

export type RangeKeyType = 'B' | 'S'

const k = (count: number) => Buffer.alloc(count, 'k')
const LONG = k(1022)

/** Keys that went wrong somewhere: in other stores, in other orders than that of bytes, at the edges of what fits. */
const HOSTILE = [
  // The escape, and what is next to it.
  Buffer.from([]),
  Buffer.from([0]),
  Buffer.from([0, 0]),
  Buffer.from([0, 0, 0]),
  Buffer.from([0, 1]),
  Buffer.from([0, 0xff]),
  Buffer.from([1]),
  // Neighbours: nothing stands between a key and itself with a zero.
  Buffer.from('a'),
  Buffer.from('a\0'),
  Buffer.from('a\0\0'),
  Buffer.from('a\x01'),
  Buffer.from('b'),
  // Around the prefixes of sublevels.
  Buffer.from('!'),
  Buffer.from('!s'),
  Buffer.from('!s!'),
  Buffer.from('!s!a'),
  Buffer.from('!s"'),
  Buffer.from('#'),
  // JavaScript orders these two the other way round.
  Buffer.from('\uFB00'),
  Buffer.from('\u{1F600}'),
  Buffer.from('\u0100'),
  Buffer.from('\uFFFD'),
  Buffer.from('\u{10FFFF}'),
  // No UTF-8: a stray byte, a surrogate, the greatest bytes, a character cut short.
  Buffer.from([0xc3, 0x28]),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0xff]),
  Buffer.from([0xff, 0xff]),
  Buffer.from([0xf0, 0x9f, 0x98]),
  // The longest keys that are stored as they are, and the shortest that are not; a zero in front needs a byte more.
  Buffer.concat([LONG, Buffer.from('k')]),
  Buffer.concat([LONG, Buffer.from('kk')]),
  Buffer.concat([LONG, Buffer.from('k\0')]),
  Buffer.concat([LONG, Buffer.from('l')]),
  Buffer.concat([LONG, Buffer.from('ll')]),
  Buffer.concat([Buffer.from([0]), LONG]),
  Buffer.alloc(1023, 0xff),
  Buffer.alloc(1024, 0xff)
]

/** Keys that are stored short, and those that stand among them. */
const LONG_KEYS = [
  // Where a group begins, of range keys of type B.
  k(991),
  Buffer.concat([k(991), Buffer.from([0])]),
  Buffer.concat([k(991), Buffer.from('l')]),
  k(992),
  k(993),
  Buffer.concat([k(992), Buffer.from([0])]),
  // Of type S: with characters of four, three and two bytes that would be cut there, or where the digest begins.
  ...[974, 975, 976, 977, 978, 979, 980, 981].flatMap(count => [
    Buffer.from(`${'k'.repeat(count)}${'\u{1F600}'.repeat(20)}`),
    Buffer.from(`${'k'.repeat(count)}${'\u{1F600}'.repeat(20)}\u{1F601}`),
    Buffer.from(`${'k'.repeat(count)}\u20AC${'\u00E9'.repeat(40)}`)
  ]),
  // One group with them, told apart by their ends alone.
  k(1025),
  Buffer.concat([k(1025), Buffer.from('l')]),
  k(3000),
  Buffer.concat([k(2999), Buffer.from('j')]),
  Buffer.concat([k(2999), Buffer.from('l')]),
  Buffer.concat([k(1500), Buffer.alloc(1500, 'a')]),
  Buffer.alloc(1500, 0),
  Buffer.concat([Buffer.alloc(1499, 0), Buffer.from([1])]),
  Buffer.alloc(1500, 0xff),
  Buffer.alloc(3000, 0xff),
  k(65_000),
  Buffer.concat([k(65_000), Buffer.from([0])])
]

/** Range options and seek targets need not be keys. */
const BEYOND_KEYS = [
  Buffer.alloc(1024, 0),
  Buffer.concat([LONG, Buffer.from('k\u{1F600}').subarray(0, 4)]),
  Buffer.concat([k(977), Buffer.from('\u{1F600}').subarray(0, 3), Buffer.alloc(100, 'k')]),
  Buffer.alloc(70_000, 'k'),
  Buffer.alloc(70_000, 0xff)
]

const bytes = fc.uint8Array({ maxLength: 4 }).map(array => Buffer.from(array))
const text = fc.string({ unit: 'binary', maxLength: 3 }).map(string => Buffer.from(string))

/** Keys for a table with a range key of this type. */
export function keys(type: RangeKeyType): fc.Arbitrary<Buffer> {
  const storable = (key: Buffer) => type === 'B' || isUtf8(key)
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...HOSTILE.filter(storable)) },
    { weight: 3, arbitrary: fc.constantFrom(...LONG_KEYS.filter(storable)) },
    { weight: 1, arbitrary: type === 'B' ? bytes : text }
  )
}

export const bounds: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 3, arbitrary: fc.constantFrom(...LONG_KEYS) },
  { weight: 1, arbitrary: fc.constantFrom(...BEYOND_KEYS) },
  { weight: 1, arbitrary: bytes }
)
