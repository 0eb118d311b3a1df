import test, { type Test } from 'tape'
import type { DynamoLevel, DynamoLevelOptions } from '../../index.js'
import { type FaultyClient, passOn } from '../faulty-client.js'
import { TestTable } from './table.js'

type RangeKeyType = 'B' | 'S'

interface DatabaseTests<K, V> {
  /**
   * A test on a database of its own, whose requests are logged from there on, and fail no more when it has ended. By
   * default its range key is of type B.
   */
  test(
    name: string,
    body: (t: Test, db: DynamoLevel<K, V>) => Promise<void>,
    options?: DynamoLevelOptions<K, V>
  ): void
  /** The table that they are in. */
  table(type?: RangeKeyType): Promise<TestTable>
}

/** Their databases have keys and values in bytes unless `defaults` say otherwise. */
export function databaseTests<K = Buffer, V = Buffer>(
  faulty: FaultyClient,
  defaults: DynamoLevelOptions<K, V> = {}
): DatabaseTests<K, V> {
  const tables: Partial<Record<RangeKeyType, TestTable>> = {}
  const tableOf = async (type: RangeKeyType = 'B') => {
    tables[type] ??= await TestTable.create(faulty.client, type)
    return tables[type]
  }
  return {
    table: tableOf,
    test: (name, body, options = {}) =>
      test(name, async t => {
        const table = await tableOf(options.schema?.rangeKeyType)
        const db = table.database<K, V>({ createIfMissing: true, ...defaults, ...options })
        await db.open()
        faulty.log.clear()
        try {
          await body(t, db)
        } finally {
          faulty.onRequest = passOn
          faulty.onAttempt = passOn
          await db.close()
        }
      })
  }
}
