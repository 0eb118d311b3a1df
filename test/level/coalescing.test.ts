// Reads and writes that are asked for before the program waits.
import type { BatchWriteItemCommandInput, PutItemCommandInput } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import type { DynamoLevel } from '../../index.js'
import {
  createFaultyClient,
  type Fault,
  type FaultyClient,
  failing,
  leavingUnprocessed,
  numbered,
  only,
  passOn
} from '../faulty-client.js'
import { Gate } from '../gate.js'
import { holdClock } from '../held-clock.js'
import { outcomes } from '../outcomes.js'
import { rejection } from '../rejection.js'
import { accessDenied, serverError, validation } from '../service-failures.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

const faulty = createFaultyClient()
const { client, log } = faulty
const { test: dbTest } = databaseTests<string, string>(faulty, UTF8)
const pauses = holdClock()

const names = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'))

async function put(db: DynamoLevel, keys: readonly string[]): Promise<void> {
  const puts = keys.map(key => ({ type: 'put' as const, key, value: `value of ${key}` }))
  await db.batch(puts, { atomic: false })
  log.clear()
}

/** Refuses requests, whichever of them, that write or read one of the keys. */
function refusing(error: () => Error, ...keys: string[]): Fault {
  return (request, send) => {
    const text = JSON.stringify(request.input, (_, value) =>
      value?.type === 'Buffer' || value instanceof Uint8Array ? Buffer.from(value).toString() : value
    )
    // A Buffer has been turned into JSON by itself.
    const found = keys.some(key => text.includes(key) || text.includes([...Buffer.from(key)].join()))
    return (found ? failing(error) : passOn)(request, send)
  }
}

/** The greatest number of requests that were under way at once. */
function counting(of: FaultyClient): { most: () => number } {
  let [underWay, most] = [0, 0]
  of.onRequest = async (_, send) => {
    most = Math.max(most, ++underWay)
    try {
      await new Promise(resolve => setImmediate(resolve))
      return await send()
    } finally {
      underWay--
    }
  }
  return { most: () => most }
}

dbTest('reads of all kinds', async (t, db) => {
  await put(db, names(10))
  const [a, many, has, none, hasMany, again, size] = await Promise.all([
    db.get('0000'),
    db.getMany(['0001', 'none', '0000']),
    db.has('0002'),
    db.has('none'),
    db.hasMany(['0000', 'none']),
    db.get('0000'),
    db.size('0003')
  ])
  t.equal(a, 'value of 0000')
  t.same(many, ['value of 0001', undefined, 'value of 0000'])
  t.same([has, none, hasMany], [true, false, [true, false]])
  t.equal(again, a)
  t.equal(size, 13)
  // What is short has no note of its size: the last is read twice.
  t.same(log.counts(), { BatchGetItem: 1, GetItem: 3 }, 'what is asked of an item is not mixed')
  t.same(keysOf(log.of('BatchGetItem')[0]!.input), ['0000', '0001', 'none'], 'each key once')
})

dbTest('a key that is read whole is not read again for less', async (t, db) => {
  await put(db, names(3))
  t.same(await Promise.all([db.has('0000'), db.get('0000'), db.ttl('0000')]), [true, 'value of 0000', null])
  t.same(log.counts(), { GetItem: 1 })
  log.clear()
  await Promise.all([db.get('0000', { consistentRead: false }), db.get('0000')])
  t.same(log.counts(), { GetItem: 1 }, 'nor less consistently')
  await Promise.all([db.get('0000', { consistentRead: false }), db.get('0001')])
  t.same(log.counts(), { GetItem: 3 }, 'reads of another consistency are others')
})

dbTest('each who asks for a key has bytes of its own', async (t, db) => {
  await put(db, ['0000'])
  const raw = { valueEncoding: 'buffer' } as const
  const [one, other] = await Promise.all([
    db.get<string, Buffer>('0000', raw),
    db.get<string, Buffer>('0000', raw)
  ])
  one!.fill(0)
  t.equal(String(other), 'value of 0000')
})

dbTest('one bad key fails its own reader', async (t, db) => {
  await put(db, names(5))
  faulty.onRequest = refusing(validation, '0003')
  const calls = [db.get('0000'), db.get('0003'), db.getMany(['0001', '0003']), db.getMany(['0001', '0002'])]
  t.same(await outcomes<unknown>(calls), [
    'value of 0000',
    'error LEVEL_IO_ERROR',
    'error LEVEL_IO_ERROR',
    ['value of 0001', 'value of 0002']
  ])
  t.same(log.counts(), { BatchGetItem: 1, GetItem: 4 })
})

