import test from 'tape'
import { fingerprintOf } from '../../../lib/embedded/transaction/fingerprint.js'

test('fingerprint: the order of members does not count, that of elements does', t => {
  const [one, two] = [{ Put: { a: { S: '1' }, b: { N: '2' } } }, { Delete: { a: { S: '2' } } }]
  const turned = { Put: { b: { N: '2' }, a: { S: '1' } } }
  t.equal(fingerprintOf([one, two]), fingerprintOf([turned, { Delete: { a: { S: '2' } } }]))
  t.notEqual(fingerprintOf([one, two]), fingerprintOf([two, one]))
  t.end()
})

test('fingerprint: no two parameters have the same', t => {
  const parameters = [
    {},
    [],
    '',
    [''],
    ['', ''],
    ['a,b'],
    ['a', 'b'],
    ['ab'],
    ['1"a'],
    ['a,1"b'],
    { a: 'b' },
    { 'a:1"b,1"c': 'd' },
    { a: 'b', c: 'd' },
    { a: { c: 'd' } },
    { a: true },
    { a: 'true' },
    // In base64 these bytes are `true` and `YQ==`.
    { a: Uint8Array.of(0xb6, 0xbb, 0x9e) },
    { a: Uint8Array.of(0x61) },
    { a: 'YQ==' },
    { a: 1 },
    { a: '1' },
    { a: [] },
    { a: {} }
  ]
  t.equal(new Set(parameters.map(fingerprintOf)).size, parameters.length)
  t.end()
})
