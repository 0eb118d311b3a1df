// Failures on the way to DynamoDB: nothing is lost, nothing is written twice with a different outcome, every promise
// settles, and no rejection goes unhandled (one would end this process).
import type { BatchWriteItemCommandInput, WriteRequest } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelError, type PendingOperation } from '../../index.js'
import {
  createFaultyClient,
  emptyPagesFirst,
  type Fault,
  type FaultyClient,
  failing,
  leavingUnprocessed,
  losingAnswer,
  numbered,
  only,
  passOn,
  smallPages
} from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { readOn } from '../read-on.js'
import { rejection } from '../rejection.js'
import {
  accessDenied,
  connectionReset,
  serverError,
  throttling,
  throughputExceeded,
  transactionConflict
} from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'

type Operation = { type: 'put'; key: string; value: string } | { type: 'del'; key: string }

const LOOSE = { atomic: false }
const BUFFERS = { keyEncoding: 'buffer', valueEncoding: 'buffer', ...LOOSE } as const
/** As often as the SDK attempts a request. */
const ATTEMPTS = 4

const pauses = holdClock()

const TRANSIENT = { throttling, throughputExceeded, serverError, connectionReset }

type Setup = FaultyClient & { db: DynamoLevel }

function faultTest(name: string, body: (t: Test, setup: Setup) => Promise<void>): void {
  test(name, async t => {
    const faulty = createFaultyClient()
    const db = new DynamoLevel(uniqueLocation(), { client: faulty.client })
    await db.open()
    faulty.log.clear()
    pauses.length = 0
    try {
      await body(t, Object.assign(faulty, { db }))
    } finally {
      await db.close()
      faulty.client.destroy()
    }
  })
}

const key = (index: number) => String(index).padStart(5, '0')
const puts = (count: number, value = 'new'): Operation[] =>
  Array.from({ length: count }, (_, index) => ({ type: 'put', key: key(index), value }))

const entries = async (db: DynamoLevel) => Object.fromEntries(await db.iterator().all())
const expected = (operations: Operation[]) =>
  Object.fromEntries(
    operations.flatMap(operation => (operation.type === 'put' ? [[operation.key, operation.value]] : []))
  )

function incomplete(error: DynamoLevelError): PendingOperation[] {
  if (error.code !== 'DYNAMO_LEVEL_BATCH_INCOMPLETE') throw error
  return error.pending
}

for (const [name, error] of Object.entries(TRANSIENT)) {
  for (const [way, fault] of [
    ['before it is performed', failing],
    ['after it is performed', losingAnswer]
  ] as const) {
    faultTest(`${name} ${way}, until the last attempt`, async (t, setup) => {
      const { db } = setup
      const meet = async <T>(operation: () => Promise<T>) => {
        setup.onAttempt = numbered(1, ATTEMPTS - 1, fault(error))
        return operation()
      }

      await meet(() => db.put('a', '1'))
      t.equal(await meet(() => db.get('a')), '1', 'put and get')
      // In one transaction, through the journal, and as they come.
      for (const [count, options] of [
        [100, {}],
        [150, {}],
        [60, LOOSE]
      ] as const) {
        await meet(() => db.batch(puts(count), options))
        t.deepEqual(
          await meet(() => db.getMany([key(count - 1), 'a', 'none'])),
          ['new', '1', undefined],
          `batch of ${count} and getMany`
        )
      }
      await meet(() => db.del('a'))
      t.deepEqual(await meet(() => db.hasMany(['a', key(0)])), [false, true], 'del and hasMany')
      t.equal(await meet(() => db.has(key(1))), true, 'has')
      t.deepEqual(
        await meet(() => db.keys({ gt: key(50) }).all()),
        puts(150)
          .slice(51)
          .map(put => put.key),
        'keys'
      )
      await meet(() => db.clear({ gte: key(30) }))
      setup.onAttempt = passOn
      t.deepEqual(await entries(db), expected(puts(30)), 'clear')
    })
  }

  faultTest(`${name} without end`, async (t, setup) => {
    const { db } = setup
    await db.batch(puts(3, 'old'))
    setup.onAttempt = failing(error)

    const operations: Record<string, () => Promise<unknown>> = {
      GetItem: () => db.get('a'),
      PutItem: () => db.put('a', '1'),
      DeleteItem: () => db.del(key(0)),
      BatchGetItem: () => db.getMany(['a', 'b']),
      Query: () => db.iterator().all(),
      TransactWriteItems: () => db.batch(puts(2)),
      // The blocks of the journal, without which nothing is done.
      BatchWriteItem: () => db.batch(puts(101, 'x'.repeat(1_000)))
    }
    for (const [operation, run] of Object.entries(operations)) {
      const failure = await rejection(run())
      t.equal(failure.code, 'LEVEL_IO_ERROR', operation)
      t.equal('operation' in failure && failure.operation, operation, 'names the operation')
      t.equal('attempts' in failure && failure.attempts, ATTEMPTS, 'tells the attempts')
      t.ok(failure.cause instanceof Error && failure.cause.message === error().message, 'keeps the cause')
    }
    t.equal((await rejection(db.clear())).code, 'LEVEL_IO_ERROR', 'clear')
    incomplete(await rejection(db.batch(puts(2), LOOSE)))

    setup.onAttempt = passOn
    t.deepEqual(await entries(db), expected(puts(3, 'old')), 'nothing changed')
  })
}

