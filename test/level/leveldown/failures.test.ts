// What stores do when requests fail, and when much is under way at once.
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb'
import levelup4 from 'levelup-4'
import test, { type Test } from 'tape'
import { EmbeddedDynamoDBClient } from '../../../lib/embedded/index.js'
import { type DownIterator, type DownStore, dynamoDown } from '../../../lib/leveldown/index.js'
import {
  createFaultyClient,
  type Fault,
  failing,
  losingAnswer,
  numbered,
  only,
  passOn
} from '../../faulty-client.js'
import { holdClock } from '../../held-clock.js'
import {
  accessDenied,
  connectionReset,
  serverError,
  throttling,
  throughputExceeded,
  validation
} from '../../service-failures.js'
import { Pouch } from './pouchdb.js'

const faulty = createFaultyClient()
const { client, log } = faulty
const down = dynamoDown({ client, table: `test-${randomUUID()}` })
const pauses = holdClock()

type Entry = [key: Buffer, value: Buffer]
type Outcome<T> = { error?: Error & { code?: string }; result?: T | undefined }

/** The outcome of one call with a callback. */
function call<T = unknown>(
  run: (callback: (error?: Error | null, result?: T) => void) => void
): Promise<Outcome<T>> {
  return new Promise(resolve => run((error, result) => resolve({ ...(error && { error }), result })))
}

const read = (iterator: DownIterator) =>
  call<Entry>(done =>
    iterator.next((error, ...entry) => done(error, entry.length ? (entry as Entry) : undefined))
  )

function storeTest(name: string, body: (t: Test, store: DownStore) => Promise<void>): void {
  test(name, async t => {
    const store = down(randomUUID())
    await promisify((done: () => void) => store.open(done))()
    await promisify((done: () => void) => store.put('a', '1', done))()
    pauses.length = 0
    await body(t, store)
    faulty.onRequest = passOn
    await promisify((done: () => void) => store.close(done))()
  })
}

const READS: Record<string, (store: DownStore) => Promise<Outcome<unknown>>> = {
  get: store => call(done => store.get('a', done)),
  getMany: store => call(done => store.getMany(['a', 'b'], done)),
  iterator: store => read(store.iterator())
}

const WRITES: Record<string, (store: DownStore) => Promise<Outcome<unknown>>> = {
  put: store => call(done => store.put('a', '2', done)),
  del: store => call(done => store.del('a', done)),
  batch: store => call(done => store.batch([{ type: 'del', key: 'a', value: false }], done)),
  'chained batch': store => call(done => store.batch().del('a').write(done)),
  clear: store => call(done => store.clear(done))
}

for (const [name, run] of Object.entries(READS)) {
  storeTest(`a failed ${name} stops the store until it is opened again`, async (t, store) => {
    faulty.onRequest = failing(serverError)
    const { error } = await run(store)
    t.equal(error?.code, 'LEVEL_IO_ERROR')
    faulty.onRequest = passOn
    log.clear()
    for (const [write, attempt] of Object.entries(WRITES)) {
      const refused = (await attempt(store)).error
      t.equal(refused?.code, 'DYNAMO_LEVEL_STOPPED', write)
      t.equal(refused?.cause, error, 'with the cause')
    }
    t.equal(log.requests.length, 0, 'nothing was written')
    t.equal(String((await call(done => store.get('a', done))).result), '1', 'reads go on')

    await call(done => store.close(done))
    await call(done => store.open(done))
    t.notOk((await WRITES['put']!(store)).error)
  })
}

for (const [name, run] of Object.entries(WRITES)) {
  // One that is done finds nothing left when it is repeated.
  if (name === 'clear') continue
  storeTest(`a ${name} that may be done though it failed stops the store`, async (t, store) => {
    const operations = ['PutItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem']
    const lost = losingAnswer(connectionReset)
    faulty.onRequest = (...request) => (operations.includes(request[0].operation) ? lost : passOn)(...request)
    const { error } = await run(store)
    t.ok(error, String(error))
    faulty.onRequest = passOn
    log.clear()
    const refused = (await WRITES['put']!(store)).error
    t.equal(refused?.code, 'DYNAMO_LEVEL_STOPPED')
    t.equal(refused?.cause, error)
    t.equal(log.requests.length, 0, 'nothing was written')

    await call(done => store.close(done))
    await call(done => store.open(done))
    t.notOk((await WRITES['put']!(store)).error)
  })
}

