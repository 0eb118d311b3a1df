// Writes under conditions: alone, in batches, on sublevels. What fails writes nothing and says where.
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type ErrorCode } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { createFaultyClient, failing, losingAnswer, numbered, only, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { rejection } from '../rejection.js'
import { accessDenied, connectionReset } from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

const CONFLICT = 'DYNAMO_LEVEL_CONFLICT'
const faulty = createFaultyClient()
const { test: dbTest } = databaseTests<string, string>(faulty, UTF8)
let now = Date.now()
holdClock()
clock.now = () => now

/** The key that a conflict names, and what stands there. */
async function conflict(writing: Promise<unknown>): Promise<[key: string, current?: string]> {
  const { key, ...rest } = await rejection(writing, CONFLICT)
  return 'current' in rest ? [String(key), String(rest.current?.value)] : [String(key)]
}

const revisionOf = async (db: DynamoLevel, key: string) => (await db.getEntry(key))!.revision
/** Of an entry that is not there any more. */
const OTHER = 'r:AAAAAAAAAAAAAAAA'

dbTest('put if absent', async (t, db) => {
  await db.put('a', '1', { ifAbsent: true })
  t.equal(await db.get('a'), '1', 'is absent')
  t.same(await conflict(db.put('a', '2', { ifAbsent: true })), ['a'], 'is there')
  t.equal(await db.get('a'), '1', 'and stays')
  await db.put('a', '3', { ifAbsent: false })
  t.equal(await db.get('a'), '3', 'without a condition')
  await db.put('b', '1', { ttl: 1_000 })
  t.same(await conflict(db.put('b', '2', { ifAbsent: true })), ['b'])
  now += 1_000
  await db.put('b', '2', { ifAbsent: true })
  t.equal(await db.get('b'), '2', 'is expired')
})

dbTest('put if it matches', async (t, db) => {
  t.same(await conflict(db.put('a', '1', { ifMatch: OTHER })), ['a'], 'is absent')
  t.equal(await db.get('a'), undefined)
  await db.put('a', '1')
  const revision = await revisionOf(db, 'a')
  await db.put('a', '2', { ifMatch: revision })
  t.equal(await db.get('a'), '2', 'matches')
  t.same(await conflict(db.put('a', '3', { ifMatch: revision })), ['a'], 'does not match any more')
  t.equal(await db.get('a'), '2', 'and stays')

  await db.put('b', '1', { ttl: 1_000 })
  const expiring = await revisionOf(db, 'b')
  now += 1_000
  t.same(await conflict(db.put('b', '2', { ifMatch: expiring })), ['b'], 'is expired')
})

dbTest('del under conditions', async (t, db) => {
  t.same(await conflict(db.del('a', { ifMatch: OTHER })), ['a'], 'nothing matches')
  await db.del('a', { ifAbsent: true })
  await db.put('a', '1')
  t.same(await conflict(db.del('a', { ifAbsent: true })), ['a'], 'is there')
  t.same(await conflict(db.del('a', { ifMatch: OTHER })), ['a'], 'does not match')
  t.equal(await db.get('a'), '1')
  await db.del('a', { ifMatch: await revisionOf(db, 'a') })
  t.equal(await db.get('a'), undefined, 'matches')
})

dbTest('a condition costs no request', async (t, db) => {
  await db.put('a', '1', { ifAbsent: true })
  await rejection(db.put('a', '2', { ifAbsent: true }), CONFLICT)
  await rejection(db.put('a', '2', { ifMatch: OTHER, returnCurrent: true }), CONFLICT)
  await rejection(db.del('a', { ifMatch: OTHER }), CONFLICT)
  t.same(faulty.log.counts(), { PutItem: 3, DeleteItem: 1 })
  faulty.log.clear()
  await db.batch([
    { type: 'put', key: 'b', value: '1', ifAbsent: true },
    { type: 'del', key: 'a' }
  ])
  t.same(faulty.log.counts(), { TransactWriteItems: 1 })
})

dbTest('batches under conditions', async (t, db) => {
  await db.batch([
    { type: 'put', key: 'a', value: '1', ifAbsent: true },
    { type: 'put', key: 'b', value: '1' }
  ])
  const a = await revisionOf(db, 'a')
  await db.batch([
    { type: 'put', key: 'a', value: '2', ifMatch: a },
    { type: 'del', key: 'b', ifMatch: await revisionOf(db, 'b') },
    { type: 'put', key: 'c', value: '2', ifAbsent: true },
    { type: 'put', key: 'd', value: '2' }
  ])
  const after = await db.iterator().all()
  t.same(
    after,
    ['a', 'c', 'd'].map(key => [key, '2']),
    'all hold'
  )

  const failing = db.batch([
    { type: 'put', key: 'b', value: '3' },
    { type: 'put', key: 'e', value: '3', ifAbsent: true },
    { type: 'put', key: 'c', value: '3', ifAbsent: true },
    { type: 'del', key: 'a', ifMatch: a }
  ])
  t.same(await conflict(failing), ['c'], 'the first that does not hold is named')
  t.same(await db.iterator().all(), after, 'and nothing is written')
})

dbTest('the options of a batch hold for all of its operations', async (t, db) => {
  await db.put('b', '1')
  const writes = ['a', 'b'].map(key => ({ type: 'put' as const, key, value: '2' }))
  t.same(await conflict(db.batch(writes, { ifAbsent: true })), ['b'], 'of an array')
  const chain = db.batch().put('a', '2').put('b', '2')
  t.same(await conflict(chain.write({ ifAbsent: true })), ['b'], 'chained')
  t.equal(await db.get('a'), undefined)
})

dbTest('the last operation on a key has the last condition', async (t, db) => {
  await db.batch([
    { type: 'put', key: 'a', value: '1', ifMatch: OTHER },
    { type: 'put', key: 'a', value: '2', ifAbsent: true }
  ])
  t.equal(await db.get('a'), '2')
})

dbTest('chained batches under conditions', async (t, db) => {
  const write = () => db.batch().put('a', '1', { ifAbsent: true }).put('b', '1').write()
  await write()
  await db.del('b')
  t.same(await conflict(write()), ['a'])
  t.equal(await db.get('b'), undefined, 'nothing is written')
  const revision = await revisionOf(db, 'a')
  await db.batch().del('a', { ifMatch: revision }).put('b', '2').write()
  t.same(await db.iterator().all(), [['b', '2']])
})

dbTest('sublevels under conditions', async (t, db) => {
  const users = db.sublevel<string, object>('users', { valueEncoding: 'json' })
  const options = (given: object) => given as { keyEncoding?: string }
  await users.put('ada', { born: 1815 }, options({ ifAbsent: true }))
  t.same(await conflict(users.put('ada', {}, options({ ifAbsent: true }))), ['!users!ada'], 'put')
  t.same(await conflict(users.del('ada', options({ ifMatch: OTHER }))), ['!users!ada'], 'del')
  const within = [{ type: 'put' as const, key: 'ada', value: {}, ifAbsent: true }]
  t.same(await conflict(users.batch(within)), ['!users!ada'], 'batch')
  const through = { type: 'put' as const, key: 'ada', value: '{}', sublevel: users, ifAbsent: true }
  t.same(await conflict(db.batch([through, { type: 'put', key: 'a', value: '1' }])), ['!users!ada'])
  t.same(await db.keys().all(), ['!users!ada'], 'nothing is written')

  const entry = await db.getEntry<string, object>('ada', { sublevel: users })
  t.same(entry?.value, { born: 1815 })
  await users.put('ada', { born: 1816 }, options({ ifMatch: entry?.revision }))
  t.same(await users.get('ada'), { born: 1816 }, 'getEntry of a sublevel gives its revision')
})

dbTest('an operation has another condition than its batch', async (t, db) => {
  await db.put('a', '1')
  const match = { type: 'put' as const, key: 'a', value: '2', ifMatch: await revisionOf(db, 'a') }
  await db.batch([match, { type: 'put', key: 'b', value: '2' }], { ifAbsent: true })
  t.same(await db.getMany(['a', 'b']), ['2', '2'])
  const again = { ...match, ifMatch: await revisionOf(db, 'a') }
  t.same(await conflict(db.batch([again, { type: 'put', key: 'b', value: '3' }], { ifAbsent: true })), ['b'])
})

dbTest('what stands there cannot be read', async (t, db) => {
  await db.put('a', 'x'.repeat(500_000))
  const again = () => rejection(db.put('a', '2', { ifAbsent: true, returnCurrent: true }), CONFLICT)
  faulty.onRequest = only('GetItem', failing(accessDenied))
  const denied = await again()
  t.equal((denied.cause as { code?: unknown }).code, 'DYNAMO_LEVEL_ACCESS_DENIED', 'a chunk of it')
  t.notOk('current' in denied, 'which does not say that there is nothing')
  faulty.onRequest = passOn

  const odd = { pk: { S: db.name }, sk: { B: Buffer.from('a') } }
  await faulty.client.send(new PutItemCommand({ TableName: db.table, Item: odd }))
  const { cause } = await again()
  t.equal((cause as { code?: unknown }).code, 'LEVEL_CORRUPTION', 'an item of others')
})

dbTest('a conflict gives what stands there, where that is asked for', async (t, db) => {
  await db.put('a', '1', { ttl: 60_000 })
  const entry = (await db.getEntry('a'))!
  const expected = { ...entry, value: Buffer.from('1') }
  const other = { type: 'put' as const, key: 'b', value: '1' }
  const failing = { type: 'put' as const, key: 'a', value: '2', ifAbsent: true }
  for (const [name, write] of Object.entries<() => Promise<unknown>>({
    put: () => db.put('a', '2', { ifAbsent: true, returnCurrent: true }),
    del: () => db.del('a', { ifMatch: OTHER, returnCurrent: true }),
    batch: () => db.batch([other, failing], { returnCurrent: true }),
    'chained batch': () =>
      db.batch().put('b', '1').put('a', '2', { ifAbsent: true }).write({ returnCurrent: true })
  })) {
    t.same((await rejection(write(), CONFLICT)).current, expected, name)
  }
  t.notOk('current' in (await rejection(db.batch([other, failing]), CONFLICT)), 'and not otherwise')

  const absent = await rejection(db.put('b', '1', { ifMatch: OTHER, returnCurrent: true }), CONFLICT)
  t.ok('current' in absent && absent.current === undefined, 'nothing is there')
  now += 60_000
  const expired = await rejection(
    db.put('a', '1', { ifMatch: entry.revision, returnCurrent: true }),
    CONFLICT
  )
  t.ok('current' in expired && expired.current === undefined, 'what is there is expired')
})

dbTest('a revision is another one with every write', async (t, db) => {
  const seen = new Set<string>()
  const note = async (key: string) => seen.add(await revisionOf(db, key))
  for (const write of [
    () => db.put('a', '1'),
    () => db.put('a', '1'),
    () => db.batch(['a', 'b'].map(key => ({ type: 'put', key, value: '1' }))),
    () => db.batch([{ type: 'put', key: 'a', value: '1' }], { atomic: false }),
    () => db.expire('a', 60_000),
    () => db.expire('a', null),
    () => db.transaction(tx => tx.put('a', '1'))
  ]) {
    await write()
    await note('a')
  }
  t.equal(seen.size, 7)

  const before = await revisionOf(db, 'b')
  await db.put('a', '2')
  t.equal(await revisionOf(db, 'b'), before, 'and none where another entry is written')
  await db.close()
  await db.open()
  t.equal(await revisionOf(db, 'b'), before, 'nor by opening')
})

dbTest('getEntry', async (t, db) => {
  t.equal(await db.getEntry('a'), undefined, 'of what is not there')
  const expiresAt = now + 1_000
  await db.put('a', '{"b":1}', { expiresAt })
  const entry = await db.getEntry<string, object>('a', { valueEncoding: 'json' })
  t.same(entry?.value, { b: 1 }, 'decodes')
  t.equal(entry?.expiresAt, expiresAt)
  t.same(await db.getEntry(Buffer.from('a'), { keyEncoding: 'buffer' }), { ...entry, value: '{"b":1}' })
  faulty.log.clear()
  await db.getEntry('a', { consistentRead: false })
  t.equal((faulty.log.requests[0]!.input as { ConsistentRead?: boolean }).ConsistentRead, false)
  now += 1_000
  t.equal(await db.getEntry('a'), undefined, 'of what is expired')

  const large = 'x'.repeat(1_000_000)
  await db.put('b', large)
  const { value, revision } = (await db.getEntry('b'))!
  t.equal(value, large, 'of a large value')
  await db.put('b', 'small', { ifMatch: revision })
  t.equal(await db.get('b'), 'small', 'whose revision serves')
})

dbTest('items that other tools wrote', async (t, db) => {
  const write = (value: string) =>
    faulty.client.send(
      new PutItemCommand({
        TableName: db.table,
        Item: { pk: { S: db.name }, sk: { B: Buffer.from('a') }, v: { B: Buffer.from(value) } }
      })
    )
  await write('1')
  t.same(await conflict(db.put('a', '2', { ifAbsent: true })), ['a'])
  t.same(await conflict(db.put('a', '2', { ifMatch: OTHER })), ['a'])
  const first = await revisionOf(db, 'a')
  await write('2')
  t.same(await conflict(db.put('a', '3', { ifMatch: first })), ['a'], 'another value')
  const second = await revisionOf(db, 'a')
  t.notEqual(second, first)
  await db.put('a', '2', { ifMatch: second })
  t.equal(await db.get('a'), '2')
  t.same(await conflict(db.put('a', '3', { ifMatch: second })), ['a'], 'the same value, written by us')

  await write('')
  await db.put('a', '1', { ifMatch: await revisionOf(db, 'a') })
  t.equal(await db.get('a'), '1', 'an empty value')
})

dbTest('many at once: one of them succeeds', async (t, db) => {
  const tries = (options: object) =>
    Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        db.put('a', String(index), options).then(
          () => [index],
          error => rejection(Promise.reject(error), CONFLICT).then((): number[] => [])
        )
      )
    )
  const winners = (await tries({ ifAbsent: true })).flat()
  t.equal(winners.length, 1)
  t.equal(await db.get('a'), String(winners[0]))
  t.equal((await tries({ ifMatch: await revisionOf(db, 'a') })).flat().length, 1)
})

