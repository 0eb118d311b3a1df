// Random operations, one after the other or many in one turn, while requests fail at random. Each key then holds what the last operation
// that succeeded left there, or what one that failed since may have left; a read settles which.
import fc from 'fast-check'
import test from 'tape'
import { DynamoLevel, type DynamoLevelError } from '../../index.js'
import {
  createFaultyClient,
  emptyPagesFirst,
  type Fault,
  failing,
  leavingUnprocessed,
  losingAnswer,
  passOn
} from '../faulty-client.js'
import { holdClock } from '../held-clock.js'
import { testProperty } from '../property.js'
import { connectionReset, serverError, throttling, transactionConflict } from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'

type Value = string | undefined
type Write = { key: string; value: Value }

type Operation =
  | ({ type: 'write' } & Write)
  | { type: 'writesAtOnce'; writes: Write[] }
  | { type: 'readsAtOnce'; keys: string[] }
  | { type: 'batch'; writes: Write[]; atomic: boolean }
  | { type: 'clear' | 'range'; from: string; to: string; reverse: boolean }
  | { type: 'get' | 'getMany'; keys: string[] }

const KEYS = Array.from({ length: 40 }, (_, index) => `key${String(index).padStart(2, '0')}`)

const ON_ATTEMPT: Record<string, Fault> = {
  pass: passOn,
  throttled: failing(throttling),
  failed: failing(serverError),
  reset: failing(connectionReset),
  lost: losingAnswer(connectionReset)
}
const ON_REQUEST: Record<string, () => Fault> = {
  pass: () => passOn,
  conflict: () => failing(transactionConflict),
  'half unprocessed': () => leavingUnprocessed(index => index % 2 === 1),
  'all unprocessed': () => leavingUnprocessed(() => false),
  'empty page': () => emptyPagesFirst(1)
}

const key = fc.constantFrom(...KEYS)
const write = fc.record({ key, value: fc.option(fc.string({ maxLength: 5 }), { nil: undefined }) })
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    type: fc.constant('write' as const),
    ...{ key, value: fc.option(fc.string({ maxLength: 5 }), { nil: undefined }) }
  }),
  fc.record({
    type: fc.constant('batch' as const),
    writes: fc.array(write, { minLength: 1, maxLength: 70, size: 'max' }),
    atomic: fc.boolean()
  }),
  fc.record({
    type: fc.constant('writesAtOnce' as const),
    writes: fc.array(write, { minLength: 1, maxLength: 70, size: 'max' })
  }),
  fc.record({
    type: fc.constant('readsAtOnce' as const),
    keys: fc.array(key, { minLength: 1, maxLength: 50, size: 'max' })
  }),
  fc.record({
    type: fc.constantFrom('clear' as const, 'range' as const),
    from: key,
    to: key,
    reverse: fc.boolean()
  }),
  fc.record({
    type: fc.constantFrom('get' as const, 'getMany' as const),
    keys: fc.array(key, { minLength: 1 })
  })
)
const weather = (names: string[]) =>
  fc.array(fc.constantFrom('pass', ...names), { minLength: 1, maxLength: 12 })
const storm = fc.record({
  operations: fc.array(operation, { minLength: 1, maxLength: 10 }),
  requests: weather(Object.keys(ON_REQUEST)),
  attempts: weather(Object.keys(ON_ATTEMPT))
})

const faulty = createFaultyClient()
holdClock()

/** What each key may hold. */
class Possible {
  readonly #values = new Map<string, Set<Value>>(KEYS.map(name => [name, new Set([undefined])]))

  set({ key: name, value }: Write): void {
    this.#values.set(name, new Set([value]))
  }

  maySet({ key: name, value }: Write): void {
    this.#values.get(name)!.add(value)
  }

  read(name: string, value: Value): void {
    const values = this.#values.get(name)!
    if (!values.has(value))
      throw new Error(`${name} holds ${JSON.stringify(value)}, not one of ${JSON.stringify([...values])}`)
    this.set({ key: name, value })
  }

  readRange(range: string[], entries: [string, string][]): void {
    const found = new Map(entries)
    if (found.size !== entries.length || entries.some(([name]) => !range.includes(name))) {
      throw new Error(`A range holds ${entries.map(([name]) => name)}`)
    }
    for (const name of range) this.read(name, found.get(name))
  }
}

