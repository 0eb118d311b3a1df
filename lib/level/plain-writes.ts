import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { Backoff } from './backoff.js'
import { clock } from './clock.js'
import { itemBytes } from './codec/item.js'
import { rangeKeyId } from './codec/key.js'
import { newRevision } from './codec/revision.js'
import { dynamoLevelError } from './errors.js'
import { type KeyOrder, Place } from './key-order.js'
import type { Keyspace } from './keyspace.js'
import { MAX_BATCH_WRITE_ITEMS } from './limits.js'
import { batchWriteRequest, itemOf, setRevision } from './requests/batch.js'
import type { Sender } from './sender.js'
import { mayConcernOneItem } from './service-error.js'
import type { WriteTurns } from './write-turns.js'

/** Requests under way. What comes meanwhile waits, and shares the next request. */
const CONCURRENCY = 8
/** What goes into one. Of large values several requests at once are quicker. */
const MAX_BYTES = 1024 * 1024

interface Call {
  readonly request: WriteRequest
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** The writes of one key that are asked for and not sent: the last of them counts. */
export class PlainWrite extends Place {
  readonly id: string
  readonly calls: Call[] = []
  isSent = false
  /** To be sent by a request of its own for each call. */
  isAlone = false

  constructor(id: string) {
    super()
    this.id = id
  }

  add(request: WriteRequest): Promise<void> {
    return new Promise((resolve, reject) => this.calls.push({ request, resolve, reject }))
  }

  get request(): WriteRequest {
    return this.calls.at(-1)!.request
  }

  succeed(): void {
    for (const { resolve } of this.calls) resolve()
  }

  fail(error: unknown): void {
    for (const { reject } of this.calls) reject(error)
  }
}

export interface PlainWritesParts {
  sender: Sender
  space: Keyspace
  turns: WriteTurns
  order: KeyOrder
  /** Whether several may go into one request just now. */
  mayShare: () => boolean
  writeOne: (request: WriteRequest) => Promise<unknown>
}

/**
 * Writes entries without conditions. What is asked for before the program waits goes into requests of 25; what is asked
 * for alone is written by a request of its own, and at once. Each fails for itself.
 */
export class PlainWrites {
  readonly #parts: PlainWritesParts
  #waiting = new Set<PlainWrite>()
  #isDue = false
  #underWay = 0
  /** The policy allows to write items one by one only. */
  #isDenied = false

  constructor(parts: PlainWritesParts) {
    this.#parts = parts
  }

  /** Whether there is a gain in coming here. */
  get areShared(): boolean {
    return !this.#isDenied && this.#parts.mayShare()
  }

  /** Writes after all that came before for its key. */
  async write(id: string, request: WriteRequest): Promise<void> {
    const { order } = this.#parts
    const last = order.last(id)
    if (last instanceof PlainWrite && !last.isSent) return last.add(request)

    const write = new PlainWrite(id)
    const before = order.take(write, [id])
    const done = write.add(request)
    if (before === undefined) this.#add(write)
    else before.then(() => this.#add(write))
    return done
  }

  /** The same for whoever has its key's turn. */
  async writeInTurn(id: string, request: WriteRequest): Promise<void> {
    const write = new PlainWrite(id)
    const done = write.add(request)
    this.#add(write)
    return done
  }

  #add(write: PlainWrite): void {
    this.#waiting.add(write)
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      this.#isDue = false
      this.#send()
    })
  }

  #send(): void {
    while (this.#underWay < CONCURRENCY && this.#waiting.size > 0) {
      this.#underWay++
      this.#writeGroup(this.#take()).finally(() => {
        this.#underWay--
        this.#send()
      })
    }
  }

  #take(): PlainWrite[] {
    const mayShare = this.areShared
    const group: PlainWrite[] = []
    let bytes = 0
    for (const write of this.#waiting) {
      const isAlone = write.isAlone || !mayShare
      if (isAlone && group.length > 0) continue
      bytes += itemBytes(itemOf(write.request))
      if (group.length > 0 && bytes > MAX_BYTES) break
      this.#waiting.delete(write)
      write.isSent = true
      group.push(write)
      if (isAlone || group.length === MAX_BATCH_WRITE_ITEMS) break
    }
    // See KeyOrder.
    if (this.#waiting.size === 0) this.#waiting = new Set()
    return group
  }

  async #writeGroup(group: PlainWrite[]): Promise<void> {
    const pending = new Map(group.map(write => [write.id, write]))
    try {
      await this.#parts.turns.together(() => this.#tryGroup(group, pending))
    } catch (error) {
      // Their turn did not come: what must be done before any write failed.
      this.#end(pending.values(), error)
    }
  }

  async #tryGroup(group: PlainWrite[], pending: Map<string, PlainWrite>): Promise<void> {
    setRevision(
      group.map(({ request }) => request),
      newRevision(clock.now())
    )
    try {
      if (group.length > 1) await this.#writeTogether(pending)
      else await this.#writeAlone(group[0]!, pending)
    } catch (error) {
      this.#fail(pending, error)
    }
  }

  /** What is left unprocessed holds up nobody else. */
  async #writeTogether(pending: Map<string, PlainWrite>): Promise<void> {
    const { sender, space } = this.#parts
    const backoff = new Backoff()
    for (;;) {
      const requests = Array.from(pending.values(), ({ request }) => request)
      const output = await sender.send(new BatchWriteItemCommand(batchWriteRequest(sender.table, requests)))
      const unprocessed = Object.values(output.UnprocessedItems ?? {})[0] ?? []
      const rest = new Set(unprocessed.map(request => rangeKeyId(itemOf(request)[space.rangeKey])))
      if (rest.size < pending.size) backoff.reset()
      for (const write of pending.values()) if (!rest.has(write.id)) this.#succeed(write, pending)
      if (pending.size === 0) return
      if (await backoff.pause()) continue
      throw dynamoLevelError(
        'LEVEL_IO_ERROR',
        `BatchWriteItem on table '${sender.table}' left an item unprocessed, time after time`,
        { operation: 'BatchWriteItem', attempts: backoff.attempts }
      )
    }
  }

  async #writeAlone(write: PlainWrite, pending: Map<string, PlainWrite>): Promise<void> {
    if (!write.isAlone) await this.#parts.writeOne(write.request)
    else {
      for (const { request, resolve, reject } of write.calls) {
        setRevision([request], newRevision(clock.now()))
        await this.#parts.writeOne(request).then(resolve, reject)
      }
    }
    this.#succeed(write, pending)
  }

  #succeed(write: PlainWrite, pending: Map<string, PlainWrite>): void {
    pending.delete(write.id)
    this.#parts.order.leave(write, [write.id])
    write.succeed()
  }

  /** What one of several calls may be to blame for is tried for each call by itself. */
  #fail(pending: ReadonlyMap<string, PlainWrite>, error: unknown): void {
    const writes = [...pending.values()]
    const isSettled =
      writes.some(({ isAlone }) => isAlone) || writes.flatMap(({ calls }) => calls).length === 1
    if (isSettled || !mayConcernOneItem(error)) {
      this.#end(writes, error)
      return
    }
    if (writes.length > 1 && isDenial(error)) this.#isDenied = true
    for (const write of writes) {
      write.isAlone = true
      this.#waiting.add(write)
    }
  }

  #end(writes: Iterable<PlainWrite>, error: unknown): void {
    for (const write of writes) {
      this.#parts.order.leave(write, [write.id])
      write.fail(error)
    }
  }
}

function isDenial(error: unknown): boolean {
  return (error as { code?: string }).code === 'DYNAMO_LEVEL_ACCESS_DENIED'
}
