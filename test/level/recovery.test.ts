// What becomes of a batch of the journal that is interrupted, or that other processes meet while it is under way. Processes
// are databases with clients of their own here.
import type {
  BatchWriteItemCommandInput,
  DeleteItemCommandInput,
  PutItemCommandInput,
  UpdateItemCommandInput
} from '@aws-sdk/client-dynamodb'
import { DeleteItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelError, type DynamoLevelOptions } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import { crashing, type Moment } from '../crash.js'
import {
  createFaultyClient,
  type FaultyClient,
  failing,
  losingAnswer,
  numbered,
  only,
  passOn
} from '../faulty-client.js'
import { Gate } from '../gate.js'
import { leftovers } from '../leftovers.js'
import { orphans } from '../orphans.js'
import { openFailure, rejection } from '../rejection.js'
import { accessDenied, connectionReset } from '../service-failures.js'
import { storedItems } from '../stored-items.js'
import { TwoStates } from '../two-states.js'
import { uniqueLocation } from '../unique-location.js'

const UNFINISHED = 'DYNAMO_LEVEL_BATCH_UNFINISHED'
// More than a header holds, so that there are blocks.
const states = new TwoStates(300, { ballast: 64 * 1024 })
const BATCH = states.batchTo(1)
/** Requests of it: the blocks, the header, twelve of writes, the header and the blocks again. */
const [HEADER, IN_THE_MIDDLE] = [2, 8]
/** Two that are done by then, and two that are not. */
const [DONE_PUT, DONE_DEL, LATE_PUT, LATE_DEL] = ['000000', '000001', '000297', '000298'] as const
const ALL_FOUR = [DONE_PUT, DONE_DEL, LATE_PUT, LATE_DEL]
/** By then everybody takes a batch for interrupted. */
const LEFT_MS = 6_000

let now = Date.now()
let timeouts: { at: number; abort: AbortController }[] = []
let onSleep: () => Promise<void> = async () => {}
clock.now = () => now
clock.random = () => 0
clock.sleep = async ms => {
  wait(ms)
  await onSleep()
}
clock.timeout = ms => {
  const abort = new AbortController()
  timeouts.push({ at: now + ms, abort })
  return abort.signal
}

function wait(ms: number): void {
  now += ms
  for (const { at, abort } of timeouts) if (at <= now) abort.abort()
  timeouts = timeouts.filter(({ at }) => at > now)
}

interface Process {
  readonly db: DynamoLevel
  readonly faulty: FaultyClient
}

/** Processes on one database, which is in the first state. */
class Processes {
  readonly #location = uniqueLocation()
  readonly #all: Process[] = []

