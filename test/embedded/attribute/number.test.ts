import fc from 'fast-check'
import test from 'tape'
import {
  addNumbers,
  compareNumbers,
  normalizeNumber,
  subtractNumbers
} from '../../../lib/embedded/attribute/number.js'
import { encodeNumberKey } from '../../../lib/embedded/attribute/number-key.js'
import { compareBytes } from '../../../lib/embedded/attribute/order.js'
import { holds } from '../../property.js'
import { type GivenNumber, givenNumber } from './arbitrary.js'

const OVERFLOW = 'Number overflow. Attempting to store a number with magnitude larger than supported range'
const UNDERFLOW = 'Number underflow. Attempting to store a number with magnitude smaller than supported range'
const TOO_PRECISE = 'Attempting to store more than 38 significant digits in a Number'
const NO_NUMBER = 'The parameter cannot be converted to a numeric value'

test('numbers are answered in plain notation', t => {
  const cases: [given: string, normal: string][] = [
    ['+1', '1'],
    ['1.', '1'],
    ['.5', '0.5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0e1000', '0'],
    ['-0.0e-99999999999', '0'],
    ['00012', '12'],
    ['0.00100', '0.001'],
    ['100', '100'],
    ['1.50', '1.5'],
    ['1e5', '100000'],
    ['1E+5', '100000'],
    ['-5e-3', '-0.005'],
    ['1e21', '1000000000000000000000'],
    ['123456789.123456789', '123456789.123456789'],
    ['9.9e125', `99${'0'.repeat(124)}`],
    ['10e124', `1${'0'.repeat(125)}`],
    ['1e-130', `0.${'0'.repeat(129)}1`],
    ['100000000000000000000000000000000000000000', '100000000000000000000000000000000000000000'],
    ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678']
  ]
  for (const [given, normal] of cases) t.equal(normalizeNumber(given), normal, given)
  t.end()
})

test('what is no number', t => {
  const cases: [given: string, fault: string][] = [
    ['', NO_NUMBER],
    ...[
      '.',
      '-',
      '--1',
      ' 1',
      '1 ',
      '1_0',
      '0x1',
      '1e',
      '1e1.5',
      '1,5',
      '1d',
      'NaN',
      'Infinity',
      'b',
      '1e9223372036854775808',
      '0e-9223372036854775808'
    ].map((given): [string, string] => [given, `${NO_NUMBER}: ${given}`]),
    ['1e126', OVERFLOW],
    ['-1e126', OVERFLOW],
    ['1e2147483648', OVERFLOW],
    ['-1e99999999999', OVERFLOW],
    ['1e-99999999999', UNDERFLOW],
    ['1e-131', UNDERFLOW],
    ['-0.1e-130', UNDERFLOW],
    ['123456789012345678901234567890123456789', TOO_PRECISE],
    ['-1.23456789012345678901234567890123456789', TOO_PRECISE]
  ]
  for (const [given, fault] of cases) {
    t.throws(() => normalizeNumber(given), { name: 'ValidationException', message: fault }, given)
  }
  t.throws(() => normalizeNumber(`${'0'.repeat(1e6)}1${'0'.repeat(1e6)}x`), 'megabytes of zeros take no time')
  t.end()
})

test('arithmetic at the limits', t => {
  const nines = '9'.repeat(38)
  t.equal(addNumbers('0.1', '0.2'), '0.3')
  t.equal(addNumbers('1.5', '-0.5'), '1')
  t.equal(addNumbers(nines, '1'), `1${'0'.repeat(38)}`)
  t.equal(subtractNumbers('1', `0.${'0'.repeat(37)}1`), `0.${'9'.repeat(38)}`)
  const tiny = normalizeNumber('1e-130')
  t.equal(subtractNumbers(tiny, tiny), '0')
  const huge = normalizeNumber('9e125')
  t.throws(() => addNumbers(nines, '2'), { message: OVERFLOW })
  t.throws(() => addNumbers(huge, tiny), { message: OVERFLOW })
  t.throws(() => addNumbers(huge, huge), { message: OVERFLOW })
  t.equal(subtractNumbers(huge, huge), '0')
  t.end()
})

