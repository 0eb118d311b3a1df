// Options of single operations reach the database, also through levelup.
import { randomUUID } from 'node:crypto'
import levelup4 from 'levelup-4'
import levelup5 from 'levelup-5'
import test, { type Test } from 'tape'
import { DynamoLevel } from '../../../index.js'
import { dynamoDown } from '../../../lib/leveldown/index.js'
import { createFaultyClient } from '../../faulty-client.js'

const HOUR = 3_600_000
const CONFLICT = /^An entry is not as the condition/

const { client, log } = createFaultyClient()
const table = `test-${randomUUID()}`
const down = dynamoDown({ client, table })

for (const [version, levelup] of [
  [4, levelup4],
  [5, levelup5]
] as const) {
  const name = randomUUID()

  async function levelupTest(
    title: string,
    body: (t: Test, db: typeof levelup4, level: DynamoLevel) => Promise<void>
  ) {
    test(`${title}, levelup ${version}`, async t => {
      const db = levelup(down(name))
      const level = new DynamoLevel(name, { client, table })
      await body(t, db, level)
      await db.close()
      await level.close()
    })
  }

  levelupTest('expiry', async (t, db, level) => {
    const isTimed = async (key: string) => Number(await level.ttl(key)) > 0
    await db.put('put', '1', { ttl: HOUR, sync: true, valueEncoding: 'utf8' })
    t.ok(await isTimed('put'))
    await db.put('put', '1', { expiresAt: new Date(Date.now() + HOUR) })
    t.ok(await isTimed('put'))
    await db.put('put', '1')
    t.notOk(await isTimed('put'))

    await db.batch([
      { type: 'put', key: 'a', value: '1', ttl: HOUR },
      { type: 'put', key: 'b', value: '1' }
    ])
    t.ok(await isTimed('a'))
    t.notOk(await isTimed('b'), 'an option of one operation')
    const puts = ['a', 'b'].map(key => ({ type: 'put', key, value: '1' }))
    await db.batch([...puts, { type: 'del', key: 'put' }], { ttl: HOUR })
    t.ok(await isTimed('b'), 'an option of the batch')
  })

  levelupTest('conditions', async (t, db, level) => {
    // levelup 4 hands on the text alone.
    const failureOf = (operation: Promise<unknown>): Promise<Error & { code?: string }> =>
      operation.then(
        () => new Error('none'),
        error => error.cause ?? error
      )
    await db.put('lock', 'mine', { ifAbsent: true })
    const conflict = await failureOf(db.put('lock', 'yours', { ifAbsent: true, returnCurrent: true }))
    t.match(conflict.message, CONFLICT)
    if (version === 5) {
      t.equal(conflict.code, 'DYNAMO_LEVEL_CONFLICT')
      t.equal(String((conflict as unknown as { current: { value: Buffer } }).current.value), 'mine')
    }

    const { revision: ifMatch } = (await level.getEntry('lock'))!
    await db.put('lock', 'still mine', { ifMatch })
    t.match((await failureOf(db.del('lock', { ifMatch }))).message, CONFLICT)
    const operations = [
      { type: 'put', key: 'beside', value: '1' },
      { type: 'del', key: 'lock', ifMatch }
    ]
    t.match((await failureOf(db.batch(operations))).message, CONFLICT)
    t.notOk(await level.has('beside'))
    t.equal(await level.get('lock'), 'still mine')
    t.match(
      (await failureOf(db.put('lock', 'yours', { ifabsent: true }))).message,
      /Unknown condition/,
      'a misspelt condition is not passed over'
    )
  })

  levelupTest('atomic', async (t, db, level) => {
    const puts = ['a', 'b'].map(key => ({ type: 'put', key, value: '1' }))
    await Promise.all([db.get('lock'), level.open()])
    log.clear()
    await db.batch(puts)
    await db.batch(puts, { atomic: false })
    t.deepEqual(log.counts(), { TransactWriteItems: 1, BatchWriteItem: 1 })
    await db.batch().put('c', '1').del('a').write({ atomic: false })
    t.deepEqual(log.counts(), { TransactWriteItems: 1, BatchWriteItem: 2 }, 'a chained batch')
  })

  levelupTest('consistentRead', async (t, db, level) => {
    const consistencyOf = async (read: () => Promise<unknown>) => {
      log.clear()
      await read()
      return log.requests.map(({ input }) => JSON.stringify(input).includes('"ConsistentRead":true'))
    }
    const first = async (options: object) => {
      for await (const _ of db.createReadStream(options)) break
    }
    await level.open()
    await db.put('a', '1')
    t.deepEqual(await consistencyOf(() => db.get('a')), [true])
    t.deepEqual(await consistencyOf(() => db.get('a', { consistentRead: false })), [false])
    t.deepEqual(await consistencyOf(() => first({})), [true])
    t.deepEqual(await consistencyOf(() => first({ consistentRead: false })), [false])
    if (version === 4) return
    t.deepEqual(await consistencyOf(() => db.getMany(['a', 'b'])), [true])
    t.deepEqual(await consistencyOf(() => db.getMany(['a', 'b'], { consistentRead: false })), [false])
    const none = (key: string) => db.get(key).catch(() => {})
    const both = () => Promise.all([db.get('a', { consistentRead: false }), none('b'), none('c')])
    t.deepEqual(await consistencyOf(both), [true, false], 'gathered with others of its kind')
  })
}

test.onFinish(() => client.destroy())
