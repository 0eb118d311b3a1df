// The tables that random requests go to.
/** Hash first. */
type IndexKeys = readonly [string, string?]

export interface TableKind {
  readonly suffix: string
  readonly keys: IndexKeys
  readonly indexes: Readonly<Record<string, IndexKeys>>
  readonly definition: object
}

const hash = (AttributeName: string) => ({ AttributeName, KeyType: 'HASH' })
const range = (AttributeName: string) => ({ AttributeName, KeyType: 'RANGE' })
const attributes = (types: Record<string, string>) =>
  Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))

export const TABLES: readonly TableKind[] = [
  {
    suffix: 'hash',
    keys: ['a'],
    indexes: {},
    definition: {
      AttributeDefinitions: attributes({ a: 'S' }),
      KeySchema: [hash('a')],
      BillingMode: 'PAY_PER_REQUEST'
    }
  },
  {
    suffix: 'indexed',
    keys: ['a', 'b'],
    indexes: {
      all: ['c', 'd'],
      keysOnly: ['c'],
      include: ['d'],
      localAll: ['a', 'd'],
      localKeys: ['a', 'c']
    },
    definition: {
      AttributeDefinitions: attributes({ a: 'S', b: 'N', c: 'S', d: 'N' }),
      KeySchema: [hash('a'), range('b')],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        { IndexName: 'all', KeySchema: [hash('c'), range('d')], Projection: { ProjectionType: 'ALL' } },
        { IndexName: 'keysOnly', KeySchema: [hash('c')], Projection: { ProjectionType: 'KEYS_ONLY' } },
        {
          IndexName: 'include',
          KeySchema: [hash('d')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['e', 'm'] }
        }
      ],
      LocalSecondaryIndexes: [
        { IndexName: 'localAll', KeySchema: [hash('a'), range('d')], Projection: { ProjectionType: 'ALL' } },
        {
          IndexName: 'localKeys',
          KeySchema: [hash('a'), range('c')],
          Projection: { ProjectionType: 'KEYS_ONLY' }
        }
      ]
    }
  },
  {
    suffix: 'binary',
    keys: ['a', 'b'],
    indexes: {},
    definition: {
      AttributeDefinitions: attributes({ a: 'N', b: 'B' }),
      KeySchema: [hash('a'), range('b')],
      ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 100 }
    }
  }
]

/** A type of each key attribute of each table, for values that fit. */
export const KEY_TYPES: Readonly<Record<string, Readonly<Record<string, 'S' | 'N' | 'B'>>>> = {
  hash: { a: 'S' },
  indexed: { a: 'S', b: 'N', c: 'S', d: 'N' },
  binary: { a: 'N', b: 'B' }
}
