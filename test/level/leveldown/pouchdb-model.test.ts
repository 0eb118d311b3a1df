// Random sequences of operations do on dynamoDown what they do on PouchDB's own leveldown.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import test from 'tape'
import { dynamoDown } from '../../../lib/leveldown/index.js'
import { createFaultyClient, passOn, smallPages } from '../../faulty-client.js'
import { pattern } from '../../pattern.js'
import { testProperty } from '../../property.js'
import { show } from '../../show.js'
import { Pouch } from './pouchdb.js'

type Database = typeof Pouch
type Arguments = Record<string, unknown>

const faulty = createFaultyClient()
const down = dynamoDown({ client: faulty.client, table: `test-${randomUUID()}` })
const folder = await mkdtemp(join(tmpdir(), 'dynamo-level-pouchdb-'))

const ids = fc.constantFrom('a', 'b', 'c/d', 'ü😀', '_design/parity', 'long '.repeat(250))
const hashes = fc.constantFrom('a', 'b', 'c', 'd')
const sequences = fc.integer({ min: 0, max: 12 })
const sizes = fc.constantFrom(0, 1, 1_000, 500_000)
const flag = fc.boolean()
const limits = fc.integer({ min: 0, max: 4 })
const optional = { requiredKeys: [] }

const map = 'function (doc) { emit(doc.n % 2, doc.n); emit(doc._id) }'

const operations = {
  put: fc.record({ id: ids, n: fc.nat(9), isStale: fc.boolean() }),
  remove: fc.record({ id: ids }),
  // What replication writes: revisions with their ancestors.
  insert: fc.record({
    id: ids,
    start: fc.integer({ min: 1, max: 3 }),
    hashes: fc.array(hashes, { minLength: 3, maxLength: 3 })
  }),
  putAttachment: fc.record({ id: ids, size: sizes }),
  getAttachment: fc.record({ id: ids }),
  removeAttachment: fc.record({ id: ids }),
  putLocal: fc.record({ n: fc.nat(9) }),
  get: fc.record({
    id: ids,
    options: fc.record(
      { revs: flag, revs_info: flag, conflicts: flag, attachments: flag, open_revs: fc.constant('all') },
      optional
    )
  }),
  // Of none it never answers, whatever it stands on.
  bulkGet: fc.record({ ids: fc.array(ids, { minLength: 1 }) }),
  allDocs: fc.record(
    {
      startkey: ids,
      endkey: ids,
      descending: flag,
      inclusive_end: flag,
      include_docs: flag,
      conflicts: flag,
      skip: limits,
      limit: limits
    },
    optional
  ),
  changes: fc.record(
    {
      since: sequences,
      limit: limits,
      descending: flag,
      include_docs: flag,
      attachments: flag,
      batch_size: fc.integer({ min: 1, max: 3 }),
      style: fc.constantFrom('all_docs', 'main_only'),
      doc_ids: fc.array(ids)
    },
    optional
  ),
  selected: fc.record({ least: fc.nat(9) }),
  allOf: fc.record({ keys: fc.array(ids), include_docs: flag, attachments: flag }),
  revsDiff: fc.record({ id: ids, hash: hashes }),
  query: fc.record(
    { key: ids, startkey: fc.nat(1), descending: flag, include_docs: flag, skip: limits, limit: limits },
    optional
  ),
  find: fc.record({ least: fc.nat(9) }),
  compact: fc.record({}),
  purge: fc.record({ id: ids }),
  info: fc.record({}),
  reopen: fc.record({})
}

type Method = keyof typeof operations
type Operation = [Method, Arguments]

const settings = fc.record({ auto_compaction: flag, revs_limit: fc.constantFrom(2, 1_000) }, optional)

const sequence = fc.array(
  fc.oneof(
    ...Object.entries(operations).map(([method, args]) =>
      fc.tuple(fc.constant(method as Method), args as fc.Arbitrary<Arguments>)
    )
  ),
  { minLength: 5, maxLength: 25 }
)

/** One database, and what a run knows of it. */
class Subject {
  #db: Database
  readonly #open: () => Database
  readonly #revisions = new Map<unknown, string>()

  constructor(open: () => Database) {
    this.#open = open
    this.#db = open()
  }

  /** The answer of an operation, or what can be compared of its failure. */
  async run([method, args]: Operation): Promise<unknown> {
    try {
      return await this[method](args)
    } catch (error) {
      const { status, name, reason } = error as { status?: number; name?: string; reason?: string }
      if (status === undefined) throw error
      return { status, name, reason }
    }
  }

