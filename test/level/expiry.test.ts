// Entries that expire. Time is held: DynamoDB deletes nothing here, so that what is expired still stands in the table.
import {
  DescribeTimeToLiveCommand,
  UpdateTimeToLiveCommand,
  type UpdateTimeToLiveCommandInput
} from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { crashing } from '../crash.js'
import { createFaultyClient, losingAnswer, only, passOn } from '../faulty-client.js'
import { Gate } from '../gate.js'
import { holdClock } from '../held-clock.js'
import { orphans } from '../orphans.js'
import { pattern } from '../pattern.js'
import { createTable, uniqueTable } from '../raw-table.js'
import { readOn } from '../read-on.js'
import { openFailure, rejection } from '../rejection.js'
import { connectionReset, validation } from '../service-failures.js'
import { type StoredItem, storedItems } from '../stored-items.js'
import { uniqueLocation } from '../unique-location.js'

const SECOND = 1_000
const LARGE = pattern(340_000).toString('base64')
const LARGER = pattern(680_000, 2).toString('base64')

const faulty = createFaultyClient()
const other = createFaultyClient()
const { client, log } = faulty
let now = Date.now() + 3_600_000
holdClock()
clock.now = () => now

interface Setup {
  readonly db: DynamoLevel
  /** Another database on the same entries, with a client of its own. */
  again(): Promise<DynamoLevel>
}

function expiryTest(
  name: string,
  body: (t: Test, db: DynamoLevel, setup: Setup) => Promise<void>,
  options: DynamoLevelOptions<string, string> = {}
): void {
  test(name, async t => {
    const location = uniqueLocation()
    const all: DynamoLevel[] = []
    const open = async (options: DynamoLevelOptions<string, string>) => {
      const db = new DynamoLevel(location, options)
      all.push(db)
      await db.open()
      return db
    }
    const db = await open({ client, ...options })
    log.clear()
    try {
      await body(t, db, { db, again: () => open({ client: other.client }) })
    } finally {
      faulty.onRequest = passOn
      for (const one of all) await one.close()
    }
  })
}

/** What every kind of read finds of a key. */
async function found(db: DynamoLevel, key: string): Promise<Record<string, unknown>> {
  const range = { gte: key, lte: key }
  return {
    get: await db.get(key),
    'get that need not be consistent': await db.get(key, { consistentRead: false }),
    getMany: (await db.getMany(['none', key]))[1],
    has: (await db.has(key)) || undefined,
    hasMany: (await db.hasMany(['none', key]))[1] || undefined,
    entry: (await db.iterator(range).all())[0],
    key: (await db.keys(range).next()) ?? undefined,
    value: (await db.values({ ...range, reverse: true }).nextv(10))[0],
    limited: (await db.keys({ ...range, limit: 1 }).all())[0],
    getEntry: await db.getEntry(key),
    size: await db.size(key),
    ttl: await db.ttl(key),
    transaction: await db.transaction(tx => tx.get(key))
  }
}

for (const [name, value] of [
  ['an entry', '1'],
  ['a large entry', LARGE]
] as const) {
  expiryTest(`${name} is there until it expires, for every kind of read`, async (t, db) => {
    await db.put('a', value, { ttl: SECOND })
    await db.put('b', '1')
    now += SECOND - 1
    const before = await found(db, 'a')
    t.ok(
      Object.values(before).every(one => one !== undefined),
      `${Object.keys(before).length} kinds`
    )
    now += 1
    for (const [kind, one] of Object.entries(await found(db, 'a'))) t.equal(one, undefined, kind)
    t.same(await db.keys().all(), ['b'])
    t.same(await db.values().all(), ['1'])
    t.equal(await db.expire('a', SECOND), false, 'nor can it be kept any longer')
    t.equal((await storedItems(client, db.table, db.name)).length, 2, 'though it stands in the table')
  })
}

