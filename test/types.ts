// What the compiler must accept and refuse of the public types. Nothing here runs: the build compiles it against the
// sources, and package.test.ts against the packed package.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { AbstractLevel, AbstractSublevel } from 'abstract-level'
import {
  type CollectResult,
  DynamoLevel,
  type DynamoLevelBatchOperation,
  type DynamoLevelDestroyOptions,
  type DynamoLevelError,
  type DynamoLevelOptions,
  type DynamoLevelReadOptions,
  type DynamoLevelSublevel,
  type ErrorCode,
  type PendingOperation,
  type Schema,
  type Spending,
  type Stats,
  type TableOptions,
  type Usage,
  type UsageEvent
} from 'dynamo-level'
import { type DownStore, type DynamoDown, dynamoDown } from 'dynamo-level/leveldown'

/** What those take who take any database. */
type AnyLevel = AbstractSublevel<unknown, unknown, unknown, unknown>['db']

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles if the value has this type, no wider and no narrower one. */
declare function is<T>(): <A>(value: A, ...same: Same<A, T> extends true ? [] : [expected: T]) => void

interface User {
  name: string
}

declare const client: DynamoDBClient
declare const code: ErrorCode

async function defaults() {
  const db = new DynamoLevel('app')
  is<DynamoLevel<string, string>>()(db)
  is<DynamoDBClient>()(db.client)
  is<string>()(db.table)
  is<string>()(db.name)
  is<string>()(db.location)

  is<string | undefined>()(await db.get('a'))
  is<(string | undefined)[]>()(await db.getMany(['a']))
  is<boolean>()(await db.has('a'))
  is<boolean[]>()(await db.hasMany(['a']))
  is<void>()(await db.put('a', '1'))
  is<void>()(await db.del('a'))
  is<void>()(await db.clear({ gt: 'a', limit: 1 }))
  is<void>()(await db.batch([{ type: 'put', key: 'a', value: '1' }]))
  is<void>()(await db.batch().put('a', '1').del('b').write())

  // @ts-expect-error A key is a string.
  db.get(1)
  // @ts-expect-error A value is a string.
  db.put('a', 1)
  // @ts-expect-error What `db.table` says cannot be changed.
  db.table = 'other'
}

function usage() {
  const db = new DynamoLevel('app', { capacity: true })
  is<Usage>()(db.usage())
  is<number>()(db.usage().total.readUnits)
  is<Spending | undefined>()(db.usage().GetItem)
  is<Usage>()(dynamoDown({ capacity: true }).usage())
  db.on('usage', (event: UsageEvent) => event.operation === 'PutItem' && event.writeUnits)

  // @ts-expect-error DynamoDB has no such operation.
  db.usage().Get
}

async function generics() {
  const db = new DynamoLevel<Buffer, User>('app/users', { keyEncoding: 'buffer', valueEncoding: 'json' })
  const key = Buffer.from('a')

  is<User | undefined>()(await db.get(key))
  is<(User | undefined)[]>()(await db.getMany([key], { consistentRead: false }))
  is<void>()(await db.put(key, { name: 'Ada' }))
  is<string | undefined>()(await db.get<string, string>('a', { keyEncoding: 'utf8', valueEncoding: 'utf8' }))
  is<boolean>()(await db.has<string>('a', { keyEncoding: 'utf8', consistentRead: false }))

  // @ts-expect-error A value is a user.
  db.put(key, { names: 'Ada' })
  // @ts-expect-error A key is a buffer.
  db.batch([{ type: 'del', key: 'a' }])
}