dbTest('a policy that allows single reads only', async (t, db) => {
  await put(db, names(5))
  faulty.onRequest = only('BatchGetItem', failing(accessDenied))
  const read = () => Promise.all(names(5).map(key => db.get(key)))
  t.equal(
    (await read()).join(),
    names(5)
      .map(key => `value of ${key}`)
      .join()
  )
  t.same(log.counts(), { BatchGetItem: 1, GetItem: 5 })
  await read()
  t.same(log.counts(), { BatchGetItem: 1, GetItem: 10 }, 'is remembered')
  t.same(await db.getMany(names(2)), ['value of 0000', 'value of 0001'])
  t.same(log.counts(), { BatchGetItem: 1, GetItem: 12 }, 'and holds for getMany')
  t.same(await db.hasMany(['0000', 'none']), [true, false])
  t.same(await db.hasMany(['0000', 'none']), [true, false])
  t.same(log.counts(), { BatchGetItem: 2, GetItem: 16 }, 'by itself, if it reads something else')

  faulty.onRequest = failing(accessDenied)
  log.clear()
  const error = await rejection(db.getMany(names(100)), 'DYNAMO_LEVEL_ACCESS_DENIED')
  t.equal(error.operation, 'GetItem')
  t.same(log.counts(), { GetItem: 8 }, 'what was denied is not asked for a second time')
})

dbTest(
  'a policy that allows single reads only, where nothing is put together',
  async (t, db) => {
    await put(db, names(5))
    faulty.onRequest = only('BatchGetItem', failing(accessDenied))
    t.same(await db.getMany(names(2)), ['value of 0000', 'value of 0001'])
    t.same(log.counts(), { BatchGetItem: 1, GetItem: 2 })
  },
  { coalesce: false }
)

dbTest('a failure that is of nobody in particular is told to all', async (t, db) => {
  await put(db, names(5))
  faulty.onRequest = failing(serverError)
  const results = await outcomes<unknown>(names(5).map(key => db.get(key)))
  t.same(results, Array(5).fill('error LEVEL_IO_ERROR'))
  t.same(log.counts(), { BatchGetItem: 1 })
  log.clear()
  t.same(
    await outcomes<unknown>(names(5).map(key => db.put(key, 'x'))),
    Array(5).fill('error LEVEL_IO_ERROR')
  )
  t.same(log.counts(), { BatchWriteItem: 1 })
})

dbTest('keys that stay unprocessed fail those who asked for them', async (t, db) => {
  await put(db, names(4))
  pauses.length = 0
  faulty.onRequest = (request, send) => {
    const first = keysOf(request.input)[0]
    return first === '0002' ? leavingUnprocessed(() => false)(request, send) : leavingHalf(request, send)
  }
  const leavingHalf = leavingUnprocessed(index => index < 2)
  const reads = names(4).map(key => db.get(key))
  t.same(await outcomes<unknown>(reads), [
    'value of 0000',
    'value of 0001',
    'error LEVEL_IO_ERROR',
    'error LEVEL_IO_ERROR'
  ])
  const [failed] = await Promise.allSettled([reads[2]])
  const { pending } = (failed as PromiseRejectedResult).reason
  t.same(pending.map(String), ['0002'], 'and are told of their own')
  t.equal(pauses.length, 10)
})

dbTest('large items are read by more requests, not by one after the other', async (t, db) => {
  const keys = names(40)
  await db.batch(
    keys.map(key => ({ type: 'put' as const, key, value: key.repeat(25_000) })),
    { atomic: false }
  )
  log.clear()
  const { most } = counting(faulty)
  const values = await Promise.all(keys.map(key => db.get(key)))
  t.ok(values.every((value, index) => value === keys[index]!.repeat(25_000)))
  if (log.of('BatchGetItem').length > 1) t.ok(most() > 1, `${most()} at once`)
  t.ok(log.of('BatchGetItem').length <= 6, `${log.of('BatchGetItem').length} requests for 4 MB`)
})

dbTest('thousands at once', async (t, db) => {
  const keys = names(3_000)
  const { most } = counting(faulty)
  await Promise.all(keys.map(key => db.put(key, key)))
  t.same(log.counts(), { BatchWriteItem: 120 })
  t.ok(most() <= 8, `${most()} writing requests at once`)
  log.clear()
  const reading = counting(faulty)
  t.same(await Promise.all(keys.map(key => db.get(key))), keys)
  t.same(log.counts(), { BatchGetItem: 30 })
  t.ok(reading.most() <= 8, `${reading.most()} reading requests at once`)
})