/** Runs an operation; what it does to the possible values is in its place whether it fails or not. */
async function run(db: DynamoLevel, possible: Possible, it: Operation): Promise<void> {
  const inRange = (from: string, to: string) => KEYS.filter(name => name >= from && name <= to)
  switch (it.type) {
    case 'write':
      return attempt(() => (it.value === undefined ? db.del(it.key) : db.put(it.key, it.value)), possible, [
        it
      ])
    case 'writesAtOnce': {
      // Of those on one key, each is done before the next: so they count one after the other.
      const calls = it.writes.map(one =>
        one.value === undefined ? db.del(one.key) : db.put(one.key, one.value)
      )
      await Promise.allSettled(calls)
      for (const [index, one] of it.writes.entries()) {
        await attempt(() => calls[index]!, possible, [one])
      }
      return
    }
    case 'readsAtOnce':
      await Promise.all(it.keys.map(name => settle(db.get(name), value => possible.read(name, value))))
      return
    case 'batch': {
      const last = Array.from(new Map(it.writes.map(one => [one.key, one])).values())
      const operations = it.writes.map(one =>
        one.value === undefined
          ? ({ type: 'del', key: one.key } as const)
          : ({ type: 'put', key: one.key, value: one.value } as const)
      )
      return attempt(() => db.batch(operations, { atomic: it.atomic }), possible, last)
    }
    case 'clear': {
      const names = inRange(it.from, it.to)
      const cleared = names.map(name => ({ key: name, value: undefined }))
      try {
        await db.clear({ gte: it.from, lte: it.to, reverse: it.reverse })
        for (const one of cleared) possible.set(one)
      } catch (error) {
        assertExpected(error)
        for (const one of cleared) possible.maySet(one)
      }
      return
    }
    case 'range':
      return settle(db.iterator({ gte: it.from, lte: it.to, reverse: it.reverse }).all(), entries => {
        const names = entries.map(([name]) => name)
        const sorted = it.reverse ? names.toSorted().reverse() : names.toSorted()
        if (sorted.join() !== names.join()) throw new Error(`Out of order: ${names}`)
        possible.readRange(inRange(it.from, it.to), entries)
      })
    case 'get':
      return settle(db.get(it.keys[0]!), value => possible.read(it.keys[0]!, value))
    case 'getMany':
      return settle(db.getMany(it.keys), values =>
        it.keys.forEach((name, index) => {
          possible.read(name, values[index])
        })
      )
  }
}

async function attempt(operation: () => Promise<void>, possible: Possible, writes: Write[]): Promise<void> {
  try {
    await operation()
    for (const one of writes) possible.set(one)
  } catch (error) {
    assertExpected(error)
    const failure = error as DynamoLevelError
    const pending =
      failure.code === 'DYNAMO_LEVEL_BATCH_INCOMPLETE'
        ? new Set(failure.pending.map(one => String(one.key)))
        : new Set(writes.map(one => one.key))
    for (const one of writes) {
      if (pending.has(one.key)) possible.maySet(one)
      else possible.set(one)
    }
  }
}

async function settle<T>(reading: Promise<T>, check: (result: T) => void): Promise<void> {
  const [outcome] = await Promise.allSettled([reading])
  if (outcome.status === 'rejected') assertExpected(outcome.reason)
  else check(outcome.value)
}

function assertExpected(error: unknown): void {
  const { code } = error as DynamoLevelError
  if (code !== 'LEVEL_IO_ERROR' && code !== 'DYNAMO_LEVEL_BATCH_INCOMPLETE') throw error
}

testProperty(
  'a storm of failures',
  storm,
  async ({ operations, requests, attempts }) => {
    const db = new DynamoLevel(uniqueLocation(), { client: faulty.client })
    await db.open()
    // One of each: an empty page is followed by the one that it stands for.
    const onRequest = new Map(Object.entries(ON_REQUEST).map(([name, make]) => [name, make()]))
    const [requestFaults, attemptFaults] = [
      requests.map(name => onRequest.get(name)!),
      attempts.map(name => ON_ATTEMPT[name]!)
    ]
    let [request, attempted] = [0, 0]
    faulty.onRequest = (...args) => requestFaults[request++ % requestFaults.length]!(...args)
    faulty.onAttempt = (...args) => attemptFaults[attempted++ % attemptFaults.length]!(...args)

    try {
      const possible = new Possible()
      for (const it of operations) await run(db, possible, it)
      faulty.onRequest = passOn
      faulty.onAttempt = passOn
      possible.readRange(KEYS, await db.iterator().all())
    } finally {
      faulty.onRequest = passOn
      faulty.onAttempt = passOn
      await db.close()
      faulty.log.clear()
    }
  },
  { runs: 150 }
)

test.onFinish(() => faulty.client.destroy())
