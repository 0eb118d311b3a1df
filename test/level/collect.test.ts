// What interrupted writes leave of large values is found and removed, and nothing else.
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import type { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { crashing } from '../crash.js'
import { createFaultyClient, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { orphans } from '../orphans.js'
import { pattern } from '../pattern.js'
import { rejection } from '../rejection.js'
import { storedItems } from '../stored-items.js'
import { databaseTests } from './database-tests.js'

type Database = DynamoLevel<Buffer, Buffer>

const HOUR = 3_600_000
const NOTHING = { values: 0, chunks: 0, bytes: 0, next: undefined }
/** Two chunks, and three. */
const [A, B] = [pattern(450_000, 1), pattern(900_000, 2)]

const faulty = createFaultyClient()
const { client, log } = faulty
const { test: collectTest, table } = databaseTests(faulty)
let now = Date.now() + HOUR
holdClock()
clock.now = () => now

const key = (name: string) => Buffer.from(name)

/** Fails from one of its requests on. */
async function interrupted(write: () => Promise<unknown>, number: number): Promise<void> {
  faulty.onRequest = crashing(number, 'before')
  await write().catch(() => {})
  faulty.onRequest = passOn
}

/** Leaves two chunks of what was not written, and three of what was overwritten. */
async function leave(db: Database, name = 'a'): Promise<void> {
  await db.put(key(name), B)
  // The owner, the chunks, a look at what is there; the entry does not get through.
  await interrupted(() => db.put(key('none'), A), 4)
  // The entry does, and what it had before stays.
  await interrupted(() => db.put(key(name), A), 5)
}

for (const type of ['B', 'S'] as const) {
  collectTest(
    `what is left is removed, range key of type ${type}`,
    async (t, db) => {
      await db.put(key('other'), B)
      const long = Buffer.alloc(3_000, 'k')
      await db.put(long, A)
      await leave(db)
      t.equal((await orphans(db)).length, 7, 'five chunks and two owners')
      t.same(await db.collect(), NOTHING, 'not at once')
      now += HOUR
      t.same(await db.collect(), NOTHING, 'nor after an hour')
      now += 1
      t.same(await db.collect(), { values: 2, chunks: 5, bytes: A.length + B.length, next: undefined })
      t.same(await orphans(db), [])
      t.same(await db.collect(), NOTHING, 'and once only')
      t.same(
        await db.getMany([key('a'), key('none'), key('other'), long]),
        [A, undefined, B, A],
        'what is used stays'
      )
    },
    { schema: { rangeKeyType: type } }
  )
}

collectTest('what is left of other writes', async (t, db) => {
  const writes: Record<string, [write: () => Promise<unknown>, number: number]> = {
    del: [() => db.del(key('a')), 2],
    'put of a small one': [() => db.put(key('a'), pattern(9)), 2],
    batch: [
      () =>
        db.batch([
          { type: 'put', key: key('a'), value: A },
          { type: 'del', key: key('b') }
        ]),
      4
    ],
    clear: [() => db.clear(), 3],
    'half of a del': [() => db.del(key('a')), 3]
  }
  for (const [name, [write, number]] of Object.entries(writes)) {
    await db.put(key('a'), B)
    await interrupted(write, number)
    const left = await orphans(db)
    t.ok(left.length > 0, `${name} leaves ${left.length}`)
    now += 1
    t.equal((await db.collect({ minAge: 0 })).values, 1)
    t.same(await orphans(db), [], 'until they are collected')
  }
})

collectTest('only what is older than it is told', async (t, db) => {
  await leave(db, 'a')
  now += 10_000
  await leave(db, 'b')
  now += 10_000
  t.equal((await db.collect({ minAge: 20_000 })).values, 0)
  t.equal((await db.collect({ minAge: 15_000 })).values, 2)
  t.equal((await orphans(db)).length, 7)
  t.equal((await db.collect({ minAge: 9_999.5 })).values, 2)
  t.same(await orphans(db), [])
  t.same(await db.getMany([key('a'), key('b')]), [A, A])
  await leave(db)
  t.equal((await db.collect({ minAge: Infinity })).values, 0)
})

collectTest('piece by piece', async (t, db) => {
  const names = ['a', 'b', 'c', 'd', 'e']
  for (const name of names) await leave(db, name)
  now += HOUR + 1
  let calls = 0
  const total = { values: 0, chunks: 0, bytes: 0 }
  for (let after: string | undefined; calls === 0 || after !== undefined; calls++) {
    log.clear()
    const { next, ...removed } = await db.collect({ limit: 4, after })
    t.ok(removed.values <= 4)
    for (const name of ['values', 'chunks', 'bytes'] as const) total[name] += removed[name]
    after = next
  }
  // Those of the five entries are looked at too.
  t.equal(calls, 4)
  t.same(total, { values: 10, chunks: 25, bytes: 5 * (A.length + B.length) })
  t.same(await orphans(db), [])
  t.same(
    await db.getMany(names.map(key)),
    names.map(() => A)
  )
})

collectTest('an abort before there is anything to remove', async (t, db) => {
  await db.put(key('a'), A)
  for (const number of [0, 1, 2, 3]) {
    const controller = new AbortController()
    const abort = () => controller.abort(new Error('Enough'))
    let count = 0
    faulty.onRequest = async (_, send) => {
      const output = await send()
      if (++count === number) abort()
      return output
    }
    if (number === 0) abort()
    const error = await rejection(db.collect({ signal: controller.signal }), 'LEVEL_ABORTED')
    t.equal((error.cause as Error).message, 'Enough', `after ${number} requests`)
  }
})

collectTest('an abort', async (t, db) => {
  for (const name of ['a', 'b', 'c']) await leave(db, name)
  now += HOUR + 1
  const controller = new AbortController()
  faulty.onRequest = async ({ operation }, send) => {
    if (operation === 'DeleteItem') controller.abort(new Error('Enough'))
    return send()
  }
  const error = await rejection(db.collect({ signal: controller.signal }), 'LEVEL_ABORTED')
  t.equal((error.cause as Error).message, 'Enough')
  faulty.onRequest = passOn
  const left = await orphans(db)
  t.ok(left.length > 7 && left.length < 21, `leaves ${left.length}`)
  t.equal((await db.collect()).values, 5, 'for the next call')
  t.same(await orphans(db), [])
})

collectTest('a failure', async (t, db) => {
  await leave(db)
  now += HOUR + 1
  const requests = await countOf(() => db.collect({ minAge: 2 * HOUR }))
  t.ok(requests > 0)
  for (let number = 1; (await orphans(db)).length > 0; number++) {
    faulty.onRequest = crashing(number, 'before')
    await db.collect().catch(error => t.equal(error.code, 'LEVEL_IO_ERROR', `at request ${number}`))
    faulty.onRequest = passOn
    if (number > 30) throw new Error('It never ends')
  }
  t.same(await db.get(key('a')), A)
})

async function countOf(run: () => Promise<unknown>): Promise<number> {
  log.clear()
  await run()
  return log.requests.length
}

collectTest('an owner whose chunks are gone, and one whose entry is expired', async (t, db) => {
  await leave(db)
  await db.put(key('expired'), A, { ttl: 1_000 })
  for (const item of await storedItems(client, db.table, `${db.name}#chunks`)) {
    const Key = { pk: item['pk']!, sk: item['sk']! }
    const name = Buffer.from(Key.sk.B!).toString()
    if ((await orphans(db)).includes(name) && name.startsWith('d/')) {
      await client.send(new DeleteItemCommand({ TableName: db.table, Key }))
    }
  }
  t.equal((await orphans(db)).length, 2)
  now += 2 * HOUR
  t.equal((await db.collect()).values, 2)
  t.same(await orphans(db), [])
  await db.put(key('expired'), pattern(3))
  t.equal(
    (await storedItems(client, db.table, `${db.name}#chunks`)).length,
    3,
    'what is expired goes when it is overwritten'
  )
})

collectTest('other databases, and those without large values, are left alone', async (t, db) => {
  const other = (await table()).database({ createIfMissing: true })
  await other.open()
  await leave(other)
  now += HOUR + 1
  log.clear()
  t.same(await db.collect(), NOTHING)
  t.ok(
    log.requests.every(({ operation }) => operation === 'Query'),
    JSON.stringify(log.counts())
  )
  t.equal((await orphans(other)).length, 7)
  await other.close()
})

collectTest('options that cannot be', async (t, db) => {
  log.clear()
  for (const [option, value] of [
    ['minAge', -1],
    ['minAge', NaN],
    ['minAge', '1'],
    ['minage', 1],
    ['limit', 0],
    ['limit', 1.5],
    ['limit', '1'],
    ['after', 1],
    ['after', 'x'],
    ['signal', {}]
  ] as const) {
    const error = await rejection(db.collect({ [option]: value }), 'DYNAMO_LEVEL_INVALID_OPTION')
    t.ok((error as unknown) instanceof TypeError && error.option === option, `${option}: ${String(value)}`)
  }
  t.same(log.counts(), {})
})

test('teardown', async () => client.destroy())
