import type { AbstractLevel, AbstractSublevel } from 'abstract-level'
import type { Extras } from './extras.js'
import { type Operation, PATHS, type Path, type Step, type Write } from './operations.js'

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
  readonly #extras: Extras
  readonly #sublevels: Map<Path, Sublevel>

  /** By the types of its hooks no database is an AbstractLevel of another. */
  constructor(database: object, extras: Extras) {
    const root = database as Database
    this.#root = root
    this.#extras = extras
    this.#sublevels = new Map(
      PATHS.filter(path => path !== '').map(path => [path, root.sublevel(path.split('/'), RAW) as Sublevel])
    )
  }

  /** What the operation answers. */
  async run(operation: Operation): Promise<unknown> {
    if (operation.method === 'reopen') return this.#reopen()
    if (operation.method === 'wait') return this.#extras.passed()

    const { at } = operation
    const db = this.#at(at)
    switch (operation.method) {
      case 'put': {
        const { key, value, ttl } = operation
        await db.put(key, value, { ttl } as object)
        return this.#extras.wrote(this.#whole(key, at), ttl)
      }
      case 'get':
      case 'has':
      case 'del':
        return db[operation.method](operation.key)
      case 'size':
        return this.#extras.size(this.#whole(operation.key, at))
      case 'ttl':
        return this.#extras.ttl(this.#whole(operation.key, at))
      case 'expire':
        return this.#extras.expire(this.#whole(operation.key, at), operation.ttl)
      case 'getMany':
        return db.getMany(operation.keys)
      case 'hasMany':
        return db.hasMany(operation.keys)
      case 'batch':
        await db.batch(operation.writes.map(write => this.#toBatchOperation(write, at)))
        return this.#wrote(operation.writes, at)
      case 'writeAtOnce':
        await Promise.all(operation.writes.map(write => this.#write(write, at)))
        return this.#wrote(operation.writes, at)
      case 'readAtOnce':
        return Promise.all(
          operation.keys.map((key, index) => {
            const method = operation.methods[index % operation.methods.length]!
            return method === 'getMany' ? db.getMany([key, ...operation.keys.slice(0, 3)]) : db[method](key)
          })
        )
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
    this.#wrote(writes.slice(writes.lastIndexOf('clear') + 1) as Write[], at)
    return length
  }

  /** As an operation of its own, not of a batch. */
  async #write(write: Write, at: Path): Promise<void> {
    const db = this.#at(at === '' ? write.sublevel : at)
    if (write.type === 'del') await db.del(write.key)
    else await db.put(write.key, write.value, { ttl: write.ttl } as object)
  }

  #wrote(writes: Write[], at: Path): void {
    for (const write of writes) {
      const key = this.#whole(write.key, at === '' ? write.sublevel : at)
      this.#extras.wrote(key, write.type === 'put' ? write.ttl : undefined)
    }
  }

  /** An operation stays where the batch is, or goes to a sublevel of the root: batches do not reach upwards. */
  #toBatchOperation(write: Write, at: Path) {
    const { sublevel: path, ...operation } = write
    const sublevel = at === '' ? this.#sublevels.get(path) : undefined
    return { ...operation, ...(sublevel !== undefined && { sublevel }) }
  }

  #at(path: Path): Database {
    // A sublevel is a database, but the types of abstract-level tell their hooks apart.
    return (this.#sublevels.get(path) as Database | undefined) ?? this.#root
  }

  /** The key that it has in the root. */
  #whole(key: Buffer, path: Path): Buffer {
    return Buffer.concat([Buffer.from(this.#sublevels.get(path)?.prefix ?? ''), key])
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
