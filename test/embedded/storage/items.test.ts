import fc from 'fast-check'
import test from 'tape'
import { parseItem } from '../../../lib/embedded/attribute/item-text.js'
import { formItem } from '../../../lib/embedded/attribute/item-writer.js'
import type { Item } from '../../../lib/embedded/attribute/value.js'
import type { KeyedItem } from '../../../lib/embedded/storage/items.js'
import { itemKey } from '../../../lib/embedded/storage/key.js'
import { Storage } from '../../../lib/embedded/storage/storage.js'
import type { TableRecord } from '../../../lib/embedded/storage/table.js'
import { seedOf } from '../../seed.js'

const record: TableRecord = {
  TableName: 'table',
  AttributeDefinitions: [
    { AttributeName: 'a', AttributeType: 'S' },
    { AttributeName: 'b', AttributeType: 'B' }
  ],
  KeySchema: [
    { AttributeName: 'a', KeyType: 'HASH' },
    { AttributeName: 'b', KeyType: 'RANGE' }
  ]
}
const ids = [0, 1, 2, 3, 4, 5]

/** In two partitions. */
function itemOf(id: number, value: number): Item {
  return { a: { S: id < 3 ? 'a' : 'aa' }, b: { B: Uint8Array.of(id % 3) }, value: { N: String(value) } }
}

class ModelledItems {
  readonly #storage = new Storage()
  readonly #model = new Map<number, number>()
  #table = this.#storage.write(() => this.#storage.tables.create(record))

  check(which: readonly number[]): void {
    for (const id of which) {
      const found = this.#storage.items.get(this.#table, this.#keyed(id, 0).key)
      const value = this.#model.get(id)
      const expected =
        value === undefined ? undefined : new TextDecoder().decode(this.#keyed(id, value).form.bytes)
      if (found?.text !== expected) throw new Error(`${found?.text} for ${expected}`)
    }
  }

  put(which: readonly number[], value: number): void {
    for (const id of which) {
      this.#storage.items.put(this.#table, this.#keyed(id, value), undefined)
      this.#model.set(id, value)
    }
  }

  putAll(which: readonly number[], value: number): void {
    const items = which.map(id => this.#keyed(id, value))
    this.#storage.write(() => this.#storage.items.putAll(this.#table, items))
    for (const id of which) this.#model.set(id, value)
  }

  delete(which: readonly number[]): void {
    for (const id of which) {
      this.#storage.items.delete(this.#table, this.#keyed(id, 0).key, undefined)
      this.#model.delete(id)
    }
  }

  deleteAll(which: readonly number[]): void {
    const keys = which.map(id => this.#keyed(id, 0).key)
    this.#storage.write(() => this.#storage.items.deleteAll(this.#table, keys))
    for (const id of which) this.#model.delete(id)
  }

  /** Writes and reads that are rolled back. */
  undo(which: readonly number[], value: number): void {
    try {
      this.#storage.write(() => {
        for (const id of which) {
          const keyed = this.#keyed(id, value)
          this.#storage.items.put(this.#table, keyed, undefined)
          this.#storage.items.get(this.#table, keyed.key)
        }
        throw new Error('undo')
      })
    } catch (error) {
      if ((error as Error).message !== 'undo') throw error
    }
  }

  replaceTable(): void {
    this.#storage.write(() => {
      this.#storage.tables.delete(this.#table)
      this.#table = this.#storage.tables.create(record)
    })
    this.#model.clear()
  }

  close(): void {
    this.#storage.close()
  }

  #keyed(id: number, value: number): KeyedItem {
    const item = itemOf(id, value)
    return { key: itemKey(this.#table.key, item), item, form: formItem(item) }
  }
}

const step = fc.tuple(
  fc.constantFrom('check', 'put', 'putAll', 'delete', 'deleteAll', 'undo', 'replaceTable'),
  fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1 }),
  fc.nat()
)
const seed = seedOf()

test(`items: what was read before is not told any more once it has changed (seed ${seed})`, t => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const items = new ModelledItems()
      for (const [kind, which, value] of steps as [keyof ModelledItems, number[], number][]) {
        items[kind](which, value)
      }
      items.check(ids)
      items.close()
    }),
    { seed, numRuns: 300 }
  )
  t.pass('300 sequences')
  t.end()
})

test('items: more of them than are kept at hand', t => {
  const storage = new Storage()
  const table = storage.write(() => storage.tables.create(record))
  const filler = 'x'.repeat(100_000)
  const items = Array.from({ length: 100 }, (_, id): Item => {
    return { a: { S: 'a' }, b: { B: Uint8Array.of(id) }, filler: { S: `${id} ${filler}` } }
  })
  for (const item of items) {
    storage.items.put(table, { key: itemKey(table.key, item), item, form: formItem(item) }, undefined)
  }
  for (let round = 0; round < 2; round++) {
    const found = items.map(item => parseItem(storage.items.get(table, itemKey(table.key, item))!.text))
    t.deepEqual(found, items)
  }
  storage.close()
  t.end()
})
