// What storage and commands need to know of a table at every request, worked out once from its definition.

/** The table as the operations on tables keep it; members that only they read are not named here. */
export interface TableRecord {
  readonly TableName: string
  readonly AttributeDefinitions: readonly { AttributeName: string; AttributeType: KeyType }[]
  readonly KeySchema: readonly KeySchemaElement[]
  readonly LocalSecondaryIndexes?: readonly IndexRecord[] | undefined
  readonly GlobalSecondaryIndexes?: readonly IndexRecord[] | undefined
  /** Present while items expire. */
  readonly TimeToLive?: { readonly AttributeName: string } | undefined
}

export interface KeySchemaElement {
  readonly AttributeName: string
  readonly KeyType: 'HASH' | 'RANGE'
}

export interface IndexRecord {
  readonly IndexName: string
  readonly KeySchema: readonly KeySchemaElement[]
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'
    readonly NonKeyAttributes?: readonly string[] | undefined
  }
}

type KeyType = 'S' | 'N' | 'B'

export interface KeyAttribute {
  readonly name: string
  readonly type: KeyType
}

/** One attribute each for a table; up to four for a global index. */
export interface KeySchema {
  readonly hash: readonly KeyAttribute[]
  readonly range: readonly KeyAttribute[]
}

export interface Table {
  readonly name: string
  readonly space: number
  readonly record: TableRecord
  readonly key: KeySchema
  /** Global ones first: the service's errors name the first index that a value does not suit. */
  readonly indexes: readonly Index[]
  readonly expiryAttribute: string | undefined
}

export interface Index {
  readonly name: string
  readonly space: number
  readonly global: boolean
  readonly key: KeySchema
  /** Undefined when the index holds whole items. */
  readonly projected: readonly string[] | undefined
}

export function makeTable(
  record: TableRecord,
  space: number,
  indexSpaces: ReadonlyMap<string, number>
): Table {
  const types = new Map(record.AttributeDefinitions.map(a => [a.AttributeName, a.AttributeType]))
  const key = keySchema(record.KeySchema, types)
  const index = (definition: IndexRecord, global: boolean): Index => {
    const ownKey = keySchema(definition.KeySchema, types)
    return {
      name: definition.IndexName,
      space: indexSpaces.get(definition.IndexName)!,
      global,
      key: ownKey,
      projected: projectedNames(definition, [...keyNames(key), ...keyNames(ownKey)])
    }
  }
  return {
    name: record.TableName,
    space,
    record,
    key,
    indexes: [
      ...(record.GlobalSecondaryIndexes ?? []).map(definition => index(definition, true)),
      ...(record.LocalSecondaryIndexes ?? []).map(definition => index(definition, false))
    ],
    expiryAttribute: record.TimeToLive?.AttributeName
  }
}

export function keyNames(key: KeySchema): string[] {
  return [...key.hash, ...key.range].map(attribute => attribute.name)
}

function keySchema(elements: readonly KeySchemaElement[], types: ReadonlyMap<string, KeyType>): KeySchema {
  const attributes = (role: 'HASH' | 'RANGE') =>
    elements
      .filter(element => element.KeyType === role)
      .map(({ AttributeName: name }) => ({ name, type: types.get(name)! }))
  return { hash: attributes('HASH'), range: attributes('RANGE') }
}

function projectedNames({ Projection }: IndexRecord, keys: readonly string[]): string[] | undefined {
  if (Projection.ProjectionType === 'ALL') return undefined
  return [...new Set([...keys, ...(Projection.NonKeyAttributes ?? [])])]
}
