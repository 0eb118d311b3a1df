import fc from 'fast-check'
import test from 'tape'
import type { Item } from '../../lib/level/codec/item.js'
import { escapeKey, storedBytes } from '../../lib/level/codec/key.js'
import {
  isAboveLower,
  isBelowUpper,
  type RangeOptions,
  toKeyRange,
  toRangeQuery
} from '../../lib/level/key-range.js'
import { type Page, PageCursor } from '../../lib/level/page-cursor.js'
import { DEFAULT_SCHEMA } from '../../lib/level/schema.js'
import { admits } from '../admits.js'
import { bounds, keys } from '../hostile-keys.js'
import { testProperty } from '../property.js'

const bytes = (text: string) => Buffer.from(text)
const items = (...names: string[]): Item[] => names.map(name => ({ pk: { S: '!' }, sk: { B: bytes(name) } }))
const lastKey = (name: string) => items(name)[0]!
const BETWEEN = { gt: bytes('b'), lt: bytes('f') }

function cursorOver(options: RangeOptions, { reverse = false, limit = Infinity } = {}): PageCursor {
  return new PageCursor({ range: toKeyRange(options), schema: DEFAULT_SCHEMA, reverse, limit })
}

test('pages follow each other by the key where the last one ended', t => {
  const cursor = cursorOver({})
  const query = toRangeQuery(toKeyRange({}), 'B')!
  t.same(cursor.next(2), { query, startKey: undefined, limit: 2 })
  t.same(cursor.accept({ Items: items('a', 'b'), LastEvaluatedKey: lastKey('b') }), items('a', 'b'))
  t.same(cursor.next(Infinity), { query, startKey: lastKey('b'), limit: undefined })
  t.same(cursor.accept({ Items: items('c') }), items('c'))
  t.ok(cursor.done)
  t.equal(cursor.next(2), undefined)
  t.end()
})

test('a page that is empty need not be the last', t => {
  const cursor = cursorOver({})
  t.same(cursor.accept({ Items: [], LastEvaluatedKey: lastKey('a') }), [])
  t.notOk(cursor.done)
  t.same(cursor.next(5)?.startKey, lastKey('a'))
  t.same(cursor.accept({ LastEvaluatedKey: lastKey('b') }), [], 'not even a list')
  t.notOk(cursor.done)
  t.same(cursor.accept({}), [])
  t.ok(cursor.done)
  t.end()
})

test('a limit is passed down and counts down', t => {
  const cursor = cursorOver({}, { limit: 5 })
  t.equal(cursor.next(3)?.limit, 3)
  cursor.accept({ Items: items('a', 'b', 'c'), LastEvaluatedKey: lastKey('c') })
  t.equal(cursor.next(3)?.limit, 2)
  t.same(cursor.accept({ Items: items('d', 'e'), LastEvaluatedKey: lastKey('e') }), items('d', 'e'))
  t.ok(cursor.done, 'whatever else there is')

  t.ok(cursorOver({}, { limit: 0 }).done, 'a limit of 0')
  t.end()
})

test('a page that brings more than was asked is cut', t => {
  const cursor = cursorOver({}, { limit: 2 })
  t.same(cursor.accept({ Items: items('a', 'b', 'c'), LastEvaluatedKey: lastKey('c') }), items('a', 'b'))
  t.ok(cursor.done)
  t.end()
})

test('only the first page may begin with one key too many', t => {
  const cursor = cursorOver(BETWEEN, { reverse: true, limit: 2 })
  t.equal(cursor.next(Infinity)?.limit, 3, 'one for the exclusive end')
  t.same(cursor.accept({ Items: items('f', 'e'), LastEvaluatedKey: lastKey('e') }), items('e'))
  t.equal(cursor.next(Infinity)?.limit, 1)

  const forward = cursorOver(BETWEEN, { limit: 2 })
  t.equal(forward.next(Infinity)?.limit, 2, 'none where the exclusive end is the last to be read')
  t.end()
})

test('what is past an exclusive end is dropped, and nothing after it is asked for', t => {
  const cursor = cursorOver(BETWEEN)
  t.same(cursor.accept({ Items: items('d', 'e', 'f'), LastEvaluatedKey: lastKey('f') }), items('d', 'e'))
  t.ok(cursor.done)
  t.end()
})

