// Requests of the data plane: mostly right, in every part now and then wrong.
import fc from 'fast-check'
import type { Request } from '../pair.js'
import { condition, keyCondition, projection, update } from './expressions.js'
import {
  attributesToGet,
  attributeUpdates,
  expected,
  keyConditions,
  queryFilter,
  scanFilter
} from './legacy.js'
import { KEY_TYPES, TABLES, type TableKind } from './tables.js'
import { anyValue, entries } from './values.js'

type Input = Record<string, unknown>

const POOL = {
  S: ['a', 'b', 'ab', 'é', '\u{1f600}', 'ﬀ'],
  N: ['0', '1', '-1', '2', '10', '9', '1.5'],
  B: ['AA==', 'AQ==', '/w==', 'AAE=']
}

const NAMES: Readonly<Record<string, string>> = { '#c': 'c', '#s': 'size', '#p': '__proto__', '#m': 'm' }

const rarely = <T>(value: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value })
const sometimes = <T>(value: fc.Arbitrary<T>) => rarely(value, 20)
const mostly = <T>(value: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 120, arbitrary: value }, { weight: 1, arbitrary: wrong })

/** A list that is empty only now and then. */
const some = <T>(member: fc.Arbitrary<T>, maxLength: number) =>
  mostly(fc.array(member, { minLength: 1, maxLength }), fc.constant<T[]>([])) as fc.Arbitrary<T[]>

// A wrong value makes Local write, and then fail.
const capacity = sometimes(fc.constantFrom('TOTAL', 'INDEXES', 'NONE'))
const metrics = rarely(fc.constantFrom('SIZE', 'NONE', 'size'), 4)
const onFailure = rarely(mostly(fc.constantFrom('ALL_OLD', 'NONE'), fc.constant('ALL_NEW')), 10)
const consistent = rarely(fc.boolean(), 10)

function keyValue(table: TableKind, name: string): fc.Arbitrary<unknown> {
  const type = KEY_TYPES[table.suffix]![name]!
  return mostly(
    fc.constantFrom(...POOL[type]).map(text => ({ [type]: text })),
    anyValue
  )
}

function keyValues(
  table: TableKind,
  names: readonly (string | undefined)[]
): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(
    names.flatMap(name => (name === undefined ? [] : [[name, keyValue(table, name)]]))
  )
}

function key(table: TableKind): fc.Arbitrary<Input> {
  const exact = fc.record(keyValues(table, table.keys))
  return mostly(
    exact,
    fc.oneof(
      fc.constant({}),
      exact.map(full => ({ ...full, zz: { S: 'surplus' } })),
      exact.map(full => ({ [table.keys[0]]: full[table.keys[0]] }))
    )
  ) as fc.Arbitrary<Input>
}

function item(table: TableKind): fc.Arbitrary<Input> {
  const types = KEY_TYPES[table.suffix]!
  const indexed = Object.keys(types).filter(name => !table.keys.includes(name))
  const indexValues = fc.record(Object.fromEntries(indexed.map(name => [name, keyValue(table, name)])), {
    requiredKeys: []
  })
  return fc.tuple(entries(anyValue, 5), indexValues, key(table)).map(([rest, indexKeys, ownKey]) => {
    for (const name of indexed) delete rest[name]
    return { ...rest, ...indexKeys, ...ownKey }
  })
}

const expressionValues = fc.record({
  ':v0': fc.constantFrom({ S: 'S' }, { S: 'N' }, { N: '1' }, { S: 'a' }),
  ':v1': anyValue,
  ':v2': anyValue,
  ':v3': fc.oneof(anyValue, fc.constantFrom({ NS: ['1'] }, { SS: ['a'] }, { L: [{ S: 'a' }] })),
  ':v9': anyValue
})