const LOST = () => numbered(1, 1, losingAnswer(connectionReset))

dbTest('a write whose answer is lost is no conflict with itself', async (t, db) => {
  faulty.onAttempt = LOST()
  await db.put('a', '1', { ifAbsent: true })
  t.equal(await db.get('a'), '1', 'ifAbsent')
  const revision = await revisionOf(db, 'a')
  faulty.onAttempt = LOST()
  await db.put('a', '2', { ifMatch: revision })
  t.equal(await db.get('a'), '2', 'ifMatch')
  const next = await revisionOf(db, 'a')
  faulty.onAttempt = LOST()
  await db.batch([
    { type: 'put', key: 'b', value: '1', ifAbsent: true },
    { type: 'del', key: 'a', ifMatch: next }
  ])
  t.same(await db.iterator().all(), [['b', '1']], 'in a batch')
})

dbTest('a large value whose answer is lost stays whole', async (t, db) => {
  const large = 'x'.repeat(500_000)
  await db.put('a', large)
  for (const isConditional of [false, true]) {
    const options = isConditional ? { ifMatch: await revisionOf(db, 'a') } : {}
    faulty.onAttempt = only('PutItem', numbered(2, 2, losingAnswer(connectionReset)))
    await db.put('a', large + large, options)
    t.equal((await db.get('a'))?.length, 1_000_000)
    await db.put('a', large)
  }
})