test('an empty range has no page', t => {
  for (const reverse of [false, true]) {
    const cursor = cursorOver({ gt: bytes('a'), lt: bytes('a') }, { reverse })
    t.ok(cursor.done)
    t.equal(cursor.next(1), undefined)
  }
  t.end()
})

test('a seek starts again', t => {
  const cursor = cursorOver(BETWEEN, { limit: 9 })
  cursor.accept({ Items: items('c', 'd'), LastEvaluatedKey: lastKey('d') })
  cursor.seek(bytes('c'), 4)
  t.same(cursor.next(Infinity), {
    query: toRangeQuery(toKeyRange({ gte: bytes('c'), lt: bytes('f') }), 'B'),
    startKey: undefined,
    limit: 4
  })
  t.same(cursor.accept({ Items: items('c', 'd', 'e', 'f') }), items('c', 'd', 'e'))

  cursor.seek(bytes('e'), 4)
  t.notOk(cursor.done, 'after the end')
  cursor.seek(bytes('e'), 0)
  t.ok(cursor.done, 'with nothing wanted')
  t.end()
})

test('a seek in reverse', t => {
  const cursor = cursorOver(BETWEEN, { reverse: true })
  cursor.seek(bytes('d'), Infinity)
  t.same(cursor.next(9)?.query, toRangeQuery(toKeyRange({ gt: bytes('b'), lte: bytes('d') }), 'B'))
  t.end()
})

test('a seek outside of the range is its end', t => {
  for (const reverse of [false, true]) {
    for (const target of ['a', 'b', 'f', 'g']) {
      const cursor = cursorOver(BETWEEN, { reverse })
      cursor.seek(bytes(target), Infinity)
      t.ok(cursor.done, `${target}, ${reverse ? 'reverse' : 'forward'}`)
      cursor.seek(bytes('d'), Infinity)
      t.notOk(cursor.done, 'until the next one')
    }
  }
  t.end()
})

for (const type of ['B', 'S'] as const) {
  const schema = { ...DEFAULT_SCHEMA, rangeKeyType: type }
  const stored = keys(type)
    .map(escapeKey)
    .filter(key => key.length <= 1024)

  const sample = fc.record({
    stored: fc.uniqueArray(stored, { maxLength: 30, selector: key => key.toString('latin1') }),
    options: fc.record({ gt: bounds, gte: bounds, lt: bounds, lte: bounds }, { requiredKeys: [] }),
    reverse: fc.boolean(),
    limit: fc.constantFrom(0, 1, 2, 5, Infinity),
    pageSizes: fc.infiniteStream(fc.constantFrom(1, 2, 3, 100, Infinity))
  })

  testProperty(
    `a cursor over keys of type ${type} gives each of its range once`,
    sample,
    ({ stored, options, reverse, limit, pageSizes }) => {
      const range = toKeyRange(options)
      const sorted = stored.toSorted(reverse ? (a, b) => Buffer.compare(b, a) : Buffer.compare)
      const expected = sorted
        .filter(key => isAboveLower(range, key) && isBelowUpper(range, key))
        .slice(0, limit)

      const cursor = new PageCursor({ range, schema, reverse, limit })
      const found: Buffer[] = []
      let read = 0
      while (!cursor.done) {
        const page = cursor.next(pageSizes.next().value!)!
        const output = query(page, sorted)
        read += output.Items.length
        for (const item of cursor.accept(output)) found.push(storedBytes(item['sk']))
      }
      const isSame =
        found.length === expected.length && found.every((key, index) => key.equals(expected[index]!))
      if (!isSame) throw new Error(`${found.length} keys of ${expected.length}`)
      // One too many at each end.
      if (type === 'B' && read > expected.length + 2)
        throw new Error(`read ${read} keys for ${expected.length}`)
    },
    { runs: 1_000 }
  )

  /** What DynamoDB does. */
  function query({ query: { condition }, startKey, limit }: Page, sorted: Buffer[]) {
    const start =
      startKey === undefined ? 0 : sorted.findIndex(key => key.equals(storedBytes(startKey['sk']))) + 1
    const matching = sorted.slice(start).filter(key => admits(condition, key))
    const toItem = (key: Buffer): Item => ({ sk: type === 'B' ? { B: key } : { S: key.toString() } })
    const Items = matching.slice(0, limit).map(toItem)
    // A page that was ended by its limit does not know whether anything follows.
    return { Items, LastEvaluatedKey: Items.length === limit ? Items.at(-1) : undefined }
  }
}