dbTest('what comes while many are under way shares the next request', async (t, db) => {
  const gate = new Gate()
  faulty.onRequest = gate.request
  const calls: Promise<unknown>[] = []
  // Each of them asks by itself.
  for (const key of names(30)) {
    calls.push(db.put(key, key))
    await new Promise(resolve => setImmediate(resolve))
  }
  t.same(log.counts(), { PutItem: 8 })
  gate.open()
  await Promise.all(calls)
  t.same(log.counts(), { PutItem: 8, BatchWriteItem: 1 })
  t.equal((await db.keys().all()).length, 30)
})

dbTest('writes on one key: the last counts', async (t, db) => {
  await Promise.all([db.put('a', '1'), db.put('b', '1'), db.put('a', '2'), db.del('b'), db.put('a', '3')])
  t.same(log.counts(), { BatchWriteItem: 1 })
  t.same(await db.iterator().all(), [['a', '3']])
  await Promise.all([db.del('a'), db.put('a', '4')])
  t.same(await db.iterator().all(), [['a', '4']])
})

dbTest('one bad write fails for itself', async (t, db) => {
  faulty.onRequest = refusing(validation, 'bad')
  const calls = [
    db.put('a', '1'),
    db.put('b', 'bad'),
    db.put('c', 'bad'),
    db.put('c', '2'),
    db.put('d', '1'),
    db.put('d', 'bad'),
    db.del('e')
  ]
  t.same(await outcomes<unknown>(calls), [
    undefined,
    'error LEVEL_IO_ERROR',
    'error LEVEL_IO_ERROR',
    undefined,
    undefined,
    'error LEVEL_IO_ERROR',
    undefined
  ])
  faulty.onRequest = passOn
  t.same(await db.iterator().all(), [
    ['a', '1'],
    ['c', '2'],
    ['d', '1']
  ])
})

dbTest('a policy that allows no writes', async (t, db) => {
  await db.batch(names(150).map(key => ({ type: 'put' as const, key, value: key })))
  faulty.onRequest = numbered(3, Infinity, failing(accessDenied))
  const [batch] = await outcomes<unknown>([db.batch(names(150).map(key => ({ type: 'del' as const, key })))])
  t.equal(batch, 'error DYNAMO_LEVEL_BATCH_UNFINISHED')
  log.clear()
  const calls = [db.put('a', '1'), db.put('a', '2'), db.put('b', '1')]
  t.same(await outcomes<unknown>(calls), Array(3).fill('error DYNAMO_LEVEL_ACCESS_DENIED'))
  t.same(log.counts(), { TransactWriteItems: 1 }, 'the batch is to be finished first, which is denied once')
  faulty.onRequest = passOn
  await Promise.all([db.put('a', '1'), db.put('b', '1')])
  t.same(await db.keys().all(), ['a', 'b'], 'the batch is finished')
  log.clear()
  await Promise.all([db.put('a', '2'), db.put('b', '2')])
  t.same(log.counts(), { BatchWriteItem: 1 }, 'and what was denied was another request')
})

dbTest('a policy that allows single writes only', async (t, db) => {
  faulty.onRequest = only('BatchWriteItem', failing(accessDenied))
  await Promise.all(names(5).map(key => db.put(key, key)))
  t.same(log.counts(), { BatchWriteItem: 1, PutItem: 5 })
  await Promise.all(names(5).map(key => db.del(key)))
  t.same(log.counts(), { BatchWriteItem: 1, PutItem: 5, DeleteItem: 5 }, 'is remembered')
})

dbTest('writes that stay unprocessed hold up nobody', async (t, db) => {
  pauses.length = 0
  const done: string[] = []
  faulty.onRequest = async (request, send) => {
    if (log.of('BatchWriteItem').length > 1) {
      // By now the others have been told.
      await new Promise(resolve => setImmediate(resolve))
      t.same(done, ['0000', '0001'])
      return leavingUnprocessed(() => false)(request, send)
    }
    return leavingUnprocessed(index => index < 2)(request, send)
  }
  const calls = names(3).map(key => db.put(key, key).then(() => done.push(key)))
  const [, , last] = await Promise.allSettled(calls)
  t.equal(last?.status === 'rejected' && last.reason.code, 'LEVEL_IO_ERROR')
  t.equal(pauses.length, 10)
})

