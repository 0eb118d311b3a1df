import test from 'tape'
import { formItem } from '../../../lib/embedded/attribute/item-writer.js'
import { itemKey } from '../../../lib/embedded/storage/key.js'
import { selectAll } from '../../../lib/embedded/storage/selection.js'
import { Storage } from '../../../lib/embedded/storage/storage.js'
import type { IndexRecord, Table, TableRecord } from '../../../lib/embedded/storage/table.js'

const record: TableRecord = {
  TableName: 'table',
  AttributeDefinitions: [
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' }
  ],
  KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }]
}

const byNumber: IndexRecord = {
  IndexName: 'by-number',
  KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'KEYS_ONLY' }
}

function put(storage: Storage, table: Table, id: string, more: object = {}): void {
  const item = { a: { S: id }, ...more }
  const keyed = { key: itemKey(table.key, item), item, form: formItem(item) }
  storage.write(() => storage.items.put(table, keyed, undefined))
}

function items(storage: Storage, table: Table, index?: number): number {
  const source = index === undefined ? table : table.indexes[index]!
  return storage.counts.of(table, 0).bySpace.get(source.space)!.items
}

function texts(storage: Storage, table: Table, index?: number): string[] {
  const source = index === undefined ? table : table.indexes[index]!
  return storage.items.page(selectAll(source, {}, undefined)).items.map(item => item.text)
}

test('tables: names come in order, from one on', t => {
  const storage = new Storage()
  storage.write(() => {
    for (const TableName of ['b', 'C', 'a', 'a-b']) storage.tables.create({ ...record, TableName })
  })
  t.same(storage.tables.names(), ['C', 'a', 'a-b', 'b'])
  t.same(storage.tables.names('a', 1), ['a-b'])
  storage.close()
  t.end()
})

test('tables: a name may be that of a property', t => {
  const storage = new Storage()
  t.equal(storage.tables.get('__proto__'), undefined)
  storage.write(() => storage.tables.create({ ...record, TableName: '__proto__' }))
  t.equal(storage.tables.get('__proto__')?.name, '__proto__')
  storage.close()
  t.end()
})

test('tables: a change within a transaction within a transaction is undone too', t => {
  const storage = new Storage()
  t.throws(() =>
    storage.write(() => {
      storage.tables.create(record)
      storage.write(() => storage.read(() => storage.tables.get('table')))
      throw new Error('undone')
    })
  )
  t.equal(storage.tables.get('table'), undefined)
  storage.close()
  t.end()
})

test('tables: a new index is filled with what is there and suits it', t => {
  const storage = new Storage()
  const table = storage.write(() => storage.tables.create(record))
  for (let i = 0; i < 300; i++)
    put(storage, table, `${i}`, { n: { N: `${i}` }, text: { S: 'x'.repeat(9000) } })
  put(storage, table, 'without')
  put(storage, table, 'other type', { n: { S: '1' } })

  const updated = storage.write(() =>
    storage.tables.update(table, { ...record, GlobalSecondaryIndexes: [byNumber] })
  )
  t.same(items(storage, updated, 0), 300)
  t.ok(texts(storage, updated, 0).includes('{"a":{"S":"7"},"n":{"N":"7"}}'))
  t.equal(items(storage, updated), 302)
  storage.close()
  t.end()
})

test('tables: a new index leaves out what cannot be a key', t => {
  const storage = new Storage()
  const attributes = [...record.AttributeDefinitions, { AttributeName: 's', AttributeType: 'S' as const }]
  const table = storage.write(() => storage.tables.create({ ...record, AttributeDefinitions: attributes }))
  for (const [i, text] of ['', 'x', 'x'.repeat(2048), 'x'.repeat(2049)].entries()) {
    put(storage, table, `${i}`, { s: { S: text } })
  }
  const byText = { ...byNumber, KeySchema: [{ AttributeName: 's', KeyType: 'HASH' as const }] }
  const updated = storage.write(() =>
    storage.tables.update(table, {
      ...record,
      AttributeDefinitions: attributes,
      GlobalSecondaryIndexes: [byText]
    })
  )
  t.equal(items(storage, updated, 0), 2)
  storage.close()
  t.end()
})

test('tables: an index that goes takes its rows along', t => {
  const storage = new Storage()
  const table = storage.write(() => storage.tables.create({ ...record, GlobalSecondaryIndexes: [byNumber] }))
  put(storage, table, '1', { n: { N: '1' } })
  storage.write(() => storage.tables.update(table, record))
  t.equal(items(storage, table, 0), 0)
  t.equal(items(storage, table), 1)
  storage.close()
  t.end()
})

test('tables: a table that goes leaves nothing to the next of its name', t => {
  const storage = new Storage()
  const full = { ...record, GlobalSecondaryIndexes: [byNumber], TimeToLive: { AttributeName: 'n' } }
  const table = storage.write(() => storage.tables.create(full))
  put(storage, table, '1', { n: { N: '1' } })
  storage.write(() => storage.tables.delete(table))
  t.equal(storage.tables.get('table'), undefined)
  const next = storage.write(() => storage.tables.create(full))
  t.same([texts(storage, next), texts(storage, next, 0)], [[], []])
  t.equal(storage.expireItems(2000, 10), 0)
  storage.close()
  t.end()
})

test('tables: what was rolled back is not remembered', t => {
  const storage = new Storage()
  const undone = (work: () => void) =>
    t.throws(() =>
      storage.write(() => {
        work()
        throw new Error('undone')
      })
    )
  undone(() => storage.tables.create(record))
  t.equal(storage.tables.get('table'), undefined)

  const table = storage.write(() => storage.tables.create(record))
  undone(() => storage.tables.update(table, { ...record, GlobalSecondaryIndexes: [byNumber] }))
  t.same(storage.tables.get('table')?.indexes, [])
  undone(() => storage.tables.delete(table))
  t.equal(storage.tables.get('table')?.space, table.space)
  storage.close()
  t.end()
})

test('tables: the record comes back as it was', t => {
  const storage = new Storage()
  const more = { ...record, CreationDateTime: 1.5, Tags: [{ Key: 'a', Value: 'b' }] }
  storage.write(() => storage.tables.create(more))
  t.same(storage.tables.get('table')?.record, more)
  storage.close()
  t.end()
})
