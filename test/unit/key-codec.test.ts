import fc from 'fast-check'
import test from 'tape'
import type { Item } from '../../lib/level/codec/item.js'
import {
  decodeKey,
  encodeKey,
  escapedKeyOf,
  escapeKey,
  groupOf,
  mayBeInGroup,
  storedBytes,
  wholeKey
} from '../../lib/level/codec/key.js'
import { DEFAULT_SCHEMA } from '../../lib/level/schema.js'
import { keys } from '../hostile-keys.js'
import { testProperty } from '../property.js'

const schemaOf = (rangeKeyType: 'B' | 'S') => ({ ...DEFAULT_SCHEMA, rangeKeyType })

/** What is stored of a key. */
const toItem = (key: Buffer, type: 'B' | 'S'): Item => ({ sk: encodeKey(key, type), ...wholeKey(key) })
const fromItem = (item: Item, type: 'B' | 'S') => decodeKey(item, schemaOf(type))

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
    t.same(fromItem({ sk: { B: hex(stored) } }, 'B'), hex(key), `<${stored}> from B`)
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
    t.same(fromItem({ sk: { S: stored } }, 'S'), Buffer.from(key), `${JSON.stringify(key)} again`)
  }
  t.end()
})

test('a key that does not fit is shortened, and stands whole beside', t => {
  const whole: [key: Buffer, name: string][] = [
    [Buffer.alloc(1023, 'k'), '1,023 bytes'],
    [Buffer.alloc(1022, 0), '1,022 bytes that begin with 00'],
    [Buffer.from('\u00E9'.repeat(511)), '511 characters of 2 bytes']
  ]
  const shortened: [key: Buffer, name: string][] = [
    [Buffer.alloc(1024, 'k'), '1,024 bytes'],
    [Buffer.alloc(1023, 0), '1,023 bytes that begin with 00'],
    [Buffer.from('\u00E9'.repeat(512)), '512 characters of 2 bytes'],
    [Buffer.alloc(3000, 'k'), '3,000 bytes'],
    [Buffer.alloc(64 * 1024, 'k'), '64 KB']
  ]
  for (const type of ['B', 'S'] as const) {
    for (const [key, name] of whole) {
      t.same(storedBytes(encodeKey(key, type)), escapeKey(key), `${name} are stored as they are in ${type}`)
      t.same(wholeKey(key), {}, 'alone')
    }
    for (const [key, name] of shortened) {
      const item = toItem(key, type)
      t.equal(storedBytes(item['sk']).length, 1024, `${name} are stored in 1,024 in ${type}`)
      t.same(item['k'], { B: key }, 'with the whole key')
      t.same(fromItem(item, type), key, 'which is the key')
      t.same(escapedKeyOf(item, schemaOf(type)), escapeKey(key), 'and has its place')
    }
  }
  t.end()
})

test('the longest key', t => {
  for (const type of ['B', 'S'] as const) {
    t.doesNotThrow(() => encodeKey(Buffer.alloc(64 * 1024, 'k'), type), '64 KB')
    t.throws(
      () => encodeKey(Buffer.alloc(64 * 1024 + 1, 0), type),
      { code: 'LEVEL_INVALID_KEY', byteLength: 64 * 1024 + 1, limit: 64 * 1024 },
      'and a byte more'
    )
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
  testProperty(
    `every key comes back from a range key of type ${type}`,
    keys(type),
    key => {
      const item = toItem(key, type)
      const stored = storedBytes(item['sk'])
      if (stored.length === 0 || stored.length > 1024) throw new Error(`${stored.length} bytes`)
      if (!fromItem(item, type).equals(key)) throw new Error('another key')
    },
    { runs: 1_000 }
  )

  testProperty(
    `a range key of type ${type} keeps the order of bytes, but within a group`,
    fc.tuple(keys(type), keys(type)),
    ([a, b]) => {
      const [itemA, itemB] = [toItem(a, type), toItem(b, type)]
      const [storedA, storedB] = [storedBytes(itemA['sk']), storedBytes(itemB['sk'])]
      const order = Buffer.compare(a, b)
      const [groupA, groupB] = [groupOf(storedA, type), groupOf(storedB, type)]
      const isOneGroup = groupA !== undefined && groupB !== undefined && groupA.equals(groupB)
      if (!isOneGroup && order !== Buffer.compare(storedA, storedB)) throw new Error('another order')
      if (order !== 0 && storedA.equals(storedB)) throw new Error('one range key for two')
      const schema = schemaOf(type)
      const whole = Buffer.compare(escapedKeyOf(itemA, schema), escapedKeyOf(itemB, schema))
      if (whole !== order) throw new Error('another order of whole keys')
    },
    { runs: 2_000 }
  )

  testProperty(
    `the group of a range key of type ${type} is that of its key`,
    keys(type),
    key => {
      const attribute = encodeKey(key, type)
      const [ofStored, ofKey] = [groupOf(storedBytes(attribute), type), groupOf(escapeKey(key), type)]
      if (!ofStored !== !ofKey || (ofStored && ofKey && !ofStored.equals(ofKey))) throw new Error('another')
      if (ofKey !== undefined && !mayBeInGroup(attribute, type)) throw new Error('which is not noticed')
      if (ofKey !== undefined && !escapeKey(key).subarray(0, ofKey.length).equals(ofKey))
        throw new Error('not its beginning')
    },
    { runs: 1_000 }
  )

  testProperty(
    `range keys of a group of type ${type} stand together`,
    fc.tuple(keys(type), keys(type), keys(type)),
    values => {
      const [low, middle, high] = values
        .map(key => storedBytes(encodeKey(key, type)))
        .sort(Buffer.compare)
        .map(stored => groupOf(stored, type))
      if (low && high && low.equals(high) && !middle?.equals(low)) throw new Error('another stands between')
    },
    { runs: 2_000 }
  )
}