  /** One that has not opened the database. */
  add(options: DynamoLevelOptions<string, string> = {}): Process {
    const faulty = createFaultyClient()
    const process = { faulty, db: new DynamoLevel(this.#location, { client: faulty.client, ...options }) }
    this.#all.push(process)
    return process
  }

  async open(): Promise<Process> {
    const process = this.add()
    await process.db.open()
    process.faulty.log.clear()
    return process
  }

  /** One that crashed within the batch. */
  async crashed(number = IN_THE_MIDDLE, moment: Moment = 'after'): Promise<Process> {
    const process = await this.open()
    await crash(process, number, moment)
    return process
  }

  async close(): Promise<void> {
    for (const { db, faulty } of this.#all) {
      faulty.onRequest = passOn
      faulty.onAttempt = passOn
      await db.close()
      faulty.client.destroy()
    }
  }
}

/** What the batch is rejected with. After that, requests get through again. */
async function crash({ db, faulty }: Process, number: number, moment: Moment): Promise<DynamoLevelError> {
  faulty.onRequest = crashing(number, moment)
  const error = await rejection(db.batch(BATCH))
  faulty.onRequest = passOn
  faulty.log.clear()
  return error
}

function journalTest(name: string, body: (t: Test, processes: Processes) => Promise<void>): void {
  test(name, async t => {
    const processes = new Processes()
    const { db } = await processes.open()
    await db.batch(states.batchTo(0))
    try {
      await body(t, processes)
    } finally {
      onSleep = async () => {}
      await processes.close()
    }
  })
}

/** Of whatever age. */
async function collectAll(db: DynamoLevel): Promise<void> {
  wait(1)
  await db.collect({ minAge: 0 })
}

/** Whether a BatchWriteItem is of entries, not of what stands beside them. */
function isOnEntries(input: object, name: string): boolean {
  const [writes] = Object.values((input as BatchWriteItemCommandInput).RequestItems!)
  const { PutRequest: put, DeleteRequest: del } = writes![0]!
  return (put?.Item ?? del?.Key)?.['pk']?.S === name
}

const overwrite = (db: DynamoLevel, keys: readonly string[]) =>
  db.batch(keys.map(key => ({ type: 'put', key, value: 'later' })))

/** What the batch makes of keys. */
const expected = (keys: readonly string[]) =>
  keys.map(key => {
    const operation = BATCH.find(one => one.key === key)
    return operation?.type === 'put' ? operation.value : undefined
  })

const OPERATIONS: Record<string, (db: DynamoLevel) => Promise<unknown>> = {
  put: db => db.put('other', '1'),
  del: db => db.del('other'),
  batch: db => db.batch([...'ab'].map(key => ({ type: 'put', key: `other ${key}`, value: '1' }))),
  'large batch': db =>
    db.batch(Array.from({ length: 101 }, (_, index) => ({ type: 'put', key: `other ${index}`, value: '1' }))),
  'batch that is not atomic': db =>
    db.batch(
      [...'ab'].map(key => ({ type: 'del', key })),
      { atomic: false }
    ),
  clear: db => db.clear({ gt: 'other' }),
  expire: db => db.expire('other', 1_000),
  transaction: db => db.transaction(tx => tx.put('other', '1')),
  'transaction that reads': db => db.transaction(tx => tx.getMany([DONE_PUT, LATE_PUT])),
  collect: db => db.collect()
}

for (const [name, operation] of Object.entries(OPERATIONS)) {
  journalTest(`the next write of the same process finishes a batch: ${name}`, async (t, processes) => {
    const writer = await processes.open()
    t.equal((await crash(writer, IN_THE_MIDDLE, 'after')).code, UNFINISHED)
    t.equal(typeof (await states.find(writer.db)), 'string', 'until then it is done in part')
    await operation(writer.db)
    await writer.db.clear({ gte: 'other' })
    t.equal(await states.find(writer.db), 1, 'then it is done')
    t.same(await leftovers(writer.db), [])
  })
}

journalTest('a batch that cannot be finished keeps others back', async (t, processes) => {
  const { db, faulty } = await processes.crashed()
  faulty.onRequest = only('TransactWriteItems', failing(accessDenied))
  for (const write of [() => db.put(LATE_PUT, 'later'), () => db.batch(states.batchTo(0))]) {
    await rejection(write(), 'DYNAMO_LEVEL_ACCESS_DENIED')
  }
  faulty.onRequest = passOn
  await db.del('other')
  t.equal(await states.find(db), 1, 'nothing of them is done')
})

journalTest('writes that were called before a batch failed come after it', async (t, processes) => {
  const { db, faulty } = await processes.open()
  const gate = new Gate()
  const isFirstRecovery = numbered(1, 1, failing(connectionReset))
  const fromThirdOn = numbered(3, Infinity, async (request, send) => {
    await gate.request(request, send)
    throw connectionReset()
  })
  faulty.onRequest = only('BatchWriteItem', fromThirdOn)
  const batch = db.batch(BATCH)
  await gate.reached
  faulty.onRequest = only('TransactWriteItems', isFirstRecovery)
  const writes = [db.put(DONE_PUT, 'later'), db.put(LATE_PUT, 'later'), db.del(LATE_DEL)]
  gate.open()
  await rejection(batch, UNFINISHED)
  await Promise.all(writes)
  const written: readonly string[] = [DONE_PUT, LATE_PUT, LATE_DEL]
  t.same(await db.getMany([...written]), ['later', 'later', undefined])
  const rest = BATCH.map(({ key }) => key).filter(key => !written.includes(key))
  t.same(await db.getMany(rest), expected(rest), 'the rest is as the batch says')
})

journalTest('whoever opens the database finishes a batch', async (t, processes) => {
  await processes.crashed()
  wait(LEFT_MS)
  const { db } = await processes.open()
  t.equal(await states.find(db), 1)
  t.same(await leftovers(db), [])
})

journalTest('a recovery that crashes at one request after the other', async (t, processes) => {
  await processes.crashed(HEADER)
  wait(LEFT_MS)
  let crashes = 0
  for (const moment of ['before', 'after'] as Moment[]) {
    for (let number = 1; number < 20; number++) {
      const { db, faulty } = processes.add()
      faulty.onRequest = crashing(number, moment)
      const isOpen = await db.open().then(
        () => true,
        () => false
      )
      if (isOpen) break
      crashes++
    }
  }
  t.ok(crashes > 6, `${crashes} crashes`)
  const { db } = await processes.open()
  t.equal(await states.find(db), 1)
  await collectAll(db)
  t.same(await leftovers(db), [])
})

journalTest('what others wrote after the crash stays', async (t, processes) => {
  const other = await processes.open()
  await processes.crashed()
  t.same(await other.db.getMany(ALL_FOUR), ['state 1', undefined, 'state 0', 'there'], 'it is done in part')
  wait(1)
  await overwrite(other.db, ALL_FOUR)
  wait(LEFT_MS)
  const { db } = await processes.open()
  t.same(await db.getMany(ALL_FOUR), Array(4).fill('later'))
  const rest = BATCH.map(({ key }) => key).filter(key => !ALL_FOUR.includes(key as never))
  t.same(await db.getMany(rest), expected(rest), 'and the rest is done')
})

// An entry that is deleted has no revision that would tell when it was.
journalTest('what others deleted after the crash is put all the same', async (t, processes) => {
  const other = await processes.open()
  await processes.crashed()
  await other.db.del(DONE_PUT)
  wait(LEFT_MS)
  const { db } = await processes.open()
  t.equal(await states.find(db), 1)
})

journalTest('of two recoveries at once neither undoes what comes after the other', async (t, processes) => {
  await processes.crashed()
  wait(LEFT_MS)
  const slow = processes.add()
  const gate = new Gate()
  slow.faulty.onRequest = only('TransactWriteItems', numbered(2, 2, gate.request))
  const opening = slow.db.open()
  await gate.reached

  const quick = await processes.open()
  t.equal(await states.find(quick.db), 1, 'the quicker one finishes')
  await overwrite(quick.db, ALL_FOUR)
  await quick.db.del(LATE_PUT)
  gate.open()
  await opening
  t.same(await slow.db.getMany(ALL_FOUR), ['later', 'later', undefined, 'later'])
  t.same(await leftovers(slow.db), [])
})

journalTest('many recoveries at once', async (t, processes) => {
  await processes.crashed()
  wait(LEFT_MS)
  const opened = await Promise.all(Array.from({ length: 4 }, () => processes.open()))
  for (const { db } of opened) t.equal(await states.find(db), 1)
  t.same(await leftovers(opened[0]!.db), [])
})

journalTest(
  'who opens the database while a batch is under way waits for its writer',
  async (t, processes) => {
    const writer = await processes.open()
    const gate = new Gate()
    writer.faulty.onRequest = only('BatchWriteItem', numbered(4, 4, gate.request))
    const batch = writer.db.batch(BATCH)
    await gate.reached

    const { db, faulty } = processes.add()
    let looks = 0
    onSleep = async () => {
      if (++looks < 3) return
      gate.open()
      await batch
    }
    await db.open()
    t.equal(looks, 3)
    t.equal(await states.find(db), 1)
    t.same(faulty.log.of('TransactWriteItems'), [], 'and writes nothing itself')
  }
)

/** As if the writer of a batch ran on another machine, of which nothing is known. */
async function moveWriterAway(db: DynamoLevel): Promise<void> {
  const [header] = (await leftovers(db)).filter(name => name.startsWith('marker journal/'))
  await db.client.send(
    new UpdateItemCommand({
      TableName: db.table,
      Key: { pk: { S: `${db.name}#marker` }, sk: { B: Buffer.from(header!.slice('marker '.length)) } },
      UpdateExpression: 'SET w = :w',
      ExpressionAttributeValues: { ':w': { S: '{"machine":"elsewhere","pid":1,"process":"another"}' } }
    })
  )
}

journalTest('a writer on another machine is waited for, even if its clock is ahead', async (t, processes) => {
  const opened = await processes.open()
  wait(60_000)
  await processes.crashed()
  await moveWriterAway(opened.db)
  wait(-60_000)
  const before = now
  const { db } = await processes.open()
  t.equal(await states.find(db), 1)
  t.equal(now - before, LEFT_MS)
  await opened.db.close()
})

journalTest('a writer that is known to have ended is not waited for', async (t, processes) => {
  await processes.crashed()
  const before = now
  const { db } = await processes.open()
  t.equal(await states.find(db), 1)
  t.equal(now, before)
})

/** Ways in which a writer is held up until it is taken for crashed. */
const HELD_UP: Record<string, (faulty: FaultyClient, gate: Gate) => void> = {
  'before the header': (faulty, gate) => {
    faulty.onRequest = only('PutItem', gate.request)
  },
  'before it knows of the header': (faulty, gate) => {
    faulty.onRequest = only('PutItem', gate.answer)
  },
  'with writes on their way': (faulty, gate) => {
    faulty.onRequest = only('BatchWriteItem', numbered(2, 4, gate.request))
  },
  'before writes are sent again': (faulty, gate) => {
    faulty.onAttempt = only(
      'BatchWriteItem',
      numbered(2, 4, async request => {
        await gate.request(request, async () => ({ $metadata: {} }))
        throw connectionReset()
      })
    )
  },
  'before the header goes': (faulty, gate) => {
    faulty.onRequest = only('DeleteItem', gate.request)
  }
}

for (const [name, holdUp] of Object.entries(HELD_UP)) {
  journalTest(`a writer that is held up undoes nothing: ${name}`, async (t, processes) => {
    const writer = await processes.open()
    const gate = new Gate()
    holdUp(writer.faulty, gate)
    const batch = writer.db.batch(BATCH)
    await gate.reached
    wait(LEFT_MS)

    const other = await processes.open()
    t.equal(await states.find(other.db), name === 'before the header' ? 0 : 1)
    await overwrite(other.db, ALL_FOUR)
    gate.open()
    await batch
    t.same(await other.db.getMany(ALL_FOUR), Array(4).fill('later'), 'what was written since stays')
    const rest = BATCH.map(({ key }) => key).filter(key => !ALL_FOUR.includes(key as never))
    t.same(await other.db.getMany(rest), expected(rest), 'and the rest is done')
    await collectAll(other.db)
    t.same(await leftovers(other.db), [])
  })
}

journalTest('a header whose answer is lost', async (t, processes) => {
  const { db, faulty } = await processes.open()
  faulty.onAttempt = only('PutItem', numbered(1, 1, losingAnswer(connectionReset)))
  await db.batch(BATCH)
  t.equal(await states.find(db), 1, 'is sent again')
  t.same(await leftovers(db), [])

  await db.batch(states.batchTo(0))
  faulty.onRequest = only('PutItem', losingAnswer(connectionReset))
  await rejection(db.batch(BATCH), 'LEVEL_IO_ERROR')
  faulty.onRequest = passOn
  await db.del('other')
  t.equal(await states.find(db), 1, 'decides all the same')
  t.same(await leftovers(db), [])
})

journalTest('a header that does not get there', async (t, processes) => {
  const { db, faulty } = await processes.open()
  faulty.onRequest = only('PutItem', failing(connectionReset))
  await rejection(db.batch(BATCH), 'LEVEL_IO_ERROR')
  faulty.onRequest = passOn
  await db.put(DONE_PUT, 'later')
  t.equal(await db.get(DONE_PUT), 'later')
  await db.put(DONE_PUT, 'state 0')
  t.equal(await states.find(db), 0, 'decides nothing')
  t.ok(
    (await leftovers(db)).every(name => name.startsWith('journal ')),
    'blocks are left'
  )
  await db.collect()
  t.notSame(await leftovers(db), [], 'which might be needed yet')
  wait(60 * 60_000 + 1)
  await db.collect()
  t.same(await leftovers(db), [], 'and are collected an hour later')
})

journalTest('a header that is refused', async (t, processes) => {
  const { db, faulty } = await processes.open()
  for (const [attempts, requests] of [
    [1, { DeleteItem: 1 }],
    // One of them may have been performed.
    [2, { GetItem: 1, TransactWriteItems: 1, DeleteItem: 1 }]
  ] as const) {
    const refusal = () => Object.assign(accessDenied(), { $metadata: { attempts } })
    faulty.onRequest = only('PutItem', failing(refusal))
    await rejection(db.batch(BATCH), 'DYNAMO_LEVEL_ACCESS_DENIED')
    faulty.onRequest = passOn
    faulty.log.clear()
    await db.del('other')
    t.same(faulty.log.counts(), requests, `is looked for if it may be there, ${attempts} attempts`)
  }
  t.equal(await states.find(db), 0, 'decides nothing')
})

journalTest('a header that comes late, when nobody counts on it any more', async (t, processes) => {
  const { db, faulty } = await processes.open()
  faulty.onRequest = only('PutItem', failing(connectionReset))
  await rejection(db.batch(BATCH), 'LEVEL_IO_ERROR')
  faulty.onRequest = passOn
  const header = faulty.log.of('PutItem')[0]!.input as PutItemCommandInput
  await db.put('other', '1')
  await db.del('other')
  await faulty.client.send(new PutItemCommand(header))
  wait(LEFT_MS)
  const opened = await processes.open()
  t.equal(await states.find(opened.db), 1, 'the batch is done as a whole')
  t.same(await leftovers(db), [])
})

journalTest('two batches in one process are done one after the other', async (t, processes) => {
  const { db, faulty } = await processes.open()
  const many = Array.from({ length: 6 }, (_, index) => db.batch(states.batchTo(index % 2 === 0 ? 1 : 0)))
  await Promise.all(many)
  t.notEqual(typeof (await states.find(db)), 'string')
  t.same(await leftovers(db), [])

  let underWay = 0
  for (const { operation, input } of faulty.log.requests) {
    const key = headerOf(input as PutItemCommandInput & DeleteItemCommandInput)
    if (key === undefined) continue
    underWay += operation === 'PutItem' ? 1 : -1
    if (underWay > 1) t.fail('two at once')
  }
  t.equal(underWay, 0)
})

function headerOf({
  Item: item,
  Key: key
}: PutItemCommandInput & DeleteItemCommandInput): string | undefined {
  const stored = (item ?? key)?.['sk']?.B
  return stored && Buffer.from(stored).toString().startsWith('journal/') ? String(stored) : undefined
}

journalTest(
  'writes beside a batch in one process wait for it, and do not take it for interrupted',
  async (t, processes) => {
    const { db, faulty } = await processes.open()
    const gate = new Gate()
    faulty.onRequest = only('PutItem', numbered(1, 1, gate.answer))
    const batch = db.batch(BATCH)
    await gate.reached
    const writes = [
      db.put(DONE_PUT, 'later'),
      db.del(LATE_PUT),
      db.batch([{ type: 'put', key: LATE_DEL, value: 'later' }]),
      db.transaction(async tx => tx.put('sum', String((await tx.getMany([DONE_DEL, '000002'])).join()))),
      db.clear({ gt: 'other', lt: 'others' })
    ]
    gate.open()
    await Promise.all([batch, ...writes])
    t.same(await db.getMany([DONE_PUT, LATE_PUT, LATE_DEL]), ['later', undefined, 'later'])
    t.equal(await db.get('sum'), ',there', 'a transaction sees the batch as a whole')
    t.same(
      faulty.log.of('TransactWriteItems').length,
      1 + faulty.log.of('TransactWriteItems').filter(({ error }) => error).length,
      'only the transaction writes as such'
    )
  }
)

journalTest('blocks of a batch that is decided while they are collected', async (t, processes) => {
  const [writer, collector] = [await processes.open(), await processes.open()]
  const [decision, listing] = [new Gate(), new Gate()]
  writer.faulty.onRequest = only('PutItem', decision.request)
  const batch = writer.db.batch(BATCH)
  await decision.reached
  // The first query looks for headers, the second for blocks.
  collector.faulty.onRequest = only('Query', numbered(2, 2, listing.answer))
  const collecting = collectAll(collector.db)
  await listing.reached
  writer.faulty.onRequest = failing(connectionReset)
  decision.open()
  await rejection(batch, UNFINISHED)
  listing.open()
  await collecting
  t.equal((await leftovers(collector.db)).length, 2, 'a header and a block are there')
  wait(LEFT_MS)
  const { db } = await processes.open()
  t.equal(await states.find(db), 1)
})

journalTest('large values of a batch', async (t, processes) => {
  const large = 'x'.repeat(900_000)
  const other = await processes.open()
  await other.db.put(LATE_PUT, large)
  const operations = BATCH.map(operation =>
    [DONE_PUT, LATE_PUT].includes(operation.key as never)
      ? { type: 'put' as const, key: operation.key, value: large + operation.key }
      : operation
  )
  const writer = await processes.open()
  writer.faulty.onRequest = only('BatchWriteItem', numbered(9, Infinity, failing(connectionReset)))
  writer.faulty.onAttempt = only('TransactWriteItems', failing(connectionReset))
  await rejection(writer.db.batch(operations), UNFINISHED)

  wait(2 * 60 * 60_000)
  await other.db.collect()
  t.ok(
    (await other.db.get(LATE_PUT))?.endsWith(LATE_PUT),
    'those that are yet to be written are not collected'
  )
  t.ok((await other.db.get(DONE_PUT))?.endsWith(DONE_PUT))
  await other.db.collect()
  await other.db.clear()
  t.same(await leftovers(other.db), [], 'nothing is left')
})

/** Opens without a request, and so without a look for batches. */
const UNSEEN = { schema: {}, createIfMissing: false, errorIfExists: false }

for (const [name, write] of Object.entries<(db: DynamoLevel) => Promise<unknown>>({
  put: db => db.put('last', '1'),
  del: db => db.del('none'),
  batch: db =>
    db.batch([
      { type: 'del', key: 'none' },
      { type: 'del', key: 'none 2' }
    ]),
  'batch that is not atomic': db => db.batch([{ type: 'del', key: 'none' }], { atomic: false }),
  'batch of the journal': db =>
    db.batch(Array.from({ length: 101 }, (_, index) => ({ type: 'del', key: `none ${index}` }))),
  transaction: db => db.transaction(tx => tx.put('last', '1')),
  expire: db => db.expire('none', null),
  clear: db => db.clear({ gte: 'x' })
})) {
  journalTest(`opened without a request, the first ${name} finishes it`, async (t, processes) => {
    const failed = await processes.crashed()
    wait(LEFT_MS)
    const { db, faulty } = processes.add(UNSEEN)
    t.equal(typeof (await states.find(db)), 'string', 'reads see a part before')
    // A look that fails is made again.
    faulty.onRequest = only('Query', failing(accessDenied))
    await rejection(write(db), 'DYNAMO_LEVEL_ACCESS_DENIED')
    faulty.onRequest = passOn
    await write(db)
    t.same(await db.getMany(ALL_FOUR), expected(ALL_FOUR))
    t.same(
      (await leftovers(db)).filter(one => one.startsWith('marker')),
      [],
      'its header is gone'
    )

    faulty.log.clear()
    await db.put('last', '2')
    t.same(faulty.log.counts(), { PutItem: 1 }, 'there is one look')
    await failed.db.put('last', '3')
    t.equal(await db.get('last'), '3', 'whoever wrote it goes on')
  })
}

journalTest(
  'a large value of the batch that others delete before its recovery stays deleted',
  async (t, processes) => {
    const large = 'l'.repeat(900_000)
    const batch = [...BATCH, { type: 'put' as const, key: 'large', value: large }]
    const { db: other } = await processes.open()
    for (const [what, isGone, change] of [
      ['deleted', true, () => other.del('large')],
      [
        'overwritten and deleted',
        true,
        async () => {
          await other.put('large', 'small')
          await other.del('large')
        }
      ],
      [
        'deleted, as far as the chunks are gone',
        true,
        async () => {
          const [chunk] = await storedItems(other.client, other.table, `${other.name}#chunks`)
          await other.client.send(
            new DeleteItemCommand({ TableName: other.table, Key: { pk: chunk!['pk']!, sk: chunk!['sk']! } })
          )
          await other.client.send(
            new DeleteItemCommand({
              TableName: other.table,
              Key: { pk: { S: other.name }, sk: { B: Buffer.from('large') } }
            })
          )
        }
      ],
      ['left alone', false, async () => {}]
    ] as const) {
      const crashed = await processes.open()
      // The header is not removed any more, nor what is after that.
      crashed.faulty.onRequest = only('DeleteItem', failing(connectionReset))
      t.equal((await rejection(crashed.db.batch(batch))).code, UNFINISHED)
      crashed.faulty.onRequest = passOn
      t.equal(await other.get('large'), large)
      await change()

      wait(LEFT_MS)
      const { db } = await processes.open()
      const found = isGone ? undefined : large
      t.equal(await db.get('large'), found, what)
      t.same(await db.iterator({ gte: 'l' }).all(), isGone ? [] : [['large', large]])
      t.same(await db.getMany(ALL_FOUR), expected(ALL_FOUR), 'the rest of the batch is there')
      await collectAll(db)
      t.same(await orphans(db), [])
      await db.del('large')
    }
  }
)

journalTest(
  'a large value of the batch that was not yet written is there after its recovery',
  async (t, processes) => {
    const large = 'l'.repeat(900_000)
    const batch = [...BATCH, { type: 'put' as const, key: 'large', value: large, ttl: 60_000 }]
    const { db, faulty } = await processes.open()
    // The blocks, the chunks and the header get through.
    faulty.onRequest = (request, send) => {
      const { operation, input } = request
      const isHeld =
        operation === 'TransactWriteItems' || (operation === 'BatchWriteItem' && isOnEntries(input, db.name))
      return (isHeld ? failing(connectionReset) : passOn)(request, send)
    }
    t.equal((await rejection(db.batch(batch))).code, UNFINISHED)
    t.equal(await db.get('large'), undefined)
    faulty.onRequest = passOn

    // Two at once.
    wait(LEFT_MS)
    const [one, two] = [processes.add(), processes.add()]
    await Promise.all([one.db.open(), two.db.open()])
    t.equal(await one.db.get('large'), large)
    t.equal(await one.db.ttl('large'), 60_000 - LEFT_MS)
    t.same(await two.db.getMany(ALL_FOUR), expected(ALL_FOUR))
    await collectAll(one.db)
    t.same(await orphans(one.db), [])
    t.same(
      (await leftovers(one.db)).filter(name => !name.startsWith('chunks')),
      []
    )
    t.equal(await two.db.get('large'), large, 'and after collect')
  }
)

journalTest('what the journal holds is checked', async (t, processes) => {
  const { db, faulty } = await processes.crashed(HEADER)
  const block = (await leftovers(db)).find(name => name.startsWith('journal d/'))!.slice('journal '.length)
  const update = (value: Buffer): UpdateItemCommandInput => ({
    TableName: db.table,
    Key: { pk: { S: `${db.name}#journal` }, sk: { B: Buffer.from(block) } },
    UpdateExpression: 'SET v = :v',
    ExpressionAttributeValues: { ':v': { B: value } }
  })
  await faulty.client.send(new UpdateItemCommand(update(Buffer.from('P'))))
  wait(LEFT_MS)
  await openFailure(processes.add().db, 'LEVEL_CORRUPTION')
  await rejection(db.put('a', '1'), 'LEVEL_CORRUPTION')
  t.equal(await states.find(db), 0, 'nothing is done that may be wrong')
})
