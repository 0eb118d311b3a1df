// What older packages wrote can be read, and so imported.
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { DynamoLevel } from '../../../index.js'
import { dynamoDown, readPredecessor } from '../../../lib/leveldown/index.js'
import { createFaultyClient, passOn, smallPages } from '../../faulty-client.js'
import { createTable } from '../../raw-table.js'
import { Pouch } from './pouchdb.js'
import { POUCHDB_ITEMS, PREDECESSORS } from './predecessor-items.js'

const faulty = createFaultyClient()
const { client } = faulty

for (const { by, hashKey, rangeKey, items, entries } of PREDECESSORS) {
  test(`entries of ${by}`, async t => {
    const table = await createTable(client, [hashKey, 'S'], [rangeKey, 'S'])
    for (const Item of items) await client.send(new PutItemCommand({ TableName: table, Item }))

    const db = new DynamoLevel<string, Buffer>('users', {
      client,
      table: `${table}-new`,
      valueEncoding: 'buffer'
    })
    faulty.onRequest = smallPages(2)
    for await (const [key, value] of readPredecessor({ client, table, name: 'users' }))
      await db.put(key, value)
    faulty.onRequest = passOn
    t.deepEqual(
      await db.iterator().all(),
      entries.map(([key, value]) => [key, Buffer.from(value as string)])
    )
    await db.close()

    const others: string[] = []
    for await (const [key] of readPredecessor({ client, table })) others.push(key)
    t.equal(
      others.length,
      items.filter(item => item[hashKey]?.S === '!').length,
      'by default those of the name !'
    )
  })
}

test('a database of PouchDB on dynamodbdown', async t => {
  const table = await createTable(client, ['hkey', 'S'], ['rkey', 'S'])
  for (const Item of POUCHDB_ITEMS) await client.send(new PutItemCommand({ TableName: table, Item }))
  const down = dynamoDown({ client, table: `${table}-new` })
  const level = new DynamoLevel<string, Buffer>('notes', {
    client,
    table: `${table}-new`,
    valueEncoding: 'buffer'
  })
  for await (const [key, value] of readPredecessor({ client, table, name: 'notes' }))
    await level.put(key, value)
  await level.close()

  const db = new Pouch('notes', { db: down })
  const { doc_count: count, update_seq: sequence } = await db.info()
  t.deepEqual([count, sequence], [2, 3])
  const { n, e, _revisions: revisions } = await db.get('a', { revs: true })
  t.deepEqual([n, e], [2, ''])
  t.equal((await db.get('a', { rev: `1-${revisions.ids[1]}` })).n, 1, 'an older revision')
  t.deepEqual(Buffer.from(await db.getAttachment('b', 'f')), Buffer.of(0, 255, 1))
  t.equal((await db.get('_local/x')).y, 1)
  await db.put({ _id: 'later' })
  t.deepEqual(
    (await db.changes()).results.map(({ id, seq }: { id: string; seq: number }) => `${seq} ${id}`),
    ['2 a', '3 b', '4 later']
  )
  await db.destroy()
})

test.onFinish(() => client.destroy())
