import { QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Item } from './codec/item.js'
import { abortError } from './errors.js'
import type { Isolation } from './isolation.js'
import type { Keyspace } from './keyspace.js'
import { PageCursor, type PageCursorOptions } from './page-cursor.js'
import { type QueryOptions, queryRequest } from './requests/query.js'
import type { Sender } from './sender.js'

/** Callers that set no limit often stop early, so the first page is small. */
const FIRST_PAGE_SIZE = 128
/**
 * The next ones are as large as all before them, so that what is read in vain is no more than what was consumed. But who
 * takes a page without waiting for anything else waits for pages only: for him they grow as quickly as this.
 */
const QUICK_GROWTH = 8
/**
 * The 1 MB of a page holds more items only where they are tiny. What waits longer than V8 takes to fill its young
 * generation twice goes into the old one and stays there long after it was consumed: of pages of 1 MB, and read ahead by
 * half a page, that was 60 MB.
 */
const PAGE_SIZE = 4_700
/**
 * How much of the first page, and of later ones, is consumed when the next is read ahead. For a batch of its
 * replication PouchDB takes 103 entries, or 129 where answers take time, and for one of a view 53 or 81; then it stops, and
 * begins anew for the next.
 */
const FIRST_SHARE = 1
const LATER_SHARE = 3 / 4

/** In the place of an item that was given away, so that the rest of its page does not keep it in memory. */
const CONSUMED: Item = {}

export interface PageReaderOptions extends Omit<PageCursorOptions, 'schema'>, QueryOptions {
  signal?: AbortSignal | undefined
  isolation?: Isolation
}

/** Reads the pages of a range one after the other, the next one ahead while the current one is consumed. */
export class PageReader {
  readonly #sender: Sender
  readonly #space: Keyspace
  readonly #cursor: PageCursor
  readonly #options: PageReaderOptions
  readonly #onAbort = () => this.#abort.abort(this.#options.signal?.reason)
  #abort = new AbortController()
  #buffer: Item[] = []
  #index = 0
  #ahead: Promise<Item[]> | undefined
  #pages = 0
  #calls = 0
  /** How many items all pages until now were to have. */
  #asked = 0
  /** The program has waited for nothing since it got the last page. */
  #isSameTurn = false

