import test from 'tape'
import { formItem } from '../../../lib/embedded/attribute/item-writer.js'
import type { Item } from '../../../lib/embedded/attribute/value.js'
import { itemKey } from '../../../lib/embedded/storage/key.js'
import { Storage } from '../../../lib/embedded/storage/storage.js'
import type { Table, TableRecord } from '../../../lib/embedded/storage/table.js'

const NOW = 1_800_000_000
const YEAR = 365 * 24 * 60 * 60
const record: TableRecord = {
  TableName: 'table',
  AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }]
}
const expiring: TableRecord = { ...record, TimeToLive: { AttributeName: 'ttl' } }

function setUp(definition: TableRecord) {
  const storage = new Storage()
  const table = storage.write(() => storage.tables.create(definition))
  return { storage, table }
}

function put(storage: Storage, table: Table, id: string, ttl: object | undefined, old?: Item): Item {
  const item = (ttl === undefined ? { a: { S: id } } : { a: { S: id }, ttl }) as Item
  const keyed = { key: itemKey(table.key, item), item, form: formItem(item) }
  storage.write(() => storage.items.put(table, keyed, old))
  return item
}

const seconds = (time: number) => ({ N: String(time) })

test('expiries: deletes what is over, and nothing else', t => {
  const { storage, table } = setUp(expiring)
  put(storage, table, 'over', seconds(NOW - 1))
  put(storage, table, 'just now', seconds(NOW))
  put(storage, table, 'soon', seconds(NOW + 1))
  put(storage, table, 'never', undefined)
  put(storage, table, 'text', { S: String(NOW - 1) })
  put(storage, table, 'long ago', seconds(NOW - 6 * YEAR))
  put(storage, table, 'fraction', { N: `${NOW}.5` })
  put(storage, table, 'beyond', { N: '1e100' })

  t.equal(storage.expireItems(NOW * 1000 + 999, 100), 3)
  t.equal(storage.counts.of(table, 0).bySpace.get(table.space)!.items, 5)
  t.equal(storage.expireItems(NOW * 1000 + 999, 100), 0)
  storage.close()
  t.end()
})

test('expiries: deletes at most as many as allowed', t => {
  const { storage, table } = setUp(expiring)
  for (let i = 0; i < 10; i++) put(storage, table, `${i}`, seconds(NOW - i))
  t.same(
    [4, 4, 4, 4].map(limit => storage.expireItems(NOW * 1000, limit)),
    [4, 4, 2, 0]
  )
  storage.close()
  t.end()
})

test('expiries: follows the items', t => {
  const { storage, table } = setUp(expiring)
  const first = put(storage, table, 'a', seconds(NOW))
  put(storage, table, 'a', seconds(NOW + 100), first)
  t.equal(storage.expireItems(NOW * 1000, 10), 0)
  t.equal(storage.expireItems((NOW + 100) * 1000, 10), 1)
  storage.close()
  t.end()
})

test('expiries: begins with the items that are there, and ends with the setting', t => {
  const { storage, table } = setUp(record)
  put(storage, table, 'a', seconds(NOW))
  put(storage, table, 'b', seconds(NOW))
  t.equal(storage.expireItems(NOW * 1000, 1), 0)
  const on = storage.write(() => storage.tables.update(table, expiring))
  t.equal(storage.expireItems(NOW * 1000, 1), 1)
  storage.write(() => storage.tables.update(on, record))
  t.equal(storage.expireItems(NOW * 1000, 1), 0)
  storage.close()
  t.end()
})