faultTest('a conflict with a transaction is retried with a pause that grows', async (t, setup) => {
  const { db } = setup
  setup.onRequest = numbered(1, 10, failing(transactionConflict))
  await db.put('a', '1')
  t.deepEqual(pauses, [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000])

  setup.onRequest = failing(transactionConflict)
  const failure = await rejection(db.del('a'))
  t.equal(failure.code, 'LEVEL_IO_ERROR')
  t.equal((failure.cause as Error).name, 'TransactionConflictException')

  setup.onRequest = passOn
  t.equal(await db.get('a'), '1')
})

faultTest('unprocessed items are sent again, and only they', async (t, setup) => {
  const { db, log } = setup
  setup.onRequest = leavingUnprocessed(index => index % 3 === 0)
  await db.batch([...puts(200), { type: 'del', key: key(7) }], LOOSE)
  setup.onRequest = passOn

  t.deepEqual(await entries(db), expected(puts(200).filter(put => put.key !== key(7))))
  t.ok(pauses.length > 8, 'with pauses')
  t.equal(Math.max(...pauses), 50, 'which do not grow while it gets on')
  const processed = log.of('BatchWriteItem').flatMap(({ input, output }) => {
    const [sent] = Object.values((input as BatchWriteItemCommandInput).RequestItems!)
    const [left = []] = Object.values(
      (output as { UnprocessedItems?: Record<string, WriteRequest[]> }).UnprocessedItems ?? {}
    )
    return sent!.filter(write => !left.includes(write))
  })
  t.equal(processed.length, 200, 'each is processed once')
})

faultTest('unprocessed keys are asked again, and only they', async (t, setup) => {
  const { db } = setup
  await db.batch(puts(250))
  const keys = Array.from({ length: 300 }, (_, index) => key(299 - index))

  setup.onRequest = leavingUnprocessed(index => index % 4 === 0)
  t.deepEqual(
    await db.getMany(keys),
    keys.map(name => (name < key(250) ? 'new' : undefined))
  )
  setup.onRequest = leavingUnprocessed(index => index % 4 === 0)
  t.deepEqual(
    await db.hasMany(keys),
    keys.map(name => name < key(250))
  )
  t.ok(pauses.length > 0 && Math.max(...pauses) === 50)
})

faultTest('unprocessed items without end', async (t, setup) => {
  const { db, log } = setup
  const operations = puts(60)
  setup.onRequest = numbered(
    1,
    Infinity,
    leavingUnprocessed(index => index < 5)
  )
  const stuck = (index: number) => index % 25 >= 5
  // The first 5 of each group are written at each turn, so that none is left: keep back those that were left once.
  setup.onRequest = leavingNames(new Set(operations.filter((_, index) => stuck(index)).map(put => put.key)))

  const failure = await rejection(db.batch(operations, LOOSE))
  const pending = incomplete(failure)
  t.deepEqual(
    namesOf(pending),
    operations.filter((_, index) => stuck(index)).map(put => put.key),
    'pending'
  )
  t.equal((failure.cause as DynamoLevelError).code, 'LEVEL_IO_ERROR')
  t.ok(log.of('BatchWriteItem').length <= 3 * 12, 'after a bounded number of requests')

  setup.onRequest = passOn
  t.deepEqual(
    await entries(db),
    expected(operations.filter((_, index) => !stuck(index))),
    'the rest is written'
  )
  await db.batch(pending, BUFFERS)
  t.deepEqual(await entries(db), expected(operations), 'pending completes the batch')
})

