import fc from 'fast-check'
import test from 'tape'
import { Engine } from '../../../lib/embedded/engine.js'
import { DynamoDBError } from '../../../lib/embedded/errors.js'
import { OPERATIONS } from '../../../lib/embedded/model/operations.js'
import type { Member, Shape, StructureShape } from '../../../lib/embedded/model/shape.js'
import { holds } from '../../property.js'

const RUNS = 250

const anything = fc.anything({
  maxDepth: 3,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  withBoxedValues: true
})

const NAMES = ['abc', 'a', 'b', 'idx', '#a', ':a', '__proto__', 'constructor', 'toString', '']
const WORDS = [...NAMES, 'HASH', 'RANGE', 'S', 'N', 'ALL', 'INCLUDE', 'EQ', 'PAY_PER_REQUEST', 'a = :a', '1']

/** Mostly of the right type, and sometimes of any other. */
function valuesOf(shape: Shape, depth: number): fc.Arbitrary<unknown> {
  const right = depth > 5 ? fc.constant({}) : rightValues(shape, depth)
  return fc.oneof({ arbitrary: right, weight: 12 }, { arbitrary: anything, weight: 1 })
}

function rightValues(shape: Shape, depth: number): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'string':
      return fc.constantFrom(...(shape.values ?? WORDS))
    case 'integer':
    case 'long':
      return fc.integer({ min: -1, max: 5 })
    case 'boolean':
      return fc.boolean()
    case 'blob':
      return fc.uint8Array({ maxLength: 4 })
    case 'attribute':
      return fc.oneof(
        fc.record({ S: fc.constantFrom(...WORDS) }),
        fc.record({ N: fc.constantFrom('1', '-0', '1e200', 'x') }),
        fc.record({ B: fc.uint8Array({ maxLength: 4 }) }),
        fc.dictionary(fc.constantFrom('S', 'N', 'B', 'SS', 'NS', 'BS', 'L', 'M', 'BOOL', 'NULL'), anything)
      )
    case 'list':
      return fc.array(valuesOf(shape.member, depth + 1), { maxLength: 3 })
    case 'map':
      return fc.dictionary(fc.constantFrom(...NAMES), valuesOf(shape.value, depth + 1), { maxKeys: 3 })
    case 'structure':
      return structuresOf(shape, depth)
  }
}

function structuresOf(shape: StructureShape, depth: number): fc.Arbitrary<unknown> {
  const members = Object.entries(shape.members).map(([name, member]): [string, fc.Arbitrary<unknown>] => [
    name,
    valuesOf(member.shape, depth + 1)
  ])
  const requiredKeys = Object.entries(shape.members).filter(([, member]) => isRequired(member))
  return fc.record(Object.fromEntries(members), { requiredKeys: requiredKeys.map(([name]) => name) })
}

function isRequired({ required }: Member): boolean {
  return required !== undefined && required !== false
}

/** What came of it: an answer, or a refusal in the service's manner. Anything else is thrown on. */
function outcome(engine: Engine, operation: string, input: unknown, form: 'sdk' | 'wire'): string {
  try {
    engine.execute(operation, input, form)
    return 'answered'
  } catch (error) {
    if (error instanceof DynamoDBError && error.statusCode < 500) return 'refused'
    throw (error as Error).cause ?? error
  }
}

function engineWithTable(): Engine {
  const engine = new Engine({ expiryIntervalMs: 0 })
  engine.execute('CreateTable', {
    TableName: 'abc',
    AttributeDefinitions: ['a', 'b'].map(name => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'a', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'idx',
        KeySchema: [{ AttributeName: 'b', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' }
      }
    ]
  })
  return engine
}

for (const [operation, shape] of OPERATIONS) {
  test(`odd input: ${operation} answers or refuses`, t => {
    const engine = engineWithTable()
    const form = fc.constantFrom('sdk' as const, 'wire' as const)
    const settles = (input: unknown, form: 'sdk' | 'wire') => {
      outcome(engine, operation, input, form)
      return true
    }
    holds(t, 'of its shape', [structuresOf(shape, 0), form], settles, { runs: RUNS })
    holds(t, 'anything', [anything], input => settles(input, 'sdk'), { runs: RUNS / 5 })
    engine.close()
    t.end()
  })
}
