// An abort, a close or a seek at every point where an iterator may wait: before a request, after its answer, and a few
// turns of the microtask queue later.
import test from 'tape'
import { DynamoLevel, type DynamoLevelError } from '../../index.js'
import { clock } from '../../lib/level/clock.js'
import {
  createFaultyClient,
  emptyPagesFirst,
  type Fault,
  failing,
  passOn,
  smallPages
} from '../faulty-client.js'
import { transactionConflict } from '../service-failures.js'
import { uniqueLocation } from '../unique-location.js'

const faulty = createFaultyClient()
const db = new DynamoLevel(uniqueLocation(), { client: faulty.client })
const names = Array.from({ length: 260 }, (_, index) => String(index).padStart(3, '0'))

/** How many turns of the microtask queue separate an answer from the last of those who wait for it, and then some. */
const TURNS = 24
const PAGES = 3

test('setup', async () => {
  await db.batch(names.map(key => ({ type: 'put', key, value: key })))
})

/** Calls `act` at the request of this number: so many turns before it is sent, or after it is answered. */
function acting(number: number, phase: 'before' | 'after', turns: number, act: () => void): Fault {
  const [empty, small] = [emptyPagesFirst(1), smallPages(100)]
  let count = 0
  return async (request, send) => {
    const isIt = ++count === number
    const later = async () => {
      for (let turn = 0; turn < turns; turn++) await undefined
      act()
    }
    if (isIt && phase === 'before') {
      if (turns === 0) act()
      else later()
    }
    const output = await empty(request, input => small({ ...request, ...(input && { input }) }, send))
    if (isIt && phase === 'after') later()
    return output
  }
}

function* points(): Generator<[number: number, phase: 'before' | 'after', turns: number]> {
  for (let number = 1; number <= PAGES * 2; number++) {
    for (const phase of ['before', 'after'] as const) {
      for (let turns = 0; turns < TURNS; turns += phase === 'before' ? 5 : 1) yield [number, phase, turns]
    }
  }
}

test('an iterator that is aborted ends with LEVEL_ABORTED, or was quicker', async t => {
  const outcomes = { aborted: 0, complete: 0 }
  for (const read of [
    async (signal: AbortSignal) => {
      const keys: string[] = []
      for await (const key of db.keys({ signal })) keys.push(key)
      return keys
    },
    (signal: AbortSignal) => db.keys({ signal }).all()
  ]) {
    for (const point of points()) {
      const controller = new AbortController()
      faulty.onRequest = acting(...point, () => controller.abort(new Error('Enough')))
      try {
        const keys = await read(controller.signal)
        outcomes.complete++
        if (keys.join() !== names.join()) t.fail(`lost entries at ${point}`)
      } catch (error) {
        outcomes.aborted++
        const { code, name, cause } = error as DynamoLevelError
        if (code !== 'LEVEL_ABORTED' || name !== 'AbortError') t.fail(`${code} at ${point}`)
        // Without a cause it is abstract-level's own.
        if (cause !== undefined && (cause as Error).message !== 'Enough') t.fail(`${cause} at ${point}`)
      }
    }
  }
  t.ok(outcomes.aborted > 50, `aborted ${outcomes.aborted} times, ${outcomes.complete} times complete`)
  faulty.onRequest = passOn
})

test('an iterator that is closed while it reads', async t => {
  for (const point of points()) {
    const iterator = db.keys()
    let closing: Promise<void> | undefined
    faulty.onRequest = acting(...point, () => {
      closing = iterator.close()
    })
    const keys: string[] = []
    try {
      for (let key = await iterator.next(); key !== undefined; key = await iterator.next()) keys.push(key)
    } catch (error) {
      const { code } = error as DynamoLevelError
      if (code !== ('LEVEL_ITERATOR_NOT_OPEN' as string)) t.fail(`${code} at ${point}`)
    }
    await closing
    if (keys.join() !== names.slice(0, keys.length).join()) t.fail(`wrong entries at ${point}`)

    const sent = faulty.log.requests.length
    await iterator.close()
    if (faulty.log.requests.length > sent) t.fail(`read after close at ${point}`)
  }
  t.pass('settled at every point')
  faulty.onRequest = passOn
})

test('a seek while the next page is read ahead', async t => {
  let seeks = 0
  for (const [number, phase, turns] of points()) {
    // The first two requests are those of the first page.
    if (number !== 3 && number !== 4) continue
    const iterator = db.keys()
    let isBusy = true
    const isSought = new Promise<boolean>(resolve => {
      faulty.onRequest = acting(number, phase, turns, () => {
        if (!isBusy) iterator.seek('005')
        resolve(!isBusy)
      })
    })
    await iterator.next()
    // The second call begins to read ahead, because it takes the rest of a page of 100. It may not be over when it is due.
    await iterator.nextv(99)
    isBusy = false
    if (await isSought) {
      seeks++
      const keys = await iterator.nextv(1_000)
      if (keys.join() !== names.slice(5).join()) {
        t.fail(`${keys.length} entries, from ${keys[0]}, at ${[number, phase, turns]}`)
      }
    }
    await iterator.close()
  }
  t.ok(seeks > 2 * TURNS, `gives what is there from the target on, ${seeks} times`)
  faulty.onRequest = passOn
})

test('an abort during a pause', async t => {
  const controller = new AbortController()
  const { sleep } = clock
  let pauses = 0
  clock.sleep = (_, signal) => {
    pauses++
    setImmediate(() => controller.abort())
    return sleep(60_000, signal)
  }
  faulty.onRequest = failing(transactionConflict)
  await db
    .keys({ signal: controller.signal })
    .all()
    .then(
      () => t.fail('It was expected to fail'),
      error => t.equal(error.code, 'LEVEL_ABORTED')
    )
  t.equal(pauses, 1)
  clock.sleep = sleep
  faulty.onRequest = passOn
})

test('an abort while large values are read', async t => {
  const large = db.sublevel('large')
  await large.open()
  for (const key of ['a', 'b', 'c', 'd', 'e', 'f']) await large.put(key, 'x'.repeat(500_000))
  for (const how of ['all', 'nextv'] as const) {
    const controller = new AbortController()
    let chunks = 0
    faulty.onRequest = async ({ operation }, send) => {
      const output = await send()
      if (operation === 'GetItem' && ++chunks === 1) controller.abort()
      return output
    }
    const iterator = large.iterator({ signal: controller.signal })
    await (how === 'all' ? iterator.all() : iterator.nextv(10)).then(
      () => t.fail('It was expected to fail'),
      error => t.equal(error.code, 'LEVEL_ABORTED', how)
    )
    t.equal(chunks, 4, 'two values are under way, of two chunks each')
    await iterator.close()
  }
  faulty.onRequest = passOn
})

test('teardown', async () => {
  await db.close()
  faulty.client.destroy()
})