test('neighbours are told apart, however long', t => {
  for (const digits of [14, 15, 16, 17, 18, 38]) {
    // A double rounds to an even neighbour: of several pairs in a row one is the same double.
    for (let end = 10n ** BigInt(digits) - 1n, pairs = 4; pairs > 0; end--, pairs--) {
      for (const prefix of ['', '-', '0.', '-0.']) {
        const [smaller, greater] = prefix.startsWith('-') ? [end, end - 1n] : [end - 1n, end]
        const orders = [
          compareNumbers(prefix + smaller, prefix + greater),
          compareNumbers(prefix + greater, prefix + smaller)
        ]
        t.deepEqual(orders.map(sign), [-1, 1], `${prefix}${smaller} and ${prefix}${greater}`)
      }
    }
  }
  t.end()
})

// The oracle: integers, scaled to a common power of ten.
const SCALE = 130
const scaled = ({ coefficient, exponent }: GivenNumber) => coefficient * 10n ** BigInt(exponent + SCALE)
const scaledText = (text: string) => {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const value = BigInt(whole + fraction.padEnd(SCALE, '0'))
  return text.startsWith('-') ? -value : value
}
const sign = (value: bigint | number) => (value > 0 ? 1 : value < 0 ? -1 : 0)

function isInRange(value: bigint): boolean {
  const digits = sign(value) < 0 ? (-value).toString() : value.toString()
  const significant = digits.replace(/0+$/, '').length
  return value === 0n || (digits.length - 1 - SCALE <= 125 && significant <= 38)
}

function calculated(calculate: () => string): bigint | undefined {
  try {
    return scaledText(calculate())
  } catch {
    return undefined
  }
}

test('numbers against integers', t => {
  holds(
    t,
    'a text keeps its value',
    [givenNumber],
    given => scaledText(normalizeNumber(given.text)) === scaled(given)
  )
  holds(t, 'a normal form stays', [givenNumber], given => {
    const normal = normalizeNumber(given.text)
    return normalizeNumber(normal) === normal
  })
  holds(t, 'order', [givenNumber, givenNumber], (a, b) => {
    const order = compareNumbers(normalizeNumber(a.text), normalizeNumber(b.text))
    return sign(order) === sign(scaled(a) - scaled(b))
  })
  holds(t, 'sums', [givenNumber, givenNumber], (a, b) => {
    const sum = scaled(a) + scaled(b)
    const ours = calculated(() => addNumbers(normalizeNumber(a.text), normalizeNumber(b.text)))
    return ours === (isInRange(sum) ? sum : undefined)
  })
  holds(t, 'differences', [givenNumber, givenNumber], (a, b) => {
    const difference = scaled(a) - scaled(b)
    const ours = calculated(() => subtractNumbers(normalizeNumber(a.text), normalizeNumber(b.text)))
    return ours === (isInRange(difference) ? difference : undefined)
  })
  holds(
    t,
    'any text is a number or refused',
    [fc.string({ unit: fc.constantFrom(...'0123456789.eE+-') })],
    text => {
      try {
        normalizeNumber(text)
      } catch (error) {
        return (error as Error).name === 'ValidationException'
      }
      return true
    }
  )
  t.end()
})

test('numbers as keys', t => {
  const key = (given: GivenNumber) => encodeNumberKey(normalizeNumber(given.text))
  holds(t, 'keys are in the order of the numbers', [givenNumber, givenNumber], (a, b) => {
    return sign(compareBytes(key(a), key(b))) === sign(scaled(a) - scaled(b))
  })
  holds(t, 'keys may be joined', [givenNumber, givenNumber, givenNumber], (a, b, c) => {
    const joined = (x: GivenNumber, y: GivenNumber) => Uint8Array.of(...key(x), ...key(y))
    const order = sign(scaled(a) - scaled(b))
    return order === 0 || sign(compareBytes(joined(a, c), joined(b, a))) === order
  })
  t.end()
})
