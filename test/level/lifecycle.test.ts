// Opening and closing while something is under way.
import test, { type Test } from 'tape'
import { DynamoLevel } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import {
  createFaultyClient,
  type Fault,
  type FaultyClient,
  failing,
  leavingUnprocessed,
  passOn
} from '../faulty-client.js'
import { openFailure } from '../rejection.js'
import { accessDenied, transactionConflict } from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'

const COUNT = 300
const puts = Array.from({ length: COUNT }, (_, index) => ({
  type: 'put' as const,
  key: String(index).padStart(3, '0'),
  value: 'x'
}))

const OPERATIONS: Record<string, (db: DynamoLevel) => Promise<unknown>> = {
  get: db => db.get('a'),
  getMany: db => db.getMany(puts.map(put => put.key)),
  has: db => db.has('a'),
  hasMany: db => db.hasMany(['a', 'b']),
  put: db => db.put('a', '1'),
  del: db => db.del('a'),
  batch: db => db.batch(puts),
  'chained batch': async db => db.batch().put('a', '1').del('b').write(),
  clear: db => db.clear(),
  'put on a sublevel': async db => db.sublevel('s').put('a', '1')
}

function lifecycleTest(
  name: string,
  body: (t: Test, db: DynamoLevel, faulty: FaultyClient) => Promise<void>
): void {
  test(name, async t => {
    const faulty = createFaultyClient()
    const db = new DynamoLevel(uniqueLocation(), { client: faulty.client })
    await body(t, db, faulty)
    await db.close()
    faulty.client.destroy()
  })
}

/** Holds every request from the first one on, until it is let go. */
function holding(): { fault: Fault; held: Promise<void>; release: () => void } {
  let release = () => {}
  let hold = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  const held = new Promise<void>(resolve => {
    hold = resolve
  })
  const fault: Fault = async (_, send) => {
    hold()
    await released
    return send()
  }
  return { fault, held, release }
}

for (const [name, operation] of Object.entries(OPERATIONS)) {
  lifecycleTest(`close waits for ${name}`, async (t, db, faulty) => {
    await db.batch(puts)
    faulty.log.clear()
    const { fault, held, release } = holding()
    faulty.onRequest = fault
    const working = operation(db)
    await held
    const closing = db.close().then(() => faulty.log.requests.every(({ output }) => output !== undefined))
    release()
    await working
    t.ok(await closing, 'every request was answered')

    const sent = faulty.log.requests.length
    t.ok(
      faulty.log.requests.every(({ output }) => output !== undefined),
      'every request was answered'
    )
    await operation(db).then(
      () => t.fail('It was expected to fail'),
      error => t.equal(error.code, 'LEVEL_DATABASE_NOT_OPEN')
    )
    t.equal(faulty.log.requests.length, sent, 'nothing is sent after it')
  })
}

for (const [name, read] of Object.entries<(db: DynamoLevel) => AsyncIterable<unknown>>({
  iterator: db => db.iterator(),
  keys: db => db.keys(),
  values: db => db.values()
})) {
  lifecycleTest(`close ends what ${name}() reads`, async (t, db, faulty) => {
    await db.batch(puts)
    const iterator = read(db)[Symbol.asyncIterator]()
    await iterator.next()
    const { fault, held, release } = holding()
    faulty.onRequest = fault
    for (let index = 1; index < 128; index++) await iterator.next()
    await held
    const isSettled = () =>
      faulty.log.requests.every(({ output, error }) => output !== undefined || error !== undefined)
    t.notOk(isSettled(), 'a page is being read ahead')
    const closing = db.close()
    release()
    await closing
    t.ok(isSettled(), 'and no more after close')
    const sent = faulty.log.requests.length
    const [outcome] = await Promise.allSettled([iterator.next()])
    t.equal(outcome.status === 'rejected' && outcome.reason.code, 'LEVEL_ITERATOR_NOT_OPEN')
    t.equal(faulty.log.requests.length, sent)
  })
}

