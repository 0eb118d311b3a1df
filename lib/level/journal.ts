// How a batch that is too large for one transaction is atomic all the same:
//
// 1. Writes that are too many for the header are stored as blocks under `name#journal`. Nothing has happened yet.
// 2. A header is stored beside the marker, with the writes if they fit. Now the batch is decided: it will be done, by
//    whomever.
// 3. The writes are done, without conditions, in groups of 25. They all carry the revision of the header.
// 4. The header is removed, then the blocks if there are any.
//
// Where that is interrupted after 2, it is recovered: by this process before its next write, or by whoever opens the
// database next. A recovery does the writes in transactions that check two things: that the header is still there, so
// that nothing is done once somebody has finished the batch, and that the entry has no later revision, so that what was
// written after the crash stays. Two recoveries therefore do not hurt each other. Of a deletion after the crash no revision
// tells, only the chunks that it removed: so a recovery points to none that others know of, but to copies.
//
// Writes without conditions must not come after a recovery, as they would overwrite what others wrote after that. So the
// writer trusts itself for a while after the header and then goes on as a recovery does, and others begin none earlier:
// unless they see that it is no longer at work.
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  type WriteRequest
} from '@aws-sdk/client-dynamodb'
import { ATTRIBUTES } from './attributes.js'
import { BatchWriter } from './batch-writer.js'
import { ChunkStore } from './chunk-store.js'
import { clock } from './clock.js'
import { chunkCount, decodeHead, newChunkId, splitValue } from './codec/chunks.js'
import type { Item } from './codec/item.js'
import { headerItem, headerKey, type JournalHeader, MAX_HEADER_WRITES_BYTES } from './codec/journal-header.js'
import { newRevision, timeOfRevision } from './codec/revision.js'
import { decodeWrites, encodeWrites } from './codec/writes.js'
import { dynamoLevelError } from './errors.js'
import { besides, type Keyspace } from './keyspace.js'
import type { LargeValues } from './large-values.js'
import { pointsToChunks, putWrite, setRevision } from './requests/batch.js'
import { earlierThan, exists, notLaterThan } from './requests/condition.js'
import { getRequest } from './requests/item.js'
import { transactCheck, transactWrite } from './requests/transact.js'
import type { Sender } from './sender.js'
import { isRefusal } from './service-error.js'
import { inTransactions } from './transaction-plan.js'
import type { Transactor } from './transactor.js'
import { hasEnded, isThisProcess, writerIdentity } from './writer-identity.js'

/** For so long after the header its writer does the writes without a look at it, and nobody else does them. */
const TRUSTED_MS = 5_000
/** What clocks may differ by, and what a request may take on its way. */
const MARGIN_MS = 1_000
/** How often others look whether the writer has finished. */
const LOOK_MS = 250

const FAILED = 'ConditionalCheckFailed'

/** The batches that this process is at work on, whichever of its databases. */
const underWay = new Set<string>()

export interface JournalParts {
  sender: Sender
  space: Keyspace
  transactor: Transactor
  largeValues: LargeValues
}

export class Journal {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #blockSpace: Keyspace
  readonly #blocks: ChunkStore
  readonly #transactor: Transactor
  readonly #largeValues: LargeValues
  /** What this process has decided, or may have, and not finished. */
  readonly #unfinished = new Map<string, JournalHeader>()

  constructor({ sender, space, transactor, largeValues }: JournalParts) {
    this.#sender = sender
    this.#space = space
    this.#blockSpace = besides(space, 'journal')
    this.#blocks = new ChunkStore(sender, this.#blockSpace)
    this.#transactor = transactor
    this.#largeValues = largeValues
  }

  /** Whether there is something that this process decided, or may have, and did not finish. */
  get isUnfinished(): boolean {
    return this.#unfinished.size > 0
  }

  /** Does writes, all or none of them. All get the revision of the header. One batch at a time. */
  async write(requests: WriteRequest[]): Promise<void> {
    const writes = encodeWrites(this.#space, requests)
    const { head, chunks } = splitValue(this.#blockSpace, newChunkId(clock.now()), writes)
    const isInline = writes.length <= MAX_HEADER_WRITES_BYTES
    if (!isInline) await this.#blocks.write(chunks)

    const now = clock.now()
    const header: JournalHeader = {
      head,
      revision: newRevision(now),
      writer: writerIdentity(),
      writes: isInline ? writes : undefined
    }
    setRevision(requests, header.revision)
    // If no answer comes, it may be decided all the same.
    this.#unfinished.set(head.id, header)
    underWay.add(head.id)
    try {
      await this.#decide(header).catch(error => {
        if (isRefusal(error)) this.#unfinished.delete(head.id)
        throw error
      })
      await this.#finish(requests, header, now)
    } finally {
      underWay.delete(head.id)
    }
    this.#unfinished.delete(head.id)
    await this.#removeBlocks(header)
  }

