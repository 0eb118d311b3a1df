// Transactions: what a function sees, what it writes, when it runs again, and what is refused.
import { TransactionCanceledException, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelError } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import type { Transaction } from '../../lib/level/database-transaction.js'
import { createFaultyClient, failing, losingAnswer, numbered, only, passOn } from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { leftovers } from '../leftovers.js'
import { rejection } from '../rejection.js'
import { connectionReset, throttling } from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

const CONFLICT = 'DYNAMO_LEVEL_CONFLICT'
const faulty = createFaultyClient()
const { test: databaseTest } = databaseTests<string, string>(faulty, UTF8)
const pauses = holdClock()
let now = Date.now()
clock.now = () => now

type Tx = Transaction<string, string>
type Counts = Record<string, number>

/** On a database with three entries. */
function dbTest(name: string, body: (t: Test, db: DynamoLevel) => Promise<void>): void {
  databaseTest(name, async (t, db) => {
    await db.batch([...'abc'].map(key => ({ type: 'put', key, value: '1' })))
    faulty.log.clear()
    pauses.length = 0
    await body(t, db)
  })
}

const increment = (key: string) => async (tx: Tx) => {
  const value = String(Number((await tx.get(key)) ?? 0) + 1)
  await tx.put(key, value)
  return value
}

/** Has somebody else do something between the reads of a transaction and its end, so many times. */
function disturbed(times: number, disturb: () => Promise<unknown>) {
  let runs = 0
  return {
    runs: () => runs,
    wrap:
      <T>(run: (tx: Tx) => Promise<T>) =>
      async (tx: Tx) => {
        const result = await run(tx)
        if (runs++ < times) await disturb()
        return result
      }
  }
}

dbTest('reads and writes', async (t, db) => {
  const result = await db.transaction(async tx => {
    t.equal(await tx.get('a'), '1')
    t.equal(await tx.get('none'), undefined)
    t.same(await tx.getMany(['b', 'none', 'a']), ['1', undefined, '1'])
    await tx.put('a', '2')
    await tx.put('d', '2')
    await tx.del('b')
    t.same(await tx.getMany(['a', 'b', 'd']), ['2', undefined, '2'], 'sees what it wrote')
    await tx.put('b', '3')
    t.equal(await tx.get('b'), '3')
    await tx.del('b')
    t.same(await db.getMany(['a', 'b', 'd']), ['1', '1', undefined], 'others do not')
    return 'result'
  })
  t.equal(result, 'result', 'gives what the function gives')
  t.same(await db.iterator().all(), [
    ['a', '2'],
    ['c', '1'],
    ['d', '2']
  ])
})

dbTest('encodings and sublevels', async (t, db) => {
  const users = db.sublevel<string, object>('users', { valueEncoding: 'json' })
  const nested = users.sublevel<number, Buffer>('nested', { keyEncoding: 'json', valueEncoding: 'buffer' })
  await users.put('ada', { born: 1815 })
  await db.transaction(async tx => {
    t.same(await tx.get('ada', { sublevel: users }), { born: 1815 })
    await tx.put('alan', { born: 1912 }, { sublevel: users })
    await tx.put(7, Buffer.from('7'), { sublevel: nested })
    t.same(await tx.get(7, { sublevel: nested }), Buffer.from('7'), 'sees what it wrote')
    await tx.put('a', { b: 1 }, { valueEncoding: 'json' })
    await tx.put(Buffer.from('61ff', 'hex'), Buffer.from('ff', 'hex'), {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer'
    })
    await tx.del('ada', { sublevel: users })
    t.same(await tx.getMany(['ada', 'alan'], { sublevel: users }), [undefined, { born: 1912 }])
  })
  t.same(await users.keys().all(), ['alan', '!nested!7'].sort())
  t.same(await nested.get(7), Buffer.from('7'))
  t.equal(await db.get('a'), '{"b":1}')
  const bytes = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const
  t.same(await db.get<Buffer, Buffer>(Buffer.from('61ff', 'hex'), bytes), Buffer.from('ff', 'hex'))
})

