import type { DynamoLevel } from '../../index.js'
import type { Value } from './check.js'
import type { Recorder } from './recorder.js'

type Integer = (limit: number) => number

const PATIENT = { retries: 10_000 }

/** Does random operations on a database, one after the other, and has them recorded. */
export class RandomClient {
  readonly #db: DynamoLevel
  readonly #recorder: Recorder
  readonly #keys: readonly string[]
  readonly #integer: Integer
  readonly #name: string
  #count = 0

  constructor(db: DynamoLevel, recorder: Recorder, keys: readonly string[], integer: Integer, name: string) {
    this.#db = db
    this.#recorder = recorder
    this.#keys = keys
    this.#integer = integer
    this.#name = name
  }

  /** On one key. */
  async single(): Promise<void> {
    const key = this.#key()
    const kinds = [
      () => this.#get(key),
      () => this.#get(key),
      () => this.#put(key),
      () => this.#del(key),
      () => this.#putIfAbsent(key),
      () => this.#replace(key),
      () => this.#transaction([key], [key]),
      () => this.#transaction([key], [])
    ]
    await kinds[this.#integer(kinds.length)]!()
  }

  /** On one key or several, all as one. */
  async any(): Promise<void> {
    const kinds = [
      () => this.single(),
      () => this.single(),
      () => this.#batch(this.#some(4)),
      () => this.#batch(this.#keys),
      () => this.#transaction(this.#some(4), this.#some(2)),
      () => this.#transaction(this.#some(4), []),
      () => this.#transaction([], this.#some(2))
    ]
    await kinds[this.#integer(kinds.length)]!()
  }

  async #get(key: string): Promise<void> {
    await this.#recorder.record(async () => ({ reads: new Map([[key, await this.#db.get(key)]]) }))
  }

  async #put(key: string): Promise<void> {
    const value = this.#newValue()
    const effect = { writes: new Map([[key, value]]) }
    const write = async () => {
      await this.#db.put(key, value)
      return effect
    }
    await this.#recorder.record(write, { attempt: () => effect })
  }

  async #del(key: string): Promise<void> {
    const effect = { writes: new Map([[key, undefined]]) }
    const write = async () => {
      await this.#db.del(key)
      return effect
    }
    await this.#recorder.record(write, { attempt: () => effect })
  }

  async #putIfAbsent(key: string): Promise<void> {
    const value = this.#newValue()
    const effect = { reads: new Map([[key, undefined]]), writes: new Map([[key, value]]) }
    const write = async () => {
      await this.#db.put(key, value, { ifAbsent: true })
      return effect
    }
    const conflict = () => ({ unlike: { key, value: undefined } })
    await this.#recorder.record(write, { attempt: () => effect, conflict })
  }

  /** No two writes have the same value, so that a revision is a value. */
  async #replace(key: string): Promise<void> {
    let found: { value: string; revision: string } | undefined
    await this.#recorder.record(async () => {
      found = await this.#db.getEntry(key)
      return { reads: new Map([[key, found?.value]]) }
    })
    if (found === undefined) return

    const { value: before, revision: ifMatch } = found
    const value = this.#integer(3) === 0 ? undefined : this.#newValue()
    const effect = { reads: new Map([[key, before]]), writes: new Map([[key, value]]) }
    const write = async () => {
      if (value === undefined) await this.#db.del(key, { ifMatch })
      else await this.#db.put(key, value, { ifMatch })
      return effect
    }
    const conflict = () => ({ unlike: { key, value: before } })
    await this.#recorder.record(write, { attempt: () => effect, conflict })
  }

  async #batch(keys: readonly string[]): Promise<void> {
    const writes = this.#newValues(keys)
    const operations = Array.from(writes, ([key, value]) =>
      value === undefined ? ({ type: 'del', key } as const) : ({ type: 'put', key, value } as const)
    )
    const write = async () => {
      await this.#db.batch(operations)
      return { writes }
    }
    await this.#recorder.record(write, { attempt: () => ({ writes }) })
  }

  async #transaction(toRead: readonly string[], toWrite: readonly string[]): Promise<void> {
    let effect: { reads?: Map<string, Value>; writes?: Map<string, Value> } = {}
    const run = async () => {
      await this.#db.transaction(async tx => {
        effect = {}
        const reads = new Map<string, Value>()
        const writes = this.#newValues(toWrite)
        for (const key of toRead) reads.set(key, await tx.get(key))
        for (const [key, value] of writes) {
          await (value === undefined ? tx.del(key) : tx.put(key, value))
        }
        effect = { reads, writes }
      }, PATIENT)
      return effect
    }
    await this.#recorder.record(run, { attempt: () => effect })
  }

  #newValue(): string {
    return `${this.#name}${this.#count++}`
  }

  #newValues(keys: readonly string[]): Map<string, Value> {
    return new Map(keys.map(key => [key, this.#integer(5) === 0 ? undefined : this.#newValue()]))
  }

  #key(): string {
    return this.#keys[this.#integer(this.#keys.length)]!
  }

  /** Different ones, two at least. */
  #some(most: number): string[] {
    const count = 2 + this.#integer(most - 1)
    const keys = new Set<string>()
    while (keys.size < count) keys.add(this.#key())
    return [...keys]
  }
}
