import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'tape'
import { Engine } from '../../lib/embedded/engine.js'
import { createEngine, createHashTable, HASH_TABLE, TestEngine } from './engines.js'

const S = (S: string) => ({ S })

test('engine: refuses options out of range, and touches no file then', t => {
  const path = join(tmpdir(), `never-made-${process.pid}.db`)
  const wrong: [object, RegExp][] = [
    [{ path: '' }, /path must be the name of a file/],
    [{ path: 1 }, /path must be/],
    [{ path, durability: 'some' }, /durability must be one of 'full', 'normal'/],
    [{ path, driver: 'mysql' }, /driver must be one of 'node:sqlite', 'libsql'/],
    [{ path, clock: {} }, /clock must have a function now\(\)/],
    [{ path, region: '' }, /region must be a name/],
    [{ path, accountId: '1' }, /accountId must have 12 digits/],
    [{ path, accountId: 123456789012 }, /accountId must have 12 digits/],
    [{ path, expiryIntervalMs: -1 }, /expiry interval/]
  ]
  for (const [options, message] of wrong) {
    try {
      new Engine(options as never)
      t.fail('no error')
    } catch (error) {
      t.ok(error instanceof TypeError && message.test(error.message), String(error))
    }
  }
  t.notOk(existsSync(path))
  t.end()
})

test('engine: knows its operations, and no properties of objects', t => {
  const engine = new TestEngine()
  for (const name of ['Nothing', '', 'constructor', '__proto__', 'toString']) {
    t.equal(engine.refusal(name, {}), 'UnknownOperationException: ', name)
  }
  engine.close()
  t.end()
})

test('engine: a closed one says so, and can be closed again', t => {
  const engine = createEngine()
  engine.close()
  engine.close()
  t.throws(() => engine.send('ListTables', {}), /^EngineClosedError: The engine is closed$/)
  t.end()
})

test('engine: an answer is a fresh one', t => {
  const engine = createEngine()
  engine.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1'), x: S('x') } })
  const get = { TableName: HASH_TABLE, Key: { a: S('1') } }
  const first = engine.send('GetItem', get)
  first.Item.x.S = 'changed'
  t.same(engine.send('GetItem', get), { Item: { a: S('1'), x: S('x') } })
  engine.close()
  t.end()
})

test("engine: what is put is not the caller's object any more", t => {
  const engine = createEngine()
  const bytes = Uint8Array.of(1)
  const Item = { a: S('1'), x: { B: bytes }, list: { L: [S('a')] } }
  engine.send('PutItem', { TableName: HASH_TABLE, Item })
  bytes[0] = 9
  Item.list.L.push(S('b'))
  const found = engine.send('GetItem', { TableName: HASH_TABLE, Key: { a: S('1') } }).Item
  t.same(found, { a: S('1'), x: { B: Uint8Array.of(1) }, list: { L: [S('a')] } })
  engine.close()
  t.end()
})

test('engine: a file is there for the next one', t => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'app.db')
  const first = new TestEngine({ path })
  createHashTable(first)
  first.send('PutItem', { TableName: HASH_TABLE, Item: { a: S('1') } })
  first.close()
  const second = new TestEngine({ path, durability: 'normal' })
  t.same(second.send('Scan', { TableName: HASH_TABLE }).Items, [{ a: S('1') }])
  second.close()
  t.end()
})

test('engine: odd input gets an answer, and never the better of the process', t => {
  const engine = createEngine()
  const cyclic: Record<string, unknown> = { TableName: HASH_TABLE }
  cyclic['Item'] = { a: { M: cyclic } }
  let deep: object = { S: 'bottom' }
  for (let i = 0; i < 100_000; i++) deep = { L: [deep] }
  const inputs: unknown[] = [
    undefined,
    null,
    1,
    'text',
    [],
    () => 1,
    cyclic,
    { TableName: HASH_TABLE, Item: { a: deep } },
    { TableName: HASH_TABLE, Item: { a: S('x'), l: deep } },
    {
      TableName: HASH_TABLE,
      Item: new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no keys')
          }
        }
      )
    },
    { TableName: HASH_TABLE, Item: { a: S('1') }, ConditionExpression: '('.repeat(4000) },
    { TableName: HASH_TABLE, Item: { a: { N: '9'.repeat(1_000_000) } } },
    { TableName: {}, Item: [] }
  ]
  for (const operation of ['PutItem', 'GetItem', 'Query', 'Scan', 'BatchWriteItem', 'TransactWriteItems']) {
    for (const form of ['sdk', 'wire'] as const) {
      for (const input of inputs) {
        try {
          engine.execute(operation, input, form)
        } catch (error) {
          if (!(error instanceof Error)) t.fail(String(error))
        }
      }
    }
  }
  t.equal(engine.send('Scan', { TableName: HASH_TABLE }).Count, 0, 'nothing was written')
  engine.close()
  t.end()
})
