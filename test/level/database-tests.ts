import test, { type Test } from 'tape'
import { type FaultyClient, passOn } from '../faulty-client.js'
import { TestTable } from './table.js'

type RangeKeyType = 'B' | 'S'

interface DatabaseTests<Database> {
  /** A test on a database of its own, whose requests are logged from there on. */
  test(name: string, body: (t: Test, db: Database) => Promise<void>, type?: RangeKeyType): void
  /** The table that they are in. */
  table(type?: RangeKeyType): Promise<TestTable>
}

export function databaseTests<Database extends { open(): Promise<void>; close(): Promise<void> }>(
  faulty: FaultyClient,
  databaseIn: (table: TestTable) => Database
): DatabaseTests<Database> {
  const tables: Partial<Record<RangeKeyType, TestTable>> = {}
  const tableOf = async (type: RangeKeyType = 'B') => {
    tables[type] ??= await TestTable.create(faulty.client, type)
    return tables[type]
  }
  return {
    table: tableOf,
    test: (name, body, type) =>
      test(name, async t => {
        const db = databaseIn(await tableOf(type))
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