async function writes() {
  const db = new DynamoLevel<string, User>('app', { valueEncoding: 'json' })
  const users = db.sublevel<string, User>('users', { valueEncoding: 'json' })
  const ada = { name: 'Ada' }
  const revision = (await db.getEntry('ada'))?.revision

  is<void>()(await db.put('ada', ada, { ttl: 1_000, ifAbsent: true, returnCurrent: true }))
  is<void>()(await db.put('ada', ada, { expiresAt: new Date(), ifMatch: revision }))
  is<void>()(await db.del('ada', { ifMatch: revision }))
  const operations: DynamoLevelBatchOperation<typeof db, string, User>[] = [
    { type: 'put', key: 'ada', value: ada, ttl: null, ifAbsent: true },
    { type: 'put', key: 'ada', value: ada, expiresAt: 1, sublevel: users },
    { type: 'del', key: 'bob', ifMatch: revision }
  ]
  is<void>()(await db.batch(operations, { atomic: false, ttl: 1_000 }))
  is<void>()(await db.batch().put('ada', ada, { ttl: 1_000 }).del('bob', {}).write({ atomic: false }))

  // @ts-expect-error Milliseconds, not text.
  db.put('ada', ada, { ttl: '1s' })
  // @ts-expect-error A misspelt option.
  db.put('ada', ada, { tll: 1_000 })
  // @ts-expect-error What is deleted does not expire.
  db.del('ada', { ttl: 1_000 })
  // @ts-expect-error A revision is a string.
  db.batch([{ type: 'del', key: 'ada', ifMatch: 1 }])
  // @ts-expect-error A value is a user.
  db.batch().put('ada', 'Ada')
}

async function expiryAndSizes() {
  const db = new DynamoLevel<string, User>('app', { valueEncoding: 'json', ttl: 1_000, atomic: false })
  is<number | null | undefined>()(await db.ttl('ada'))
  is<boolean>()(await db.expire('ada', 1_000))
  is<boolean>()(await db.expire('ada', new Date()))
  is<boolean>()(await db.expire('ada', null))
  is<number | undefined>()(await db.size('ada', { consistentRead: false }))
  is<number>()(await db.approximateSize({ gte: 'a' }))
  is<number>()(await db.approximateSize())
  is<Stats>()(await db.stats({ exact: true }))
  is<CollectResult>()(await db.collect({ minAge: 0, limit: 10, signal: AbortSignal.timeout(1) }))

  // @ts-expect-error It must say when, or never.
  db.expire('ada')
  // @ts-expect-error There is no such compression.
  new DynamoLevel('app', { compression: { algorithm: 'lzma' } })
}

async function iterators() {
  const db = new DynamoLevel<string, User>('app', { valueEncoding: 'json' })

  for await (const entry of db.iterator({ gte: 'a', lt: 'b', reverse: true, limit: 10 }))
    is<[string, User]>()(entry)
  for await (const key of db.keys({ consistentRead: false })) is<string>()(key)
  for await (const value of db.values({ signal: AbortSignal.timeout(1) })) is<User>()(value)

  const iterator = db.iterator()
  is<[string, User] | undefined>()(await iterator.next())
  is<[string, User][]>()(await iterator.nextv(10))
  is<[string, User][]>()(await iterator.all())
  is<void>()(iterator.seek('b'))
  is<DynamoLevel<string, User>>()(iterator.db)
  is<string[]>()(await db.keys().all())
  is<User | undefined>()(await db.values().next())
  is<Buffer[]>()(await db.keys<Buffer>({ keyEncoding: 'buffer' }).all())

  // @ts-expect-error A misspelt option.
  db.iterator({ consistantRead: true })
  // @ts-expect-error A limit is a number.
  db.keys({ limit: '1' })
}

/** What takes any database takes ours, and sublevels of them. */
function anyDatabase() {
  const db = new DynamoLevel<string, User>('app')
  const take = (_: AnyLevel) => {}
  const firstValue = <F, K, V>(_: AbstractLevel<F, K, V>): V | undefined => undefined
  const sublevel = db.sublevel('users').sublevel<string, User>('admins', { valueEncoding: 'json' })
  for (const each of [db, sublevel]) {
    take(each)
    is<User | undefined>()(firstValue(each))
  }
  db.hooks.newsub.add(users => is<string>()(users.prefix))
}