dbTest('a write of which nobody knows whether it was done is not called a conflict', async (t, db) => {
  const unknown = async (writing: Promise<unknown>, name: string) => {
    t.equal((await rejection(writing, 'LEVEL_IO_ERROR')).awsName, 'ConditionalCheckFailedException', name)
  }
  await db.put('a', '1')
  const revision = await revisionOf(db, 'a')
  faulty.onAttempt = LOST()
  await unknown(db.del('a', { ifMatch: revision }), 'del')
  t.equal(await db.get('a'), undefined, 'it was done')

  const other = new DynamoLevel(db.location, { client: faulty.client })
  await other.open()
  let isFirst = true
  faulty.onAttempt = async (_request, send) => {
    const output = await send()
    if (!isFirst) return output
    isFirst = false
    await other.put('a', '3')
    throw connectionReset()
  }
  await unknown(db.put('a', '2', { ifAbsent: true }), 'put that somebody overwrote')
  t.equal(await db.get('a'), '3')
  await other.close()
})

dbTest('what has conditions must fit into one transaction', async (t, db) => {
  const writes = Array.from({ length: 101 }, (_, index) => ({
    type: 'put' as const,
    key: String(index),
    value: '1',
    ...(index === 50 && { ifAbsent: true })
  }))
  const { count, limit } = await rejection(db.batch(writes), 'DYNAMO_LEVEL_TOO_LARGE')
  t.same([count, limit], [101, 100])
  const large = writes.slice(45, 56).map(write => ({ ...write, value: 'x'.repeat(390_000) }))
  await rejection(db.batch(large), 'DYNAMO_LEVEL_TOO_LARGE')
  t.same(faulty.log.counts(), {}, 'before anything is sent')
  await db.batch(writes.slice(1))
  t.equal((await db.keys().all()).length, 100)
})

