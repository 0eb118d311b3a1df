// How a batch that is too large for one transaction is atomic all the same:
//
// 1. The writes are stored as blocks under `name#journal`. Nothing has happened yet.
// 2. A header is stored beside the marker. Now the batch is decided: it will be done, by whomever.
// 3. The writes are done, without conditions, in groups of 25. They all carry the revision of the header.
// 4. The header is removed, then the blocks.
//
// Where that is interrupted after 2, it is recovered: by this process before its next write, or by whoever opens the
// database next. A recovery does the writes in transactions that check two things: that the header is still there, so
// that nothing is done once somebody has finished the batch, and that the entry has no later revision, so that what was
// written after the crash stays. Two recoveries therefore do not hurt each other.
import { DeleteItemCommand, PutItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { BatchWriter } from './batch-writer.js'
import { ChunkStore } from './chunk-store.js'
import { clock } from './clock.js'
import { chunkCount, newChunkId, splitValue, timeOfId } from './codec/chunks.js'
import { headerItem, headerKey, type JournalHeader } from './codec/journal-header.js'
import { decodeWrites, encodeWrites } from './codec/writes.js'
import { dynamoLevelError } from './errors.js'
import { besides, type Keyspace } from './keyspace.js'
import { exists, notLaterThan } from './requests/condition.js'
import { transactCheck, transactWrite } from './requests/transact.js'
import type { Sender } from './sender.js'
import { inTransactions } from './transaction-plan.js'
import type { Transactor } from './transactor.js'

/** For so long after the header the writes are done without a look at it. Later, somebody else may have done them. */
const TRUSTED_MS = 10_000
/** A header of another process that is younger than this is probably being worked on. */
const GRACE_MS = 250

const FAILED = 'ConditionalCheckFailed'

export class Journal {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #blockSpace: Keyspace
  readonly #blocks: ChunkStore
  readonly #transactor: Transactor
  /** What this process has decided, or may have, and not finished. */
  readonly #unfinished = new Map<string, JournalHeader>()

  constructor(sender: Sender, space: Keyspace, transactor: Transactor) {
    this.#sender = sender
    this.#space = space
    this.#blockSpace = besides(space, 'journal')
    this.#blocks = new ChunkStore(sender, this.#blockSpace)
    this.#transactor = transactor
  }

  /** Does writes, all or none of them. All carry the revision. */
  async write(requests: WriteRequest[], revision: Buffer): Promise<void> {
    const now = clock.now()
    const { head, chunks } = splitValue(
      this.#blockSpace,
      newChunkId(now),
      encodeWrites(this.#space, requests)
    )
    const header = { head, revision }
    await this.#blocks.write(chunks)

    // If no answer comes, it may be decided all the same.
    this.#unfinished.set(head.id, header)
    const item = headerItem(this.#space, header)
    await this.#sender.send(new PutItemCommand({ TableName: this.#space.table, Item: item }))
    try {
      const failure = await new BatchWriter(this.#sender).write(requests, { until: now + TRUSTED_MS })
      if (failure === undefined || (await this.#writeGuarded(failure.pending, header)))
        await this.#removeHeader(header)
    } catch (cause) {
      throw dynamoLevelError(
        'DYNAMO_LEVEL_BATCH_UNFINISHED',
        'A batch is decided and not done: it will be finished before the next write, or when the database is opened',
        {},
        cause
      )
    }
    await this.#forget(header)
  }

  /** Finishes what this process left unfinished. */
  async finishOwn(): Promise<void> {
    for (const header of this.#unfinished.values()) await this.#recover(header)
  }

  /** Finishes what other processes left unfinished. */
  async recover(headers: readonly JournalHeader[]): Promise<void> {
    for (const header of headers) {
      const age = clock.now() - timeOfId(header.head.id)
      if (age >= 0 && age < GRACE_MS) await clock.sleep(GRACE_MS - age)
      await this.#recover(header)
    }
  }

  async #recover(header: JournalHeader): Promise<void> {
    const bytes = await this.#blocks.read(header.head, Buffer.alloc(0), true)
    // Blocks go after the header: if they are gone, somebody has finished the batch.
    const requests = bytes === undefined ? [] : decodeWrites(this.#space, bytes, header.revision)
    if (await this.#writeGuarded(requests, header)) await this.#removeHeader(header)
    await this.#forget(header)
  }

  /** False if the header is gone: then the batch is finished, or was never decided. */
  async #writeGuarded(
    requests: readonly WriteRequest[],
    { head, revision }: JournalHeader
  ): Promise<boolean> {
    const guard = transactCheck(this.#space, headerKey(this.#space, head.id), exists(this.#space))
    const condition = notLaterThan(revision)
    for (const group of inTransactions(requests, 1)) {
      for (let pending = group; pending.length > 0; ) {
        const writes = pending.map(request => transactWrite(this.#space, request, condition))
        const reasons = await this.#transactor.write([guard, ...writes])
        if (reasons === undefined) break
        if (reasons[0]?.Code === FAILED) return false
        // What has a later revision was written by others since.
        pending = pending.filter((_, index) => reasons[index + 1]?.Code !== FAILED)
      }
    }
    return true
  }

  async #removeHeader({ head }: JournalHeader): Promise<void> {
    const Key = headerKey(this.#space, head.id)
    await this.#sender.send(new DeleteItemCommand({ TableName: this.#space.table, Key }))
  }

  /** The batch is done, whether its blocks go now or with a later `collect()`. */
  async #forget({ head }: JournalHeader): Promise<void> {
    this.#unfinished.delete(head.id)
    await this.#blocks.remove(head.id, chunkCount(head)).catch(() => {})
  }
}
