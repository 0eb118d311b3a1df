import { fetched } from './fetched.js'

type Callback<T = void> = (error: Error | null | undefined, value?: T) => void

/** As much of abstract-leveldown as all its versions share. */
export interface Down {
  open(options: object, callback: Callback): void
  get(key: string, options: object, callback: Callback<unknown>): void
  put(key: string, value: string, options: object, callback: Callback): void
  batch(operations: readonly object[], options: object, callback: Callback): void
  iterator(options: object): { next(callback: (error?: Error | null, key?: unknown) => void): void }
}

type Constructor = new (location: string) => Down

interface Connection {
  readonly endpoint: string
  readonly table: string
}

/** The packages that had the idea first and can still be installed. Both ride SDK v2. */
export const PREDECESSORS = { 'dynamodbdown 2.1.7': openDynamoDBDown, 'dynamodown 1.0.0': openDynamoDown }

/** A LevelDOWN used as it is: without levelup on top. */
export class DownStore {
  readonly #down: Down

  constructor(down: Down) {
    this.#down = down
  }

  open(options: object): Promise<void> {
    return promised(callback => this.#down.open(options, callback))
  }

  get(key: string): Promise<unknown> {
    return promised(callback => this.#down.get(key, { asBuffer: false }, callback))
  }

  put(key: string, value: string): Promise<void> {
    return promised(callback => this.#down.put(key, value, {}, callback))
  }

  batch(entries: readonly (readonly [string, string])[]): Promise<void> {
    const operations = entries.map(([key, value]) => ({ type: 'put', key, value }))
    return promised(callback => this.#down.batch(operations, {}, callback))
  }

  async iterate(): Promise<number> {
    const iterator = this.#down.iterator({ keyAsBuffer: false, valueAsBuffer: false, limit: -1 })
    let count = 0
    const next = () => promised<unknown>(callback => iterator.next(callback))
    while ((await next()) !== undefined) count++
    return count
  }
}

async function openDynamoDBDown({ endpoint, table }: Connection): Promise<DownStore> {
  const Constructor = await fetched<Constructor>('dynamodbdown', '2.1.7')
  const down = new Constructor(`${table}$bench`)
  await promised(callback => down.open({ dynamodb: settings(endpoint) }, callback))
  return new DownStore(down)
}

async function openDynamoDown({ endpoint, table }: Connection): Promise<DownStore> {
  const Constructor = await fetched<Constructor>('dynamodown', '1.0.0')
  const down = new Constructor(`${table}/bench`)
  await promised(callback => down.open({ createIfMissing: true, dynamo: settings(endpoint) }, callback))
  return new DownStore(down)
}

function settings(endpoint: string) {
  return { endpoint, region: 'us-east-1', accessKeyId: 'local', secretAccessKey: 'local' }
}

function promised<T = void>(call: (callback: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, value) => (error ? reject(error) : resolve(value as T)))
  })
}
