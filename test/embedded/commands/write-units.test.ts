// What random writes cost, and what they leave in the indexes, beside a model of the rules that AWS states:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
import { deepEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { testProperty } from '../../property.js'
import { createEngine, RANGE_TABLE as TableName, type TestEngine } from '../engines.js'

type Item = Readonly<Record<string, { readonly S: string }>>

interface Write {
  readonly kind: 'put' | 'update' | 'delete'
  readonly way: 'alone' | 'batch' | 'transaction'
  readonly item: Item
}

/** The keys that lead to a row of each index, and what it has of the item; nothing means all. */
const INDEXES: Readonly<Record<string, { keys: string[]; has?: string[] }>> = {
  'l-all': { keys: ['a', 'c'] },
  'l-include': { keys: ['a', 'd'], has: ['a', 'b', 'd', 'e'] },
  'g-all': { keys: ['c'] },
  'g-include': { keys: ['c', 'd'], has: ['a', 'b', 'c', 'd', 'e'] }
}

const text = (...texts: string[]) => fc.constantFrom(...texts).map(S => ({ S }))
const long = (letter: string) => letter.repeat(1000)

const item = fc.record(
  {
    a: text('1', '2'),
    b: text('1', '2'),
    c: text('x', 'y', long('z')),
    d: text('x', 'y', long('z')),
    e: text('x', long('y')),
    f: text('x', long('y').repeat(2))
  },
  { requiredKeys: ['a', 'b'] }
) as fc.Arbitrary<Item>

const write: fc.Arbitrary<Write> = fc.record({
  kind: fc.constantFrom('put', 'put', 'update', 'delete'),
  way: fc.constantFrom('alone', 'alone', 'batch', 'transaction'),
  item
})

testProperty(
  'writes cost what they change, in the table and in its indexes',
  fc.array(write, { maxLength: 20, size: 'max' }),
  writes => {
    const engine = createEngine()
    const items = new Map<string, Item>()
    for (const one of writes) {
      const { a, b } = one.item
      const key = `${a!.S} ${b!.S}`
      const before = items.get(key)
      const after =
        one.kind === 'delete' ? undefined : one.kind === 'put' ? one.item : { ...before, ...one.item }
      deepEqual(unitsOf(engine, one), expectedUnits(before, after))
      if (after === undefined) items.delete(key)
      else items.set(key, after)
    }
    for (const IndexName of Object.keys(INDEXES)) {
      const rows = [...items.values()].map(one => rowOf(IndexName, one)).filter(row => row !== undefined)
      deepEqual(sorted(engine.send('Scan', { TableName, IndexName }).Items), sorted(rows), IndexName)
    }
    engine.close()
  }
)

function unitsOf(engine: TestEngine, { kind, way, item }: Write): Record<string, number> {
  const { a, b, ...others } = item
  const Key = { a, b }
  const names = Object.keys(others)
  const update = {
    Key,
    ...(names.length > 0 && {
      UpdateExpression: `SET ${names.map(name => `${name} = :${name}`).join()}`,
      ExpressionAttributeValues: Object.fromEntries(names.map(name => [`:${name}`, item[name]]))
    })
  }
  const ReturnConsumedCapacity = 'INDEXES'
  const send = (operation: string, input: object) =>
    engine.send(operation, { ...input, ReturnConsumedCapacity }).ConsumedCapacity
  const [operation, input] =
    kind === 'put' ? ['Put', { Item: item }] : kind === 'delete' ? ['Delete', { Key }] : ['Update', update]

  // A batch has no updates, and a transaction none without an expression.
  const isAlone = way === 'alone' || (kind === 'update' && (way === 'batch' || names.length === 0))
  if (isAlone) return summary(send(`${operation}Item`, { TableName, ...input }))
  if (way === 'batch') {
    return summary(
      send('BatchWriteItem', { RequestItems: { [TableName]: [{ [`${operation}Request`]: input }] } })[0]
    )
  }
  const TransactItems = [{ [operation as string]: { TableName, ...input } }]
  const twice = summary(send('TransactWriteItems', { TransactItems })[0])
  return Object.fromEntries(Object.entries(twice).map(([name, units]) => [name, units / 2]))
}

interface Consumed {
  CapacityUnits: number
  Table: { CapacityUnits: number }
  LocalSecondaryIndexes?: Record<string, { CapacityUnits: number }>
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>
}

function summary(consumed: Consumed): Record<string, number> {
  const parts = {
    ...consumed.LocalSecondaryIndexes,
    ...consumed.GlobalSecondaryIndexes,
    Table: consumed.Table
  }
  const units = Object.entries(parts).map(([name, { CapacityUnits }]) => [name, CapacityUnits] as const)
  return { ...Object.fromEntries(units.filter(([, n]) => n > 0)), CapacityUnits: consumed.CapacityUnits }
}

function expectedUnits(before: Item | undefined, after: Item | undefined): Record<string, number> {
  const units: Record<string, number> = { Table: Math.max(unitsFor(before), unitsFor(after), 1) }
  for (const [name, { keys }] of Object.entries(INDEXES)) {
    const [old, row] = [rowOf(name, before), rowOf(name, after)]
    const moved = old && row && keys.some(key => old[key]!.S !== row[key]!.S)
    if (moved || !old || !row) units[name] = unitsFor(old) + unitsFor(row)
    else if (sorted([old]) !== sorted([row])) units[name] = Math.max(unitsFor(old), unitsFor(row))
    if (units[name] === 0) delete units[name]
  }
  return { ...units, CapacityUnits: Object.values(units).reduce((sum, n) => sum + n, 0) }
}

function rowOf(index: string, item: Item | undefined): Item | undefined {
  const { keys, has } = INDEXES[index]!
  if (item === undefined || !keys.every(key => key in item)) return undefined
  return Object.fromEntries(Object.entries(item).filter(([name]) => has?.includes(name) ?? true))
}

function unitsFor(item: Item | undefined): number {
  if (item === undefined) return 0
  const bytes = Object.entries(item).reduce((sum, [name, { S }]) => sum + name.length + S.length, 0)
  return Math.ceil(bytes / 1024)
}

/** As text, whatever the order. */
function sorted(items: readonly Item[]): string {
  const texts = items.map(one => JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))))
  return texts.sort().join('\n')
}
