import fc from 'fast-check'
import test from 'tape'
import { valuesEqual } from '../../../lib/embedded/attribute/equals.js'
import { compareBytes, compareStrings, compareValues } from '../../../lib/embedded/attribute/order.js'
import { holds } from '../../property.js'
import { anyValue } from './arbitrary.js'

const utf8 = (text: string) => new TextEncoder().encode(text)

test('strings are in the order of their UTF-8', t => {
  t.ok(compareStrings('\ufb00', '\u{1f600}') < 0, 'where the order of JavaScript is another one')
  const anyText = fc.string({ unit: 'binary' })
  holds(t, 'any two strings', [anyText, anyText], (a, b) => {
    return Math.sign(compareStrings(a, b)) === Math.sign(compareBytes(utf8(a), utf8(b)))
  })
  t.end()
})

test('only scalars of one type have an order', t => {
  t.ok(compareValues({ N: '9' }, { N: '10' })! < 0)
  t.ok(compareValues({ S: '9' }, { S: '10' })! > 0)
  t.ok(compareValues({ B: Uint8Array.of(255) }, { B: Uint8Array.of(1, 0) })! > 0)
  t.equal(compareValues({ S: '1' }, { N: '1' }), undefined)
  t.equal(compareValues({ BOOL: true }, { BOOL: true }), undefined)
  t.equal(compareValues({ SS: ['a'] }, { SS: ['a'] }), undefined)
  t.end()
})

test('equality', t => {
  holds(t, 'a value equals its copy', [anyValue], value => valuesEqual(value, structuredClone(value)))
  holds(t, 'equality is mutual', [anyValue, anyValue], (a, b) => valuesEqual(a, b) === valuesEqual(b, a))
  holds(
    t,
    'a list of more is another list',
    [anyValue],
    value => !valuesEqual({ L: [value] }, { L: [value, value] })
  )
  t.notOk(valuesEqual({ S: '1' }, { N: '1' }))
  t.notOk(valuesEqual({ L: [] }, { M: {} }))
  t.notOk(valuesEqual({ M: { a: { S: 'a' } } }, { M: { b: { S: 'a' } } }))
  t.end()
})