faultTest('unprocessed keys without end', async (t, setup) => {
  const { db, log } = setup
  setup.onRequest = leavingUnprocessed(() => false)
  const failure = await rejection(db.getMany(['a', 'b']))
  t.equal(failure.code, 'LEVEL_IO_ERROR')
  t.deepEqual('pending' in failure && failure.pending?.map(String), ['a', 'b'])
  t.equal(log.of('BatchGetItem').length, 11)
})

faultTest('the n-th of 12 requests of getMany fails', async (t, setup) => {
  const { db, log } = setup
  const keys = puts(1_200).map(put => put.key)
  for (const n of [1, 8, 12]) {
    log.clear()
    setup.onRequest = numbered(n, n, failing(serverError))
    t.equal((await rejection(db.getMany(keys))).code, 'LEVEL_IO_ERROR', `${n}`)
    t.ok(
      log.requests.every(({ output, error }) => output !== undefined || error !== undefined),
      'and leaves none under way'
    )
    if (n === 1) t.equal(log.requests.length, 8, 'and begins no more than were under way')
  }
})

for (const total of [60, 600]) {
  const groups = Math.ceil(total / 25)
  faultTest(`the n-th of ${groups} requests of a batch fails`, async (t, setup) => {
    const { db, log } = setup
    const before = puts(total, 'old')
    const operations = puts(total).map<Operation>((put, index) =>
      index % 3 === 0 ? { type: 'del', key: put.key } : put
    )

    for (let n = 1; n <= groups; n += total === 60 ? 1 : 7) {
      await db.batch(before)
      log.clear()
      setup.onRequest = only('BatchWriteItem', numbered(n, n, failing(serverError)))
      const failure = await rejection(db.batch(operations, LOOSE))
      const pending = incomplete(failure)
      t.equal((failure.cause as DynamoLevelError).code, 'LEVEL_IO_ERROR', `${n}: cause`)
      if (n === 1) t.ok(log.requests.length <= 16, `${n}: begins no more than were under way`)
      setup.onRequest = passOn

      const isPending = new Set(namesOf(pending))
      t.ok(
        isPending.size >= Math.min(25, total % 25 || 25) && isPending.size < total,
        `${n}: ${isPending.size} pending`
      )
      t.deepEqual(
        await entries(db),
        expected(
          operations.map((operation, index) => (isPending.has(operation.key) ? before[index]! : operation))
        ),
        `${n}: what is not pending is written, and nothing else`
      )
      await db.batch(pending, BUFFERS)
      t.deepEqual(await entries(db), expected(operations), `${n}: pending completes the batch`)
    }
  })
}

faultTest('pending of a batch on a sublevel is meant for the database', async (t, setup) => {
  const { db } = setup
  const users = db.sublevel('users')
  setup.onRequest = numbered(2, 2, failing(serverError))
  const pending = incomplete(await rejection(users.batch(puts(50), LOOSE)))
  t.equal(pending.length, 25)

  setup.onRequest = passOn
  await db.batch(pending, BUFFERS)
  t.equal((await users.keys().all()).length, 50)
})

faultTest('a batch that is refused before anything is written', async (t, setup) => {
  const { db } = setup
  setup.onRequest = failing(accessDenied)
  for (const count of [2, 300]) {
    for (const options of [{}, LOOSE]) {
      const { code } = await rejection(db.batch(puts(count), options))
      t.equal(code, 'DYNAMO_LEVEL_ACCESS_DENIED', `${count}, ${JSON.stringify(options)}`)
    }
  }
  setup.onRequest = numbered(2, Infinity, failing(accessDenied))
  const failure = await rejection(db.batch(puts(300), LOOSE))
  t.equal(incomplete(failure).length, 275)
  t.equal((failure.cause as DynamoLevelError).code, 'DYNAMO_LEVEL_ACCESS_DENIED')
})

