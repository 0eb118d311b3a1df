// The order of what a process does: writes on one key, clears of a range, batches and pages of iterators.
import test from 'tape'
import { createFaultyClient, failing, numbered, only } from '../faulty-client.js'
import { Gate } from '../gate.js'
import { holdClock } from '../held-clock.js'
import { outcomes } from '../outcomes.js'
import { rejection } from '../rejection.js'
import { accessDenied } from '../service-failures.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

const faulty = createFaultyClient()
const { client, log } = faulty
const { test: dbTest } = databaseTests<string, string>(faulty, UTF8)
holdClock()

const names = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'))
const puts = (count: number) => names(count).map(key => ({ type: 'put' as const, key, value: '1' }))

/** Begins something, and holds its first request of a kind until the gate is opened. */
async function hold<T>(
  operation: string,
  begin: () => Promise<T>
): Promise<{ first: Promise<T>; gate: Gate }> {
  const gate = new Gate()
  faulty.onRequest = only(operation, numbered(1, 1, gate.request))
  const first = begin()
  await gate.reached
  return { first, gate }
}

dbTest('writes on one key are done in their order, whatever they are', async (t, db) => {
  // Answers of the first come last.
  const gate = new Gate()
  faulty.onRequest = numbered(1, 1, gate.request)
  const done: string[] = []
  const note = (name: string) => () => done.push(name)
  const calls = [
    db.put('a', '1').then(note('put')),
    // Awaited in between, so that they are sent when they come.
    gate.reached.then(() => db.put('a', '2', { ifAbsent: true })).catch(note('put if absent')),
    gate.reached.then(() => db.batch([{ type: 'put', key: 'a', value: '3' }])).then(note('batch')),
    gate.reached.then(() => db.put('b', '1')).then(note('another key')),
    gate.reached.then(() => db.put('a', '4')).then(note('last put'))
  ]
  await gate.reached
  await calls[3]
  gate.open()
  await Promise.all(calls)
  t.same(done, ['another key', 'put', 'put if absent', 'batch', 'last put'])
  t.equal(await db.get('a'), '4')
})

dbTest('a batch that is refused at once, between writes of its key', async (t, db) => {
  const calls = [
    db.put('a', '1'),
    db.batch([
      { type: 'put', key: 'a', value: '2' },
      { type: 'put', key: 'b', value: '2', ttl: -1 }
    ]),
    db.put('a', '3')
  ]
  t.same(await outcomes<unknown>(calls), [undefined, 'error DYNAMO_LEVEL_INVALID_OPTION', undefined])
  t.same(await db.iterator().all(), [['a', '3']])
})

dbTest('who fails before its turn lets nobody overtake', async (t, db) => {
  const { first, gate } = await hold('PutItem', () => db.put('a', '1'))
  const refused = db.batch([{ type: 'del', key: 'a', ifMatch: 'r:' }], { atomic: false })
  const [outcome] = await outcomes<unknown>([refused])
  t.equal(outcome, 'error DYNAMO_LEVEL_INVALID_OPTION', 'and is told at once')
  const last = db.put('a', '2')
  // It would be sent by now.
  await db.put('b', '1')
  gate.open()
  await Promise.all([first, last])
  t.equal(await db.get('a'), '2')
})

dbTest('when an entry expires is told in the order of its writes', async (t, db) => {
  const { first, gate } = await hold('PutItem', () => db.put('a', '1'))
  const rest = [db.expire('a', 60_000), db.ttl('b')]
  // It would be sent by now.
  await rest[1]
  gate.open()
  t.same(await Promise.all([first, rest[0]]), [undefined, true])
  t.ok((await db.ttl('a'))! > 0)

  const calls = [db.put('a', '2'), db.expire('a', 60_000), db.put('a', '3'), db.expire('c', 60_000)]
  t.same(await Promise.all<unknown>(calls), [undefined, true, undefined, false])
  t.equal(await db.ttl('a'), null)
  t.equal(await db.get('a'), '3')
})

