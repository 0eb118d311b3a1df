import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'

export type RangeKeyType = 'B' | 'S'

const LONG = Buffer.alloc(1022, 'k')

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
  // The longest keys; one that begins with a zero needs a byte more.
  Buffer.concat([LONG, Buffer.from('k')]),
  Buffer.concat([LONG, Buffer.from('kk')]),
  Buffer.concat([LONG, Buffer.from('k\0')]),
  Buffer.concat([LONG, Buffer.from('l')]),
  Buffer.concat([LONG, Buffer.from('ll')]),
  Buffer.concat([Buffer.from([0]), LONG]),
  Buffer.alloc(1023, 0xff),
  Buffer.alloc(1024, 0xff)
]

/** Range options and seek targets need not be keys. */
const BEYOND_KEYS = [
  Buffer.alloc(1024, 0),
  Buffer.alloc(1025, 'k'),
  Buffer.alloc(1025, 0xff),
  Buffer.concat([LONG, Buffer.from('k\u{1F600}')]),
  Buffer.alloc(3000, 'k')
]

const bytes = fc.uint8Array({ maxLength: 4 }).map(array => Buffer.from(array))
const text = fc.string({ unit: 'binary', maxLength: 3 }).map(string => Buffer.from(string))

/** Keys for a table with a range key of this type. Some are longer than fits behind the prefix of a sublevel. */
export function keys(type: RangeKeyType): fc.Arbitrary<Buffer> {
  const hostile = fc.constantFrom(...HOSTILE.filter(key => type === 'B' || isUtf8(key)))
  return fc.oneof({ weight: 6, arbitrary: hostile }, { weight: 1, arbitrary: type === 'B' ? bytes : text })
}

export const bounds: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.constantFrom(...BEYOND_KEYS) },
  { weight: 1, arbitrary: bytes }
)