dbTest('requests of a transaction', async (t, db) => {
  const cases: [name: string, run: (tx: Tx) => Promise<unknown>, counts: Counts][] = [
    ['nothing', async () => {}, {}],
    ['one read', tx => tx.get('a'), { GetItem: 1 }],
    ['one read, twice', async tx => [await tx.get('a'), await tx.get('a')], { GetItem: 1 }],
    ['one read, twice at once', tx => tx.getMany(['a', 'a']), { GetItem: 1 }],
    ['several reads', tx => tx.getMany(['a', 'b', 'none']), { BatchGetItem: 1, TransactGetItems: 1 }],
    ['one write', tx => tx.put('a', '2'), { PutItem: 1 }],
    ['one write, twice', async tx => [await tx.put('a', '2'), await tx.del('a')], { DeleteItem: 1 }],
    ['several writes', async tx => [await tx.put('a', '2'), await tx.del('b')], { TransactWriteItems: 1 }],
    ['read and write', increment('a'), { GetItem: 1, TransactWriteItems: 1 }],
    [
      'reads and writes',
      async tx => [await tx.getMany(['a', 'b']), await tx.put('c', '2')],
      { BatchGetItem: 1, TransactWriteItems: 1 }
    ]
  ]
  for (const [name, run, counts] of cases) {
    faulty.log.clear()
    await db.transaction(run)
    t.same(faulty.log.counts(), counts, name)
  }
})

dbTest('a conflict has the function run again', async (t, db) => {
  const { wrap, runs } = disturbed(3, () => db.put('a', String(10 * runs())))
  t.equal(await db.transaction(wrap(increment('a'))), '31')
  t.equal(runs(), 4)
  t.equal(await db.get('a'), '31', 'nothing is lost')
  t.same(pauses, [50, 100, 200], 'with pauses that grow')
})

const DISTURBANCES: Record<string, [key: string, (db: DynamoLevel) => Promise<unknown>]> = {
  'another value': ['a', db => db.put('a', '2')],
  'the same value': ['a', db => db.put('a', '1')],
  deletion: ['a', db => db.del('a')],
  'deletion and the same value': ['a', async db => [await db.del('a'), await db.put('a', '1')]],
  'an entry where there was none': ['none', db => db.put('none', '1')],
  'an expiry': ['a', db => db.expire('a', 1_000)],
  'a batch': ['a', db => db.batch([...'ab'].map(key => ({ type: 'put', key, value: '2' })))],
  'a batch that is not atomic': [
    'a',
    db =>
      db.batch(
        [...'ab'].map(key => ({ type: 'del', key })),
        { atomic: false }
      )
  ],
  'another transaction': ['a', db => db.transaction(tx => tx.put('a', '2'))],
  'time, that has it expire': [
    'expiring',
    async () => {
      now += 10_000
    }
  ]
}

for (const [name, [key, disturb]] of Object.entries(DISTURBANCES)) {
  dbTest(`what was read and is not so any more is a conflict: ${name}`, async (t, db) => {
    for (const [kind, run] of Object.entries<(tx: Tx) => Promise<unknown>>({
      'read and written': async tx => tx.put(key, String(await tx.get(key))),
      'read, and another written': async tx => tx.put('other', String(await tx.get(key))),
      'read only': tx => tx.getMany([key, 'c'])
    })) {
      await db.batch([...'ab'].map(one => ({ type: 'put', key: one, value: '1' })))
      await db.del('none')
      await db.put('expiring', '1', { ttl: 10_000 })
      const { wrap, runs } = disturbed(1, () => disturb(db))
      await db.transaction(wrap(run))
      t.equal(runs(), 2, kind)
    }
  })
}

