import fc from 'fast-check'
import test from 'tape'
import { checkItem } from '../../../lib/embedded/attribute/check.js'
import { normalizeNumber } from '../../../lib/embedded/attribute/number.js'
import { itemSize, utf8Length, valueSize } from '../../../lib/embedded/attribute/size.js'
import { holds } from '../../property.js'

test('the bytes of a number', t => {
  const cases: [number: string, bytes: number][] = [
    ['0', 1],
    ['-0', 1],
    ['1', 2],
    ['12', 2],
    ['123', 3],
    ['1234', 3],
    ['12345678901234567890123456789012345678', 20],
    ['0042', 2],
    ['100', 2],
    ['1010', 3],
    ['0.0000001', 2],
    ['1E125', 2],
    ['1E-100', 2],
    ['1.5', 3],
    ['15', 2],
    ['1.200', 3],
    ['1.234', 4],
    ['3.14159', 5],
    ['123456', 4],
    ['100.5', 4],
    ['0.15', 2],
    ['-42', 3],
    // As DynamoDB Local has them: digits stand in pairs from the decimal point on.
    ['120', 3],
    ['1200', 2],
    ['99000', 3],
    ['-990', 4],
    ['0.015', 3],
    ['0.0015', 2],
    ['0.00123', 3],
    ['12E123', 3]
  ]
  for (const [number, bytes] of cases) t.equal(valueSize({ N: normalizeNumber(number) }), bytes, number)
  t.end()
})

test('the bytes of an item', t => {
  const item = checkItem({
    ключ: { S: 'é😀' },
    b: { B: new Uint8Array(5) },
    t: { BOOL: true },
    n: { NULL: true },
    ss: { SS: ['ab', 'c'] },
    ns: { NS: ['1', '-2'] },
    bs: { BS: [new Uint8Array(2), new Uint8Array(1)] },
    l: { L: [{ S: 'x' }, { L: [] }] },
    m: { M: { ab: { S: 'x' } } }
  })
  const names = 8 + 1 + 1 + 1 + 2 + 2 + 2 + 1 + 1
  const values = 6 + 5 + 1 + 1 + 3 + 5 + 3 + (3 + 1 + 1 + 1 + 3) + (3 + 1 + 2 + 1)
  t.equal(itemSize(item), names + values)
  t.end()
})

test('the bytes of a text', t => {
  holds(t, 'as the encoder counts', [fc.string({ unit: 'binary' })], text => {
    return utf8Length(text) === new TextEncoder().encode(text).length
  })
  t.equal(utf8Length('\ud800a\udc00'), 7, 'lone surrogates are replaced')
  t.end()
})
