import test, { type Test } from 'tape'
import type { DynamoLevel, DynamoLevelOptions } from '../../index.js'
import { type FaultyClient, passOn } from '../faulty-client.js'
import { TestTable } from './table.js'

type RangeKeyType = 'B' | 'S'

interface DatabaseTests<K, V> {
  /** A test on an empty database of its own, whose requests are logged from there on. */
  test(name: string, body: (t: Test, db: DynamoLevel<K, V>) => Promise<void>, type?: RangeKeyType): void
  /** The table that they are in. */
  table(type?: RangeKeyType): Promise<TestTable>
}

export function databaseTests<K = Buffer, V = Buffer>(
  faulty: FaultyClient,
  options: DynamoLevelOptions<K, V> = {}
): DatabaseTests<K, V> {
  const tables: Partial<Record<RangeKeyType, TestTable>> = {}
  const tableOf = async (type: RangeKeyType = 'B') => {
    tables[type] ??= await TestTable.create(faulty.client, type)
    return tables[type]
  }
  return {
    table: tableOf,
    test: (name, body, type) =>
      test(name, async t => {
        const db = (await tableOf(type)).database<K, V>({ ...options, createIfMissing: true })
        await db.open()
        faulty.log.clear()
        try {
          await body(t, db)
        } finally {
          faulty.onRequest = passOn
          await db.close()
        }
      })
  }
}
