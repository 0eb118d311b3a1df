import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import test from 'tape'
import { parseItem, parseLastLine, parseLines, pickLines } from '../../../lib/embedded/attribute/item-text.js'
import { formItem } from '../../../lib/embedded/attribute/item-writer.js'
import { plainItem } from '../../../lib/embedded/attribute/plain-item.js'
import { itemSize } from '../../../lib/embedded/attribute/size.js'
import type { Item } from '../../../lib/embedded/attribute/value.js'
import { holds } from '../../property.js'
import { anyItem } from './arbitrary.js'

const formatItem = (item: Item): string => Buffer.from(formItem(item).bytes).toString()

test('the stored form of each type', t => {
  const text =
    '{"s":{"S":"text"},"n":{"N":"-1.5"},"b":{"B":"AAEC"},"t":{"BOOL":true},"f":{"BOOL":false},"z":{"NULL":true},' +
    '"ss":{"SS":["a","b"]},"ns":{"NS":["1","2"]},"bs":{"BS":["AA==","/w=="]},"l":{"L":[{"S":""},{"L":[]}]},' +
    '"m":{"M":{"inner":{"M":{}}}}}'
  const parsed = {
    s: { S: 'text' },
    n: { N: '-1.5' },
    b: { B: Uint8Array.of(0, 1, 2) },
    t: { BOOL: true },
    f: { BOOL: false },
    z: { NULL: true as const },
    ss: { SS: ['a', 'b'] },
    ns: { NS: ['1', '2'] },
    bs: { BS: [Uint8Array.of(0), Uint8Array.of(255)] },
    l: { L: [{ S: '' }, { L: [] }] },
    m: { M: { inner: { M: {} } } }
  }
  t.deepEqual(parseItem(text), parsed)
  t.equal(formatItem(parsed), text)
  t.end()
})

test('texts with escapes, and long ones', t => {
  const strings = [
    '"',
    '\\',
    '\n',
    '\u007f',
    '\u2028',
    'é',
    '😀',
    '\ud800',
    '{"B":"',
    'x'.repeat(63),
    'x'.repeat(5000)
  ]
  for (const string of strings) {
    const text = `{${JSON.stringify(string)}:{"S":${JSON.stringify(string)}}}`
    t.equal(formatItem({ [string]: { S: string } }), text)
    t.deepEqual(parseItem(text), { [string]: { S: string } })
  }
  t.end()
})

test('an item is read as it was written', t => {
  holds(t, 'round trip', [anyItem], given => {
    const text = formatItem(given)
    return isDeepStrictEqual(parseItem(text), plainItem(given)) && formatItem(parseItem(text)) === text
  })
  t.end()
})

const linesOf = (items: readonly Item[]): Uint8Array => Buffer.from(items.map(formatItem).join('\n'))

test('items on lines are read as each by itself', t => {
  t.deepEqual(parseLines(new Uint8Array(0)), [])
  holds(t, 'lines', [fc.array(anyItem, { minLength: 1, maxLength: 20 })], items =>
    isDeepStrictEqual(parseLines(linesOf(items)), items.map(plainItem))
  )
  // Around what is read at a time, with and without what takes another way.
  const lengths = [1, 10, 1000, 1010, 1020, 1030, 4060, 4070, 4078, 4079, 4080, 4081, 4082, 4090, 4200, 9000]
  for (const first of lengths) {
    for (const next of lengths) {
      const items = [first, next, 5, next, first].flatMap(length => [
        { s: { S: 'a'.repeat(length) } },
        { s: { S: 'é"\n'.repeat(length / 5) }, b: { B: new Uint8Array(length) } }
      ])
      const plain = items.filter((_, index) => index % 2 === 0)
      t.ok(isDeepStrictEqual(parseLines(linesOf(plain)), plain), `${first} and ${next}`)
      t.ok(isDeepStrictEqual(parseLines(linesOf(items)), items), `${first} and ${next}, mixed`)
    }
  }
  t.end()
})

test('wanted attributes are read as if the others were not there', t => {
  const given = fc.array(anyItem, { minLength: 1, maxLength: 20 }).chain(items => {
    const names = [...new Set(items.flatMap(Object.keys))]
    return fc.tuple(
      fc.constant(items),
      fc.subarray(names).map(wanted => new Set([...wanted, 'none']))
    )
  })
  holds(t, 'wanted', [given], ([items, wanted]) => {
    const picked = items.map(item =>
      plainItem(Object.fromEntries(Object.entries(item).filter(([name]) => wanted.has(name))))
    )
    const lines = linesOf(items)
    return (
      isDeepStrictEqual(parseLines(lines, wanted), picked) &&
      isDeepStrictEqual(
        pickLines(lines, wanted).map(text => parseItem(text)),
        picked
      ) &&
      isDeepStrictEqual(parseLastLine(lines), plainItem(items.at(-1)!))
    )
  })
  const item = { n: { N: '1' }, m: { M: { s: { S: 'a' } } }, s: { S: 'b' }, l: { L: [{ N: '2' }] } }
  t.deepEqual(pickLines(linesOf([item, item]), new Set(['s', 'm'])), [
    '{"m":{"M":{"s":{"S":"a"}}},"s":{"S":"b"}}',
    '{"m":{"M":{"s":{"S":"a"}}},"s":{"S":"b"}}'
  ])
  t.end()
})

test('damaged lines are an error', t => {
  const line = '{"a":{"S":"b"}}'
  for (const text of [
    `${line}${line}`,
    `${line}\n`.repeat(2).concat('x'),
    `${line},${line}`,
    `${line}\n\n${line}`
  ]) {
    t.throws(() => parseLines(Buffer.from(text)), SyntaxError, text)
    t.throws(() => parseLines(Buffer.from(text), new Set()), SyntaxError, text)
    t.throws(() => pickLines(Buffer.from(text), new Set()), SyntaxError, text)
  }
  t.end()
})

test('forms are measured as they are written, and keep what they hold', t => {
  holds(t, 'sizes', [anyItem], item => formItem(item).size === itemSize(item))
  const lengths = [0, 1, 2, 3, 63, 64, 65, 511, 512, 513, 20_000, 70_000, 400_000, 10, 5]
  const items = lengths.map(length => ({
    s: { S: 'a'.repeat(length) },
    e: { S: 'é'.repeat(length) },
    b: { B: new Uint8Array(length).fill(length) }
  }))
  const forms = items.map(item => formItem(item))
  items.forEach((item, i) => {
    t.equal(Buffer.from(forms[i]!.bytes).toString(), JSON.stringify({ ...item, b: base64(item.b.B) }))
    t.equal(forms[i]!.size, itemSize(item))
  })
  t.end()
})

function base64(bytes: Uint8Array): object {
  return { B: Buffer.from(bytes).toString('base64') }
}

test('a damaged text is an error', t => {
  const text = '{"a":{"S":"b"},"c":{"L":[{"BOOL":true}]},"d":{"SS":["e"]}}'
  for (let length = 0; length < text.length; length++) {
    t.throws(() => parseItem(text.slice(0, length)), SyntaxError, `cut after ${length}`)
  }
  t.throws(() => parseItem(`${text}}`), SyntaxError)
  t.throws(() => parseItem('{"a":{"X":"b"}}'), SyntaxError)
  t.end()
})