expiryTest('an expired entry can be overwritten in every way', async (t, db) => {
  const writes: Record<string, () => Promise<unknown>> = {
    put: () => db.put('a', '2'),
    'put if absent': () => db.put('a', '2', { ifAbsent: true }),
    batch: () =>
      db.batch([
        { type: 'put', key: 'a', value: '2' },
        { type: 'put', key: 'b', value: '2' }
      ]),
    'batch if absent': () =>
      db.batch([
        { type: 'put', key: 'a', value: '2', ifAbsent: true },
        { type: 'put', key: 'b', value: '2' }
      ]),
    transaction: () =>
      db.transaction(async tx => {
        if ((await tx.get('a')) === undefined) await tx.put('a', '2')
      })
  }
  for (const value of ['1', LARGE]) {
    for (const [name, write] of Object.entries(writes)) {
      await db.put('a', value, { ttl: SECOND })
      const revision = (await db.getEntry('a'))?.revision
      now += SECOND
      await rejection(db.put('a', '2', { ifMatch: revision }), 'DYNAMO_LEVEL_CONFLICT')
      await write()
      t.equal(await db.get('a'), '2', name)
      t.equal(await db.ttl('a'), null, 'for good')
      t.same(await orphans(db), [])
    }
  }
})

expiryTest('limits, seeks and clears go by what is there', async (t, db) => {
  const names = Array.from({ length: 20 }, (_, index) => String(index).padStart(2, '0'))
  const fill = () =>
    db.batch(
      names.map((key, index) => ({
        type: 'put' as const,
        key,
        value: '1',
        ...(index % 4 !== 3 && { ttl: SECOND })
      }))
    )
  await fill()
  now += SECOND
  t.same(await db.keys().all(), ['03', '07', '11', '15', '19'])
  t.same(await db.keys({ limit: 2 }).all(), ['03', '07'])
  t.same(await db.keys({ limit: 2, reverse: true }).all(), ['19', '15'])
  t.same(await db.keys({ gt: '03', lt: '15' }).all(), ['07', '11'])
  const iterator = db.keys({ limit: 3 })
  t.equal(await iterator.next(), '03')
  iterator.seek('12')
  t.same(await iterator.nextv(9), ['15', '19'])
  await iterator.close()

  await db.clear({ limit: 2 })
  t.same(await db.keys().all(), ['11', '15', '19'], 'clear with a limit')
  await db.clear({ limit: 1, reverse: true })
  t.same(await db.keys().all(), ['11', '15'])
  await fill()
  now += SECOND
  await db.clear({ gte: '10' })
  t.same(await db.keys().all(), ['03', '07'])
  await db.clear()
  t.same(await storedItems(client, db.table, db.name), [], 'clear removes what is expired too')
})

for (const limit of [2, 100, Infinity]) {
  expiryTest(`what expires before an iterator gives it, limit ${limit}`, async (t, db) => {
    for (const reverse of [false, true]) {
      for (const size of [1, 2, 100]) {
        await db.batch([...'abcdefg'].map(key => ({ type: 'put', key, value: '1', ttl: null })))
        for (const key of 'bcef') await db.expire(key, SECOND)
        const [byOne, bySome] = [db.keys({ limit, reverse }), db.keys({ limit, reverse })]
        const first = reverse ? 'g' : 'a'
        t.same([await byOne.next(), await bySome.nextv(1)], [first, [first]])
        now += SECOND
        const rest = limit === 2 ? ['d'] : ['d', reverse ? 'a' : 'g']
        const found: (string | undefined)[] = []
        for (let key = await byOne.next(); key !== undefined; key = await byOne.next()) found.push(key)
        t.same(found, rest, `next(), ${reverse ? 'reverse' : 'forward'}`)
        const { found: some } = await readOn(() => bySome.nextv(size))
        t.same(some, rest, `nextv(${size})`)
        await Promise.all([byOne.close(), bySome.close()])
      }
    }
  })
}