faultTest('empty pages that are not the last', async (t, setup) => {
  const { db } = setup
  await db.batch(puts(150))
  const names = puts(150).map(put => put.key)

  for (const [options, keys] of [
    [{}, names],
    [{ reverse: true }, names.toReversed()],
    [{ gt: key(3), lt: key(140) }, names.slice(4, 140)],
    [{ gt: key(3), lt: key(140), reverse: true, limit: 7 }, names.slice(133, 140).toReversed()]
  ] as const) {
    setup.onRequest = emptyPagesFirst(2)
    t.deepEqual(await db.keys(options).all(), keys, JSON.stringify(options))
  }

  setup.onRequest = emptyPagesFirst(2)
  const iterator = db.keys()
  t.equal(await iterator.next(), key(0))
  iterator.seek(key(149))
  t.deepEqual([await iterator.next(), await iterator.next()], [key(149), undefined], 'after a seek')
  await iterator.close()

  setup.onRequest = emptyPagesFirst(3)
  await db.clear({ lt: key(120) })
  setup.onRequest = passOn
  t.deepEqual(await db.keys().all(), names.slice(120), 'clear')
})

faultTest('an iterator goes on where a page failed', async (t, setup) => {
  const { db } = setup
  await db.batch(puts(1_300))
  const names = puts(1_300).map(put => put.key)

  for (let page = 1; page <= 3; page++) {
    setup.onRequest = only('Query', numbered(page, page, failing(serverError)))
    const iterator = db.keys()
    const { found, failures } = await readOn(() => iterator.nextv(40))
    t.equal(failures, 1, `page ${page} fails once`)
    t.deepEqual(found, names, 'nothing is lost or read twice')
    await iterator.close()
  }
})

faultTest('a failed read ahead that nobody comes for', async (t, setup) => {
  const { db } = setup
  await db.batch(puts(300))
  setup.onRequest = numbered(2, 2, failing(serverError))
  const iterator = db.keys()
  for (let index = 0; index < 128; index++) await iterator.next()
  t.equal(setup.log.requests.at(-1)?.error instanceof Error, true, 'it failed')
  await iterator.close()
})

faultTest('clear ends at the first failure, and reads no further', async (t, setup) => {
  const { db, log } = setup
  await db.batch(puts(1_000))
  log.clear()
  const pages = smallPages(50)
  const refusal = failing(serverError)
  setup.onRequest = (request, send) =>
    (request.operation === 'BatchWriteItem' ? refusal : pages)(request, send)
  t.ok(incomplete(await rejection(db.clear())).length <= 16 * 25, 'names what it tried')
  // Sixteen groups of 25 are eight pages, and one is read ahead.
  t.ok(log.of('Query').length <= 9, `${log.of('Query').length} pages of 20 were read`)

  const secondPage = only('Query', numbered(2, 2, failing(accessDenied)))
  setup.onRequest = (request, send) => secondPage(request, () => pages(request, send))
  t.equal((await rejection(db.clear())).code, 'DYNAMO_LEVEL_ACCESS_DENIED', 'a page that fails')
  setup.onRequest = passOn
  await db.clear()
  t.deepEqual(await db.keys().all(), [], 'and can be run again')
})

function namesOf(pending: PendingOperation[]): string[] {
  return pending.map(operation => String(operation.key)).sort()
}

/** Leaves the writes of these keys unprocessed, always. */
function leavingNames(names: Set<string>): Fault {
  const isNamed = ({ PutRequest: put, DeleteRequest: del }: WriteRequest) =>
    names.has(Buffer.from((put?.Item ?? del?.Key)!['sk']!.B!).toString())
  return async (request, send) => {
    const [writes = []] = Object.values((request.input as BatchWriteItemCommandInput).RequestItems ?? {})
    return leavingUnprocessed(index => !isNamed(writes[index]!))(request, send)
  }
}