lifecycleTest('close while an iterator waits for a page', async (t, db, faulty) => {
  await db.batch(puts)
  const { fault, held, release } = holding()
  const iterator = db.keys()
  faulty.onRequest = fault
  const [next] = [iterator.next(), await held]
  const closing = db.close()
  release()
  const [outcome] = await Promise.allSettled([next])
  await closing
  t.ok(outcome.status === 'rejected' || outcome.value === '000', 'it settles')
  t.equal(db.status, 'closed')
})

lifecycleTest('close during pauses', async (t, db, faulty) => {
  await db.open()
  const { sleep } = clock
  clock.sleep = async () => {
    closing ??= db.close()
  }
  let closing: Promise<void> | undefined
  faulty.onRequest = leavingUnprocessed(index => index % 2 === 0)
  await db.batch(puts)
  await closing
  t.equal(db.status, 'closed')
  faulty.onRequest = passOn
  await db.open()
  t.equal((await db.keys().all()).length, COUNT, 'the batch was written to its end')

  closing = undefined
  faulty.onRequest = failing(transactionConflict)
  await db.put('a', '1').then(
    () => t.fail('It was expected to fail'),
    error => t.equal(error.code, 'LEVEL_IO_ERROR')
  )
  await closing
  clock.sleep = sleep
})

lifecycleTest('close before it is open, twice, and open again', async (t, db, faulty) => {
  const early = db.put('a', '1')
  await Promise.all([db.close(), db.close()])
  const [outcome] = await Promise.allSettled([early])
  t.equal(outcome.status === 'rejected' && outcome.reason.code, 'LEVEL_DATABASE_NOT_OPEN')
  t.deepEqual(faulty.log.counts(), {}, 'sends nothing')

  for (const value of ['1', '2']) {
    await db.open()
    await db.put('a', value)
    t.equal(await db.get('a'), value)
    await db.close()
    t.equal(db.status, 'closed')
  }
})

lifecycleTest('an open that failed can be tried again', async (t, db, faulty) => {
  faulty.onRequest = failing(accessDenied)
  const early = Promise.allSettled([db.get('a')])
  await openFailure(db, 'DYNAMO_LEVEL_ACCESS_DENIED')
  const [outcome] = await early
  t.equal(
    outcome.status === 'rejected' && outcome.reason.code,
    'LEVEL_DATABASE_NOT_OPEN',
    'what waited for it is told'
  )
  faulty.onRequest = passOn
  await db.open()
  t.equal(await db.get('a'), undefined)
})

lifecycleTest('what waited for an open that failed is told why', async (t, db, faulty) => {
  faulty.onRequest = failing(accessDenied)
  const outcomes = await Promise.allSettled([
    db.get('a'),
    db.put('a', '1'),
    db.batch([{ type: 'del', key: 'a' }]),
    db.ttl('a'),
    db.keys().next(),
    db.iterator().all(),
    db.sublevel('s').get('a'),
    db.sublevel('s').values().all(),
    db.sublevel('s').clear(),
    db.sublevel('s').sublevel('t').put('a', '1')
  ])
  for (const { status, reason } of outcomes as PromiseRejectedResult[]) {
    t.equal(status, 'rejected')
    t.equal(reason.cause.code, 'DYNAMO_LEVEL_ACCESS_DENIED', reason.code)
  }

  faulty.onRequest = passOn
  const [, invalid] = await Promise.allSettled([db.open(), db.put(null as unknown as string, '1')])
  t.equal(
    invalid.status === 'rejected' && invalid.reason.cause,
    undefined,
    'nor is anything blamed on it later'
  )
})

test("a client of the caller's is left alone", async t => {
  const { client } = createFaultyClient()
  let destroyed = 0
  const destroy = client.destroy.bind(client)
  client.destroy = () => {
    destroyed++
    destroy()
  }
  const location = uniqueLocation()
  const dbs = [new DynamoLevel(location, { client }), new DynamoLevel(location, { client })] as const
  await dbs[0].put('a', '1')
  await dbs[0].close()
  t.equal(await dbs[1].get('a'), '1', 'others go on using it')
  await dbs[1].close()
  await DynamoLevel.destroy(location, { client })
  t.equal(destroyed, 0)
  destroy()
})
