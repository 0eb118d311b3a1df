import type { AttributeValue, QueryCommandOutput } from '@aws-sdk/client-dynamodb'
import type { Item } from './codec/item.js'
import { escapedKeyOf, escapeKey } from './codec/key.js'
import { KeyGroups } from './key-groups.js'
import {
  type Bound,
  isAboveLower,
  isBelowUpper,
  isLoose,
  type KeyRange,
  narrow,
  type RangeQuery,
  toRangeQuery
} from './key-range.js'
import type { Schema } from './schema.js'

export interface Page {
  readonly query: RangeQuery
  /** Where the page before ended. */
  readonly startKey: Record<string, AttributeValue> | undefined
  /** The most items that the page may read; undefined leaves it at DynamoDB's 1 MB. */
  readonly limit: number | undefined
}

export interface PageCursorOptions {
  range: KeyRange
  schema: Schema
  reverse: boolean
  /** How many entries are wanted, Infinity for all. */
  limit: number
  /** Which items count: expired ones do not. */
  isWanted: (item: Item) => boolean
}

/** Knows which page of a range comes next. It decides and never waits: whoever holds it sends the requests. */
export class PageCursor {
  readonly #schema: Schema
  readonly #reverse: boolean
  readonly #range: KeyRange
  readonly #isWanted: (item: Item) => boolean
  #groups: KeyGroups
  #current: KeyRange
  #query: RangeQuery | undefined
  #startKey: Record<string, AttributeValue> | undefined
  #remaining: number
  /** With which the limit was reached. */
  #last: Item | undefined
  #done: boolean

  constructor({ range, schema, reverse, limit, isWanted }: PageCursorOptions) {
    this.#schema = schema
    this.#reverse = reverse
    this.#range = range
    this.#isWanted = isWanted
    this.#groups = new KeyGroups(schema, reverse)
    this.#current = range
    this.#remaining = limit
    this.#query = toRangeQuery(range, schema.rangeKeyType)
    this.#done = this.#query === undefined || limit <= 0
  }

  /** True when no page is left. */
  get done(): boolean {
    return this.#done
  }

  /** The next page, of at most `size` items. */
  next(size: number): Page | undefined {
    if (this.#done || this.#query === undefined) return undefined
    // A first page may begin with one key too many, just outside of an exclusive end.
    const { lower, upper } = this.#query.loose
    const surplus = (this.#reverse ? upper : lower) && this.#startKey === undefined ? 1 : 0
    const limit = Math.min(size, this.#remaining + surplus)
    return { query: this.#query, startKey: this.#startKey, limit: Number.isFinite(limit) ? limit : undefined }
  }

  /** Takes the answer to the last page and gives its items that are in the range. */
  accept({
    Items: items = [],
    LastEvaluatedKey: last
  }: Pick<QueryCommandOutput, 'Items' | 'LastEvaluatedKey'>): Item[] {
    this.#startKey = last
    this.#done = last === undefined
    const ordered = this.#groups.add(items, this.#done)
    const inRange = this.#query && isLoose(this.#query) ? this.#inRange(ordered) : ordered
    const visible = inRange.every(this.#isWanted) ? inRange : inRange.filter(this.#isWanted)
    const wanted = visible.length > this.#remaining ? visible.slice(0, this.#remaining) : visible
    this.#remaining -= wanted.length
    if (this.#remaining === 0) {
      this.#done = true
      this.#last = wanted.at(-1)
    }
    return wanted
  }

  /** So many of the items that it gave are found to be no entries: as many more are wanted. */
  miss(count: number): void {
    if (this.#remaining > 0 || count === 0) this.#remaining += count
    else this.#begin({ key: escapedKeyOf(this.#last!, this.#schema), inclusive: false }, count)
  }

  /**
   * Starts again at a target, which may lie in either direction, with this many entries still wanted. A target outside
   * of the range is its end, as abstract-level says.
   */
  seek(target: Buffer, limit: number): void {
    this.#begin({ key: escapeKey(target), inclusive: true }, limit)
  }

  #begin(bound: Bound, limit: number): void {
    const rest = narrow(this.#range, bound, this.#reverse)
    this.#current = rest ?? this.#range
    this.#groups = new KeyGroups(this.#schema, this.#reverse)
    this.#query = rest && toRangeQuery(rest, this.#schema.rangeKeyType)
    this.#startKey = undefined
    this.#remaining = limit
    this.#done = this.#query === undefined || limit <= 0
  }

  #inRange(items: Item[]): Item[] {
    return items.filter(item => {
      const key = escapedKeyOf(item, this.#schema)
      const [isPastStart, isBeforeEnd] = this.#reverse
        ? [isBelowUpper, isAboveLower]
        : [isAboveLower, isBelowUpper]
      // Nothing after a key past the end is wanted either.
      if (!isBeforeEnd(this.#current, key)) this.#done = true
      else if (isPastStart(this.#current, key)) return true
      return false
    })
  }
}
