import test from 'tape'
import {
  checkDatabaseOptions,
  checkDestroyOptions,
  checkOpenOptions,
  completeSchema,
  type DynamoLevelDestroyOptions,
  type DynamoLevelOptions
} from '../../lib/level/options.js'
import { refusesOption } from '../refuses-option.js'

const client = { send: () => {} } as unknown as NonNullable<DynamoLevelOptions<string, string>['client']>

const EVERY_OPTION: Required<DynamoLevelOptions<string, string>> = {
  client,
  table: 'app',
  schema: { hashKey: 'hkey', rangeKey: 'rkey', rangeKeyType: 'S' },
  createIfMissing: false,
  errorIfExists: true,
  keyEncoding: 'utf8',
  valueEncoding: 'json',
  billing: { read: 5, write: 5 },
  tableClass: 'STANDARD_INFREQUENT_ACCESS',
  deletionProtection: true,
  tags: { team: 'a' },
  encryption: { kmsKeyId: 'alias/x' },
  pointInTimeRecovery: { days: 35 },
  consistentRead: false,
  atomic: false,
  capacity: true,
  ttl: 60_000,
  compression: { algorithm: 'gzip', threshold: 0 },
  coalesce: false
}

test('options that may be', t => {
  const cases: DynamoLevelOptions<string, string>[] = [
    {},
    EVERY_OPTION,
    { billing: 'on-demand', tableClass: 'STANDARD' },
    { encryption: {}, tags: {}, schema: {} },
    { tags: { team: '' } },
    { pointInTimeRecovery: true },
    { pointInTimeRecovery: false },
    { pointInTimeRecovery: { days: 1 } },
    { ttl: 0.5 },
    { compression: {} },
    { compression: { algorithm: 'brotli' } }
  ]
  for (const options of cases) {
    t.doesNotThrow(() => checkDatabaseOptions(options), Object.keys(options).join() || 'none')
  }
  const unset = Object.fromEntries(Object.keys(EVERY_OPTION).map(name => [name, undefined]))
  t.doesNotThrow(() => checkDatabaseOptions(unset), 'every option undefined')
  t.end()
})

test('abstract-level is given its own options, and those that we do not know', t => {
  t.same(checkDatabaseOptions({ ...EVERY_OPTION, passive: true, journal: 'x' }), {
    createIfMissing: false,
    errorIfExists: true,
    keyEncoding: 'utf8',
    valueEncoding: 'json',
    passive: true,
    journal: 'x'
  })
  t.end()
})

test('options that may not be', t => {
  const cases: [options: object, option: string, complaint: RegExp][] = [
    [{ client: {} }, 'client', /must be a DynamoDBClient/],
    [{ client: null }, 'client', /must be a DynamoDBClient/],
    [{ table: '' }, 'table', /must be a string/],
    [{ table: 1 }, 'table', /must be a string/],
    [{ schema: 'B' }, 'schema', /must be an object/],
    [{ schema: { hash: 'pk' } }, 'schema.hash', /Unknown option 'schema.hash'/],
    [{ schema: { hashKey: '' } }, 'schema.hashKey', /must be a string/],
    [{ schema: { hashKey: 'v' } }, 'schema.hashKey', /must not be 'v'/],
    [{ schema: { rangeKey: 'v' } }, 'schema.rangeKey', /must not be 'v'/],
    [{ schema: { rangeKey: 'pk' } }, 'schema', /names one key twice/],
    [{ schema: { rangeKey: 'pk', hashKey: undefined } }, 'schema', /names one key twice/],
    [{ schema: { rangeKeyType: 'N' } }, 'schema.rangeKeyType', /must be 'B' or 'S'/],
    [{ createIfMissing: 1 }, 'createIfMissing', /must be true or false/],
    [{ errorIfExists: 'no' }, 'errorIfExists', /must be true or false/],
    [{ passive: null }, 'passive', /must be true or false/],
    [{ consistentRead: 'yes' }, 'consistentRead', /must be true or false/],
    [{ atomic: 'yes' }, 'atomic', /must be true or false/],
    [{ capacity: 'TOTAL' }, 'capacity', /must be true or false/],
    ...[0, -1, NaN, Infinity, '60', null, 1e300].map(
      ttl => [{ ttl }, 'ttl', /a number of milliseconds/] as [object, string, RegExp]
    ),
    [{ compression: true }, 'compression', /must be an object/],
    [{ compression: 'gzip' }, 'compression', /must be an object/],
    [{ compression: { algorithm: 'lzma' } }, 'compression.algorithm', /one of zstd, brotli, gzip/],
    [{ compression: { algorithm: 'toString' } }, 'compression.algorithm', /one of zstd, brotli, gzip/],
    [{ compression: { threshold: -1 } }, 'compression.threshold', /whole number of bytes/],
    [{ compression: { threshold: 1.5 } }, 'compression.threshold', /whole number of bytes/],
    [{ compression: { level: 9 } }, 'compression.level', /Unknown option/],
    [{ billing: 'provisioned' }, 'billing', /must be 'on-demand' or \{ read, write \}/],
    [{ billing: {} }, 'billing', /\{ read, write \}/],
    [{ billing: { read: 1 } }, 'billing', /\{ read, write \}/],
    [{ billing: { read: undefined, write: 1 } }, 'billing', /\{ read, write \}/],
    [{ billing: { read: 0, write: 1 } }, 'billing.read', /1 at least/],
    [{ billing: { read: 1, write: 1.5 } }, 'billing.write', /1 at least/],
    [{ tableClass: 'COLD' }, 'tableClass', /STANDARD_INFREQUENT_ACCESS/],
    [{ deletionProtection: 'on' }, 'deletionProtection', /must be true or false/],
    [{ tags: { team: 1 } }, 'tags.team', /must be a string/],
    [{ tags: ['team'] }, 'tags', /must be an object/],
    [[], 'options', /must be an object/],
    [{ encryption: true }, 'encryption', /must be an object/],
    [{ encryption: { key: 'x' } }, 'encryption.key', /Unknown option/],
    [{ pointInTimeRecovery: 'yes' }, 'pointInTimeRecovery', /must be an object/],
    [{ pointInTimeRecovery: { days: 36 } }, 'pointInTimeRecovery.days', /from 1 to 35/],
    [{ pointInTimeRecovery: { days: 0 } }, 'pointInTimeRecovery.days', /from 1 to 35/]
  ]
  for (const [options, option, complaint] of cases) {
    refusesOption(t, () => checkDatabaseOptions(options), option, complaint)
  }
  t.end()
})