expiryTest('the ways to say when', async (t, db) => {
  const users = db.sublevel('users')
  const at = now + 5 * SECOND
  const ways: Record<string, () => Promise<unknown>> = {
    'put, ttl': () => db.put('a', '1', { ttl: 5 * SECOND }),
    'put, a Date': () => db.put('a', '1', { expiresAt: new Date(at) }),
    'put, a time': () => db.put('a', '1', { expiresAt: at }),
    'put, a fraction': () => db.put('a', '1', { ttl: 5 * SECOND - 0.5 }),
    'batch of one': () => db.batch([{ type: 'put', key: 'a', value: '1', ttl: 5 * SECOND }]),
    batch: () =>
      db.batch([
        { type: 'put', key: 'a', value: '1', ttl: 5 * SECOND },
        { type: 'del', key: 'b' }
      ]),
    'batch, as an option of all': () =>
      db.batch(
        [
          { type: 'put', key: 'a', value: '1' },
          { type: 'put', key: 'b', value: '1', ttl: null },
          { type: 'put', key: 'c', value: '1', ttl: SECOND }
        ],
        { ttl: 5 * SECOND }
      ),
    'batch that need not be atomic': () =>
      db.batch(
        [
          { type: 'put', key: 'a', value: '1', expiresAt: new Date(at) },
          { type: 'del', key: 'b' }
        ],
        { atomic: false }
      ),
    'batch of the journal': () =>
      db.batch(
        Array.from({ length: 101 }, (_, index) => ({
          type: 'put' as const,
          key: index === 7 ? 'a' : `z${index}`,
          value: '1',
          ttl: 5 * SECOND
        }))
      ),
    'chained batch': () =>
      db
        .batch()
        .put('a', '1', { ttl: 5 * SECOND })
        .del('b')
        .write(),
    'chained batch, as an option of all': () =>
      db
        .batch()
        .put('a', '1')
        .del('b')
        .write({ ttl: 5 * SECOND }),
    transaction: () =>
      db.transaction(async tx => {
        await tx.put('a', '1', { ttl: 5 * SECOND })
      }),
    'with conditions': () => db.put('a', '1', { ttl: 5 * SECOND, ifAbsent: true })
  }
  for (const [name, write] of Object.entries(ways)) {
    await db.del('a')
    await write()
    t.equal(await db.ttl('a'), 5 * SECOND, name)
    t.equal((await db.getEntry('a'))?.expiresAt, at)
  }
  await db.put('a', '1')
  t.equal(await db.ttl('a'), null, 'overwritten without a word about it, it does not expire')

  await users.put('a', '1', { ttl: SECOND })
  await db.batch([{ type: 'put', key: 'b', value: '1', sublevel: users, ttl: 2 * SECOND }])
  await db.transaction(tx => tx.put('c', '1', { sublevel: users, ttl: 3 * SECOND }))
  t.same(
    [
      await db.ttl('a', { sublevel: users }),
      await db.ttl('b', { sublevel: users }),
      await db.ttl('c', { sublevel: users })
    ],
    [SECOND, 2 * SECOND, 3 * SECOND],
    'on a sublevel'
  )
  now += 2 * SECOND
  t.same(await users.keys().all(), ['c'])
})

expiryTest(
  'a default of the database',
  async (t, db) => {
    await db.put('a', '1')
    await db.put('b', '1', { ttl: SECOND })
    await db.put('c', '1', { ttl: null })
    await db.put('d', '1', { expiresAt: now + 3 * SECOND })
    await db.batch().put('e', '1').put('f', '1', { ttl: null }).write()
    await db.transaction(tx => tx.put('g', '1'))
    await db.sublevel('s').put('h', '1')
    const ttls = await Promise.all([...'abcdefg', '!s!h'].map(key => db.ttl(key)))
    t.same(
      ttls.map(ttl => ttl && ttl / SECOND),
      [9, 1, null, 3, 9, null, 9, 9]
    )
    await db.expire('a', null)
    t.equal(await db.ttl('a'), null, 'which expire() overrides')
  },
  { ttl: 9 * SECOND }
)

