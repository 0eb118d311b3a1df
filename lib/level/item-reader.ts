import { type AttributeValue, BatchGetItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from './attributes.js'
import { Backoff } from './backoff.js'
import { type Item, itemBytes } from './codec/item.js'
import { decodeKey, rangeKeyId } from './codec/key.js'
import { type DynamoLevelError, dynamoLevelError } from './errors.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { FULL_ANSWER_BYTES, MAX_BATCH_GET_KEYS } from './limits.js'
import { batchGetRequest } from './requests/batch.js'
import { getRequest } from './requests/item.js'
import type { Parts } from './requests/projection.js'
import type { Sender } from './sender.js'
import { mayConcernOneItem } from './service-error.js'

/** Requests under way for reads of one kind. What comes meanwhile waits, and shares the next request. */
const CONCURRENCY = 8

const MAX_ANSWER_BYTES = 1024 * 1024

export interface ReadOptions {
  readonly parts: Parts
  readonly consistentRead: boolean
}

/** A key that is to be read, and who asked for it. */
interface Wanted {
  readonly id: string
  readonly rangeKey: AttributeValue
  readonly calls: { call: Call; index: number }[]
  /** To be read by a request of its own. */
  isAlone: boolean
}

/** One call: it ends when there is an outcome for each of its keys, with all answers or with the first error. */
class Call {
  readonly isSingle: boolean
  readonly answers: Promise<(Item | undefined)[]>
  readonly #items: (Item | undefined)[]
  #missing: number
  #error: { reason: unknown } | undefined
  #resolve!: (items: (Item | undefined)[]) => void
  #reject!: (reason: unknown) => void

  constructor(count: number, isSingle: boolean) {
    this.isSingle = isSingle
    this.#items = new Array(count).fill(undefined)
    this.#missing = count
    this.answers = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  get hasFailed(): boolean {
    return this.#error !== undefined
  }

  answer(index: number, item: Item | undefined): void {
    this.#items[index] = item
    this.#settleOne()
  }

  fail(reason: unknown): void {
    this.#error ??= { reason }
    this.#settleOne()
  }

  #settleOne(): void {
    if (--this.#missing > 0) return
    if (this.#error !== undefined) this.#reject(this.#error.reason)
    else this.#resolve(this.#items)
  }
}

/**
 * Reads items by key. What is asked for before the program waits goes into requests of 100 keys; a key that is asked
 * for alone is read by a request of its own, and at once.
 */
export class ItemReader {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #coalesce: boolean
  readonly #lines = new Map<string, Line>()
  #isDue = false

  constructor(sender: Sender, space: Keyspace, { coalesce }: { coalesce: boolean }) {
    this.#sender = sender
    this.#space = space
    this.#coalesce = coalesce
  }

  async one(rangeKey: AttributeValue, options: ReadOptions): Promise<Item | undefined> {
    if (!this.#coalesce || this.#lineOf(options).isDenied)
      return readOne(this.#sender, this.#space, rangeKey, options)
    return (await this.#read([rangeKey], options, true))[0]
  }

  /** One answer for each key, in order; a key that is asked twice is read once. */
  async many(rangeKeys: readonly AttributeValue[], options: ReadOptions): Promise<(Item | undefined)[]> {
    return rangeKeys.length === 0 ? [] : this.#read(rangeKeys, options, false)
  }

  #read(rangeKeys: readonly AttributeValue[], options: ReadOptions, isSingle: boolean) {
    const call = new Call(rangeKeys.length, isSingle)
    const line = this.#coalesce ? this.#lineOf(options) : new Line(this.#sender, this.#space, options)
    rangeKeys.forEach((rangeKey, index) => {
      line.add(rangeKey, call, index)
    })
    if (!this.#coalesce) line.send()
    else if (!this.#isDue) {
      this.#isDue = true
      queueMicrotask(() => this.#sendAll())
    }
    return call.answers
  }

  #lineOf(options: ReadOptions): Line {
    const kind = `${options.parts} ${options.consistentRead}`
    let line = this.#lines.get(kind)
    if (line === undefined) {
      line = new Line(this.#sender, this.#space, options)
      this.#lines.set(kind, line)
    }
    return line
  }

  #sendAll(): void {
    this.#isDue = false
    // Whoever reads all of an item, consistently, reads for those who ask for less of it.
    const whole = this.#lines.get('all true')
    for (const line of this.#lines.values()) if (whole !== undefined && line !== whole) line.join(whole)
    for (const line of this.#lines.values()) line.send()
  }
}

/** Keys that wait for being read, of calls that ask for the same of them. */
class Line {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #options: ReadOptions
  #waiting = new Map<string, Wanted>()
  #underWay = 0
  /** How many keys a request names: fewer where the items are so large that an answer does not hold more. */
  #size = MAX_BATCH_GET_KEYS
  /** The policy allows to read items one by one only. */
  isDenied = false

  constructor(sender: Sender, space: Keyspace, options: ReadOptions) {
    this.#sender = sender
    this.#space = space
    this.#options = options
  }

  add(rangeKey: AttributeValue, call: Call, index: number): void {
    const id = rangeKeyId(rangeKey)
    const wanted = this.#waiting.get(id)
    if (wanted !== undefined) wanted.calls.push({ call, index })
    else this.#waiting.set(id, { id, rangeKey, calls: [{ call, index }], isAlone: false })
  }

  /** Leaves to another line the keys that wait there too. */
  join(other: Line): void {
    for (const [id, { calls }] of this.#waiting) {
      const wanted = other.#waiting.get(id)
      if (wanted === undefined) continue
      wanted.calls.push(...calls)
      this.#waiting.delete(id)
    }
  }

  send(): void {
    while (this.#underWay < CONCURRENCY && this.#waiting.size > 0) {
      const group = this.#take()
      if (group.length === 0) return
      this.#underWay++
      this.#readGroup(group).finally(() => {
        this.#underWay--
        this.send()
      })
    }
  }

  #take(): Wanted[] {
    const group: Wanted[] = []
    for (const wanted of this.#waiting.values()) {
      const isAlone = wanted.isAlone || this.isDenied
      if (isAlone && group.length > 0) continue
      this.#waiting.delete(wanted.id)
      // The rest of a call of which something failed is in vain.
      if (wanted.calls.every(({ call }) => call.hasFailed)) {
        answer(wanted, undefined)
        continue
      }
      group.push(wanted)
      if (isAlone || group.length === this.#size) break
    }
    // See KeyOrder.
    if (this.#waiting.size === 0) this.#waiting = new Map()
    return group
  }

  async #readGroup(group: Wanted[]): Promise<void> {
    const [first] = group
    const pending = new Map(group.map(wanted => [wanted.id, wanted]))
    try {
      const mayBeAlone = first!.isAlone || this.isDenied || first!.calls.every(({ call }) => call.isSingle)
      if (group.length === 1 && mayBeAlone) {
        answer(first!, await readOne(this.#sender, this.#space, first!.rangeKey, this.#options))
      } else {
        await this.#readTogether(pending)
      }
    } catch (error) {
      this.#fail([...pending.values()], error as DynamoLevelError)
    }
  }

  /** Takes off the list what is answered. */
  async #readTogether(pending: Map<string, Wanted>): Promise<void> {
    const backoff = new Backoff()
    for (;;) {
      const keys = Array.from(pending.values(), ({ rangeKey }) => itemKey(this.#space, rangeKey))
      const output = await this.#sender.send(
        new BatchGetItemCommand(batchGetRequest(this.#space, keys, this.#options))
      )
      const items = Object.values(output.Responses ?? {})[0] ?? []
      const unprocessed = Object.values(output.UnprocessedKeys ?? {})[0]?.Keys ?? []
      const found = new Map(items.map(item => [this.#idOf(item), item]))
      const rest = new Set(unprocessed.map(key => this.#idOf(key)))
      if (rest.size < pending.size) backoff.reset()
      for (const [id, wanted] of pending) {
        if (rest.has(id)) continue
        pending.delete(id)
        answer(wanted, found.get(id))
      }

      const bytes = items.reduce((total, item) => total + itemBytes(item), 0)
      const processed = keys.length - pending.size
      if (processed > 0) this.#size = sizeFor(bytes / processed)
      // One partition answers 1 MB at most and leaves the rest. That is no reason to wait, as throttling is; and what is
      // left is better read by several requests at once than by one after the other.
      if (pending.size > 0 && bytes > FULL_ANSWER_BYTES) return this.#putBack(pending.values())
      if (pending.size === 0) return
      if (!(await backoff.pause())) return this.#exhausted([...pending.values()], backoff.attempts)
    }
  }

  #putBack(group: Iterable<Wanted>): void {
    for (const wanted of group) {
      const other = this.#waiting.get(wanted.id)
      if (other !== undefined) wanted.calls.push(...other.calls)
      this.#waiting.set(wanted.id, wanted)
    }
  }

  /** What one of several calls may be to blame for, or that there are several keys, is tried for each key by itself. */
  #fail(group: readonly Wanted[], error: DynamoLevelError): void {
    const isDenied = error.code === 'DYNAMO_LEVEL_ACCESS_DENIED' && error.operation === 'BatchGetItem'
    const isSettled = group.some(({ isAlone }) => isAlone) || (callsOf(group).size === 1 && !isDenied)
    if (isSettled || !mayConcernOneItem(error)) {
      for (const { calls } of group) for (const { call } of calls) call.fail(error)
      return
    }
    if (isDenied) this.isDenied = true
    for (const wanted of group) wanted.isAlone = true
    this.#putBack(group)
  }

  /** Each call is told of its own keys. */
  #exhausted(rest: readonly Wanted[], attempts: number): void {
    for (const failed of callsOf(rest)) {
      const own = rest.filter(({ calls }) => calls.some(({ call }) => call === failed))
      const error = dynamoLevelError(
        'LEVEL_IO_ERROR',
        `BatchGetItem on table '${this.#space.table}' left ${own.length} keys unprocessed, time after time`,
        {
          operation: 'BatchGetItem',
          attempts,
          pending: own.map(({ rangeKey }) => decodeKey({ [this.#space.rangeKey]: rangeKey }, this.#space))
        }
      )
      for (const { calls } of own) for (const { call } of calls) if (call === failed) call.fail(error)
    }
  }

  #idOf(item: Item): string {
    return rangeKeyId(item[this.#space.rangeKey])
  }
}

/** How many items of such a size make an answer of 1 MB: larger ones would come one after the other. */
function sizeFor(bytes: number): number {
  return Math.min(MAX_BATCH_GET_KEYS, Math.max(1, Math.floor(MAX_ANSWER_BYTES / bytes)))
}

async function readOne(
  sender: Sender,
  space: Keyspace,
  rangeKey: AttributeValue,
  options: ReadOptions
): Promise<Item | undefined> {
  const { Item: item } = await sender.send(new GetItemCommand(getRequest(space, rangeKey, options)))
  return item
}

/** To all who asked. Each has memory of its own: one of them may write to what it was given. */
function answer({ calls }: Wanted, item: Item | undefined): void {
  calls.forEach(({ call, index }, number) => {
    call.answer(index, number === 0 ? item : item && withValueOfItsOwn(item))
  })
}

function withValueOfItsOwn(item: Item): Item {
  const value = item[ATTRIBUTES.value]?.B
  return value === undefined ? item : { ...item, [ATTRIBUTES.value]: { B: Buffer.from(value) } }
}

function callsOf(group: Iterable<Wanted>): Set<Call> {
  return new Set(Array.from(group, ({ calls }) => calls.map(({ call }) => call)).flat())
}
