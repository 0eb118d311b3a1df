import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { clock } from './clock.js'
import { isExpired } from './codec/expiry.js'
import { type Item, itemBytes } from './codec/item.js'
import { encodeKey, rangeKeyId } from './codec/key.js'
import { type Revision, revisionOf } from './codec/revision.js'
import type { ConditionFailure, EntryWriter } from './entry-writer.js'
import { dynamoLevelError } from './errors.js'
import type { ExpiryOptions } from './expiry-options.js'
import { itemKey, type Keyspace } from './keyspace.js'
import { MAX_TRANSACTION_BYTES, MAX_TRANSACTION_ITEMS } from './limits.js'
import type { BatchOperation } from './private-api.js'
import type { Transactor } from './transactor.js'
import type { ValueReader } from './value-reader.js'
import type { WriteTurns } from './write-turns.js'

export interface TransactionParts {
  transactor: Transactor
  space: Keyspace
  values: ValueReader
  writer: EntryWriter
  turns: WriteTurns
  read: (key: Buffer) => Promise<Item | undefined>
}

interface Read {
  readonly key: Buffer
  readonly rangeKey: AttributeValue
  /** undefined: there was no such entry. */
  readonly revision: Revision | undefined
  readonly value: Buffer | undefined
  /** Of the item, without the chunks of a large value. */
  readonly bytes: number
}

/** One run of a transaction over bytes: remembers what it read, and writes at its end if that still holds. */
export class TransactionRun {
  readonly #parts: TransactionParts
  readonly #reads = new Map<string, Promise<Read>>()
  readonly #writes = new Map<string, BatchOperation>()

  constructor(parts: TransactionParts) {
    this.#parts = parts
  }

  async get(key: Buffer): Promise<Buffer | undefined> {
    const rangeKey = encodeKey(key, this.#parts.space.rangeKeyType)
    const id = rangeKeyId(rangeKey)
    const written = this.#writes.get(id)
    if (written !== undefined) return written.type === 'put' ? written.value : undefined

    // Read twice, an entry is the same.
    const read = this.#reads.get(id) ?? this.#read(key, rangeKey)
    this.#reads.set(id, read)
    return (await read).value
  }

  put(key: Buffer, value: Buffer, { ttl, expiresAt }: ExpiryOptions): void {
    this.#write({ type: 'put', key, value, ttl, expiresAt })
  }

  del(key: Buffer): void {
    this.#write({ type: 'del', key })
  }

  /** Writes. False if something that was read is no longer so: then nothing is written. */
  async commit(): Promise<boolean> {
    const reads = await Promise.all(this.#reads.values())
    const keys = new Set([...this.#reads.keys(), ...this.#writes.keys()])
    if (keys.size > MAX_TRANSACTION_ITEMS) throw tooLarge(keys.size)
    if (this.#writes.size === 0) return this.#stillHold(reads)

    const expectations = new Map(reads.map(read => [rangeKeyId(read.rangeKey), expectationOf(read)]))
    const operations = Array.from(this.#writes, ([id, operation]) => ({
      ...operation,
      ...optionsOf(expectations.get(id))
    }))
    const checks = reads
      .filter(({ rangeKey }) => !this.#writes.has(rangeKeyId(rangeKey)))
      .map(read => ({ key: read.key, rangeKey: read.rangeKey, expectation: expectationOf(read) }))
    const failure: ConditionFailure | undefined = await this.#parts.writer.write(operations, {
      atomic: true,
      checks
    })
    return failure === undefined
  }

  #write(operation: BatchOperation): void {
    this.#writes.set(rangeKeyId(encodeKey(operation.key, this.#parts.space.rangeKeyType)), operation)
  }

  async #read(key: Buffer, rangeKey: AttributeValue): Promise<Read> {
    const { values, read } = this.#parts
    const item = await read(key)
    if (item === undefined) return { key, rangeKey, revision: undefined, value: undefined, bytes: 0 }
    const value = values.inline(item)
    const current = value ? { value, item } : await values.readCurrent(key, item, { consistentRead: true })
    return {
      key,
      rangeKey,
      revision: current && revisionOf(current.item),
      value: current?.value,
      bytes: itemBytes(item)
    }
  }

  /** Whether all that was read was so at one time. A single read was. */
  async #stillHold(reads: Read[]): Promise<boolean> {
    if (reads.length <= 1) return true
    const bytes = reads.reduce((total, read) => total + read.bytes, 0)
    if (bytes > MAX_TRANSACTION_BYTES) throw tooLarge(reads.length)
    const { transactor, turns, space } = this.#parts
    const gets = reads.map(({ rangeKey }) => ({
      Get: { TableName: space.table, Key: itemKey(space, rangeKey) }
    }))
    // Not while a batch of this process is half done.
    const items = await turns.together(() => transactor.read(gets))
    const now = clock.now()
    return reads.every(({ revision }, index) => {
      const item = items[index]
      return revision === (item && !isExpired(item, now) ? revisionOf(item) : undefined)
    })
  }
}

function expectationOf({ revision }: Read) {
  return revision === undefined ? { absent: true as const } : { revision }
}

function optionsOf(expectation: ReturnType<typeof expectationOf> | undefined) {
  if (expectation === undefined) return {}
  return 'absent' in expectation ? { ifAbsent: true } : { ifMatch: expectation.revision }
}

function tooLarge(count: number): Error {
  return dynamoLevelError(
    'DYNAMO_LEVEL_TOO_LARGE',
    `A transaction may touch ${MAX_TRANSACTION_ITEMS} keys and 4 MB, and this one touches more, at ${count} keys`,
    { count, limit: MAX_TRANSACTION_ITEMS }
  )
}
