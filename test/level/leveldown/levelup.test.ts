// levelup 4 and 5 in use, alone and as their users wrap them.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import levelup4 from 'levelup-4'
import levelup5 from 'levelup-5'
import test from 'tape'
import { dynamoDown } from '../../../lib/leveldown/index.js'
import { createClient } from '../../backend.js'

const client = createClient()
const down = dynamoDown({ client, table: `test-${randomUUID()}` })

for (const [version, levelup] of [
  [4, levelup4],
  [5, levelup5]
] as const) {
  test(`levelup ${version}`, async t => {
    const location = randomUUID()
    const db = levelup(down(location))
    // Before it is open.
    await db.put('a', '1')
    t.equal(String(await db.get('a')), '1')
    t.equal(await db.get('a', { asBuffer: false }), '1')
    const missing = await db.get('missing').catch((error: Error) => error)
    t.equal(missing.name, 'NotFoundError')
    t.equal(missing.notFound, true)
    t.equal(missing.status, 404)

    await db.batch([
      { type: 'put', key: Buffer.from('b'), value: Buffer.of(0, 255) },
      { type: 'put', key: 'c', value: '' },
      { type: 'del', key: 'a' }
    ])
    t.deepEqual(await db.get('b'), Buffer.of(0, 255))
    t.deepEqual(await db.get('c'), Buffer.alloc(0), 'an empty value')
    if (version === 5) t.deepEqual((await db.getMany(['b', 'a']))[1], undefined)
    await db.batch().put('d', '4').del('c').put('e', 'é').write()

    const read: unknown[] = []
    const stream = db.createReadStream({ gte: 'b', reverse: true, keyAsBuffer: false, valueAsBuffer: false })
    stream.on('data', (entry: unknown) => read.push(entry))
    await once(stream, 'end')
    t.deepEqual(read.slice(0, 2), [
      { key: 'e', value: 'é' },
      { key: 'd', value: '4' }
    ])
    t.equal(read.length, 3)
    await db.clear({ lt: 'd' })
    await db.close()
    t.ok(db.isClosed())

    await db.open()
    const keys: string[] = []
    for await (const key of db.createKeyStream()) keys.push(String(key))
    t.deepEqual(keys, ['d', 'e'], 'after opening it again')
    await db.close()
    const failure = await db.get('d').catch((error: Error) => error)
    t.equal(failure.name, 'ReadError')
  })

  test(`errors of opening by levelup ${version}`, async t => {
    const location = randomUUID()
    const open = (options: object) =>
      new Promise(resolve => levelup(down(location), options, (error?: Error) => resolve(error ?? undefined)))
    t.match(String(await open({ createIfMissing: false })), /OpenError: .*does not exist/)
    t.equal(await open({ compression: true, cacheSize: 8 }), undefined, "LevelDB's options are passed over")
    t.match(String(await open({ errorIfExists: true })), /OpenError: .*exists/)
    t.match(String(await open({ consistentRead: 'no' })), /OpenError: .*consistentRead/)
  })
}

test.onFinish(() => client.destroy())