  async destroy(): Promise<void> {
    await this.#db.destroy()
  }

  async put({ id, n, isStale }: Arguments) {
    const rev = isStale ? this.#revisions.get(id) : await this.#revisionOf(id)
    const views = id === '_design/parity' ? { views: { parity: { map } } } : {}
    const answer = await this.#db.put({ _id: id, n, ...(rev !== undefined && { _rev: rev }), ...views })
    this.#revisions.set(id, answer.rev)
    return answer
  }

  async remove({ id }: Arguments) {
    return this.#db.remove(id, await this.#revisionOf(id))
  }

  insert({ id, start, hashes }: Arguments) {
    const ids = (hashes as string[]).slice(0, Number(start))
    const doc = { _id: id, _rev: `${start}-${ids[0]}`, _revisions: { start, ids }, n: start }
    return this.#db.bulkDocs([doc], { new_edits: false })
  }

  async putAttachment({ id, size }: Arguments) {
    const rev = await this.#revisionOf(id)
    return this.#db.putAttachment(id, 'file', rev, pattern(Number(size)), 'application/octet-stream')
  }

  async getAttachment({ id }: Arguments) {
    return Buffer.from(await this.#db.getAttachment(id, 'file')).toString('base64')
  }

  async removeAttachment({ id }: Arguments) {
    return this.#db.removeAttachment(id, 'file', await this.#revisionOf(id))
  }

  async putLocal({ n }: Arguments) {
    const { _rev } = await this.#db.get('_local/note').catch(() => ({}))
    await this.#db.put({ _id: '_local/note', n, ...(_rev && { _rev }) })
    return this.#db.get('_local/note')
  }

  get({ id, options }: Arguments) {
    return this.#db.get(id, options)
  }

  bulkGet({ ids }: Arguments) {
    return this.#db.bulkGet({ docs: (ids as string[]).map(id => ({ id })), revs: true })
  }

  allDocs(options: Arguments) {
    return this.#db.allDocs(options)
  }

  allOf(options: Arguments) {
    return this.#db.allDocs(options)
  }

  revsDiff({ id, hash }: Arguments) {
    return this.#db.revsDiff({ [String(id)]: [`1-${hash}`, `2-${hash}`] })
  }

  changes(options: Arguments) {
    return this.#db.changes(options)
  }

  selected({ least }: Arguments) {
    return this.#db.changes({ selector: { n: { $gte: least } }, include_docs: true })
  }

  query(options: Arguments) {
    return this.#db.query('parity', options)
  }

  async find({ least }: Arguments) {
    await this.#db.createIndex({ index: { fields: ['n'] } })
    return this.#db.find({ selector: { n: { $gte: least } } })
  }

  compact() {
    return this.#db.compact()
  }

  async purge({ id }: Arguments) {
    return this.#db.purge(id, await this.#revisionOf(id))
  }

  async info() {
    const { backend_adapter: _, ...info } = await this.#db.info()
    return info
  }

  async reopen() {
    await this.#db.close()
    this.#db = this.#open()
    return this.info()
  }

  async #revisionOf(id: unknown): Promise<string | undefined> {
    return this.#db.get(id).then(
      ({ _rev }: { _rev: string }) => _rev,
      () => undefined
    )
  }
}

for (const pageSize of [2, Infinity]) {
  testProperty(
    `PouchDB, pages of ${pageSize}`,
    fc.tuple(settings, sequence),
    async ([options, operations]) => {
      faulty.onRequest = pageSize === Infinity ? passOn : smallPages(pageSize)
      const name = randomUUID()
      const subject = new Subject(() => new Pouch(name, { ...options, db: down }))
      const model = new Subject(() => new Pouch(name, { ...options, prefix: join(folder, '/') }))
      for (const operation of [...operations, ['changes', {}], ['info', {}]] as Operation[]) {
        const [actual, expected] = [await subject.run(operation), await model.run(operation)]
        if (!isDeepStrictEqual(actual, expected)) {
          throw new Error(`${operation[0]} answers ${show(actual)}, and on leveldown ${show(expected)}`)
        }
      }
      for (const each of [subject, model]) await each.destroy()
    },
    { runs: 15 }
  )
}

test.onFinish(async () => {
  faulty.client.destroy()
  await rm(folder, { recursive: true, force: true })
})
