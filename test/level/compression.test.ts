// Values that are compressed. What they are compressed with is of each entry, so that the option may change at any time.
import { randomBytes } from 'node:crypto'
import zlib from 'node:zlib'
import { type AttributeValue, PutItemCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'
import { createFaultyClient } from '../faulty-client.js'
import { orphans } from '../orphans.js'
import { rejection } from '../rejection.js'
import { storedItems } from '../stored-items.js'
import { TestTable } from './table.js'

type Database = DynamoLevel<string, Buffer>
type Compression = NonNullable<DynamoLevelOptions<string, Buffer>['compression']>
type Algorithm = NonNullable<Compression['algorithm']>

const MB = 1024 * 1024
const HAS_ZSTD = 'zstdCompress' in zlib
const ALGORITHMS: Algorithm[] = HAS_ZSTD ? ['zstd', 'brotli', 'gzip'] : ['brotli', 'gzip']
const DEFAULT = ALGORITHMS[0]!

const { client, log } = createFaultyClient()
let table: TestTable

const text = (length: number) => Buffer.from('dynamo level '.repeat(Math.ceil(length / 13)).slice(0, length))

function compressionTest(
  name: string,
  body: (t: Test, open: (compression?: Compression) => Promise<Database>) => Promise<void>
): void {
  test(name, async t => {
    table ??= await TestTable.create(client)
    const { location } = table.database()
    const all: Database[] = []
    const open = async (compression?: Compression) => {
      const options = {
        client,
        keyEncoding: 'utf8',
        valueEncoding: 'buffer',
        ...(compression && { compression })
      }
      const db = new DynamoLevel<string, Buffer>(location, options)
      all.push(db)
      await db.open()
      return db
    }
    try {
      await body(t, open)
    } finally {
      for (const db of all) await db.close()
    }
  })
}

/** How each entry is compressed, by key. */
async function stored({ table, name }: Database): Promise<(string | undefined)[]> {
  return (await storedItems(client, table, name)).map(({ z }) => z?.S)
}

for (const algorithm of ALGORITHMS) {
  compressionTest(`values of every size, by ${algorithm}`, async (t, open) => {
    const db = await open({ algorithm })
    const kinds: Record<string, (length: number) => Buffer> = { text, noise: randomBytes }
    for (const [kind, make] of Object.entries(kinds)) {
      for (const size of [0, 1, 1_023, 1_024, 1_025, 409_000, 409_600, MB, 3 * MB]) {
        const value = make(size)
        await db.put('a', value)
        const isRight = [
          await db.get('a'),
          ...(await db.getMany(['a'])),
          ...(await db.values().all()),
          (await db.iterator().next())?.[1],
          (await db.getEntry('a'))?.value
        ].every(found => found?.equals(value))
        t.ok(isRight, `${size} bytes of ${kind}`)
        t.equal(await db.size('a'), size)
        const isCompressed = kind === 'text' && size >= 1_024
        t.same(await stored(db), [isCompressed ? algorithm : undefined])
        const [item] = await storedItems(client, db.table, db.name)
        const isInChunks = kind === 'noise' && size >= 409_600
        t.equal(item?.['c'] !== undefined, isInChunks, isInChunks ? 'in chunks' : 'in its item')
      }
    }
    await db.put('a', text(10))
    t.same(await orphans(db), [])
  })
}

compressionTest('a value that stays too large for an item when it is compressed', async (t, open) => {
  const db = await open({})
  const half = Buffer.concat([randomBytes(600_000), text(600_000)])
  for (const write of [
    () => db.put('a', half),
    () => db.batch().put('a', half).put('b', half).write(),
    () => db.transaction(tx => tx.put('a', half))
  ]) {
    await db.del('a')
    await write()
    t.ok((await db.get('a'))?.equals(half))
    t.same((await storedItems(client, db.table, db.name))[0]?.['z'], { S: DEFAULT })
    t.equal(await db.size('a'), half.length)
  }
  await db.clear()
  t.same(await orphans(db), [])
})

compressionTest('the default, and a threshold', async (t, open) => {
  const byDefault = await open({})
  await byDefault.put('a', text(1_023))
  await byDefault.put('b', text(1_024))
  const all = await open({ threshold: 0, algorithm: 'gzip' })
  await all.put('c', text(200))
  await all.put('d', text(3))
  await all.put('e', Buffer.alloc(0))
  t.same(
    await stored(all),
    [undefined, DEFAULT, 'gzip', undefined, undefined],
    'what compression would make longer is left'
  )
  const sizes = await Promise.all([...'abcde'].map(key => all.size(key)))
  t.same(sizes, [1_023, 1_024, 200, 3, 0])
})

compressionTest('the option may change at any time', async (t, open) => {
  const keys: string[] = []
  const writers = await Promise.all([undefined, ...ALGORITHMS.map(algorithm => ({ algorithm }))].map(open))
  for (const [index, db] of writers.entries()) {
    await db.put(`a${index}`, text(5_000))
    await db.batch([
      { type: 'put', key: `b${index}`, value: text(6_000) },
      { type: 'put', key: `c${index}`, value: text(7) }
    ])
    keys.push(`a${index}`, `b${index}`)
  }
  for (const db of writers) {
    t.ok(
      (await db.getMany(keys)).every((value, index) => value?.equals(text(index % 2 === 0 ? 5_000 : 6_000)))
    )
    t.equal((await db.values().all()).length, keys.length * 1.5)
  }
  const [plain] = writers as [Database]
  await plain.put('a1', text(5_000))
  t.same((await stored(plain)).slice(0, 2), [undefined, undefined], 'overwritten, it is as the option says')
})

compressionTest('a compressed value is written and read as such', async (t, open) => {
  const db = await open({ algorithm: 'gzip' })
  log.clear()
  await db.put('a', text(300_000))
  await db.get('a')
  t.same(log.counts(), { PutItem: 1, GetItem: 1 }, 'by as many requests')
  await db.values().all()
  const [item] = (log.of('Query')[0]!.output as QueryCommandOutput).Items!
  t.ok(item!['v']!.B!.length < 3_000, `${item!['v']!.B!.length} bytes of 300,000`)
  log.clear()
  await db.keys().all()
  t.notOk('v' in (log.of('Query')[0]!.output as QueryCommandOutput).Items![0]!, 'keys are read without')
})

compressionTest('a compressed value that is damaged', async (t, open) => {
  const db = await open()
  for (const algorithm of ALGORITHMS) {
    for (const bytes of [Buffer.alloc(0), Buffer.from('no such thing')]) {
      const item = { pk: { S: db.name }, sk: { B: Buffer.from('a') }, z: { S: algorithm }, v: { B: bytes } }
      await client.send(new PutItemCommand({ TableName: db.table, Item: item }))
      for (const read of [
        () => db.get('a'),
        () => db.getMany(['a']),
        () => db.values().all(),
        () => db.getEntry('a')
      ]) {
        const error = await rejection(read(), 'LEVEL_CORRUPTION')
        t.equal(String(error.key), 'a')
        t.ok(error.expected.includes(algorithm) && error.found, `${error.expected}: ${error.found}`)
        t.ok(error.cause instanceof Error)
      }
      t.same(await db.keys().all(), ['a'])
    }
  }
})

compressionTest('a compressed value that was cut off', async (t, open) => {
  for (const algorithm of ALGORITHMS) {
    const db = await open({ algorithm })
    log.clear()
    await db.put('a', text(300_000))
    const { Item } = log.of('PutItem')[0]!.input as { Item: Record<string, AttributeValue> }
    const cut = { ...Item, v: { B: Item['v']!.B!.subarray(0, -1) } }
    await client.send(new PutItemCommand({ TableName: db.table, Item: cut }))
    for (const read of [
      () => db.get('a'),
      () => db.getMany(['a']),
      () => db.iterator().all(),
      () => db.values().all()
    ]) {
      const error = await rejection(read(), 'LEVEL_CORRUPTION')
      t.ok(error.expected.includes(algorithm) && error.found, `${error.expected}: ${error.found}`)
    }
  }
})

test('a compression that this runtime lacks', t => {
  const create = () => new DynamoLevel('table', { client, compression: { algorithm: 'zstd' } })
  if (HAS_ZSTD) t.doesNotThrow(create)
  else t.throws(create, { code: 'DYNAMO_LEVEL_INVALID_OPTION', option: 'compression.algorithm' })
  t.end()
})

test('teardown', async () => client.destroy())