dbTest('what else is written in the same turn', async (t, db) => {
  const sublevel = db.sublevel('s')
  await sublevel.open()
  await Promise.all([
    db.put('a', '1'),
    db.put('b', '1', { ifAbsent: true }),
    db.batch([
      { type: 'put', key: 'c', value: '1' },
      { type: 'put', key: 'd', value: '1' }
    ]),
    db.put('e', '1', { ttl: 60_000 }),
    sublevel.put('f', '1'),
    db.batch(names(150).map(key => ({ type: 'put' as const, key, value: key })))
  ])
  t.equal((await db.keys().all()).length, 156)
  const { PutItem: alone, TransactWriteItems: transactions } = log.counts()
  t.same([alone, transactions], [2, 1], 'the condition and the header of the journal are alone')
  t.ok(Number(await db.ttl('e')) > 50_000)
})

dbTest('a database with large values asks what it overwrites', async (t, db) => {
  await db.put('large', 'x'.repeat(500_000))
  log.clear()
  await Promise.all([db.put('a', '1'), db.del('b'), db.put('large', 'small')])
  t.same(
    log.of('PutItem').map(({ input }) => (input as PutItemCommandInput).ReturnValues),
    ['ALL_OLD', 'ALL_OLD']
  )
  t.equal(await db.get('large'), 'small')
})

dbTest('a large value and small ones on its key', async (t, db) => {
  await Promise.all([db.put('a', 'x'.repeat(500_000)), db.put('b', '1'), db.put('a', 'small')])
  t.same(await db.iterator().all(), [
    ['a', 'small'],
    ['b', '1']
  ])
  const left = await db.collect({ minAge: 0 })
  t.equal(left.values, 0, 'its chunks went with it')
})

dbTest(
  'compressed values',
  async (t, db) => {
    await Promise.all(names(30).map(key => db.put(key, key.repeat(1_000))))
    t.ok(log.requests.every(({ input }) => JSON.stringify(input).length < 40_000))
    t.same(
      await db.getMany(names(30)),
      names(30).map(key => key.repeat(1_000))
    )
    await Promise.all([db.put('0000', 'x'.repeat(5_000)), db.put('0000', 'last')])
    t.equal(await db.get('0000'), 'last')
  },
  { compression: { algorithm: 'gzip' } }
)

dbTest('close waits for what waits', async (t, db) => {
  const calls = [...names(300).map(key => db.put(key, key)), ...names(300).map(key => db.get(key))]
  await db.close()
  const settled = await Promise.allSettled(calls)
  t.ok(settled.every(({ status }) => status === 'fulfilled'))
  await db.open()
  t.equal((await db.keys().all()).length, 300)
})

dbTest(
  'coalesce: false',
  async (t, db) => {
    await Promise.all(names(30).map(key => db.put(key, key)))
    t.same(await Promise.all(names(30).map(key => db.get(key))), names(30))
    await Promise.all([db.getMany(names(10)), db.getMany(names(10))])
    t.same(log.counts(), { PutItem: 30, GetItem: 30, BatchGetItem: 2 })
    await Promise.all([db.put('a', '1'), db.put('a', '2')])
    t.equal(await db.get('a'), '2', 'keeps the order of writes too')
  },
  { coalesce: false }
)

dbTest(
  'a database that was opened without a request',
  async (t, db) => {
    await Promise.all(names(3).map(key => db.put(key, key)))
    t.same(log.counts(), { Query: 1, PutItem: 3 }, 'may have large values until it was looked at')
    log.clear()
    await Promise.all(names(3).map(key => db.del(key)))
    t.same(log.counts(), { BatchWriteItem: 1 })
  },
  { schema: {}, createIfMissing: false, errorIfExists: false }
)

dbTest('a batch in the same turn keeps its place', async (t, db) => {
  const batch = names(120).map(key => ({ type: 'put' as const, key, value: 'batch' }))
  const calls = [db.put('0000', 'before'), db.batch(batch), db.put('0001', 'after'), db.del('0002')]
  await Promise.all(calls)
  t.equal(await db.get('0000'), 'batch')
  t.equal(await db.get('0001'), 'after')
  t.equal(await db.get('0002'), undefined)
  const written = log
    .of('BatchWriteItem')
    .flatMap(({ input }) => Object.values((input as BatchWriteItemCommandInput).RequestItems ?? {})[0] ?? [])
  t.ok(written.length >= 120)
})

test('teardown', async () => client.destroy())

/** The keys that a BatchGetItem asks for. */
function keysOf(input: object): string[] {
  if (!('RequestItems' in input)) return []
  const [{ Keys: keys = [] }] = Object.values(input.RequestItems as object) as [
    { Keys?: { sk: { B: Uint8Array } }[] }
  ]
  return keys.map(({ sk }) => Buffer.from(sk.B).toString()).toSorted()
}