dbTest('what others do elsewhere is no conflict', async (t, db) => {
  const { wrap, runs } = disturbed(1, () =>
    db.batch([...'bc'].map(key => ({ type: 'put', key, value: '2' })))
  )
  await db.transaction(wrap(increment('a')))
  t.equal(runs(), 1)
  const blind = disturbed(1, () => db.put('a', '3'))
  await db.transaction(blind.wrap(tx => tx.put('a', '4')))
  t.equal(blind.runs(), 1, 'nor what it overwrites without a look')
  t.equal(await db.get('a'), '4')
})

dbTest('a single read needs no second', async (t, db) => {
  const { wrap, runs } = disturbed(1, () => db.put('a', '2'))
  t.equal(await db.transaction(wrap(tx => tx.get('a'))), '1')
  t.equal(runs(), 1)
})

dbTest('two that read what the other writes', async (t, db) => {
  let both = 0
  const meet = { resolve: () => {} }
  const met = new Promise<void>(resolve => {
    meet.resolve = resolve
  })
  const take = (key: string) =>
    db.transaction(async tx => {
      const values = await tx.getMany(['a', 'b'])
      if (++both === 2) meet.resolve()
      await met
      if (values.every(value => value === '1')) await tx.put(key, '0')
    })
  await Promise.all([take('a'), take('b')])
  t.same((await db.getMany(['a', 'b'])).sort(), ['0', '1'], 'one of them saw the other')
})

dbTest('too many conflicts', async (t, db) => {
  for (const [options, most] of [
    [{ retries: 0 }, 1],
    [{ retries: 2 }, 3],
    [undefined, 21]
  ] as const) {
    const { wrap, runs } = disturbed(Infinity, () => db.put('a', '10'))
    await rejection(db.transaction(wrap(increment('a')), options), CONFLICT)
    t.equal(runs(), most, JSON.stringify(options))
    t.equal(await db.get('a'), '10', 'nothing is written')
  }
})

dbTest('a commit whose answer is lost is done once', async (t, db) => {
  for (const operation of ['TransactWriteItems', 'GetItem', 'TransactGetItems']) {
    faulty.onAttempt = only(operation, numbered(1, 2, losingAnswer(connectionReset)))
    await db.transaction(increment('a'))
    await db.transaction(tx => tx.getMany(['a', 'b']))
  }
  t.equal(await db.get('a'), '4')

  const other = new DynamoLevel(db.location, { client: faulty.client })
  await other.open()
  let isFirst = true
  faulty.onAttempt = only('TransactWriteItems', async (_request, send) => {
    const output = await send()
    if (!isFirst) return output
    isFirst = false
    await other.put('a', String(Number(await other.get('a')) + 10))
    throw connectionReset()
  })
  t.equal(await db.transaction(increment('a')), '5')
  t.equal(await db.get('a'), '15', 'even if somebody wrote since')
  await other.close()
})

dbTest('a commit that meets another is sent again with its token', async (t, db) => {
  const canceled = () =>
    new TransactionCanceledException({
      message: 'Transaction cancelled',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
      $metadata: {}
    })
  faulty.onRequest = only('TransactWriteItems', numbered(1, 2, failing(canceled)))
  let runs = 0
  await db.transaction(async tx => {
    runs++
    await increment('a')(tx)
    await tx.put('b', '2')
  })
  const tokens = faulty.log
    .of('TransactWriteItems')
    .map(({ input }) => (input as TransactWriteItemsCommandInput).ClientRequestToken)
  t.equal(tokens.length, 3)
  t.ok(tokens[0] && new Set(tokens).size === 1, 'with one token')
  t.equal(runs, 1, 'and its function is not run again')
  t.equal(await db.get('a'), '2')
})

dbTest('requests that fail', async (t, db) => {
  faulty.onAttempt = numbered(1, 2, failing(throttling))
  t.equal(await db.transaction(increment('a')), '2', 'are sent again')
  faulty.onRequest = only('TransactWriteItems', failing(connectionReset))
  await rejection(db.transaction(increment('a')), 'LEVEL_IO_ERROR')
  faulty.onRequest = only('GetItem', failing(connectionReset))
  await rejection(db.transaction(increment('a')), 'LEVEL_IO_ERROR')
  t.equal(
    await db.transaction(tx => tx.get('a').catch(() => 'caught')).catch(({ code }) => code),
    'LEVEL_IO_ERROR'
  )
  faulty.onRequest = passOn
  t.equal(await db.get('a'), '2')
})

