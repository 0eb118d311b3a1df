import type { AttributeValue, WriteRequest } from '@aws-sdk/client-dynamodb'
import fc from 'fast-check'
import test from 'tape'
import { decodeWrites, encodeWrites } from '../../lib/level/codec/writes.js'
import type { Keyspace } from '../../lib/level/keyspace.js'
import { DEFAULT_SCHEMA } from '../../lib/level/schema.js'
import { keys } from '../hostile-keys.js'
import { testProperty } from '../property.js'

const SPACE: Keyspace = { ...DEFAULT_SCHEMA, table: 'app', name: 'users' }
const STRINGS: Keyspace = { ...SPACE, hashKey: 'hash', rangeKey: 'range', rangeKeyType: 'S' }
const REVISION = Buffer.from('000102030405060708090a0b', 'hex')

const r = { B: REVISION }
const pk = { S: 'users' }
const put = (key: string, rest: Record<string, AttributeValue>): WriteRequest => ({
  PutRequest: { Item: { pk, sk: { B: Buffer.from(key) }, r, ...rest } }
})
const del = (key: string): WriteRequest => ({ DeleteRequest: { Key: { pk, sk: { B: Buffer.from(key) } } } })

/** What the journal gives back. */
const again = (space: Keyspace, writes: WriteRequest[]) =>
  decodeWrites(space, encodeWrites(space, writes), REVISION)

test('writes as bytes', t => {
  const cases: [name: string, writes: WriteRequest[], hex: string][] = [
    ['none', [], ''],
    ['a delete', [del('ab')], '44 02 6162'],
    ['a put', [put('a', { v: { B: Buffer.from('xyz') } })], '50 01 61 01 76 42 03 78797a 00'],
    ['a put of an empty value', [put('a', { v: { B: Buffer.alloc(0) } })], '50 01 61 01 76 42 00 00'],
    [
      'all types',
      [put('a', { e: { N: '12' }, z: { S: 'gzip' }, c: { M: { n: { N: '1' } } } })],
      '50 01 61 01 65 4e 02 3132 01 7a 53 04 677a6970 01 63 4a 15 7b224d223a7b226e223a7b224e223a2231227d7d7d 00'
    ],
    ['one after the other', [del('a'), put('b', {}), del('c')], '44 01 61 50 01 62 00 44 01 63']
  ]
  for (const [name, writes, hex] of cases) {
    t.equal(encodeWrites(SPACE, writes).toString('hex'), hex.replaceAll(' ', ''), name)
    t.same(again(SPACE, writes), writes, `${name}, read back`)
  }
  t.end()
})

test('lengths of one byte and of more', t => {
  for (const [length, hex] of [
    [127, '7f'],
    [128, '8001'],
    [16_383, 'ff7f'],
    [16_384, '808001'],
    [2_097_152, '80808001']
  ] as const) {
    const writes = [put('a', { v: { B: Buffer.alloc(length, 1) } })]
    const bytes = encodeWrites(SPACE, writes)
    t.equal(bytes.subarray(6, 6 + hex.length / 2).toString('hex'), hex, `${length}`)
    t.same(again(SPACE, writes), writes, 'read back')
  }
  t.end()
})

test('the revision is that of the header, whatever the writes had', t => {
  const other = put('a', { r: { B: Buffer.alloc(12) }, v: { B: Buffer.from('1') } })
  t.same(again(SPACE, [other]), [put('a', { v: { B: Buffer.from('1') } })])
  t.end()
})

test('a table with other keys', t => {
  const Key = { hash: pk, range: { S: 'caf\u00e9' } }
  const writes: WriteRequest[] = [
    { PutRequest: { Item: { ...Key, r, v: { B: Buffer.from('1') } } } },
    { DeleteRequest: { Key } }
  ]
  t.same(again(STRINGS, writes), writes)
  t.end()
})

const attribute: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uint8Array({ maxLength: 300, size: 'max' }).map(bytes => ({ B: Buffer.from(bytes) })),
  fc.string({ unit: 'binary' }).map(text => ({ S: text })),
  fc.integer().map(number => ({ N: String(number) })),
  fc.string().map(text => ({ M: { i: { S: text }, s: { N: '1' } } })),
  fc.boolean().map(truth => ({ BOOL: truth }))
)
const anyWrite: fc.Arbitrary<WriteRequest> = fc.oneof(
  keys('B').map(key => ({ DeleteRequest: { Key: { pk, sk: { B: key } } } })),
  fc
    .tuple(keys('B'), fc.dictionary(fc.constantFrom('v', 'c', 'e', 't', 'caf\u00e9', '__proto'), attribute))
    .map(([key, rest]) => ({ PutRequest: { Item: { pk, sk: { B: key }, r, ...rest } } }))
)

testProperty('any writes are read back as they were', fc.array(anyWrite), writes => {
  const found = again(SPACE, writes)
  if (JSON.stringify(found.map(sorted)) !== JSON.stringify(writes.map(sorted))) {
    throw new Error(`Found ${JSON.stringify(found)}`)
  }
})

function sorted({ PutRequest: put, DeleteRequest: del }: WriteRequest) {
  return Object.entries(put?.Item ?? del?.Key ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
}