expiryTest('expire() changes when, and nothing else', async (t, db) => {
  await db.put('a', '1')
  const { revision } = (await db.getEntry('a'))!
  for (const [when, left] of [
    [5 * SECOND, 5 * SECOND],
    [new Date(now + 3 * SECOND), 3 * SECOND],
    [0.5, 1],
    [null, null]
  ] as const) {
    log.clear()
    t.equal(await db.expire('a', when), true, String(when))
    t.same(log.counts(), { UpdateItem: 1 }, 'with one request')
    t.equal(await db.ttl('a'), left)
    t.equal(await db.get('a'), '1')
  }
  t.notEqual((await db.getEntry('a'))?.revision, revision, 'the entry has another revision')
  t.equal(await db.expire('none', SECOND), false, 'of what is not there')
  t.equal(await db.has('none'), false, 'and does not come to be')
  const users = db.sublevel('users')
  await users.put('a', '1')
  t.equal(await db.expire('a', SECOND, { sublevel: users }), true)
  t.equal(await db.ttl('a', { sublevel: users }), SECOND, 'on a sublevel')
  t.equal(await db.ttl('a'), null)
  t.equal(await db.expire('a', new Date(now)), true)
  t.equal(await db.get('a'), undefined, 'at once')

  await db.put('a', '1')
  faulty.onAttempt = only('UpdateItem', losingAnswerOnce())
  t.equal(await db.expire('a', new Date(now)), true, 'sent again after its answer was lost')
  faulty.onAttempt = passOn
})

function losingAnswerOnce() {
  let isLost = false
  return (...[request, send]: Parameters<typeof passOn>) => {
    const fault = isLost ? passOn : losingAnswer(connectionReset)
    isLost = true
    return fault(request, send)
  }
}

/** When an entry expires, and all that stands beside it: one time if all is well. */
async function expiries({ table, name }: DynamoLevel): Promise<string[]> {
  const items = [
    ...(await storedItems(other.client, table, name)),
    ...(await storedItems(other.client, table, `${name}#chunks`))
  ]
  return [...new Set(items.map(({ e, t }) => (e?.N ? `${Number(e.N) - now} ${t?.N}` : 'never')))]
}
const expiryIn = (ms: number) => [`${ms} ${Math.ceil((now + ms) / 1000)}`]

expiryTest('chunks expire with their entry', async (t, db) => {
  const isThere = (value: string) => async () => {
    t.equal(await db.get('a'), value)
  }
  await db.put('a', LARGE)
  t.same(await expiries(db), ['never'])
  for (const when of [9 * SECOND, 3 * SECOND, 5 * SECOND, null, SECOND] as const) {
    t.ok(await db.expire('a', when))
    t.same(await expiries(db), when === null ? ['never'] : expiryIn(when), `expire in ${when}`)
    await isThere(LARGE)()
  }
  await db.put('a', LARGER, { ttl: 7 * SECOND })
  t.same(await expiries(db), expiryIn(7 * SECOND), 'put')
  await db.batch([
    { type: 'put', key: 'a', value: LARGE, ttl: 8 * SECOND },
    { type: 'del', key: 'b' }
  ])
  t.same(await expiries(db), expiryIn(8 * SECOND), 'batch')
  await db.put('a', LARGER)
  t.same(await expiries(db), ['never'], 'put again')
  await isThere(LARGER)()
})

expiryTest('chunks that another process wrote expire with their entry', async (t, db, { again }) => {
  const writer = await again()
  await writer.put('a', LARGE, { ttl: SECOND })
  log.clear()
  t.ok(await db.expire('a', null))
  t.same(await expiries(db), ['never'], 'though this one never saw a large value')
})

expiryTest('expire() while the entry is overwritten', async (t, db, { again }) => {
  const writer = await again()
  for (const [when, left] of [
    [null, ['never']],
    [9 * SECOND, expiryIn(9 * SECOND)],
    [SECOND, expiryIn(SECOND)]
  ] as const) {
    for (const [value, next] of [
      [LARGE, LARGER],
      ['1', LARGE],
      [LARGE, '1']
    ] as const) {
      await writer.put('a', value, { ttl: 5 * SECOND })
      const gate = new Gate()
      let count = 0
      // Between what tells of the chunks and what follows.
      faulty.onRequest = (request, send) => (++count === 2 ? gate.request : passOn)(request, send)
      const expiring = db.expire('a', when)
      await Promise.race([gate.reached, expiring])
      await writer.put('a', next, { ttl: 4 * SECOND })
      gate.open()
      t.ok(await expiring)
      const isAfter = count === 1
      const entry = await db.getEntry('a')
      t.equal(entry?.value, next)
      t.same(
        await expiries(db),
        isAfter ? expiryIn(4 * SECOND) : left,
        `${when}: ${value.length}, ${next.length}`
      )
      faulty.onRequest = passOn
    }
  }
})