dbTest('a function that throws', async (t, db) => {
  const failure = new Error('No more')
  let runs = 0
  const given = await db
    .transaction(async tx => {
      runs++
      await increment('a')(tx)
      throw failure
    })
    .catch(error => error)
  t.equal(given, failure, 'has the transaction fail so')
  t.equal(runs, 1, 'and not run again')
  const early = await db
    .transaction(tx => Promise.all([tx.get('b'), Promise.reject(failure)]))
    .catch(error => error)
  t.equal(early, failure, 'even with an operation under way')
  const sync = await db
    .transaction(() => {
      throw failure
    })
    .catch(error => error)
  t.equal(sync, failure, 'even before it gives a promise')
  t.equal(await db.get('a'), '1', 'nothing is written')
})

dbTest('a signal ends a transaction', async (t, db) => {
  const reason = new Error('Enough')
  const aborted = AbortSignal.abort(reason)
  let runs = 0
  const count = async (tx: Tx) => {
    runs++
    await increment('a')(tx)
  }
  for (const [name, expected, run] of [
    ['before it begins', 0, () => db.transaction(count, { signal: aborted })],
    [
      'within its function',
      1,
      () => {
        const abort = new AbortController()
        return db.transaction(
          async tx => {
            await count(tx)
            abort.abort(reason)
          },
          { signal: abort.signal }
        )
      }
    ],
    [
      'before it runs again',
      1,
      () => {
        const abort = new AbortController()
        const { sleep } = clock
        clock.sleep = async () => {
          abort.abort(reason)
          clock.sleep = sleep
        }
        const { wrap } = disturbed(1, () => db.put('a', '1'))
        return db.transaction(wrap(count), { signal: abort.signal })
      }
    ]
  ] as [string, number, () => Promise<void>][]) {
    runs = 0
    const error = await rejection(run(), 'LEVEL_ABORTED')
    t.same([error.cause, error.name, runs], [reason, 'AbortError', expected], name)
  }
  t.equal(await db.get('a'), '1', 'nothing is written')
})

/** That it is a TypeError, which says what to do. */
async function misuse(t: Test, name: string, run: () => Promise<unknown>, hint: RegExp): Promise<void> {
  const error = await (async () => run())().then(
    () => new Error('It was expected to fail'),
    (reason: unknown) => reason as Error
  )
  t.ok(error instanceof TypeError && hint.test(error.message), `${name}: ${error.message}`)
}

dbTest('a transaction that is over', async (t, db) => {
  let escaped: Tx | undefined
  await db.transaction(async tx => {
    escaped = tx
  })
  const tx = escaped!
  faulty.log.clear()
  for (const [name, run] of Object.entries({
    get: () => tx.get('a'),
    getMany: () => tx.getMany(['a']),
    'getMany of none': () => tx.getMany([]),
    put: () => tx.put('a', '2'),
    del: () => tx.del('a')
  })) {
    await misuse(t, name, run, /within its function/)
  }
  t.same(faulty.log.counts(), {})

  let runs = 0
  let first: Tx | undefined
  await db.transaction(async again => {
    first ??= again
    const value = await again.get('a')
    if (runs++ === 0) await db.put('a', '2')
    else await misuse(t, 'that of a run before', () => first!.put('a', '3'), /within its function/)
    await again.put('b', String(value))
  })
  t.same(await db.getMany(['a', 'b']), ['2', '2'])
})

