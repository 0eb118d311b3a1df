import fc from 'fast-check'
import test from 'tape'
import type { Item } from '../../lib/level/codec/item.js'
import { encodeKey, escapedKeyOf, groupOf, storedBytes, wholeKey } from '../../lib/level/codec/key.js'
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

function cursorOver(
  options: RangeOptions,
  { reverse = false, limit = Infinity, isWanted = (_: Item): boolean => true } = {}
): PageCursor {
  return new PageCursor({ range: toKeyRange(options), schema: DEFAULT_SCHEMA, reverse, limit, isWanted })
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

for (const reverse of [false, true]) {
  test(`what is missed of a limit is wanted behind it${reverse ? ', reverse' : ''}`, t => {
    const cursor = cursorOver({}, { reverse, limit: 3 })
    const rest = (name: string) =>
      toRangeQuery(toKeyRange(reverse ? { lt: bytes(name) } : { gt: bytes(name) }), 'B')!
    cursor.accept({ Items: items('c'), LastEvaluatedKey: lastKey('c') })
    cursor.miss(1)
    t.equal(cursor.next(9)?.limit, 3, 'while it is not reached')
    // One more than was asked.
    const page = reverse ? items('b', 'a\0', 'a', '') : items('d', 'e', 'f', 'g')
    t.equal(cursor.accept({ Items: page, LastEvaluatedKey: page[3]! }).length, 3)
    cursor.miss(0)
    t.ok(cursor.done, 'nothing is missed')

    cursor.miss(2)
    t.same(cursor.next(9), { query: rest(reverse ? 'a' : 'f'), startKey: undefined, limit: 2 }, 'when it is')
    cursor.accept({ Items: items(reverse ? '' : 'g') })
    cursor.miss(1)
    t.ok(cursor.done, 'there is nothing more')
    t.end()
  })
}

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

test('what is not wanted does not count', t => {
  const isWanted = ({ sk }: Item) => storedBytes(sk).toString() !== 'b'
  const cursor = cursorOver({}, { limit: 2, isWanted })
  t.same(cursor.accept({ Items: items('a', 'b'), LastEvaluatedKey: lastKey('b') }), items('a'))
  t.equal(cursor.next(9)?.limit, 1, 'one is missing still')
  t.same(cursor.accept({ Items: items('c'), LastEvaluatedKey: lastKey('c') }), items('c'))
  t.ok(cursor.done)
  t.end()
})

test('a group is held back until it is complete, and comes in the order of whole keys', t => {
  const ends = ['a', 'b', 'c', 'd', 'e']
  const group = ends.map(end => longItem(bytes('k'.repeat(1_500) + end), 'B')).sort(byRangeKey)
  const sorted = ends.map(end => longItem(bytes('k'.repeat(1_500) + end), 'B'))
  t.notSame(group, sorted, 'another order than that of range keys')

  const cursor = cursorOver({})
  t.same(
    cursor.accept({ Items: [...items('a'), ...group.slice(0, 2)], LastEvaluatedKey: group[1] as Item }),
    items('a')
  )
  t.same(cursor.accept({ Items: group.slice(2, 4), LastEvaluatedKey: group[3] as Item }), [])
  t.same(
    cursor.accept({ Items: [...group.slice(4), ...items('l')], LastEvaluatedKey: lastKey('l') }),
    [...sorted, ...items('l')],
    'before what follows'
  )

  const reverse = cursorOver({}, { reverse: true, limit: 3 })
  t.same(
    reverse.accept({ Items: group.toReversed() }),
    sorted.toReversed().slice(0, 3),
    'in reverse, to a limit'
  )

  const cut = cursorOver({ gt: bytes(`${'k'.repeat(1_500)}a`), lt: bytes(`${'k'.repeat(1_500)}d`) })
  t.same(cut.accept({ Items: group }), sorted.slice(1, 3), 'between ends')
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
  const sample = fc.record({
    stored: fc.uniqueArray(keys(type), { maxLength: 40, selector: key => key.toString('latin1') }),
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
      const direction = reverse ? -1 : 1
      const byKey = (a: Item, b: Item) =>
        direction * Buffer.compare(escapedKeyOf(a, schema), escapedKeyOf(b, schema))
      const all = stored.map(key => longItem(key, type))
      const expected = all
        .filter(item => {
          const key = escapedKeyOf(item, schema)
          return isAboveLower(range, key) && isBelowUpper(range, key)
        })
        .sort(byKey)
        .slice(0, limit)

      const inTable = all.sort((a, b) => direction * byRangeKey(a, b))
      const cursor = new PageCursor({ range, schema, reverse, limit, isWanted: () => true })
      const found: Item[] = []
      let read = 0
      while (!cursor.done) {
        const page = cursor.next(pageSizes.next().value!)!
        const output = query(page, inTable)
        read += output.Items.filter(isInNoGroup).length
        found.push(...cursor.accept(output))
      }
      if (found.length !== expected.length) throw new Error(`${found.length} keys of ${expected.length}`)
      if (!found.every((item, index) => item === expected[index])) throw new Error('another order')
      // One too many at each end. Of a group all must be read.
      const needed = expected.filter(isInNoGroup).length
      if (type === 'B' && read > needed + 2) throw new Error(`read ${read} keys for ${needed}`)
    },
    { runs: 1_000 }
  )

  function isInNoGroup(item: Item): boolean {
    return groupOf(storedBytes(item['sk']), type) === undefined
  }

  /** What DynamoDB does. */
  function query({ query: { condition }, startKey, limit }: Page, inTable: Item[]) {
    const start =
      startKey === undefined ? 0 : inTable.findIndex(item => byRangeKey(item, startKey as Item) === 0) + 1
    const Items = inTable
      .slice(start)
      .filter(item => admits(condition, storedBytes(item['sk'])))
      .slice(0, limit)
    // A page that was ended by its limit does not know whether anything follows.
    return { Items, LastEvaluatedKey: Items.length === limit ? Items.at(-1) : undefined }
  }
}

function longItem(key: Buffer, type: 'B' | 'S'): Item {
  return { pk: { S: '!' }, sk: encodeKey(key, type), ...wholeKey(key) }
}

function byRangeKey(a: Item, b: Item): number {
  return Buffer.compare(storedBytes(a['sk']), storedBytes(b['sk']))
}
