import { randomUUID } from 'node:crypto'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoLevel, type DynamoLevelOptions } from '../../index.js'

export const UTF8 = { keyEncoding: 'utf8', valueEncoding: 'utf8' } as const

/** A table of its own, and databases in it that open without a request. */
export class TestTable {
  readonly name = `test-${randomUUID()}`
  readonly schema: { rangeKeyType: 'B' | 'S' }
  readonly #client: DynamoDBClient

  private constructor(client: DynamoDBClient, rangeKeyType: 'B' | 'S') {
    this.#client = client
    this.schema = { rangeKeyType }
  }

  static async create(client: DynamoDBClient, rangeKeyType: 'B' | 'S' = 'B'): Promise<TestTable> {
    const table = new TestTable(client, rangeKeyType)
    const maker = new DynamoLevel(table.name, { client, schema: table.schema })
    await maker.open()
    await maker.close()
    return table
  }

  /** An empty database, with keys and values as they are unless told otherwise. */
  database<K = Buffer, V = Buffer>(options: DynamoLevelOptions<K, V> = {}): DynamoLevel<K, V> {
    return new DynamoLevel<K, V>(`${this.name}/${randomUUID()}`, {
      client: this.#client,
      schema: this.schema,
      createIfMissing: false,
      errorIfExists: false,
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
      ...options
    })
  }
}
