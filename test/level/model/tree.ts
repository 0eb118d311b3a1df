import { isUtf8 } from 'node:buffer'
import type { AbstractLevel, AbstractSublevel } from 'abstract-level'
import type { MemoryLevel } from 'memory-level'
import type { DynamoLevel } from '../../../index.js'
import { type Operation, PATHS, type Path, type Step, type Write } from './operations.js'

const MAX_STORED_BYTES = 1024
const RAW = { keyEncoding: 'buffer', valueEncoding: 'buffer' } as const

type Database = AbstractLevel<unknown, Buffer, Buffer>
type Sublevel = AbstractSublevel<Database, unknown, Buffer, Buffer>

interface Steppable {
  next(): Promise<unknown>
  nextv(size: number): Promise<unknown[]>
  all(): Promise<unknown[]>
  seek(target: Buffer): void
  close(): Promise<void>
}

/** A database with its sublevels, and what an operation does there: the same on every implementation. */
export class Tree {
  readonly #root: Database
  readonly #sublevels: Map<Path, Sublevel>

  constructor(database: DynamoLevel<Buffer, Buffer> | MemoryLevel<Buffer, Buffer>) {
    // By the types of its hooks no database is an AbstractLevel of another.
    const root = database as unknown as Database
    this.#root = root
    this.#sublevels = new Map(
      PATHS.filter(path => path !== '').map(path => [path, root.sublevel(path.split('/'), RAW) as Sublevel])
    )
  }

  /** What the operation answers. */
  async run(operation: Operation): Promise<unknown> {
    if (operation.method === 'reopen') return this.#reopen()

    const db = this.#at(operation.at)
    const fit = (key: Buffer) => this.#fit(key, operation.at)
    switch (operation.method) {
      case 'put':
        return db.put(fit(operation.key), operation.value)
      case 'get':
      case 'has':
      case 'del':
        return db[operation.method](fit(operation.key))
      case 'getMany':
        return db.getMany(operation.keys.map(fit))
      case 'hasMany':
        return db.hasMany(operation.keys.map(fit))
      case 'batch':
        return db.batch(operation.writes.map(write => this.#toBatchOperation(write, operation.at)))
      case 'chain':
        return this.#chain(operation.writes, operation.at)
      case 'clear':
        return db.clear(operation.range)
      case 'iterator':
        return consume(db.iterator(operation.range), operation.steps)
      case 'keys':
        return consume(db.keys(operation.range), operation.steps)
      case 'values':
        return consume(db.values(operation.range), operation.steps)
    }
  }

  /** Every entry, those of the sublevels among them. */
  async entries(): Promise<unknown[]> {
    return this.#root.iterator().all()
  }

  async close(): Promise<void> {
    await this.#root.close()
  }

  async #reopen(): Promise<void> {
    await this.#root.close()
    await this.#root.open()
    for (const sublevel of this.#sublevels.values()) await sublevel.open()
  }

  async #chain(writes: (Write | 'clear')[], at: Path): Promise<number> {
    const batch = this.#at(at).batch()
    for (const write of writes) {
      if (write === 'clear') {
        batch.clear()
        continue
      }
      const { type, key, ...options } = this.#toBatchOperation(write, at)
      if (type === 'put') batch.put(key, (options as { value: Buffer }).value, options)
      else batch.del(key, options)
    }
    const { length } = batch
    await batch.write()
    return length
  }

  /** An operation stays where the batch is, or goes to a sublevel of the root: batches do not reach upwards. */
  #toBatchOperation(write: Write, at: Path) {
    const { sublevel: path, ...operation } = write
    const sublevel = at === '' ? this.#sublevels.get(path) : undefined
    const key = this.#fit(operation.key, sublevel === undefined ? at : path)
    return { ...operation, key, ...(sublevel !== undefined && { sublevel }) }
  }

  #at(path: Path): Database {
    // A sublevel is a database, but the types of abstract-level tell their hooks apart.
    return (this.#sublevels.get(path) as Database | undefined) ?? this.#root
  }

  /** As much of a key as fits behind the prefix of the sublevel. */
  #fit(key: Buffer, path: Path): Buffer {
    const prefix = this.#sublevels.get(path)?.prefix.length ?? 0
    const escaped = prefix === 0 && key[0] === 0 ? 1 : 0
    const isText = isUtf8(key)
    let end = MAX_STORED_BYTES - prefix - escaped
    while (end < key.length && isText && !isUtf8(key.subarray(0, end))) end--
    return key.subarray(0, end)
  }
}

async function consume(iterator: Steppable, steps: Step[]): Promise<unknown[]> {
  const answers: unknown[] = []
  try {
    for (const step of steps) {
      if (step.step === 'next') answers.push(await iterator.next())
      else if (step.step === 'nextv') answers.push(await iterator.nextv(step.size))
      else if (step.step === 'seek') iterator.seek(step.target)
      else {
        // Closes the iterator.
        answers.push(await iterator.all())
        break
      }
    }
  } finally {
    await iterator.close()
  }
  return answers
}