dbTest('operations that are not awaited', async (t, db) => {
  for (const [name, run] of Object.entries<(tx: Tx) => unknown>({
    get: tx => tx.get('a'),
    getMany: tx => tx.getMany(['a', 'b']),
    'one of several': tx => [tx.put('a', '2'), tx.del('b'), tx.get('c')]
  })) {
    await misuse(t, name, () => db.transaction(async tx => void run(tx)), /await every/)
  }
  t.same(await db.getMany(['a', 'b', 'c']), ['1', '1', '1'], 'nothing is written')
  await db.transaction(async tx => {
    tx.put('a', '2')
    await tx.put('b', '2')
  })
  t.same(await db.getMany(['a', 'b']), ['2', '2'], 'a put is kept at once')
})

dbTest('a read of several that fails for one of them has ended when it rejects', async (t, db) => {
  const found = await db.transaction(async tx => {
    await rejection(tx.getMany(['a', null as never, 'b']), 'LEVEL_INVALID_KEY')
    return 'done'
  })
  t.equal(found, 'done', 'and the transaction goes on')
  t.same(await db.transaction(tx => tx.getMany([])), [], 'of none')
})

dbTest('what is refused', async (t, db) => {
  const other = new DynamoLevel(uniqueLocation(), { client: faulty.client })
  const theirs = other.sublevel('users')
  const within = (run: (tx: Tx) => Promise<unknown>) => () => db.transaction(run)
  for (const [name, run, hint] of [
    ['no function', () => db.transaction(undefined as never), /must be a function/],
    ['retries below 0', () => db.transaction(increment('a'), { retries: -1 }), /retries/],
    ['retries of a half', () => db.transaction(increment('a'), { retries: 0.5 }), /retries/],
    ['retries of a word', () => db.transaction(increment('a'), { retries: 'many' as never }), /retries/],
    ['an unknown option', () => db.transaction(increment('a'), { retry: 1 } as object), /retries/],
    ['get of others', within(tx => tx.get('a', { sublevel: theirs })), /of this database/],
    ['getMany of others', within(tx => tx.getMany(['a'], { sublevel: theirs })), /of this database/],
    ['put of others', within(tx => tx.put('a', '2', { sublevel: theirs })), /of this database/],
    ['del of others', within(tx => tx.del('a', { sublevel: theirs })), /of this database/],
    ['put with a condition', within(tx => tx.put('a', '2', { ifAbsent: true } as object)), /read it first/],
    ['del with a condition', within(tx => tx.del('a', { ifMatch: 'r:AAAA' } as object)), /read it first/],
    ['put with a misspelt one', within(tx => tx.put('a', '2', { ifabsent: true } as object)), /read it first/]
  ] as [string, () => Promise<unknown>, RegExp][]) {
    await misuse(t, name, run, hint)
  }
  for (const [code, run] of [
    ['LEVEL_INVALID_KEY', within(tx => tx.get(undefined as never))],
    ['LEVEL_INVALID_KEY', within(tx => tx.put(null as never, '2'))],
    ['LEVEL_INVALID_KEY', within(tx => tx.del('k'.repeat(70_000)))],
    ['LEVEL_INVALID_KEY', within(tx => tx.put('k'.repeat(70_000), '2'))],
    ['LEVEL_INVALID_VALUE', within(tx => tx.put('a', undefined as never))],
    ['DYNAMO_LEVEL_INVALID_OPTION', within(tx => tx.put('a', '2', { ttl: -1 }))]
  ] as const) {
    await rejection(run(), code as DynamoLevelError['code'])
  }
  t.same(
    await db.iterator().all(),
    [...'abc'].map(key => [key, '1']),
    'nothing is written'
  )
  await other.close()
})

