// PouchDB 9 with its find, mapreduce and replication plugins.
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { paginateScan } from '@aws-sdk/client-dynamodb'
import test, { type Test } from 'tape'
import { dynamoDown } from '../../../lib/leveldown/index.js'
import { createClient } from '../../backend.js'
import { Pouch } from './pouchdb.js'

const MB = 1_048_576

const client = createClient()
const table = `test-${randomUUID()}`
const down = dynamoDown({ client, table })

type Database = typeof Pouch

const open = (name: string): Database => new Pouch(name, { db: down })

function pouchTest(name: string, body: (t: Test, db: Database) => Promise<void>): void {
  test(name, async t => {
    const db = open(`./tmp/${randomUUID()}`)
    await body(t, db)
    await db.destroy()
  })
}

/** How many items each hash key of the table has. */
async function itemsByHashKey(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const scan = { TableName: table, ConsistentRead: true, ProjectionExpression: 'pk' }
  for await (const { Items: items = [] } of paginateScan({ client }, scan)) {
    for (const { pk } of items) counts[pk!.S!] = (counts[pk!.S!] ?? 0) + 1
  }
  return counts
}

const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    _id: String(index).padStart(4, '0'),
    index,
    parity: index % 2 === 0 ? 'even' : 'odd'
  }))

pouchTest('documents', async (t, db) => {
  const { rev } = await db.put({ _id: 'ada', born: 1815 })
  t.equal((await db.get('ada')).born, 1815)
  const { rev: second } = await db.put({ _id: 'ada', _rev: rev, born: 1816 })
  t.equal((await db.get('ada')).born, 1816)
  t.equal((await db.get('ada', { rev })).born, 1815, 'an older revision')
  t.equal((await db.put({ _id: 'ada', _rev: rev }).catch((error: Error) => error)).status, 409, 'a conflict')
  await db.remove('ada', second)
  t.equal((await db.get('ada').catch((error: Error) => error)).status, 404)
  t.equal((await db.info()).doc_count, 0)
  t.equal((await db.info()).backend_adapter, down.name)
})

test('what is written is there after closing and opening', async t => {
  const db = open(randomUUID())
  await db.bulkDocs(documents(10))
  const { update_seq } = await db.info()
  await db.close()
  const again = open(db.name)
  t.equal((await again.info()).update_seq, update_seq)
  t.equal((await again.info()).doc_count, 10)
  await again.destroy()
})

pouchTest('bulkDocs, allDocs and changes of 1,000', async (t, db) => {
  const results = await db.bulkDocs(documents(1_000))
  t.ok(results.every(({ ok }: { ok: boolean }) => ok))
  const { rows, total_rows } = await db.allDocs({ include_docs: true })
  t.equal(total_rows, 1_000)
  t.deepEqual(
    rows.map(({ doc }: { doc: { index: number } }) => doc.index),
    documents(1_000).map(({ index }) => index)
  )
  const page = await db.allDocs({ startkey: '0500', limit: 3, descending: true })
  t.deepEqual(
    page.rows.map(({ id }: { id: string }) => id),
    ['0500', '0499', '0498']
  )
  const changes = await db.changes({ since: 990 })
  t.deepEqual(
    changes.results.map(({ seq }: { seq: number }) => seq),
    [991, 992, 993, 994, 995, 996, 997, 998, 999, 1000]
  )
})

pouchTest('conflicts', async (t, db) => {
  await db.bulkDocs(
    [
      { _id: 'a', _rev: '1-a', by: 'a' },
      { _id: 'a', _rev: '1-b', by: 'b' }
    ],
    { new_edits: false }
  )
  const winner = await db.get('a', { conflicts: true })
  t.equal(winner.by, 'b')
  t.deepEqual(winner._conflicts, ['1-a'])
  await db.remove('a', '1-b')
  t.equal((await db.get('a')).by, 'a')
})

pouchTest('attachments of 0 B, 1 MB and 20 MB', async (t, db) => {
  for (const size of [0, MB, 20 * MB]) {
    const data = randomBytes(size)
    const id = `size-${size}`
    await db.put({ _id: id, _attachments: { file: { content_type: 'application/octet-stream', data } } })
    const read: Buffer = await db.getAttachment(id, 'file')
    t.ok(read.equals(data), `${size} bytes`)
    const { rev } = await db.putAttachment(
      `${id}-apart`,
      'file',
      data.subarray(0, size / 2),
      'application/octet-stream'
    )
    t.ok((await db.getAttachment(`${id}-apart`, 'file')).equals(data.subarray(0, size / 2)))
    await db.removeAttachment(`${id}-apart`, 'file', rev)
  }
})

