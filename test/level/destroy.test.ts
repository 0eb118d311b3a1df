// One database of a table is destroyed; the others, the table, and what is none of ours stay as they are.
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { DynamoLevel } from '../../index.js'
import { createFaultyClient } from '../faulty-client.js'
import { TestTable } from './table.js'

const { client, log } = createFaultyClient()
let table: TestTable

const at = (name: string) => new DynamoLevel(`${table.name}/${name}`, { client })

/** How many items of the table stand under each hash key. */
async function itemsByHashKey(): Promise<Record<string, number>> {
  const { Items: items = [] } = await client.send(
    new ScanCommand({ TableName: table.name, ConsistentRead: true, ProjectionExpression: 'pk' })
  )
  const counts: Record<string, number> = {}
  for (const { pk } of items) counts[pk!.S!] = (counts[pk!.S!] ?? 0) + 1
  return counts
}

test('setup', async () => {
  table = await TestTable.create(client)
})

test('destroy deletes one database and leaves the others', async t => {
  for (const name of ['users', 'users2', 'user', 'users/eu', 'Users']) {
    const db = at(name)
    await db.batch(
      Array.from({ length: 40 }, (_, index) => ({ type: 'put', key: String(index), value: 'value' }))
    )
    await db.close()
  }
  await client.send(
    new PutItemCommand({ TableName: table.name, Item: { pk: { S: 'foreign' }, sk: { B: Buffer.from('x') } } })
  )
  const before = await itemsByHashKey()
  t.equal(before['users'], 40)
  t.equal(before['users#marker'], 1)

  log.clear()
  await DynamoLevel.destroy(`${table.name}/users`, { client })
  t.notOk('DeleteTable' in log.counts(), 'no table is dropped')

  const { users, 'users#marker': marker, ...others } = before
  t.ok(users && marker)
  t.same(await itemsByHashKey(), others)
})

test('a destroyed database does not exist, and can be made again', async t => {
  const db = at('users')
  const error = await db.open({ createIfMissing: false }).catch(error => error)
  t.equal(error.cause?.code, 'DYNAMO_LEVEL_DATABASE_NOT_FOUND')
  await db.open()
  t.same(await db.keys().all(), [])
  await db.close()
})

test('destroying twice, and what was never there', async t => {
  await DynamoLevel.destroy(`${table.name}/users2`, { client })
  await DynamoLevel.destroy(`${table.name}/users2`, { client })
  await DynamoLevel.destroy(`${table.name}/never`, { client })
  log.clear()
  await DynamoLevel.destroy(`${table.name}-none/never`, { client })
  t.notOk('CreateTable' in log.counts(), 'no table is made for it')
})

test('with dropTable the table goes, and every database in it', async t => {
  await DynamoLevel.destroy(`${table.name}/user`, { client, dropTable: true })
  const error = await at('Users')
    .open({ createIfMissing: false })
    .catch(error => error)
  t.equal(error.cause?.code, 'DYNAMO_LEVEL_TABLE_NOT_FOUND')
  await DynamoLevel.destroy(`${table.name}/user`, { client, dropTable: true })
})

test('teardown', async () => client.destroy())
