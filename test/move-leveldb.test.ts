// The example that moves a directory, on a real one: PouchDB on its own leveldown wrote it.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import PouchDB from 'pouchdb'
import test from 'tape'
import { EmbeddedDynamoDBClient } from '../lib/embedded/index.js'
import { dynamoDown } from '../lib/leveldown/index.js'

const EXAMPLE = join(import.meta.dirname, '../examples/move-leveldb.js')
const MB = 1_048_576

type Database = typeof PouchDB

async function fill(db: Database): Promise<void> {
  const docs = Array.from({ length: 700 }, (_, index) => ({ _id: `doc ${index}`, index, parity: index % 2 }))
  const results: { rev: string }[] = await db.bulkDocs(docs)
  await db.put({ ...docs[0], _rev: results[0]!.rev, edited: true })
  await db.remove('doc 1', results[1]!.rev)
  // Two revisions in conflict, and an id beyond ASCII.
  const conflict = [
    { _id: 'ü😀', _rev: '1-a', by: 'a' },
    { _id: 'ü😀', _rev: '1-b', by: 'b' }
  ]
  await db.bulkDocs(conflict, { new_edits: false })
  for (const size of [0, 100, 5 * MB]) {
    const _attachments = { file: { content_type: 'application/octet-stream', data: randomBytes(size) } }
    await db.put({ _id: `attachment ${size}`, _attachments })
  }
  await db.put({ _id: '_local/note', kept: true })
  const map = 'function (doc) { if (doc.index) emit(doc.parity, doc.index) }'
  await db.put({ _id: '_design/parity', views: { parity: { map, reduce: '_sum' } } })
  await db.query('parity/parity')
}

async function contents(db: Database): Promise<object> {
  const { backend_adapter: _, ...info } = await db.info()
  const ids: string[] = (await db.allDocs()).rows.map(({ id }: { id: string }) => id)
  return {
    info,
    docs: await db.allDocs({ include_docs: true, attachments: true, conflicts: true }),
    changes: await db.changes({ style: 'all_docs' }),
    revisions: await Promise.all(ids.map(id => revisionsOf(db, id))),
    local: await db.get('_local/note'),
    view: await db.query('parity/parity', { group: true, stale: 'ok' })
  }
}

/** PouchDB gives them as their reads happen to end. */
async function revisionsOf(db: Database, id: string): Promise<object[]> {
  const revisions: { ok: { _rev: string } }[] = await db.get(id, { revs: true, open_revs: 'all' })
  return revisions.sort((a, b) => (a.ok._rev < b.ok._rev ? -1 : 1))
}

test('a PouchDB directory in DynamoDB, and back', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-move-'))
  await mkdir(join(folder, 'moved-back'))
  const onLeveldown = (prefix: string) => new PouchDB('notes', { prefix: join(folder, prefix, '/') })

  const original = onLeveldown('')
  await fill(original)
  const expected = await contents(original)
  const databases = (await readdir(folder)).filter(name => name.startsWith('notes'))
  t.equal(databases.length, 2, 'the database and its view')
  for (const name of databases) await new PouchDB(name, { prefix: join(folder, '/') }).close()

  await promisify(execFile)(process.execPath, [EXAMPLE, join(folder, 'notes')], { cwd: folder })

  const client = new EmbeddedDynamoDBClient({ path: join(folder, 'move-leveldb.db') })
  const down = dynamoDown({ client, table: 'example' })
  const moved = new PouchDB('notes', { db: down })
  t.deepEqual(await contents(moved), expected, 'in DynamoDB')
  const { update_seq: before } = await moved.info()
  await moved.put({ _id: 'later' })
  t.equal((await moved.info()).update_seq, before + 1, 'its sequence goes on')
  await moved.close()
  client.destroy()

  const back = onLeveldown('moved-back')
  t.deepEqual(await contents(back), expected, 'back in a directory')
  await back.close()
  await rm(folder, { recursive: true, force: true })
})