async function sublevels() {
  const db = new DynamoLevel('app')
  const users = db.sublevel<string, User>('users', { valueEncoding: 'json' })
  is<DynamoLevelSublevel<typeof db, string, User>>()(users)
  is<User | undefined>()(await users.get('ada'))
  is<User | undefined>()(await users.get('ada', { consistentRead: false }))
  const ada = { name: 'Ada' }
  is<void>()(await users.put('ada', ada, { ttl: 1_000, ifAbsent: true, returnCurrent: true }))
  is<void>()(await users.del('ada', { ifMatch: 'revision' }))
  is<void>()(await users.batch([{ type: 'put', key: 'ada', value: ada, ttl: 1_000 }], { atomic: false }))
  is<void>()(await users.batch().put('ada', ada, { expiresAt: 1 }).write({ returnCurrent: true }))
  is<[string, User][]>()(await users.iterator({ consistentRead: false }).all())
  is<typeof db>()(users.db)
  is<string>()(users.prefix)
  const admins = users.sublevel<Buffer, string>(['staff', 'admins'], { keyEncoding: 'buffer' })
  is<void>()(await admins.put(Buffer.from('ada'), 'Ada', { ttl: null }))
  is<typeof db>()(admins.db)
  await db.batch([{ type: 'put', sublevel: db.sublevel('texts'), key: 'a', value: '1', ttl: 1_000 }])
  is<number | null | undefined>()(await db.ttl('ada', { sublevel: users }))

  // @ts-expect-error A misspelt option.
  users.put('ada', ada, { tll: 1_000 })
  // @ts-expect-error What is deleted does not expire.
  users.del('ada', { ttl: 1_000 })
  // @ts-expect-error A value is a user.
  users.put('ada', 'Ada')
  // @ts-expect-error A misspelt option.
  users.get('ada', { consistantRead: false })
  // @ts-expect-error A key is a buffer.
  admins.put('ada', 'Ada')
  await db.batch<string, User>([{ type: 'put', sublevel: users, key: 'ada', value: { name: 'Ada' } }], {})
}

function options() {
  const table: TableOptions = {
    billing: { read: 1, write: 1 },
    tableClass: 'STANDARD_INFREQUENT_ACCESS',
    deletionProtection: true,
    tags: { team: 'a' },
    encryption: { kmsKeyId: 'id' },
    pointInTimeRecovery: { days: 7 }
  }
  const schema: Schema = { hashKey: 'tenant', rangeKey: 'id', rangeKeyType: 'S' }
  const all: DynamoLevelOptions<string, User> = {
    ...table,
    client,
    table: 'app',
    schema,
    keyEncoding: 'utf8',
    valueEncoding: 'json',
    createIfMissing: false,
    errorIfExists: true,
    consistentRead: false,
    atomic: false,
    ttl: 60_000,
    compression: { algorithm: 'gzip', threshold: 0 }
  }
  const destroy: DynamoLevelDestroyOptions = {
    client,
    table: 'app',
    schema: { rangeKeyType: 'S' },
    dropTable: true
  }
  const read: DynamoLevelReadOptions = { consistentRead: false }
  is<DynamoLevel<string, User>>()(new DynamoLevel('users', all))
  is<Promise<void>>()(DynamoLevel.destroy('users', destroy))
  is<Promise<string | undefined>>()(new DynamoLevel('app').get('a', read))

  // @ts-expect-error A location is a string.
  new DynamoLevel(1)
  // @ts-expect-error A misspelt option.
  new DynamoLevel('app', { createIfmissing: true })
  // @ts-expect-error A client, not its settings.
  new DynamoLevel('app', { client: { region: 'us-east-1' } })
  // @ts-expect-error Both units or none.
  new DynamoLevel('app', { billing: { read: 1 } })
  // @ts-expect-error A range key is of type B or S.
  new DynamoLevel('app', { schema: { rangeKeyType: 'N' } })
  // @ts-expect-error Destroy knows nothing of encodings.
  DynamoLevel.destroy('app', { keyEncoding: 'utf8' })
}

