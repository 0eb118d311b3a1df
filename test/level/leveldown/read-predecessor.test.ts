// What older packages wrote can be read, and so imported.
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import test from 'tape'
import { DynamoLevel } from '../../../index.js'
import { readPredecessor } from '../../../lib/leveldown/index.js'
import { createFaultyClient, passOn, smallPages } from '../../faulty-client.js'
import { createTable } from '../../raw-table.js'
import { PREDECESSORS } from './predecessor-items.js'

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

test.onFinish(() => client.destroy())