storeTest('a write that failed is repeated, and later ones wait', async (t, store) => {
  let last: Promise<Outcome<unknown>> | undefined
  faulty.onRequest = async ({ input }, send) => {
    if (log.requests.length > 4) return send()
    if (log.requests.length === 2) last = call(done => store.put('a', '3', done))
    t.match(Buffer.from((input as PutItemCommandInput).Item!['v']!.B!).toString(), /2/)
    return losingAnswer(serverError)({ operation: '', input }, send)
  }
  log.clear()
  t.notOk((await WRITES['put']!(store)).error)
  t.notOk((await last)?.error)
  t.same(log.counts(), { PutItem: 6 })
  t.equal(pauses.length, 3)
  t.equal(String((await call(done => store.get('a', done))).result), '3')
})

storeTest('writes that are under way at once are not repeated', async (t, store) => {
  faulty.onRequest = numbered(1, 1, failing(serverError))
  const failed = await Promise.all([WRITES['put']!(store), call(done => store.put('b', '1', done))])
  t.same(
    failed.map(({ error }) => error?.code),
    ['LEVEL_IO_ERROR', 'LEVEL_IO_ERROR']
  )
  t.equal((await WRITES['put']!(store)).error?.code, 'DYNAMO_LEVEL_STOPPED')
})

storeTest('a condition that fails when it is repeated tells nothing', async (t, store) => {
  faulty.onRequest = numbered(1, 1, losingAnswer(serverError))
  const { error } = await call(done => store.put('b', '1', { ifAbsent: true }, done))
  t.equal(error?.code, 'LEVEL_IO_ERROR')
  t.equal((await WRITES['put']!(store)).error?.code, 'DYNAMO_LEVEL_STOPPED')
})

storeTest('a store that is closed repeats nothing', async (t, store) => {
  let closed: Promise<Outcome<unknown>> | undefined
  faulty.onRequest = (...request) => {
    closed ??= call(done => store.close(done))
    return failing(serverError)(...request)
  }
  log.clear()
  t.equal((await WRITES['put']!(store)).error?.code, 'LEVEL_IO_ERROR')
  t.notOk((await closed)?.error)
  t.ok(log.requests.length <= 2, `${log.requests.length} requests`)
  faulty.onRequest = passOn
  await call(done => store.open(done))
  t.notOk((await WRITES['put']!(store)).error)
})

storeTest('a batch that is decided and not done stops the store', async (t, store) => {
  const puts = Array.from({ length: 150 }, (_, index) => ({ type: 'put', key: `k${index}`, value: 'x' }))
  faulty.onRequest = (request, send) =>
    (request.operation === 'PutItem' ? passOn : failing(accessDenied))(request, send)
  const { error } = await call(done => store.batch(puts, done))
  t.equal(error?.code, 'DYNAMO_LEVEL_BATCH_UNFINISHED')
  faulty.onRequest = passOn
  t.equal((await WRITES['put']!(store)).error?.code, 'DYNAMO_LEVEL_STOPPED')
  await call(done => store.close(done))
  await call(done => store.open(done))
  t.notOk((await call(done => store.get('k149', done))).error, 'opened again, it is done')
})

storeTest('what does not stop the store', async (t, store) => {
  const missing = await call(done => store.get('missing', done))
  t.equal(missing.error?.message, 'NotFound')
  for (const refusal of [accessDenied, validation, throttling, throughputExceeded]) {
    faulty.onRequest = failing(refusal)
    for (const [name, run] of Object.entries(WRITES)) {
      t.ok((await run(store)).error?.code !== undefined, `${name} that is refused: ${refusal().name}`)
    }
  }
  faulty.onRequest = passOn
  const conflict = await call(done => store.put('a', '2', { ifAbsent: true }, done))
  t.equal(conflict.error?.code, 'DYNAMO_LEVEL_CONFLICT')
  t.notOk((await WRITES['put']!(store)).error)
})

storeTest('reads are repeated before they fail', async (t, store) => {
  for (const name of ['get', 'getMany'] as const) {
    faulty.onRequest = numbered(1, 16, failing(serverError))
    pauses.length = 0
    t.notOk((await READS[name]!(store)).error, name)
    t.equal(pauses.length, 16)
  }
  t.notOk((await WRITES['put']!(store)).error)
})

