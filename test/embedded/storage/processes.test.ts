import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type Test } from 'tape'
import { Storage } from '../../../lib/embedded/storage/storage.js'
import { TestEngine } from '../engines.js'

const WRITER = join(import.meta.dirname, 'writer-process.js')
const KILLS = 5
const WRITERS = 3
const INCREMENTS = 100

function newFile(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'processes-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'app.db')
  const engine = new TestEngine({ path, expiryIntervalMs: 0 })
  engine.send('CreateTable', {
    TableName: 'pairs',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }]
  })
  engine.close()
  return path
}

/** The last number that the writer said was written, before it was killed in the middle of its work. */
async function killedWriter(path: string, delayMs: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, 'pairs', path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise(resolve => child.once('exit', resolve))
  let output = ''
  child.stdout.on('data', chunk => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), delayMs)
    output += chunk
  })
  await exited
  const complete = output.slice(0, output.lastIndexOf('\n')).split('\n')
  return Number(complete.at(-1))
}

test('processes: a killed writer loses nothing that was answered and leaves no half transaction', async t => {
  const path = newFile(t)
  let highest = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const answered = await killedWriter(path, 20 + kill * 37)
    highest = Math.max(highest, answered)
    const engine = new TestEngine({ path, expiryIntervalMs: 0 })
    const has = (id: string) =>
      engine.send('GetItem', { TableName: 'pairs', Key: { id: { S: id } } }).Item !== undefined

    let missing = 0
    for (let n = 1; n <= answered; n++) if (!has(`left-${n}`) || !has(`right-${n}`)) missing++
    t.equal(missing, 0, `all of ${answered} answered transactions are there`)
    const next = highest + 1
    t.equal(
      has(`left-${next}`),
      has(`right-${next}`),
      'the one that was cut off is there as a whole or not at all'
    )
    engine.close()
  }
  t.ok(highest > 20, `the writers got far enough to be interrupted: ${highest}`)
})

test('processes: several that write to one file lose no update', async t => {
  const path = newFile(t)
  const codes = await Promise.all(
    Array.from({ length: WRITERS }, () => {
      const child = spawn(process.execPath, [WRITER, 'count', path, String(INCREMENTS)], { stdio: 'inherit' })
      return new Promise(resolve => child.once('exit', resolve))
    })
  )
  t.same(codes, new Array(WRITERS).fill(0))
  const engine = new TestEngine({ path, expiryIntervalMs: 0 })
  const { Item } = engine.send('GetItem', { TableName: 'pairs', Key: { id: { S: 'counter' } } })
  t.equal(Item.n.N, String(WRITERS * INCREMENTS))
  engine.close()
})

test('processes: a change of the tables is seen by who has the file open', t => {
  const path = newFile(t)
  const first = new TestEngine({ path, expiryIntervalMs: 0 })
  const second = new TestEngine({ path, expiryIntervalMs: 0 })
  const get = { TableName: 'pairs', Key: { id: { S: 'a' } } }

  t.same(second.send('GetItem', get), {})
  first.send('DeleteTable', { TableName: 'pairs' })
  t.equal(second.refusal('GetItem', get), 'ResourceNotFoundException: Requested resource not found')
  first.close()
  second.close()
  t.end()
})

test('processes: a single request waits once for a file that another one keeps locked', t => {
  const storage = new Storage({ path: newFile(t) })
  t.ok(storage.read(() => storage.tables.get('pairs')))
  let tries = 0
  const work = () => {
    tries++
    throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
  }
  t.throws(() => storage.writeBlindly('pairs', work), /database is locked/)
  t.throws(() => storage.readItem(work), /database is locked/)
  t.equal(tries, 2)
  storage.close()
  t.end()
})

test('processes: a version of the tables that was rolled back is not taken for that of another', t => {
  const path = newFile(t)
  const first = new Storage({ path })
  const second = new Storage({ path })
  const change = (storage: Storage) => {
    const table = storage.tables.get('pairs')!
    storage.tables.update(table, table.record)
  }
  t.throws(() =>
    first.write(() => {
      change(first)
      throw new Error('rolled back')
    })
  )

  let tries = 0
  first.readItem(() => {
    tries++
    const table = first.tables.get('pairs')!
    if (tries === 1) second.write(() => change(second))
    return first.items.get(table, { pk: Uint8Array.of(1), sk: new Uint8Array() })
  })
  t.equal(tries, 2, 'what was known before the other change is not used')
  first.close()
  second.close()
  t.end()
})

test('processes: single writes follow a change of the tables', t => {
  const path = newFile(t)
  const first = new TestEngine({ path, expiryIntervalMs: 0 })
  const second = new TestEngine({ path, expiryIntervalMs: 0 })
  const TableName = 'pairs'
  const Item = { id: { S: 'a' }, n: { N: '1' } }
  const Key = { id: { S: 'a' } }
  const indexed = () =>
    first.send('Query', {
      TableName,
      IndexName: 'by-n',
      KeyConditionExpression: 'n = :n',
      ExpressionAttributeValues: { ':n': { N: '1' } }
    }).Items
  const addIndex = {
    TableName,
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'n', AttributeType: 'N' }
    ],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: 'by-n',
          KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' }
        }
      }
    ]
  }

  second.send('PutItem', { TableName, Item })
  second.send('DeleteItem', { TableName, Key })
  t.same(second.send('GetItem', { TableName, Key }), {})
  first.send('UpdateTable', addIndex)
  second.send('PutItem', { TableName, Item })
  t.same(indexed(), [Item], 'the new index has what was put')
  t.same(second.send('GetItem', { TableName, Key }), { Item })

  first.send('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'by-n' } }] })
  second.send('PutItem', { TableName, Item })
  first.send('UpdateTable', addIndex)
  second.send('DeleteItem', { TableName, Key })
  t.same(indexed(), [], 'and nothing of what was deleted')

  first.send('DeleteTable', { TableName })
  const gone = 'ResourceNotFoundException: Requested resource not found'
  t.equal(second.refusal('PutItem', { TableName, Item }), gone)
  t.equal(second.refusal('DeleteItem', { TableName, Key }), gone)
  first.close()
  second.close()
  t.end()
})

test('processes: one that has a file open twice keeps what it writes after another one has come and gone', async t => {
  const path = newFile(t)
  const first = new TestEngine({ path, expiryIntervalMs: 0 })
  const second = new TestEngine({ path, expiryIntervalMs: 0 })
  const child = spawn(process.execPath, [WRITER, 'count', path, '1'], { stdio: 'inherit' })
  t.equal(await new Promise(resolve => child.once('exit', resolve)), 0)

  const Item = { id: { S: 'late' } }
  first.send('PutItem', { TableName: 'pairs', Item })
  const third = new TestEngine({ path, expiryIntervalMs: 0 })
  t.same(third.send('GetItem', { TableName: 'pairs', Key: Item }), { Item })
  for (const engine of [first, second, third]) engine.close()
})