/** The placeholders that the expressions use, and seldom one too few or one too many. */
function withPlaceholders(
  input: fc.Arbitrary<Input>,
  own: fc.Arbitrary<Input> = fc.constant({})
): fc.Arbitrary<Input> {
  return fc.tuple(input, expressionValues, own, fc.nat(400)).map(([request, values, ownValues, luck]) => {
    const text = Object.entries(request)
      .flatMap(([name, part]) => (name.endsWith('Expression') ? [part] : []))
      .join(' ')
    const used = (pattern: RegExp) => new Set(text.match(pattern) ?? [])
    const names: Input = {}
    const bound: Input = {}
    for (const name of used(/#\w+/g)) if (name in NAMES) names[name] = NAMES[name]
    for (const name of used(/:\w+/g)) {
      const all: Input = { ...values, ...fixedValues, ...ownValues }
      if (name in all) bound[name] = all[name]
    }
    if (luck === 0) names['#unused'] = 'a'
    if (luck === 1) bound[':unused'] = { S: 'a' }
    if (luck === 2) names['noSign'] = 'a'
    if (luck === 3) bound['noSign'] = { S: 'a' }
    return {
      ...request,
      ...((Object.keys(names).length > 0 || luck === 4) && { ExpressionAttributeNames: names }),
      ...((Object.keys(bound).length > 0 || luck === 5) && { ExpressionAttributeValues: bound })
    }
  })
}

const fixedValues: Input = {
  ...Object.fromEntries(['S', 'N', 'L', 'M', 'SS', 'NULL', 'BOOL'].map(type => [`:${type}`, { S: type }])),
  ':n': { N: '1' },
  ':n1': { N: '0.30' },
  ':l': { L: [{ S: 'appended' }] },
  ':SSet': { SS: ['a', 'new'] },
  ':NSet': { NS: ['1', '77'] }
}

/** Without members that are undefined: the wire has none. */
function record(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Input> {
  return fc
    .record(members)
    .map(full => Object.fromEntries(Object.entries(full).filter(([, value]) => value !== undefined)))
}

export function requests(prefix: string): fc.Arbitrary<Request> {
  const table = fc.constantFrom(...TABLES)
  const named = (kind: TableKind) =>
    mostly(fc.constant(prefix + kind.suffix), fc.constantFrom('no.such.table', 'x', 'a b c', ''))

  const put = (kind: TableKind) =>
    withPlaceholders(
      record({
        TableName: named(kind),
        Item: item(kind),
        ConditionExpression: sometimes(condition),
        ReturnValues: rarely(mostly(fc.constantFrom('NONE', 'ALL_OLD'), fc.constantFrom('ALL_NEW', 'x')), 10),
        ReturnValuesOnConditionCheckFailure: onFailure,
        ReturnConsumedCapacity: capacity,
        ReturnItemCollectionMetrics: metrics
      })
    )
  const remove = (kind: TableKind) =>
    withPlaceholders(
      record({
        TableName: named(kind),
        Key: key(kind),
        ConditionExpression: sometimes(condition),
        ReturnValues: rarely(mostly(fc.constantFrom('NONE', 'ALL_OLD'), fc.constant('UPDATED_OLD')), 10),
        ReturnValuesOnConditionCheckFailure: onFailure,
        ReturnConsumedCapacity: capacity,
        ReturnItemCollectionMetrics: metrics
      })
    )
  const change = (kind: TableKind) =>
    withPlaceholders(
      record({
        TableName: named(kind),
        Key: key(kind),
        UpdateExpression: mostly(update, fc.constant(undefined)),
        ConditionExpression: sometimes(condition),
        ReturnValues: sometimes(fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW')),
        ReturnValuesOnConditionCheckFailure: onFailure,
        ReturnConsumedCapacity: capacity,
        ReturnItemCollectionMetrics: metrics
      })
    )
  const get = (kind: TableKind) =>
    withPlaceholders(
      record({
        TableName: named(kind),
        Key: key(kind),
        ProjectionExpression: sometimes(projection),
        ConsistentRead: consistent,
        ReturnConsumedCapacity: capacity
      })
    )
  const limit = rarely(mostly(fc.constantFrom(1, 2, 3, 10), fc.constantFrom(0, -1)), 10)
  const select = rarely(
    mostly(
      fc.constantFrom('ALL_ATTRIBUTES', 'COUNT', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES'),
      fc.constant('x')
    ),
    6
  )
  const index = (kind: TableKind) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: fc.constantFrom(undefined, ...Object.keys(kind.indexes)) },
      { weight: 1, arbitrary: rarely(fc.constantFrom('nosuch', 'x')) }
    )
  const startKey = (kind: TableKind, indexName: string | undefined) => {
    const names = [...new Set([...kind.keys, ...(kind.indexes[indexName ?? ''] ?? [])])]
    return rarely(fc.oneof(fc.record(keyValues(kind, names)), key(kind)), 6)
  }
  const query = (kind: TableKind) =>
    index(kind).chain(IndexName => {
      const names = kind.indexes[IndexName ?? ''] ?? kind.keys
      const own = fc.record({
        ':h': keyValue(kind, names[0]),
        ':v1': keyValue(kind, names.at(-1)!),
        ':v2': keyValue(kind, names.at(-1)!),
        ':v3': keyValue(kind, names.at(-1)!)
      })
      return withPlaceholders(
        record({
          TableName: named(kind),
          IndexName: fc.constant(IndexName),
          KeyConditionExpression: mostly(keyCondition(names), fc.constant(undefined)),
          FilterExpression: rarely(condition, 10),
          ProjectionExpression: rarely(projection, 10),
          ScanIndexForward: rarely(fc.boolean(), 15),
          Limit: limit,
          Select: select,
          ExclusiveStartKey: startKey(kind, IndexName),
          ConsistentRead: consistent,
          ReturnConsumedCapacity: capacity
        }),
        own
      )
    })
  const scan = (kind: TableKind) =>
    index(kind).chain(IndexName =>
      withPlaceholders(
        record({
          TableName: named(kind),
          IndexName: fc.constant(IndexName),
          FilterExpression: sometimes(condition),
          ProjectionExpression: rarely(projection, 10),
          Select: select,
          ConsistentRead: consistent,
          ReturnConsumedCapacity: capacity
        })
      )
    )
  const batchWrite = (kind: TableKind) =>
    record({
      RequestItems: fc
        .tuple(
          named(kind),
          some(
            fc.oneof(
              { weight: 50, arbitrary: item(kind).map(Item => ({ PutRequest: { Item } })) },
              { weight: 50, arbitrary: key(kind).map(Key => ({ DeleteRequest: { Key } })) },
              { weight: 1, arbitrary: fc.constantFrom<object>({}, { PutRequest: {} }, { DeleteRequest: {} }) }
            ),
            4
          )
        )
        .map(([name, list]) => ({ [String(name)]: list })),
      ReturnConsumedCapacity: capacity,
      ReturnItemCollectionMetrics: metrics
    })
  const batchGet = (kind: TableKind) =>
    record({
      RequestItems: fc
        .tuple(
          named(kind),
          withPlaceholders(
            record({
              Keys: some(key(kind), 4),
              ProjectionExpression: sometimes(projection),
              ConsistentRead: consistent
            })
          )
        )
        .map(([name, part]) => ({ [String(name)]: part })),
      ReturnConsumedCapacity: capacity
    })
  const inTransaction = (input: fc.Arbitrary<Input>, ...names: string[]) =>
    input.map(full => {
      const members = Object.entries(full).filter(([name]) => names.includes(name))
      // Without an expression the service lets names and values pass, and Local refuses them: the tables would part.
      const bare = members.every(([name]) => !name.endsWith('Expression'))
      return Object.fromEntries(members.filter(([name]) => !bare || !name.startsWith('ExpressionAttribute')))
    })
  const shared = [
    'TableName',
    'ConditionExpression',
    'ExpressionAttributeNames',
    'ExpressionAttributeValues',
    'ReturnValuesOnConditionCheckFailure'
  ]
  const transactWrite = (kind: TableKind) =>
    record({
      TransactItems: some(
        fc.oneof(
          { weight: 30, arbitrary: inTransaction(put(kind), 'Item', ...shared).map(Put => ({ Put })) },
          {
            weight: 6,
            arbitrary: inTransaction(change(kind), 'Key', 'UpdateExpression', ...shared).map(Update => ({
              Update
            }))
          },
          {
            weight: 20,
            arbitrary: inTransaction(remove(kind), 'Key', ...shared).map(Delete => ({ Delete }))
          },
          {
            weight: 4,
            arbitrary: inTransaction(remove(kind), 'Key', ...shared).map(ConditionCheck => ({
              ConditionCheck
            }))
          },
          { weight: 1, arbitrary: fc.constant({}) }
        ),
        3
      ),
      ReturnConsumedCapacity: capacity
    })
  const transactGet = (kind: TableKind) =>
    record({
      TransactItems: some(
        inTransaction(get(kind), 'TableName', 'Key', 'ProjectionExpression', 'ExpressionAttributeNames').map(
          Get => ({ Get })
        ),
        3
      ),
      ReturnConsumedCapacity: capacity
    })

  const whole = (members: Record<string, fc.Arbitrary<unknown>>, ...parts: fc.Arbitrary<Input>[]) =>
    fc.tuple(record(members), ...parts).map(list => Object.assign({}, ...list) as Input)
  const none = fc.constant<Input>({})
  const legacyPut = (kind: TableKind) =>
    whole(
      {
        TableName: named(kind),
        Item: item(kind),
        ReturnValues: rarely(fc.constantFrom('NONE', 'ALL_OLD'), 10),
        ReturnValuesOnConditionCheckFailure: onFailure,
        ReturnConsumedCapacity: capacity
      },
      expected
    )
  const legacyRemove = (kind: TableKind) =>
    whole(
      {
        TableName: named(kind),
        Key: key(kind),
        ReturnValues: rarely(fc.constantFrom('NONE', 'ALL_OLD'), 10),
        ReturnConsumedCapacity: capacity
      },
      expected
    )
  const legacyChange = (kind: TableKind) =>
    whole(
      {
        TableName: named(kind),
        Key: key(kind),
        ReturnValues: sometimes(fc.constantFrom('NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW')),
        ReturnConsumedCapacity: capacity
      },
      attributeUpdates,
      fc.oneof({ weight: 2, arbitrary: none }, { weight: 1, arbitrary: expected })
    )
  const legacyGet = (kind: TableKind) =>
    whole({ TableName: named(kind), Key: key(kind), ConsistentRead: consistent }, attributesToGet)
  const legacyQuery = (kind: TableKind) =>
    index(kind).chain(IndexName => {
      const names = kind.indexes[IndexName ?? ''] ?? kind.keys
      return whole(
        {
          TableName: named(kind),
          IndexName: fc.constant(IndexName),
          ScanIndexForward: rarely(fc.boolean(), 15),
          Limit: limit,
          Select: select,
          ExclusiveStartKey: startKey(kind, IndexName),
          ReturnConsumedCapacity: capacity
        },
        keyConditions(names, keyValue(kind, names[0]), keyValue(kind, names.at(-1)!)),
        fc.oneof(none, queryFilter),
        fc.oneof({ weight: 4, arbitrary: none }, { weight: 1, arbitrary: attributesToGet })
      )
    })
  const legacyScan = (kind: TableKind) =>
    index(kind).chain(IndexName =>
      whole(
        {
          TableName: named(kind),
          IndexName: fc.constant(IndexName),
          Select: select,
          ReturnConsumedCapacity: capacity
        },
        scanFilter,
        fc.oneof({ weight: 4, arbitrary: none }, { weight: 1, arbitrary: attributesToGet })
      )
    )

  const request = (operation: string, weight: number, input: (kind: TableKind) => fc.Arbitrary<unknown>) => ({
    weight,
    arbitrary: table.chain(kind => input(kind).map(body => ({ operation, input: body as object })))
  })
  return fc.oneof(
    request('PutItem', 6, put),
    request('UpdateItem', 6, change),
    request('DeleteItem', 2, remove),
    request('GetItem', 3, get),
    request('Query', 6, query),
    request('Scan', 4, scan),
    request('BatchWriteItem', 2, batchWrite),
    request('BatchGetItem', 2, batchGet),
    request('TransactWriteItems', 3, transactWrite),
    request('TransactGetItems', 1, transactGet),
    request('PutItem', 2, legacyPut),
    request('UpdateItem', 4, legacyChange),
    request('DeleteItem', 1, legacyRemove),
    request('GetItem', 1, legacyGet),
    request('Query', 3, legacyQuery),
    request('Scan', 2, legacyScan)
  )
}