  constructor(sender: Sender, space: Keyspace, options: PageReaderOptions) {
    this.#sender = sender
    this.#space = space
    this.#cursor = new PageCursor({ ...options, schema: space })
    this.#options = options
    const { signal } = options
    if (signal?.aborted) this.#onAbort()
    else signal?.addEventListener('abort', this.#onAbort, { once: true })
  }

  /** The next item, undefined at the end. */
  async next(): Promise<Item | undefined> {
    for (;;) {
      const item = this.nextBuffered()
      if (item !== undefined) return item
      await this.#fill(1)
      if (this.#index === this.#buffer.length) return undefined
    }
  }

  /** The next item if it has been read. What was wanted then may be expired now. */
  nextBuffered(): Item | undefined {
    while (this.#index < this.#buffer.length) {
      const item = this.#buffer[this.#index]!
      this.#buffer[this.#index++] = CONSUMED
      const isWanted = this.#options.isWanted(item)
      if (!isWanted) this.miss(1)
      this.#readAhead()
      if (isWanted) return item
    }
    return undefined
  }

  /** Up to `size` items, none at the end. What a failure interrupts is kept for the next call. */
  async take(size: number): Promise<Item[]> {
    for (;;) {
      await this.#fill(size)
      const items = this.#buffer.slice(this.#index, this.#index + size)
      this.#index += items.length
      const wanted = items.filter(this.#options.isWanted)
      this.miss(items.length - wanted.length)
      this.#readAhead()
      if (wanted.length > 0 || items.length === 0) return wanted
    }
  }

  /** Gives back the items that were given last, for the next call. */
  putBack(items: readonly Item[]): void {
    this.#index -= items.length
    items.forEach((item, place) => {
      this.#buffer[this.#index + place] = item
    })
  }

  /** So many of the items that were given are no entries: as many more are wanted. */
  miss(count: number): void {
    this.#cursor.miss(count)
  }

  /** All pages, each as large as 1 MB allows. */
  async *pages(): AsyncGenerator<Item[], void, void> {
    for (let page = await this.#nextPage(Infinity); page.length > 0; page = await this.#nextPage(Infinity)) {
      this.#startAhead(Infinity)
      yield page
    }
  }

  /** Starts again at a target; what was read ahead is dropped. */
  seek(target: Buffer, limit: number): void {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#cursor.seek(target, limit)
    this.#buffer = []
    this.#index = 0
    this.#pages = 0
    this.#calls = 0
    this.#asked = 0
    this.#ahead = undefined
  }

  /** Throws where it was aborted. */
  assertGoing(): void {
    const { signal } = this.#abort
    if (signal.aborted) throw abortError(signal.reason)
  }

  /** Ends a read ahead that is under way. */
  async close(): Promise<void> {
    this.#options.signal?.removeEventListener('abort', this.#onAbort)
    this.#abort.abort()
    await this.#ahead?.catch(() => {})
    this.#buffer = []
    this.#index = 0
  }

  /** Reads pages until so many items are buffered, or the end is reached. */
  async #fill(size: number): Promise<void> {
    for (;;) {
      const missing = size - (this.#buffer.length - this.#index)
      if (missing <= 0) return
      const page = await this.#nextPage(missing)
      if (page.length === 0) return
      this.#beginTurn()
      // Whoever wants everything waits for the next page in any case.
      if (size === Infinity) this.#startAhead(Infinity)
      if (this.#index > 0) this.#buffer = this.#buffer.slice(this.#index)
      this.#index = 0
      for (const item of page) this.#buffer.push(item)
    }
  }

  /** From the second call on: most callers that stop early do so at the first. */
  #readAhead(): void {
    const share = this.#pages > 1 ? LATER_SHARE : FIRST_SHARE
    if (this.#calls++ > 0 && this.#index >= this.#buffer.length * share) this.#startAhead(1)
  }

  #startAhead(wanted: number): void {
    if (this.#ahead !== undefined || this.#cursor.done) return
    this.#ahead = this.#readPage(wanted)
    // Its error belongs to the call that comes for the page, if one comes.
    this.#ahead.catch(() => {})
  }

  async #nextPage(wanted: number): Promise<Item[]> {
    const page = this.#ahead ?? this.#readPage(wanted)
    this.#ahead = undefined
    return page
  }

  async #readPage(wanted: number): Promise<Item[]> {
    const { isolation } = this.#options
    const { signal } = this.#abort
    for (;;) {
      const size = Math.max(wanted, this.#pageSize())
      const page = this.#cursor.next(size)
      if (page === undefined) return []
      const request = queryRequest(this.#space, page, this.#options)
      const send = () => this.#sender.send(new QueryCommand(request), { signal })
      const output = await (isolation ? inTurn(isolation, send, signal) : send())
      // A seek came between the answer and here: the cursor has left for its target.
      if (signal.aborted) throw abortError(signal.reason)
      const items = this.#cursor.accept(output)
      this.#asked += size
      this.#pages++
      // A page may be empty and yet not be the last.
      if (items.length > 0) return items
    }
  }

  #pageSize(): number {
    // Who says how many entries it wants mostly reads them: they may come at once.
    if (this.#options.limit !== Infinity) return Infinity
    if (this.#asked === 0) return FIRST_PAGE_SIZE
    return Math.min(this.#asked * (this.#isSameTurn ? QUICK_GROWTH : 1), PAGE_SIZE)
  }

  #beginTurn(): void {
    if (this.#isSameTurn) return
    this.#isSameTurn = true
    setImmediate(() => {
      this.#isSameTurn = false
    })
  }
}

/** A page that waits for a batch keeps its place, or later ones would overtake; who is aborted does not wait with it. */
function inTurn<T>(isolation: Isolation, send: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    const begin = () => {
      signal.removeEventListener('abort', onAbort)
      return send()
    }
    isolation.run('page', begin).then(resolve, reject)
  })
}
