// abstract-level's hooks: what a hook adds to a write is an operation of its own.
import test from 'tape'
import type { DynamoLevel } from '../../index.js'
import { createFaultyClient } from '../faulty-client.js'
import { rejection } from '../rejection.js'
import { databaseTests } from './database-tests.js'
import { UTF8 } from './table.js'

const faulty = createFaultyClient()
const { client } = faulty
const { test: dbTest } = databaseTests<string, string>(faulty, UTF8)

type Database = Pick<DynamoLevel, 'hooks' | 'put' | 'get' | 'batch' | 'open'> & {
  sublevel(name: string): Database
}

const PLACES: Record<string, (root: Database) => [db: Database, index: Database]> = {
  'a database': root => [root, root.sublevel('index')],
  'a sublevel': root => [root.sublevel('users'), root.sublevel('users').sublevel('index')],
  'a sublevel, beside it': root => [root.sublevel('users'), root.sublevel('index')],
  'a sublevel of a sublevel': root => {
    const old = root.sublevel('users').sublevel('old')
    return [old, old.sublevel('index')]
  }
}

/** Has each put of a database note its key under its value. */
async function indexed(place: (root: Database) => [Database, Database], root: unknown) {
  const [db, index] = place(root as Database)
  await db.open()
  await index.open()
  db.hooks.prewrite.add((operation, batch) => {
    if (operation.type !== 'put') return
    batch.add({ type: 'put', key: operation.value, value: operation.key, sublevel: index as never })
  })
  return { db, index }
}

for (const [name, place] of Object.entries(PLACES)) {
  dbTest(`conditions of a write are none of what a hook adds: ${name}`, async (t, root) => {
    const { db, index } = await indexed(place, root)
    await db.put('a', 'x', { ifAbsent: true })
    await db.put('b', 'x', { ifAbsent: true })
    t.same([await db.get('a'), await db.get('b'), await index.get('x')], ['x', 'x', 'b'], 'all are written')
    await rejection(db.put('a', 'y', { ifAbsent: true }), 'DYNAMO_LEVEL_CONFLICT')
    t.equal(await index.get('y'), undefined, 'nothing is added to what is not written')

    await db.batch([{ type: 'put', key: 'c', value: 'x' }], { ifAbsent: true })
    t.equal(await index.get('x'), 'c', 'the same of a batch')
    const again = db.batch([{ type: 'put', key: 'c', value: 'y' }], { ifAbsent: true, returnCurrent: true })
    const { current } = await rejection(again, 'DYNAMO_LEVEL_CONFLICT')
    t.equal(String(current?.value), 'x', 'and its condition holds')
  })

  dbTest(`the expiry of a write is none of what a hook adds: ${name}`, async (t, root) => {
    const { db, index } = await indexed(place, root)
    const left = (key: string, sublevel: Database) => root.ttl(key, { sublevel: sublevel as never })
    const ofWrite = name === 'a database' ? (key: string) => root.ttl(key) : (key: string) => left(key, db)
    await db.put('a', 'x', { ttl: 60_000 })
    await db.batch([{ type: 'put', key: 'b', value: 'y' }], { ttl: 60_000 })
    for (const key of ['a', 'b']) t.ok(await ofWrite(key), 'the write expires')
    for (const key of ['x', 'y']) t.equal(await left(key, index), null, 'what was added does not')
  })

  dbTest(`options of a chained batch are none of what a hook adds: ${name}`, async (t, root) => {
    const { db, index } = await indexed(place, root)
    const write = (key: string) =>
      db.batch().put(key, 'x').put(`${key}-log`, 'y', { ttl: null }).write({ ttl: 60_000, ifAbsent: true })
    await write('a')
    await write('b')
    t.same([await db.get('b'), await index.get('x'), await index.get('y')], ['x', 'b', 'b-log'])
    const ttl = (key: string, sublevel: Database) =>
      root.ttl(key, name === 'a database' && sublevel === db ? {} : { sublevel: sublevel as never })
    t.same([await ttl('b-log', db), await ttl('x', index), await ttl('y', index)], [null, null, null])
    t.ok(await ttl('b', db), 'but of what was put')
    await rejection(write('a'), 'DYNAMO_LEVEL_CONFLICT')
  })
}

test('teardown', async () => client.destroy())