expiryTest(
  'expire() that is interrupted never lets chunks go before their entry',
  async (t, db, { again }) => {
    const reader = await again()
    const timeOf = ({ e }: StoredItem) => Number(e?.N ?? Infinity)
    for (const [before, after] of [
      [9 * SECOND, 3 * SECOND],
      [3 * SECOND, 9 * SECOND],
      [null, 3 * SECOND],
      [3 * SECOND, null]
    ] as const) {
      for (let number = 1, isDone = false; !isDone; number++) {
        for (const moment of ['before', 'after'] as const) {
          await reader.put('a', LARGE, { ttl: before })
          faulty.onRequest = crashing(number, moment)
          isDone = await db.expire('a', after).catch(() => false)
          faulty.onRequest = passOn
          const [entry] = await storedItems(other.client, db.table, db.name)
          const chunks = await storedItems(other.client, db.table, `${db.name}#chunks`)
          const isSafe = chunks.length === 3 && chunks.every(chunk => timeOf(chunk) >= timeOf(entry!))
          t.ok(isSafe, `${before} to ${after}, ${moment} request ${number}`)
          t.equal(await reader.get('a'), LARGE)
          t.ok([before, after].includes((await reader.ttl('a')) as typeof before))
        }
      }
    }
  }
)

expiryTest('a time that cannot be is refused, and nothing is sent', async (t, db) => {
  const bad: [options: object, option: string][] = [
    ...[0, -1, -0.5, NaN, Infinity, -Infinity, 1e300, '5', '', true, {}, [], 5n, new Date()].map(
      ttl => [{ ttl }, 'ttl'] as [object, string]
    ),
    ...[0, -1, NaN, Infinity, 1e300, '2030-01-01', new Date(NaN), new Date(-1), true, null, {}].map(
      expiresAt => [{ expiresAt }, 'expiresAt'] as [object, string]
    ),
    [{ ttl: 1, expiresAt: 1 }, 'expiresAt'],
    [{ ttl: null, expiresAt: 'never' }, 'expiresAt']
  ]
  for (const [options, option] of bad) {
    const operation = { type: 'put' as const, key: 'a', value: '1', ...options }
    const writes = [
      () => db.put('a', '1', options),
      () => db.batch([operation]),
      () => db.batch([{ type: 'put', key: 'b', value: '1' }, operation], { atomic: false }),
      () => db.batch().put('b', '1').put('a', '1', options).write(),
      () => db.transaction(tx => tx.put('a', '1', options))
    ]
    for (const write of writes) {
      const error = await rejection(write(), 'DYNAMO_LEVEL_INVALID_OPTION')
      if (!((error as unknown) instanceof TypeError) || error.option !== option)
        t.fail(`${error.option}: ${error}`)
    }
    t.pass(String(Object.entries(options)))
  }
  for (const when of [0, -1, NaN, Infinity, 1e300, '5', undefined, new Date(NaN), {}]) {
    const error = await rejection(db.expire('a', when as never), 'DYNAMO_LEVEL_INVALID_OPTION')
    t.ok((error as unknown) instanceof TypeError, `expire(${String(when)})`)
  }
  t.same(log.counts(), {})
})

const put = (key: string, options: { ttl?: number | null; expiresAt?: number }) => ({
  type: 'put' as const,
  key,
  value: '1',
  ...options
})
const BY_THE_WHOLE: Record<string, (db: DynamoLevel, time: number) => Promise<void>> = {
  'a batch that expires at a time': (db, time) =>
    db.batch([put('a', {}), put('b', { ttl: SECOND }), put('c', { ttl: null })], { expiresAt: time }),
  'a batch that expires in a time': (db, time) =>
    db.batch([put('a', {}), put('b', { expiresAt: now + SECOND }), put('c', { ttl: null })], {
      ttl: time - now
    }),
  'a chained batch': (db, time) =>
    db
      .batch()
      .put('a', '1')
      .put('b', '1', { ttl: SECOND })
      .put('c', '1', { ttl: null })
      .write({ expiresAt: time })
}
for (const [name, write] of Object.entries(BY_THE_WHOLE)) {
  expiryTest(`operations that say otherwise: ${name}`, async (t, db) => {
    await write(db, now + 3 * SECOND)
    t.same([await db.ttl('a'), await db.ttl('b'), await db.ttl('c')], [3 * SECOND, SECOND, null])
  })
}

