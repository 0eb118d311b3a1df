import { Engine } from '../../../lib/embedded/engine.js'
import { DynamoDBError } from '../../../lib/embedded/errors.js'

/** 2026-11-20, noon. */
export const NOON = Date.UTC(2026, 10, 20, 12)

// biome-ignore lint/suspicious/noExplicitAny: answers are read member by member, and the assertions say their types
export type Answer = any

/** An engine in memory on a clock that stands still until it is moved. */
export class Plane {
  readonly clock = { time: NOON, now: () => this.clock.time }
  readonly engine = new Engine({ clock: this.clock, expiryIntervalMs: 0 })

  run(operation: string, input: object = {}): Answer {
    return this.engine.execute(operation, input, 'sdk')
  }

  wire(operation: string, input: object = {}): Answer {
    return this.engine.execute(operation, input, 'wire')
  }

  /** The error's name and text, as `Name: text`. */
  failure(operation: string, input: object): string {
    try {
      this.wire(operation, input)
    } catch (error) {
      if (error instanceof DynamoDBError) return `${error.name}: ${error.message}`
      throw error
    }
    return 'no error'
  }

  /** A table whose key is `a`, or `a` and `b`, on demand. */
  create(name: string, more: object = {}): Answer {
    return this.run('CreateTable', { ...simpleTable(name), ...more })
  }

  close(): void {
    this.engine.close()
  }
}

export function simpleTable(name: string): object {
  return {
    TableName: name,
    AttributeDefinitions: [{ AttributeName: 'a', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST'
  }
}

export function attributes(...names: string[]): object[] {
  return names.map(name => ({ AttributeName: name, AttributeType: 'S' }))
}

/** `keys('a', 'b')` is a hash and a range key. */
export function keys(hash: string, range?: string): object[] {
  const schema = [{ AttributeName: hash, KeyType: 'HASH' }]
  return range === undefined ? schema : [...schema, { AttributeName: range, KeyType: 'RANGE' }]
}

export const ALL = { ProjectionType: 'ALL' }

export function index(name: string, schema: object[], projection: object = ALL): object {
  return { IndexName: name, KeySchema: schema, Projection: projection }
}