  async #decide(header: JournalHeader): Promise<void> {
    const item = headerItem(this.#space, header)
    await this.#sender.send(new PutItemCommand({ TableName: this.#space.table, Item: item }))
  }

  async #finish(requests: WriteRequest[], header: JournalHeader, since: number): Promise<void> {
    try {
      const writer = new BatchWriter(this.#sender, this.#transactor)
      const failure = await writer.write(requests, { until: since + TRUSTED_MS })
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
  }

  /** Finishes what this process left unfinished. */
  async finishOwn(): Promise<void> {
    for (const header of this.#unfinished.values()) await this.#recover(header)
  }

  /** Finishes what other processes left unfinished. */
  async recover(headers: readonly JournalHeader[]): Promise<void> {
    for (const header of headers) {
      if (await this.#isLeft(header)) await this.#recover(header)
    }
  }

  /** Waits until its writer has finished a batch, or would not go on without a look at the header. */
  async #isLeft({ head, revision, writer }: JournalHeader): Promise<boolean> {
    if (isThisProcess(writer) ? !underWay.has(head.id) : hasEnded(writer)) return true
    const Key = headerKey(this.#space, head.id)
    const command = new GetItemCommand({ TableName: this.#space.table, Key, ConsistentRead: true })
    const age = Math.max(0, clock.now() - timeOfRevision(revision))
    for (let rest = TRUSTED_MS + MARGIN_MS - age; rest > 0; rest -= LOOK_MS) {
      await clock.sleep(Math.min(rest, LOOK_MS))
      const { Item: item } = await this.#sender.send(command)
      if (item === undefined) return false
    }
    return true
  }

  async #recover(header: JournalHeader): Promise<void> {
    const bytes = header.writes ?? (await this.#blocks.read(header.head, Buffer.alloc(0), true))
    // Blocks go after the header: if they are gone, somebody has finished the batch.
    const requests = bytes === undefined ? [] : decodeWrites(this.#space, bytes, header.revision)
    const isDone = await this.#writeGuarded(requests, header)
    if (isDone) await this.#removeHeader(header)
    this.#unfinished.delete(header.head.id)
    // Without a header the blocks are somebody else's to remove, or the header may be on its way yet.
    if (isDone) await this.#removeBlocks(header)
  }

  /** False if the header is gone: then the batch is finished, or was never decided. */
  async #writeGuarded(requests: readonly WriteRequest[], header: JournalHeader): Promise<boolean> {
    const guard = this.#guard(header)
    const condition = notLaterThan(header.revision)
    const inline = requests.filter(request => !pointsToChunks(request))
    for (const group of inTransactions(inline, 1)) {
      for (let pending = group; pending.length > 0; ) {
        const writes = pending.map(request => transactWrite(this.#space, request, condition))
        const reasons = await this.#transactor.write([guard, ...writes])
        if (reasons === undefined) break
        if (reasons[0]?.Code === FAILED) return false
        // What has a later revision was written by others since.
        pending = pending.filter((_, index) => reasons[index + 1]?.Code !== FAILED)
      }
    }
    for (const request of requests.filter(pointsToChunks)) {
      if (!(await this.#writeLarge(request.PutRequest!.Item!, header))) return false
    }
    return true
  }

  /**
   * Others may have deleted the entry, and removed its chunks or be about to. So it gets chunks of its own, unless it was
   * written. The former ones are left to `collect()`: a write that is still on its way may point to them.
   */
  async #writeLarge(entry: Item, header: JournalHeader): Promise<boolean> {
    const request = getRequest(this.#space, entry[this.#space.rangeKey]!, {
      parts: 'all',
      consistentRead: true
    })
    const { Item: there } = await this.#sender.send(new GetItemCommand(request))
    const revision = there?.[ATTRIBUTES.revision]?.B
    if (revision !== undefined && header.revision.compare(revision) <= 0) return true

    const copy = await this.#largeValues.copy(entry, decodeHead(entry)!)
    // Whoever removed its chunks had overwritten or deleted it.
    if (copy === undefined) return true
    const write = transactWrite(this.#space, putWrite(copy), earlierThan(header.revision))
    const reasons = await this.#transactor.write([this.#guard(header), write])
    if (reasons === undefined) return true
    await this.#largeValues.discard([decodeHead(copy)!])
    return reasons[0]?.Code !== FAILED
  }

  #guard({ head }: JournalHeader): TransactWriteItem {
    return transactCheck(this.#space, headerKey(this.#space, head.id), exists(this.#space))
  }

  async #removeHeader({ head }: JournalHeader): Promise<void> {
    const Key = headerKey(this.#space, head.id)
    await this.#sender.send(new DeleteItemCommand({ TableName: this.#space.table, Key }))
  }

  /** The batch is done, whether its blocks go now or with a later `collect()`. */
  async #removeBlocks({ head, writes }: JournalHeader): Promise<void> {
    if (writes === undefined) await this.#blocks.remove(head.id, chunkCount(head)).catch(() => {})
  }
}