dbTest('a range is cleared in the order of the writes to it', async (t, db) => {
  const long = 'a'.repeat(2_000)
  const many = names(150).map(name => ({ type: 'put' as const, key: `a${name}`, value: '1' }))
  await Promise.all([
    db.put('a', '1'),
    db.put(long, '1'),
    db.batch(many),
    db.put('b', '1'),
    db.clear({ lt: 'b' }),
    db.put('a', '2')
  ])
  t.same(
    await db.iterator().all(),
    [
      ['a', '2'],
      ['b', '1']
    ],
    'what came before is cleared'
  )

  await db.put('a', '1')
  const done: string[] = []
  const note = (name: string) => () => done.push(name)
  const { first, gate } = await hold('BatchWriteItem', () => db.clear({ lt: 'b' }).then(note('first clear')))
  const rest = [
    db.put('a', '2').then(note('put')),
    db.put(long, '2').then(note('put of a long key')),
    db.batch([
      { type: 'put', key: 'a1', value: '2' },
      { type: 'put', key: 'c', value: '2' }
    ]),
    db.clear({ gte: 'c' }).then(note('second clear')),
    db.put('c1', '2').then(note('put after the second clear')),
    db.expire('a', 60_000).then(note('expire'))
  ]
  await db.put('b', '2')
  await db.clear({ gte: 'x' })
  t.same(done, [], 'what is elsewhere waits for nobody')
  gate.open()
  await Promise.all([first, ...rest])
  t.equal(done[0], 'first clear')
  t.ok(done.indexOf('put') < done.indexOf('expire'))
  t.ok(done.indexOf('second clear') < done.indexOf('put after the second clear'))
  t.same(
    await db.iterator().all(),
    [
      ['a', '2'],
      ['a1', '2'],
      [long, '2'],
      ['b', '2'],
      ['c1', '2']
    ],
    'what came after is there'
  )
  t.ok((await db.ttl('a'))! > 0)
})

dbTest('a page of an iterator shows all of a batch or nothing', async (t, db) => {
  for (const [request, count] of [
    ['BatchWriteItem', 150],
    ['TransactWriteItems', 2]
  ] as const) {
    for (const held of [request, 'Query']) {
      const isBatchFirst = held === request
      const gate = new Gate()
      faulty.onRequest = only(held, numbered(1, 1, isBatchFirst ? gate.request : gate.answer))
      const begin = [() => db.batch(puts(count)), () => db.keys().all()]
      if (!isBatchFirst) begin.reverse()
      const first = begin[0]!()
      await gate.reached
      log.clear()
      const second = begin[1]!()
      // It would be sent by now.
      for (let number = 0; number < 3; number++) await db.get('none')
      t.same(log.counts(), { GetItem: 3 }, `waits for ${held}`)
      gate.open()
      const [keys] = (await Promise.all<unknown>([first, second])).filter(Array.isArray)
      t.equal(keys?.length, isBatchFirst ? count : 0, `${count} operations`)
      await db.clear()
    }
  }
})

dbTest('batches wait for each other no more than pages do', async (t, db) => {
  for (const [request, call] of [
    ['TransactWriteItems', (name: string) => db.batch().put(name, '1').put(`${name}!`, '1').write()],
    ['Query', (name: string) => db.keys({ gte: name }).all()]
  ] as const) {
    const { first, gate } = await hold<unknown>(request, () => call('a'))
    await call('b')
    gate.open()
    await first
    t.pass(request)
  }
})

dbTest('an iterator that waits for a batch does not once it is aborted or closed', async (t, db) => {
  await db.batch(puts(200), { atomic: false })
  const closed = db.keys()
  await closed.nextv(100)
  const { first, gate } = await hold('TransactWriteItems', () =>
    db.batch().put('a', '1').put('b', '1').write()
  )
  log.clear()
  // The next page is read ahead.
  await closed.nextv(28)
  await closed.close()
  const controller = new AbortController()
  const aborted = db.keys({ signal: controller.signal }).next()
  controller.abort()
  await rejection(aborted, 'LEVEL_ABORTED')

  const other = db.keys().all()
  // It would be sent by now.
  for (let number = 0; number < 3; number++) await db.get('none')
  t.same(log.counts(), { GetItem: 3 }, 'and lets nobody overtake')
  gate.open()
  await first
  t.equal((await other).length, 202)
})

dbTest('a range that could not be cleared holds up nobody', async (t, db) => {
  await db.put('a', '1')
  faulty.onRequest = only('Query', failing(accessDenied))
  const calls = [db.put('a', '2'), db.clear(), db.put('a', '3')]
  t.same(await outcomes<unknown>(calls), [undefined, 'error DYNAMO_LEVEL_ACCESS_DENIED', undefined])
  t.equal(await db.get('a'), '3')
})

dbTest('one key that is written many times while a write is under way', async (t, db) => {
  const { first, gate } = await hold('PutItem', () => db.put('a', 'first'))
  const rest = names(100).map(name => db.put('a', name))
  gate.open()
  await Promise.all([first, ...rest])
  t.same(log.counts(), { PutItem: 2 })
  t.equal(await db.get('a'), '0099')
})

test('teardown', async () => client.destroy())
