// Engines with tables to test commands on.

import type { GlobalSecondaryIndex, LocalSecondaryIndex } from '@aws-sdk/client-dynamodb'
import type { Test } from 'tape'
import { Engine } from '../../lib/embedded/engine.js'
import type { EngineOptions } from '../../lib/embedded/engine-options.js'
import { DynamoDBError } from '../../lib/embedded/errors.js'

/** Sends requests as an SDK would, and gives answers without their types. */
export class TestEngine extends Engine {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  send(operation: string, input: object): any {
    return this.execute(operation, input)
  }

  /** The name and the text of the refusal; fails the test when there is none. */
  refusal(operation: string, input: object): string {
    try {
      this.execute(operation, input)
    } catch (error) {
      if (error instanceof DynamoDBError) return `${error.name}: ${error.message}`
      throw error
    }
    return 'no refusal'
  }

  refusedAs(t: Test, operation: string, input: object, message: string): void {
    t.equal(this.refusal(operation, input), `ValidationException: ${message}`)
  }
}

export const RANGE_TABLE = 'range-table'
export const HASH_TABLE = 'hash-table'
export const NUMBER_TABLE = 'number-table'
export const BINARY_TABLE = 'binary-table'

const local = (name: string, range: string, projection: LocalSecondaryIndex['Projection']) => ({
  IndexName: name,
  KeySchema: [hash('a'), { AttributeName: range, KeyType: 'RANGE' as const }],
  Projection: projection
})

/** `a` and `b` are the key; `l-all` and `l-include` are local on `c` and `d`, `g-all` and `g-include` global on them. */
function createRangeTable(engine: TestEngine): void {
  const include = { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['e'] }
  const global: GlobalSecondaryIndex[] = [
    { IndexName: 'g-all', KeySchema: [hash('c')], Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'g-include',
      KeySchema: [hash('c'), { AttributeName: 'd', KeyType: 'RANGE' }],
      Projection: include
    }
  ]
  engine.execute('CreateTable', {
    TableName: RANGE_TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['a', 'b', 'c', 'd'].map(name => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [hash('a'), { AttributeName: 'b', KeyType: 'RANGE' }],
    LocalSecondaryIndexes: [local('l-all', 'c', { ProjectionType: 'ALL' }), local('l-include', 'd', include)],
    GlobalSecondaryIndexes: global
  })
}

export function createHashTable(engine: TestEngine, name = HASH_TABLE, type: 'S' | 'N' | 'B' = 'S'): void {
  engine.execute('CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'a', AttributeType: type }],
    KeySchema: [hash('a')]
  })
}

/** In memory, with a table with indexes and a table of each key type. */
export function createEngine(options: EngineOptions = {}): TestEngine {
  const engine = new TestEngine({ expiryIntervalMs: 0, ...options })
  createRangeTable(engine)
  createHashTable(engine)
  createHashTable(engine, NUMBER_TABLE, 'N')
  createHashTable(engine, BINARY_TABLE, 'B')
  return engine
}

function hash(name: string) {
  return { AttributeName: name, KeyType: 'HASH' as const }
}