storeTest('what is destroyed is destroyed as a whole', async (t, store) => {
  await call(done => store.close(done))
  faulty.onRequest = only('BatchWriteItem', numbered(1, 16, failing(serverError)))
  t.notOk((await call(done => down.destroy(store.location, done))).error)
  t.equal(pauses.length, 16)
  await call(done => store.open(done))
  t.equal((await call(done => store.get('a', done))).error?.message, 'NotFound')
})

test('reads are not repeated once the client was destroyed', async t => {
  for (const [name, run] of Object.entries(READS)) {
    const own = new EmbeddedDynamoDBClient({ expiryIntervalMs: 0 })
    const store = dynamoDown({ client: own, table: 'app' })(randomUUID())
    await promisify((done: () => void) => store.open(done))()
    own.destroy()
    pauses.length = 0
    const { error } = await run(store)
    t.equal(error?.code, 'LEVEL_IO_ERROR', name)
    t.equal(pauses.length, 0, name)
    await promisify((done: () => void) => store.close(done))()
  }
})

storeTest('pages of iterators are asked for longer', async (t, store) => {
  for (let index = 0; index < 300; index++) {
    if (index % 100 === 0) {
      const puts = Array.from({ length: 100 }, (_, offset) => ({
        type: 'put',
        key: String(index + offset).padStart(3, '0'),
        value: 'x'
      }))
      await call(done => store.batch(puts, done))
    }
  }
  await call(done => store.del('a', done))
  // The second page fails as often as there are retries of ours.
  faulty.onRequest = only('Query', numbered(2, 25, failing(serverError)))
  const iterator = store.iterator({ limit: -1, keyAsBuffer: false, valueAsBuffer: false })
  const keys: unknown[] = []
  for await (const [key] of iterator) keys.push(key)
  t.deepEqual(
    keys,
    Array.from({ length: 300 }, (_, index) => String(index).padStart(3, '0')),
    'nothing is missing, nothing comes twice'
  )
  t.equal(pauses.length, 24)
  t.ok(pauses.reduce((sum, ms) => sum + ms, 0) > 60_000, 'over more than a minute')
  t.notOk((await WRITES['put']!(store)).error, 'and the store goes on')

  for (const hopeless of [accessDenied, validation]) {
    const other = down(store.location)
    await call(done => other.open(done))
    faulty.onRequest = only('Query', failing(hopeless))
    pauses.length = 0
    t.ok((await read(other.iterator())).error)
    t.equal(pauses.length, 0, `${hopeless.name} will not pass`)
    faulty.onRequest = passOn
    await call(done => other.close(done))
  }
})

test('a host that is not found is no missing key', async t => {
  const db = levelup4(down(randomUUID()))
  await db.put('a', '1')
  const unknownHost = () =>
    Object.assign(new Error('getaddrinfo ENOTFOUND dynamodb.invalid'), { code: 'ENOTFOUND' })
  faulty.onRequest = failing(unknownHost)
  const error = await db.get('a').catch((error: Error) => error)
  t.equal(error.name, 'ReadError')
  t.notOk(error.notFound)
  faulty.onRequest = passOn
  t.match(String(await db.put('a', '2').catch((error: Error) => error)), /WriteError/)
  await db.close()
})

test('PouchDB does not begin a sequence again after a read that failed', async t => {
  const name = randomUUID()
  const open = () => new Pouch(name, { db: down })
  const first = open()
  for (const _id of ['a', 'b', 'c']) await first.put({ _id })
  await first.close()

  // The counter of the sequence is the first that it reads.
  faulty.onRequest = only('GetItem', numbered(1, 17, failing(serverError)))
  const second = open()
  const error = await second.put({ _id: 'd' }).catch((error: Error) => error)
  t.ok(error instanceof Error || error.error, String(error))
  faulty.onRequest = passOn
  await second.close()

  const third = open()
  t.equal((await third.info()).update_seq, 3)
  await third.put({ _id: 'd' })
  const { results } = await third.changes()
  t.deepEqual(
    results.map(({ id, seq }: { id: string; seq: number }) => `${seq} ${id}`),
    ['1 a', '2 b', '3 c', '4 d']
  )
  await third.destroy()
})

