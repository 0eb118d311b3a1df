import fc from 'fast-check'
import test from 'tape'
import { decodeKey, encodeKey, escapeKey, storedBytes } from '../../lib/level/codec/key.js'
import { keys } from '../hostile-keys.js'
import { testProperty } from '../property.js'

const hex = (digits: string) => Buffer.from(digits, 'hex')

test('a key is stored as it is, but for what DynamoDB cannot hold', t => {
  const cases: [key: string, stored: string][] = [
    ['', '00'],
    ['00', '0000'],
    ['0000', '000000'],
    ['0001', '000001'],
    ['00ff', '0000ff'],
    ['01', '01'],
    ['0100', '0100'],
    ['61', '61'],
    ['6100', '6100'],
    ['ff', 'ff'],
    ['c328', 'c328'],
    ['f09f9880', 'f09f9880']
  ]
  for (const [key, stored] of cases) {
    t.same(encodeKey(hex(key), 'B'), { B: hex(stored) }, `<${key}> as B`)
    t.same(decodeKey({ B: hex(stored) }), hex(key), `<${stored}> from B`)
  }
  t.end()
})

test('in a range key of type S a key is a string', t => {
  const cases: [key: string, stored: string][] = [
    ['', '\0'],
    ['\0', '\0\0'],
    ['\0a', '\0\0a'],
    ['a\0', 'a\0'],
    ['  ', '  '],
    ['\uFEFF', '\uFEFF'],
    ['\uFB00', '\uFB00'],
    ['\u{1F600}', '\u{1F600}']
  ]
  for (const [key, stored] of cases) {
    t.same(encodeKey(Buffer.from(key), 'S'), { S: stored }, JSON.stringify(key))
    t.same(decodeKey({ S: stored }), Buffer.from(key), `${JSON.stringify(key)} again`)
  }
  t.end()
})

test('the longest keys', t => {
  const fits: [key: Buffer, name: string][] = [
    [Buffer.alloc(1024, 0xff), '1,024 bytes'],
    [Buffer.alloc(1023, 0), '1,023 bytes that begin with 00']
  ]
  for (const [key, name] of fits) {
    t.same(decodeKey(encodeKey(key, 'B')), key, `${name} fit`)
  }

  const tooLong: [key: Buffer, type: 'B' | 'S', name: string][] = [
    [Buffer.alloc(1025, 'k'), 'B', '1,025 bytes'],
    [Buffer.alloc(1024, 0), 'B', '1,024 bytes that begin with 00'],
    [Buffer.from('\u00E9'.repeat(513)), 'S', '513 characters of 2 bytes'],
    [Buffer.alloc(1025, 0xff), 'S', '1,025 bytes that are no UTF-8']
  ]
  for (const [key, type, name] of tooLong) {
    const byteLength = escapeKey(key).length
    t.throws(() => encodeKey(key, type), { code: 'LEVEL_INVALID_KEY', byteLength, limit: 1024 }, name)
  }
  t.end()
})

test('a range key of type S refuses what is no UTF-8', t => {
  for (const key of ['c328', 'ff', 'eda080', 'f09f98', 'c080', 'f4908080', '80']) {
    t.throws(() => encodeKey(hex(key), 'S'), { code: 'LEVEL_INVALID_KEY', reason: 'not UTF-8' }, `<${key}>`)
  }
  t.end()
})

test('bytes of an attribute are not copied', t => {
  const memory = new Uint8Array([0, 1, 2, 3])
  const stored = storedBytes({ B: memory.subarray(1, 3) })
  t.same(stored, Buffer.from([1, 2]))
  t.equal(stored.buffer, memory.buffer)
  t.throws(() => storedBytes(undefined), TypeError)
  t.throws(() => storedBytes({ N: '1' }), TypeError)
  t.end()
})

for (const type of ['B', 'S'] as const) {
  const storable = keys(type).filter(key => escapeKey(key).length <= 1024)

  testProperty(
    `every key comes back from a range key of type ${type}`,
    storable,
    key => {
      const attribute = encodeKey(key, type)
      if (storedBytes(attribute).length === 0) throw new Error('empty')
      if (!decodeKey(attribute).equals(key)) throw new Error('another key')
    },
    { runs: 1_000 }
  )

  testProperty(
    `a range key of type ${type} keeps the order of bytes`,
    fc.tuple(storable, storable),
    ([a, b]) => {
      const [storedA, storedB] = [storedBytes(encodeKey(a, type)), storedBytes(encodeKey(b, type))]
      if (Buffer.compare(a, b) !== Buffer.compare(storedA, storedB)) throw new Error('another order')
    },
    { runs: 2_000 }
  )
}
