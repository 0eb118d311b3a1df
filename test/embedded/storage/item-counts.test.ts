import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'tape'
import { Engine } from '../../../lib/embedded/engine.js'
import { openDriver } from '../../../lib/embedded/storage/drivers/open.js'
import { ALL, type Answer, attributes, index, keys, NOON, simpleTable } from '../control-plane/plane.js'

const SIX_HOURS = 6 * 60 * 60_000
/** So many are counted whenever they are asked for. */
const FEW = 1000

/** An engine on a clock that stands still, with a table of key `a` and an index of those items that have a `b`. */
class Counted {
  readonly clock = { time: NOON, now: () => this.clock.time }
  readonly path: string | undefined
  engine: Engine

  constructor(path?: string) {
    this.path = path
    this.engine = this.#open()
    this.engine.execute('CreateTable', {
      ...simpleTable('abc'),
      AttributeDefinitions: attributes('a', 'b'),
      GlobalSecondaryIndexes: [index('sparse', keys('b'), ALL)]
    })
  }

  put(from: number, until: number, more: object = {}): void {
    for (let start = from; start < until; start += 25) {
      const numbers = Array.from({ length: Math.min(25, until - start) }, (_, offset) => start + offset)
      this.#write(numbers.map(number => ({ PutRequest: { Item: { ...key(number), ...more } } })))
    }
  }

  delete(number: number): void {
    this.#write([{ DeleteRequest: { Key: key(number) } }])
  }

  /** Items and bytes of the table, then of its index. */
  counts(): number[] {
    const { Table: table }: Answer = this.engine.execute('DescribeTable', { TableName: 'abc' })
    const [sparse] = table.GlobalSecondaryIndexes
    return [table.ItemCount, table.TableSizeBytes, sparse.ItemCount, sparse.IndexSizeBytes]
  }

  reopen(): void {
    this.engine.close()
    this.engine = this.#open()
  }

  #open(): Engine {
    return new Engine({ clock: this.clock, expiryIntervalMs: 0, ...(this.path && { path: this.path }) })
  }

  #write(requests: object[]): void {
    this.engine.execute('BatchWriteItem', { RequestItems: { abc: requests } })
  }
}

/** Of 5 bytes, with the attribute's name. */
function key(number: number): object {
  return { a: { S: String(number).padStart(4, '0') } }
}

test('counts: exact while there are few', t => {
  const counted = new Counted()
  counted.put(0, FEW)
  t.same(counted.counts(), [FEW, FEW * 5, 0, 0])
  counted.delete(0)
  t.same(counted.counts(), [FEW - 1, (FEW - 1) * 5, 0, 0])
  counted.engine.close()
  t.end()
})

test('counts: many are counted every six hours, few beside them at once', t => {
  const counted = new Counted()
  counted.put(0, FEW + 2)
  t.same(counted.counts(), [FEW + 2, (FEW + 2) * 5, 0, 0], 'for the first time')

  counted.put(FEW + 2, FEW + 4, { b: { S: 'x' } })
  counted.clock.time += SIX_HOURS - 1
  t.same(counted.counts(), [FEW + 2, (FEW + 2) * 5, 2, 14], 'as counted before, and of the index as it is')

  counted.clock.time += 1
  t.same(counted.counts(), [FEW + 4, (FEW + 2) * 5 + 14, 2, 14], 'anew')

  for (let number = 0; number < 4; number++) counted.delete(number)
  t.same(counted.counts(), [FEW, (FEW - 2) * 5 + 14, 2, 14], 'few again')
  counted.engine.close()
  t.end()
})

test('counts: many of an index too', t => {
  const counted = new Counted()
  counted.put(0, FEW + 1, { b: { S: 'x' } })
  t.same(counted.counts(), [FEW + 1, (FEW + 1) * 7, FEW + 1, (FEW + 1) * 7])
  counted.put(FEW + 1, FEW + 2, { b: { S: 'x' } })
  t.same(counted.counts(), [FEW + 1, (FEW + 1) * 7, FEW + 1, (FEW + 1) * 7])
  counted.clock.time += SIX_HOURS
  t.same(counted.counts(), [FEW + 2, (FEW + 2) * 7, FEW + 2, (FEW + 2) * 7])
  counted.engine.close()
  t.end()
})

test('counts: anew after the clock was set back', t => {
  const counted = new Counted()
  counted.put(0, FEW + 1)
  counted.counts()
  counted.put(FEW + 1, FEW + 2)
  counted.clock.time -= 1
  t.equal(counted.counts()[0], FEW + 2)
  counted.engine.close()
  t.end()
})

test('counts: a new table of the name begins anew', t => {
  const counted = new Counted()
  counted.put(0, FEW + 1)
  counted.counts()
  counted.engine.execute('DeleteTable', { TableName: 'abc' })
  counted.engine.execute('CreateTable', simpleTable('abc'))
  counted.put(0, FEW + 2)
  const { Table: table }: Answer = counted.engine.execute('DescribeTable', { TableName: 'abc' })
  t.equal(table.ItemCount, FEW + 2)
  counted.engine.close()
  t.end()
})

test('counts: the file keeps them, also one of the first layout', t => {
  const folder = mkdtempSync(join(tmpdir(), 'counts-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'app.db')
  const counted = new Counted(path)
  counted.put(0, FEW + 1)
  counted.counts()
  counted.put(FEW + 1, FEW + 2)
  counted.reopen()
  t.equal(counted.counts()[0], FEW + 1)

  counted.engine.close()
  const driver = openDriver(path)
  driver.exec('ALTER TABLE tables DROP COLUMN counts; PRAGMA user_version = 1')
  driver.close()
  counted.reopen()
  t.equal(counted.counts()[0], FEW + 2)
  counted.engine.close()
  t.end()
})