dbTest('as much as goes into one', async (t, db) => {
  const keys = (count: number) => Array.from({ length: count }, (_, index) => `key ${index}`)
  const write = (count: number, value = '2') =>
    db.transaction(async tx => {
      for (const key of keys(count)) await tx.put(key, value)
    })
  await write(100)
  t.equal((await db.keys({ gte: 'key' }).all()).length, 100, '100 writes')
  await db.transaction(async tx => {
    await tx.getMany(keys(99))
    await tx.put('a', '2')
  })
  t.equal(await db.get('a'), '2', '99 reads and a write')
  t.equal((await db.transaction(tx => tx.getMany(keys(100)))).length, 100, '100 reads')
  await db.transaction(async tx => {
    for (const key of await tx.getMany(keys(100))) await tx.put('key 0', String(key))
  })

  await db.clear({ gte: 'key' })
  faulty.log.clear()
  for (const [name, run] of Object.entries({
    '101 writes': () => write(101),
    '101 reads': () => db.transaction(tx => tx.getMany(keys(101))),
    '100 reads and a write': () =>
      db.transaction(async tx => [await tx.getMany(keys(100)), await tx.put('a', '3')]),
    'over 4 MB': () => write(11, 'x'.repeat(390_000))
  })) {
    await rejection(run(), 'DYNAMO_LEVEL_TOO_LARGE')
    t.pass(name)
  }
  t.notOk('TransactWriteItems' in faulty.log.counts() || 'PutItem' in faulty.log.counts(), 'nothing is sent')
  t.same(await db.keys().all(), ['a', 'b', 'c'])
})

dbTest('reads of more than 4 MB', async (t, db) => {
  const keys = Array.from({ length: 12 }, (_, index) => `key ${index + 10}`)
  await db.batch(keys.map(key => ({ type: 'put', key, value: key.repeat(65_000) })))
  const values = await db.transaction(async tx => {
    const found = await tx.getMany(keys)
    await tx.put('a', '2')
    return found
  })
  t.equal(values.at(-1)?.length, 390_000, 'with a write')
  await rejection(
    db.transaction(tx => tx.getMany(keys)),
    'DYNAMO_LEVEL_TOO_LARGE'
  )
})

dbTest('expiry', async (t, db) => {
  await db.transaction(async tx => {
    await tx.put('a', '2', { ttl: 1_000 })
    await tx.put('b', '2', { expiresAt: now + 1_000 })
    t.equal(await tx.get('a'), '2')
  })
  t.same([await db.ttl('a'), await db.ttl('b'), await db.ttl('c')], [1_000, 1_000, null])
  now += 1_000
  await db.transaction(async tx => {
    t.equal(await tx.get('a'), undefined)
    await tx.put('a', '3')
  })
  t.equal(await db.get('a'), '3', 'what is expired is absent')
})

dbTest('large values', async (t, db) => {
  const large = (text: string) => text.repeat(700_000)
  await db.transaction(async tx => {
    await tx.put('a', large('x'))
    await tx.put('b', large('y'))
    t.equal(await tx.get('a'), large('x'))
  })
  const { wrap, runs } = disturbed(1, () => db.put('b', 'small'))
  await db.transaction(
    wrap(async tx => {
      t.equal(await tx.get('a'), large('x'))
      await tx.get('b')
      await tx.put('a', large('z'))
    })
  )
  t.equal(runs(), 2)
  t.equal(await db.get('a'), large('z'))
  t.equal((await leftovers(db)).length, 3, 'nothing is left of what was overwritten or not written')
  const swap = disturbed(1, () => db.put('a', large('w')))
  t.equal(await db.transaction(swap.wrap(async tx => (await tx.getMany(['a', 'b']))[0])), large('w'))
})

dbTest('a database that is not open', async (t, db) => {
  const opening = new DynamoLevel(db.location, { client: faulty.client })
  t.equal(await opening.transaction(increment('a')), '2', 'opens first')
  await opening.close()
  await rejection(opening.transaction(increment('a')), 'LEVEL_DATABASE_NOT_OPEN' as DynamoLevelError['code'])

  const closing = new DynamoLevel(db.location, { client: faulty.client })
  await closing.open()
  const last = closing.transaction(increment('a'))
  await closing.close()
  t.equal(await last, '3', 'closes after those that began')
})

dbTest('many at once', async (t, db) => {
  await Promise.all(Array.from({ length: 20 }, () => db.transaction(increment('a'), { retries: 1_000 })))
  t.equal(await db.get('a'), '21')
})

test.onFinish(() => faulty.client.destroy())