/** A write that is refused, and the option that is named. */
function misuse(t: Test, name: string, writing: () => Promise<unknown>, option: string, hint: RegExp) {
  return (async () => writing())().then(
    () => t.fail(name),
    (error: TypeError & { code?: ErrorCode; option?: string }) => {
      t.ok(error instanceof TypeError, name)
      t.same([error.code, error.option], ['DYNAMO_LEVEL_INVALID_OPTION', option])
      t.match(error.message, hint)
    }
  )
}

dbTest('conditions that cannot be', async (t, db) => {
  const users = db.sublevel('users')
  for (const [options, option, hint] of [
    [{ ifAbsent: 'yes' }, 'ifAbsent', /true or false/],
    [{ ifMatch: 'any' }, 'ifMatch', /getEntry/],
    [{ ifMatch: 7 }, 'ifMatch', /getEntry/],
    [{ ifAbsent: true, ifMatch: OTHER }, 'ifAbsent', /one of/],
    [{ ifabsent: true }, 'ifabsent', /ifAbsent/],
    [{ ifNoneMatch: OTHER }, 'ifNoneMatch', /ifMatch/],
    [{ ifAbsent: true, returnCurrent: 'yes' }, 'returnCurrent', /true or false/],
    [{ atomic: 'no' }, 'atomic', /true or false/],
    [{ atomic: false, ifAbsent: true }, 'atomic', /leave out/]
  ] as [object, string, RegExp][]) {
    const text = JSON.stringify(options)
    const writes = [
      { type: 'put' as const, key: 'a', value: '1' },
      { type: 'put' as const, key: 'b', value: '1' }
    ]
    await misuse(t, `put ${text}`, () => db.put('a', '1', options), option, hint)
    await misuse(t, `put on a sublevel ${text}`, () => users.put('a', '1', options), option, hint)
    await misuse(t, `batch ${text}`, () => db.batch(writes, options), option, hint)
    const chained = () => db.batch().put('a', '1').put('b', '1').write(options)
    await misuse(t, `chained batch ${text}`, chained, option, hint)
    await misuse(t, `del ${text}`, () => db.del('a', options), option, hint)
  }
  const one = [{ type: 'put' as const, key: 'a', value: '1', ifabsent: true }]
  await misuse(t, 'in an operation', () => db.batch(one), 'ifabsent', /ifAbsent/)
  t.same(faulty.log.counts(), {}, 'nothing is sent')
})

