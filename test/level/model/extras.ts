import type { MemoryLevel } from 'memory-level'
import type { DynamoLevel } from '../../../index.js'
import { clock } from '../../../lib/level/clock.js'

/** What memory-level lacks, by the keys that entries have in the root. Time stands still but where it is told. */
export interface Extras {
  size(key: Buffer): Promise<number | undefined>
  ttl(key: Buffer): Promise<number | null | undefined>
  expire(key: Buffer, ttl: number | null): Promise<boolean>
  /** Something was written. */
  wrote(key: Buffer, ttl: number | undefined): void
  /** Time has gone on. */
  passed(): Promise<void>
}

export function extrasOf(db: DynamoLevel<Buffer, Buffer>): Extras {
  return {
    size: key => db.size(key),
    ttl: key => db.ttl(key),
    expire: (key, ttl) => db.expire(key, ttl),
    wrote: () => {},
    passed: async () => {}
  }
}

/** Deletes entries as soon as their time has come. */
export class MemoryExtras implements Extras {
  readonly #db: MemoryLevel<Buffer, Buffer>
  readonly #times = new Map<string, number>()

  constructor(db: MemoryLevel<Buffer, Buffer>) {
    this.#db = db
  }

  async size(key: Buffer): Promise<number | undefined> {
    return (await this.#db.get(key))?.length
  }

  async ttl(key: Buffer): Promise<number | null | undefined> {
    if (!(await this.#db.has(key))) return undefined
    const time = this.#times.get(key.toString('latin1'))
    return time === undefined ? null : time - clock.now()
  }

  async expire(key: Buffer, ttl: number | null): Promise<boolean> {
    const isThere = await this.#db.has(key)
    if (isThere) this.wrote(key, ttl ?? undefined)
    return isThere
  }

  wrote(key: Buffer, ttl: number | undefined): void {
    if (ttl === undefined) this.#times.delete(key.toString('latin1'))
    else this.#times.set(key.toString('latin1'), clock.now() + ttl)
  }

  async passed(): Promise<void> {
    for (const [key, time] of this.#times) {
      if (time > clock.now()) continue
      this.#times.delete(key)
      await this.#db.del(Buffer.from(key, 'latin1'))
    }
  }
}