test('opening with a time to live has the table delete what is expired', async t => {
  const settings = async (table: string) =>
    (await client.send(new DescribeTimeToLiveCommand({ TableName: table }))).TimeToLiveDescription
  const adopted = await createTable(client, ['tenant', 'S'], ['id', 'S'])
  for (const table of [uniqueTable(), adopted]) {
    const plain = new DynamoLevel(`${table}/plain`, { client })
    await plain.open()
    await plain.put('a', '1', { ttl: SECOND })
    t.equal((await settings(table))?.AttributeName, undefined, 'without the option nothing is changed')

    const open = async (name: string) => {
      const db = new DynamoLevel(`${table}/${name}`, { client, ttl: SECOND })
      await db.open()
      await db.put('a', '1')
      await db.close()
    }
    await Promise.all(['a', 'b', 'c'].map(open))
    const { AttributeName: name, TimeToLiveStatus: status } = (await settings(table))!
    t.equal(name, 't')
    t.match(String(status), /^ENABL/)
    log.clear()
    await open('d')
    t.equal(log.counts()['UpdateTimeToLive'], undefined, 'and not again')
    now += SECOND
    t.same(await plain.keys().all(), [])
    await plain.close()
  }
})

test('a table that has another time to live', async t => {
  const table = await createTable(client, ['pk', 'S'], ['sk', 'B'])
  const specification = { Enabled: true, AttributeName: 'deleteAt' }
  await client.send(new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: specification }))
  for (const options of [{}, { schema: {} }, { schema: {}, createIfMissing: false }]) {
    const db = new DynamoLevel(table, { client, ttl: SECOND, ...options })
    const error = await openFailure(db, 'DYNAMO_LEVEL_EXPIRY_MISMATCH')
    t.same([error.table, error.expected, error.found], [table, 't', 'deleteAt'])
  }
  const db = new DynamoLevel(table, { client, errorIfExists: true })
  await db.put('a', '1', { ttl: SECOND })
  t.equal(await db.ttl('a'), SECOND, 'holds entries that expire, and nothing deletes them')
  now += SECOND
  t.same(await db.keys().all(), [])
  await db.close()
})

test('a table that another process changes at the same time', async t => {
  for (const [attribute, expected] of [
    ['t', undefined],
    ['deleteAt', 'DYNAMO_LEVEL_EXPIRY_MISMATCH']
  ] as const) {
    const table = await createTable(client, ['pk', 'S'], ['sk', 'B'])
    faulty.onRequest = only('UpdateTimeToLive', async ({ input }, send) => {
      const specification = { Enabled: true, AttributeName: attribute }
      await send({ ...(input as UpdateTimeToLiveCommandInput), TimeToLiveSpecification: specification })
      throw validation()
    })
    const db = new DynamoLevel(table, { client, ttl: SECOND })
    if (expected === undefined) {
      await db.open()
      t.pass('as we would')
      await db.close()
    } else {
      const { found } = await openFailure(db, expected)
      t.equal(found, attribute)
    }
    faulty.onRequest = passOn
  }
})

test('a database whose entries are all expired, and that has no marker, is not there', async t => {
  const location = uniqueLocation()
  await new DynamoLevel(location, { client }).open()
  const name = `${location} too`
  const lazy = new DynamoLevel(name, { client, schema: {}, createIfMissing: false })
  await lazy.put('a', '1', { ttl: SECOND })
  const strict = { client, createIfMissing: false }
  const there = new DynamoLevel(name, strict)
  await there.open()
  await there.close()
  now += SECOND
  await openFailure(new DynamoLevel(name, strict), 'DYNAMO_LEVEL_DATABASE_NOT_FOUND')
  const fresh = new DynamoLevel(name, { client, errorIfExists: true })
  await fresh.open()
  t.same(await fresh.keys().all(), [])
  await Promise.all([fresh.close(), lazy.close()])
})

test('teardown', async () => {
  client.destroy()
  other.client.destroy()
})