async function errors() {
  const error = new Error() as DynamoLevelError
  is<ErrorCode>()(error.code)
  is<unknown>()(error.cause)
  is<string>()(error.message)

  switch (error.code) {
    case 'DYNAMO_LEVEL_BATCH_INCOMPLETE': {
      is<PendingOperation[]>()(error.pending)
      const db = new DynamoLevel('app')
      await db.batch<Buffer, Buffer>(error.pending, { keyEncoding: 'buffer', valueEncoding: 'buffer' })
      break
    }
    case 'LEVEL_IO_ERROR':
      is<string>()(error.operation)
      is<number | undefined>()(error.attempts)
      break
    case 'LEVEL_CORRUPTION':
      is<string>()(error.expected)
      is<Uint8Array | undefined>()(error.key)
      break
    case 'DYNAMO_LEVEL_SCHEMA_MISMATCH':
      is<string>()(error.expected)
      break
    case 'DYNAMO_LEVEL_ACCESS_DENIED':
      is<string>()(error.awsName)
      // @ts-expect-error That belongs to another code.
      is<unknown>()(error.pending)
  }
  // @ts-expect-error There is no such code.
  const isUnknown = code === 'DYNAMO_LEVEL_NO_SUCH_CODE'
  is<boolean>()(isUnknown)
}

type Done = (error: Error | undefined) => void
type Got<V = unknown> = (error: Error | undefined, value: V) => void

/** What levelup asks of a store, by its types for TypeScript: @types/levelup 5.1 with @types/abstract-leveldown 7.2. */
interface LevelupStore {
  open(callback: Done): void
  open(options: { createIfMissing?: boolean | undefined }, callback: Done): void
  close(callback: Done): void
  get(key: unknown, callback: Got): void
  get(key: unknown, options: { asBuffer?: boolean | undefined }, callback: Got): void
  put(key: unknown, value: unknown, callback: Done): void
  put(key: unknown, value: unknown, options: object, callback: Done): void
  del(key: unknown, callback: Done): void
  del(key: unknown, options: object, callback: Done): void
  getMany(keys: unknown[], callback: Got<unknown[]>): void
  getMany(keys: unknown[], options: { asBuffer?: boolean | undefined }, callback: Got<unknown[]>): void
  batch(): LevelupBatch
  batch(array: readonly LevelupOperation[], callback: Done): LevelupBatch
  batch(array: readonly LevelupOperation[], options: object, callback: Done): LevelupBatch
  iterator(options?: { gt?: unknown; limit?: number | undefined }): LevelupIterator
  readonly status: 'new' | 'opening' | 'open' | 'closing' | 'closed'
  isOperational(): boolean
}

type LevelupOperation =
  | { readonly type: 'put'; readonly key: unknown; readonly value: unknown }
  | { readonly type: 'del'; readonly key: unknown }

interface LevelupBatch {
  put: (key: unknown, value: unknown) => this
  del: (key: unknown) => this
  clear: () => this
  write(callback: Done): unknown
  write(options: object, callback: Done): unknown
}

interface LevelupIterator {
  db: LevelupStore
  next(callback: (error: Error | undefined, key: unknown, value: unknown) => void): this
  end(callback: Done): void
}

declare function levelup(db: LevelupStore): void

function leveldown() {
  const down = dynamoDown({ client, table: 'app', name: 'mine', ttl: 1 })
  is<DynamoDown>()(down)
  is<DownStore>()(down('a'))
  is<DownStore>()(new down('a'))
  down.destroy('a', error => is<Error | undefined>()(error))
  levelup(down('a'))
  // @ts-expect-error Keys are bytes.
  dynamoDown({ keyEncoding: 'utf8' })
}

void [
  defaults,
  usage,
  generics,
  writes,
  expiryAndSizes,
  iterators,
  anyDatabase,
  sublevels,
  options,
  errors,
  leveldown
]