test('PouchDB gives no number of its sequence twice after a write that failed, and is done', async t => {
  const name = randomUUID()
  const first = new Pouch(name, { db: down })
  await first.put({ _id: 'a' })
  faulty.onRequest = only('TransactWriteItems', numbered(1, 18, losingAnswer(connectionReset)))
  for (const _id of ['b', 'c']) {
    const [outcome] = await Promise.allSettled([first.put({ _id })])
    t.equal(outcome.status, 'rejected', _id)
  }
  faulty.onRequest = passOn
  await first.close()

  const second = new Pouch(name, { db: down })
  await second.put({ _id: 'c' })
  const { results } = await second.changes()
  t.deepEqual(
    results.map(({ id, seq }: { id: string; seq: number }) => `${seq} ${id}`),
    ['1 a', '2 b', '3 c']
  )
  t.equal((await second.get('b'))._id, 'b')
  await second.destroy()
})

test('changes() of PouchDB outlive pages that fail for long', async t => {
  const db = new Pouch(randomUUID(), { db: down })
  const docs = Array.from({ length: 150 }, (_, index) => ({ _id: `doc ${String(index).padStart(3, '0')}` }))
  await db.bulkDocs(docs)
  faulty.onRequest = only('Query', numbered(2, 25, failing(serverError)))
  pauses.length = 0
  const { results } = await db.changes()
  t.equal(pauses.length, 24)
  t.deepEqual(
    results.map(({ id }: { id: string }) => id),
    docs.map(({ _id }) => _id)
  )
  faulty.onRequest = passOn
  t.ok((await db.put({ _id: 'later' })).ok, 'and the store goes on')
  await db.destroy()
})

for (const end of ['close', 'destroy'] as const) {
  test(`PouchDB ${end}s while much is in flight`, async t => {
    const name = randomUUID()
    const db = new Pouch(name, { db: down })
    await db.bulkDocs(Array.from({ length: 150 }, (_, index) => ({ _id: `old ${index}` })))
    const { fault, release } = holding()
    let arrived = () => {}
    const underWay = new Promise<void>(resolve => {
      arrived = resolve
    })
    faulty.onRequest = (...request) => {
      arrived()
      return fault(...request)
    }
    const operations: Promise<unknown>[] = [
      db.bulkDocs(Array.from({ length: 100 }, (_, index) => ({ _id: `new ${index}` }))),
      db.get('old 1'),
      db.allDocs(),
      db.changes()
    ]
    // PouchDB may leave them without an answer, here as on leveldown.
    void Promise.allSettled(operations)
    await underWay
    const ending = db[end]()
    release()
    await ending
    faulty.onRequest = passOn

    const again = new Pouch(name, { db: down })
    const { doc_count: count, update_seq: sequence } = await again.info()
    t.ok([...(end === 'close' ? [150, 250] : [0])].includes(count), `all or nothing: ${count}`)
    t.equal(sequence, count)
    t.ok((await again.put({ _id: 'later' })).ok)
    t.equal((await again.allDocs()).rows.length, count + 1)
    await again.destroy()
  })
}

test('options of PouchDB reach the database', async t => {
  const db = new Pouch(randomUUID(), { db: down, consistentRead: false })
  await db.put({ _id: 'a' })
  log.clear()
  await db.get('a')
  t.ok(log.requests.length > 0)
  t.ok(log.requests.every(({ input }) => !JSON.stringify(input).includes('"ConsistentRead":true')))
  await db.destroy()
})

test('requests of PouchDB', async t => {
  const db = new Pouch(randomUUID(), { db: down })
  await db.info()
  log.clear()
  await db.put({ _id: 'a' })
  t.deepEqual(log.counts(), { GetItem: 1, TransactWriteItems: 1 }, 'put')
  log.clear()
  await db.bulkDocs(Array.from({ length: 40 }, (_, index) => ({ _id: `b${index}` })))
  t.deepEqual(log.counts(), { BatchGetItem: 1, TransactWriteItems: 1 }, 'bulkDocs of 40')
  await db.bulkDocs(Array.from({ length: 400 }, (_, index) => ({ _id: `c${index}` })))
  for (const limit of [50, 100]) {
    log.clear()
    const { results } = await db.changes({ since: 1, limit })
    t.equal(results.length, limit)
    // Where answers take time PouchDB takes 29 entries more than it wants.
    const most = limit + 29 <= 128 ? 128 : 128 + 512
    t.ok(log.itemsRead() <= most, `changes of ${limit}, as for a batch of a view or a replication`)
  }
  await db.destroy()
})

