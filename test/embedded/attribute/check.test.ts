import test from 'tape'
import { checkItem, checkValue, type GivenValue } from '../../../lib/embedded/attribute/check.js'
import { attributeOf } from '../../../lib/embedded/attribute/value.js'

const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'
const SEVERAL =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'
const INVALID = 'One or more parameter values were invalid: '
const TOO_DEEP =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit'
const NO_NUMBER = 'The parameter cannot be converted to a numeric value'

const B = Uint8Array.of(98)

test('what is no value', t => {
  const cases: [GivenValue, string][] = [
    [{}, EMPTY],
    [{ X: 'a' } as GivenValue, EMPTY],
    [{ M: { a: {} } }, EMPTY],
    [{ L: [{}] }, EMPTY],
    [{ S: 'a', N: '1' }, SEVERAL],
    [{ NULL: true, S: 'a' }, SEVERAL],
    // The content is looked at before the number of members.
    [{ S: 'a', N: '' }, NO_NUMBER],
    [{ S: 'a', N: 'b' }, `${NO_NUMBER}: b`],
    [{ NULL: false }, `${INVALID}Null attribute value types must have the value of true`],
    [{ SS: [] }, `${INVALID}An string set  may not be empty`],
    [{ NS: [] }, `${INVALID}An number set  may not be empty`],
    [{ BS: [] }, `${INVALID}Binary sets should not be empty`],
    [{ SS: ['a', 'b', 'a'] }, `${INVALID}Input collection [a, b, a] contains duplicates.`],
    [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
    [{ BS: [B, B] }, `${INVALID}Input collection [Yg==, Yg==]of type BS contains duplicates.`],
    [{ NS: ['1', ''] }, NO_NUMBER],
    [{ NS: ['1', 'b'] }, `${NO_NUMBER}: b`],
    [{ M: { '': { S: 'a' } } }, 'Empty attribute name'],
    [nested(32, { S: 'a' }), TOO_DEEP],
    [nested(100_000, { S: 'a' }), TOO_DEEP]
  ]
  for (const [value, fault] of cases) {
    t.throws(() => checkValue(value), { name: 'ValidationException', message: fault }, fault)
  }
  const cyclic: { L: GivenValue[] } = { L: [] }
  cyclic.L.push(cyclic)
  t.throws(() => checkValue(cyclic), { message: TOO_DEEP }, 'a value inside itself')
  t.end()
})

function nested(levels: number, leaf: GivenValue): GivenValue {
  let value = leaf
  for (let i = 0; i < levels; i++) value = { L: [value] }
  return value
}

test('values in normal form', t => {
  const cases: [GivenValue, object][] = [
    [{ S: '' }, { S: '' }],
    [{ B: new Uint8Array() }, { B: new Uint8Array() }],
    [{ SS: [''] }, { SS: [''] }],
    [{ N: '1e2' }, { N: '100' }],
    [{ NS: ['10', '9', '-1', '2.50'] }, { NS: ['-1', '2.5', '9', '10'] }],
    [{ SS: ['\u{1f600}', '\ufb00', 'a', 'B'] }, { SS: ['B', 'a', '\ufb00', '\u{1f600}'] }],
    [{ BS: [B, Uint8Array.of(1, 2)] }, { BS: [Uint8Array.of(1, 2), B] }],
    [{ L: [{ N: '1.0' }, { M: {} }] }, { L: [{ N: '1' }, { M: {} }] }],
    [nested(31, { S: 'a' }), nested(31, { S: 'a' })]
  ]
  for (const [given, normal] of cases) t.deepEqual(structuredClone(checkValue(given)), normal)
  t.end()
})

test('names are only names', t => {
  const given = JSON.parse(
    '{"__proto__":{"S":"a"},"constructor":{"S":"b"},"toString":{"M":{"__proto__":{"N":"1"}}}}'
  )
  const item = checkItem(given)
  t.deepEqual(Object.keys(item), ['__proto__', 'constructor', 'toString'])
  t.equal(attributeOf(item, 'valueOf'), undefined)
  const copied = checkItem({ ...given, n: { N: '1.0' } })
  t.deepEqual(Object.keys(copied), ['__proto__', 'constructor', 'toString', 'n'])
  t.deepEqual(Object.values(copied), [{ S: 'a' }, { S: 'b' }, given.toString, { N: '1' }])
  t.deepEqual(Object.values(item)[0], { S: 'a' })
  t.throws(() => checkItem({ ['a'.repeat(65536)]: { S: 'a' } }), {
    message: 'Attribute name is too large, must be less than 65536 bytes'
  })
  t.end()
})

// The largest that DynamoDB Local takes in ExpressionAttributeValues.
test('a document that stands alone has up to 400 KB', t => {
  const documents: [bytes: number, (text: GivenValue) => GivenValue][] = [
    [409600, text => ({ L: [text] })],
    [409599, text => ({ L: [text, { S: 'a' }] })],
    [409599, text => ({ M: { a: text } })],
    [405600, text => ({ L: [text, ...Array(1000).fill({ N: '12345' })] })],
    [406600, text => ({ L: [text, ...Array(1000).fill({ M: {} })] })],
    [404600, text => ({ L: [text, ...Array(1000).fill({ L: [{ S: 'a' }] })] })],
    [402600, text => ({ L: [text, ...Array(1000).fill({ M: { ab: { S: 'a' } } })] })]
  ]
  for (const [bytes, documentOf] of documents) {
    t.doesNotThrow(() => checkValue(documentOf({ S: 'a'.repeat(bytes) })))
    t.throws(() => checkValue(documentOf({ S: 'a'.repeat(bytes + 1) })), {
      message: 'Item size has exceeded the maximum allowed size'
    })
  }
  t.doesNotThrow(() => checkValue({ S: 'a'.repeat(2 ** 20) }))
  t.end()
})