dbTest('operations on sublevels of others', async (t, db) => {
  const other = new DynamoLevel(uniqueLocation(), { client: faulty.client })
  const theirs = other.sublevel('users')
  const put = { type: 'put' as const, key: 'a', value: '1' }
  const hint = /of this database/
  await misuse(t, 'batch', () => db.batch([put, { ...put, sublevel: theirs }]), 'sublevel', hint)
  const chained = () => db.batch().put('a', '1').put('a', '1', { sublevel: theirs }).write()
  await misuse(t, 'chained batch', chained, 'sublevel', hint)
  const ours = db.sublevel('ours')
  // To its types a sublevel takes nothing but its own.
  const theirPut = { ...put, sublevel: theirs } as unknown as typeof put
  await misuse(t, 'batch of a sublevel', () => ours.batch([theirPut]), 'sublevel', hint)
  await misuse(t, 'getEntry', () => db.getEntry('a', { sublevel: theirs }), 'sublevel', hint)
  await ours.batch([{ ...put, sublevel: db.sublevel('siblings') } as unknown as typeof put])
  t.same(await db.keys().all(), ['!siblings!a'], 'a sibling is ours')
  await other.close()
})

dbTest(
  'a database whose batches are not atomic',
  async (t, db) => {
    await db.put('a', '1', { ifAbsent: true })
    t.same(
      await conflict(db.del('a', { ifMatch: OTHER })),
      ['a'],
      'single writes have conditions all the same'
    )
    const writes = ['a', 'b'].map(key => ({ type: 'put' as const, key, value: '2', ifAbsent: true }))
    await misuse(t, 'batch', () => db.batch(writes), 'atomic', /leave out/)
    t.same(await conflict(db.batch(writes, { atomic: true })), ['a'], 'a batch that is atomic')
  },
  { atomic: false }
)

dbTest('a failed condition leaves nothing of large values', async (t, db) => {
  const large = 'x'.repeat(500_000)
  await db.put('a', '1')
  faulty.log.clear()
  await rejection(db.put('a', large, { ifAbsent: true }), CONFLICT)
  await rejection(
    db.batch([
      { type: 'put', key: 'a', value: '1', ifAbsent: true },
      { type: 'put', key: 'b', value: large }
    ]),
    CONFLICT
  )
  now += 1
  t.same(await db.collect({ minAge: 0 }), { values: 0, chunks: 0, bytes: 0, next: undefined })
})

test.onFinish(() => faulty.client.destroy())