test('options that are misspelt', t => {
  const cases: [given: string, meant: string][] = [
    ['createIfMising', 'createIfMissing'],
    ['CreateIfMissing', 'createIfMissing'],
    ['create_if_missing', 'createIfMissing'],
    ['errorIfExist', 'errorIfExists'],
    ['keyEncodings', 'keyEncoding'],
    ['valueEncodng', 'valueEncoding'],
    ['Client', 'client'],
    ['tableclass', 'tableClass'],
    ['consistentReads', 'consistentRead'],
    ['Atomic', 'atomic'],
    ['capacty', 'capacity'],
    ['compresion', 'compression'],
    ['coalese', 'coalesce'],
    ['pointInTimeRecovry', 'pointInTimeRecovery']
  ]
  for (const [given, meant] of cases) {
    refusesOption(
      t,
      () => checkDatabaseOptions({ [given]: true }),
      given,
      new RegExp(`Did you mean '${meant}'`)
    )
  }
  t.end()
})

test('options of opening', t => {
  t.doesNotThrow(() =>
    checkOpenOptions({ createIfMissing: true, errorIfExists: false, passive: true }, {}, false)
  )
  refusesOption(
    t,
    () => checkOpenOptions({ createIfMising: true }, {}, true),
    'createIfMising',
    /Did you mean/
  )
  const journal = { journal: true }
  refusesOption(
    t,
    () => checkOpenOptions(journal, {}, false),
    'journal',
    /are: createIfMissing, errorIfExists, p/
  )
  refusesOption(
    t,
    () => checkOpenOptions(journal, journal, false),
    'journal',
    /Known are: client, table, schema/
  )
  refusesOption(
    t,
    () => checkOpenOptions({ ttl: 1 }, { ttl: 1 }, false),
    'ttl',
    /are: createIfMissing, errorIfExists, p/
  )
  refusesOption(
    t,
    () => checkOpenOptions({ createIfMissing: 1 }, {}, true),
    'createIfMissing',
    /true or false/
  )
  t.doesNotThrow(() => checkOpenOptions(journal, {}, true), 'a hook may know an option that we do not')
  t.end()
})

test('options of destroying', t => {
  const every: Required<DynamoLevelDestroyOptions> = { client, table: 'app', schema: {}, dropTable: true }
  t.doesNotThrow(() => checkDestroyOptions(every))
  refusesOption(t, () => checkDestroyOptions({ dropTable: 1 }), 'dropTable', /true or false/)
  refusesOption(t, () => checkDestroyOptions({ droptable: true }), 'droptable', /Unknown option/)
  refusesOption(t, () => checkDestroyOptions({ createIfMissing: true }), 'createIfMissing', /Unknown option/)
  t.end()
})

test('names from the prototype of objects are no options', t => {
  for (const name of ['constructor', 'toString', '__proto__']) {
    const options = JSON.parse(`{ "schema": { "${name}": "x" } }`)
    refusesOption(t, () => checkDatabaseOptions(options), `schema.${name}`, /Unknown option/)
  }
  t.end()
})

test('a schema is completed', t => {
  t.equal(completeSchema(undefined), undefined)
  t.same(completeSchema({}), { hashKey: 'pk', rangeKey: 'sk', rangeKeyType: 'B' })
  t.same(completeSchema({ rangeKey: 'rkey', rangeKeyType: 'S' }), {
    hashKey: 'pk',
    rangeKey: 'rkey',
    rangeKeyType: 'S'
  })
  t.same(completeSchema({ hashKey: undefined } as object), {
    hashKey: 'pk',
    rangeKey: 'sk',
    rangeKeyType: 'B'
  })
  t.end()
})