pouchTest('ids of more than 1,024 bytes', async (t, db) => {
  const ids = ['a', 'b', 'é'].map(last => 'long/'.repeat(400) + last)
  await db.bulkDocs(ids.map(_id => ({ _id, version: 1 })))
  await db.putAttachment('short', 'name '.repeat(400), Buffer.from('text'), 'text/plain')
  const { rev } = await db.get(ids[1]!).then((doc: object) => db.put({ ...doc, version: 2 }))
  t.equal((await db.get(ids[1]!, { rev })).version, 2)
  t.deepEqual(
    (await db.allDocs({ startkey: 'long/' })).rows.map(({ id }: { id: string }) => id),
    [...ids, 'short']
  )
  t.equal(String(await db.getAttachment('short', 'name '.repeat(400))), 'text')
  t.equal((await db.changes()).results.length, 4)
})

test('databases of one name of two factories', async t => {
  const name = randomUUID()
  const [one, other] = [`${table}-one`, `${table}-other`].map(
    table => new Pouch(name, { db: dynamoDown({ client, table, name: 'same' }) })
  )
  await one.put({ _id: 'a' })
  t.equal((await other.info()).doc_count, 0)
  t.notEqual((await one.info()).backend_adapter, (await other.info()).backend_adapter)
  await one.destroy()
  await other.put({ _id: 'a' })
  await other.destroy()
})

pouchTest('live changes', async (t, db) => {
  await db.put({ _id: 'before' })
  const feed = db.changes({ live: true, since: 'now', include_docs: true })
  const seen: string[] = []
  feed.on('change', ({ id }: { id: string }) => seen.push(id))
  await new Promise(resolve => setTimeout(resolve, 50))
  for (const _id of ['a', 'b', 'c']) await db.put({ _id })
  for (let round = 0; round < 100 && seen.length < 3; round++) await new Promise(r => setTimeout(r, 20))
  t.deepEqual(seen, ['a', 'b', 'c'])
  feed.cancel()
  await feed
})

pouchTest('compaction', async (t, db) => {
  const { rev } = await db.put({ _id: 'a', version: 1 })
  await db.put({ _id: 'a', _rev: rev, version: 2 })
  await db.compact()
  t.equal((await db.get('a')).version, 2)
  t.equal((await db.get('a', { rev }).catch((error: Error) => error)).status, 404)
})

pouchTest('a view, a mango query', async (t, db) => {
  await db.bulkDocs(documents(100))
  await db.put({
    _id: '_design/parity',
    views: {
      parity: { map: 'function (doc) { if (doc.parity) emit(doc.parity, doc.index) }', reduce: '_sum' }
    }
  })
  const { rows } = await db.query('parity', { group: true })
  t.deepEqual(rows, [
    { key: 'even', value: 2450 },
    { key: 'odd', value: 2500 }
  ])

  await db.createIndex({ index: { fields: ['parity', 'index'] } })
  const { docs, warning } = await db.find({
    selector: { parity: 'odd', index: { $gt: 94 } },
    sort: [{ parity: 'desc' }, { index: 'desc' }]
  })
  t.equal(warning, undefined, 'by the index')
  t.deepEqual(
    docs.map(({ index }: { index: number }) => index),
    [99, 97, 95]
  )
  await db.viewCleanup()
})

test('replication between two databases of one table', async t => {
  const source = open(`source-${randomUUID()}`)
  const target = open(`target-${randomUUID()}`)
  await source.bulkDocs(documents(250))
  const data = randomBytes(MB)
  await source.put({ _id: 'file', _attachments: { file: { content_type: 'text/plain', data } } })
  const { docs_written } = await source.replicate.to(target)
  t.equal(docs_written, 251)
  t.ok((await target.getAttachment('file', 'file')).equals(data))

  const sync = source.sync(target, { live: true })
  const paused = once(sync, 'paused')
  await target.put({ _id: 'from-target' })
  await paused
  for (let round = 0; round < 100; round++) {
    if ((await source.get('from-target').catch(() => undefined)) !== undefined) break
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  t.equal((await source.get('from-target'))._id, 'from-target')
  sync.cancel()
  await sync.catch(() => {})

  await source.destroy()
  t.equal((await target.info()).doc_count, 252, 'destroying one leaves the other')
  await target.destroy()
})

test('destroy removes all items of the database, and it can be made again', async t => {
  const name = `%#/${randomUUID()}`
  const other = open(`other-${randomUUID()}`)
  await other.put({ _id: 'a' })
  const before = await itemsByHashKey()

  const db = open(name)
  await db.bulkDocs(documents(30))
  const data = randomBytes(MB)
  await db.put({ _id: 'file', _attachments: { file: { content_type: 'text/plain', data } } })
  t.notDeepEqual(await itemsByHashKey(), before)
  await db.destroy()
  t.deepEqual(await itemsByHashKey(), before)

  const again = open(name)
  t.equal((await again.info()).doc_count, 0)
  t.equal((await again.info()).update_seq, 0)
  await again.put({ _id: 'b' })
  t.deepEqual((await again.allDocs()).rows.length, 1)
  await again.destroy()
  await other.destroy()
})

test.onFinish(() => client.destroy())