/** Holds requests until they are let go. */
function holding(): { fault: Fault; release: () => void } {
  let release = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  return {
    fault: async (_request, send) => {
      await released
      return send()
    },
    release
  }
}

storeTest('reads of one key are answered in the order in which they were asked for', async (t, store) => {
  const { fault, release } = holding()
  faulty.onRequest = numbered(1, 1, fault)
  const answered: string[] = []
  const get = async (name: string, key: string) => {
    const { result } = await call(done => store.get(key, done))
    answered.push(`${name} ${result}`)
    // In a request of its own each.
    await new Promise(setImmediate)
  }
  const first = get('first', 'a')
  await new Promise(setImmediate)
  const second = get('second', 'a')
  await new Promise(setImmediate)
  await call(done => store.put('b', '2', done))
  await get('other', 'b')
  t.deepEqual(answered, ['other 2'], 'another key does not wait')
  release()
  await Promise.all([first, second])
  t.deepEqual(answered, ['other 2', 'first 1', 'second 1'])
})

storeTest('close waits for what is in flight', async (t, store) => {
  const { fault, release } = holding()
  faulty.onRequest = fault
  const iterator = store.iterator()
  const operations = [
    READS['get']!(store),
    READS['getMany']!(store),
    call(done => store.put('b', '2', done)),
    read(iterator)
  ]
  const closing = call(done => store.close(done))
  t.equal(store.status, 'closing')
  release()
  const outcomes = await Promise.all(operations)
  t.deepEqual(
    outcomes.slice(0, 3).map(({ error }) => error),
    [undefined, undefined, undefined]
  )
  t.notOk((await closing).error)
  t.equal(store.status, 'closed')

  const ended = await read(iterator)
  t.equal(ended.error?.message, 'iterator has ended', 'as PouchDB knows it')
  t.ok((await READS['get']!(store)).error)
  t.ok((await WRITES['put']!(store)).error)
  faulty.onRequest = passOn
  await call(done => store.open(done))
  t.equal(String((await call(done => store.get('b', done))).result), '2')
  t.notOk((await WRITES['put']!(store)).error, 'closing stopped nothing')
})

storeTest(
  'an iterator that is asked again and again ends with its end, or with the store',
  async (t, store) => {
    faulty.onRequest = failing(serverError)
    const iterator = store.iterator()
    const reading = read(iterator)
    t.notOk((await call(done => iterator.end(done))).error)
    t.equal((await reading).error?.message, 'iterator has ended')

    const other = read(store.iterator())
    const got = READS['get']!(store)
    await call(done => store.close(done))
    t.equal((await other).error?.message, 'iterator has ended')
    t.ok((await got).error)
    faulty.onRequest = passOn
    await call(done => store.open(done))
    t.notOk((await WRITES['put']!(store)).error, 'neither stopped the store')
  }
)

storeTest('4,950 gets and 50 iterators at once', async (t, store) => {
  const KEYS = 2_475
  const nameOf = (index: number) => String(index % KEYS).padStart(4, '0')
  const puts = Array.from({ length: KEYS }, (_, index) => ({
    type: 'put',
    key: nameOf(index),
    value: String(index)
  }))
  await call(done => store.batch(puts, done))
  const iterators = Array.from({ length: 50 }, () => store.iterator({ limit: -1, gte: '0050' }))
  log.clear()
  const [values, firsts] = await Promise.all([
    Promise.all(
      Array.from({ length: 4_950 }, (_, index) =>
        call(done => store.get(nameOf(index), { asBuffer: false }, done as never))
      )
    ),
    Promise.all(iterators.map(read))
  ])
  t.ok(values.every(({ result }, index) => result === String(index % KEYS)))
  t.deepEqual(log.counts(), { BatchGetItem: 25, Query: 50 }, 'gathered into requests for 100, each key once')
  t.ok(firsts.every(({ result }) => String(result?.[0]) === '0050'))
  // Half of them are left to the store.
  await Promise.all(iterators.slice(25).map(iterator => call(done => iterator.end(done))))
})

test.onFinish(() => client.destroy())
