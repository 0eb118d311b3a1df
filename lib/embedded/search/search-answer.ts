// From a page of rows to the answer of a Query or a Scan.
import { parseItem, parseLastLine, parseLines, pickLines } from '../attribute/item-text.js'
import { RawItem } from '../attribute/raw-item.js'
import { attributeOf, type Item, newItem } from '../attribute/value.js'
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { pageUnits, READ_UNIT_BYTES, readUnits } from '../capacity/units.js'
import type { EngineContext } from '../commands/command.js'
import type { Condition } from '../expression/ast.js'
import { evaluateCondition } from '../expression/condition.js'
import { type AnswerItem, answerItem, madeItem, type ReadItem } from '../read/answer-item.js'
import { itemKey } from '../storage/key.js'
import { type LinesPage, MAX_PAGE_BYTES, type Page, type StoredItem, type TextPage } from '../storage/page.js'
import type { Selection } from '../storage/selection.js'
import type { Search, SearchRequest } from './search-request.js'
import type { Fetching, Source } from './source.js'

const EMPTY_PAGE: Page = { items: [], complete: true }

export interface SearchAnswer {
  Items?: AnswerItem[] | RawItem
  Count: number
  ScannedCount: number
  LastEvaluatedKey?: Item
  ConsumedCapacity?: ConsumedCapacity
}

/** `selection`: undefined where there can be no rows. `isSingle`: where there cannot be more than one. */
export function searchAnswer(
  context: EngineContext,
  request: SearchRequest,
  search: Search,
  source: Source,
  selection: Selection | undefined,
  { fetching, isSingle = false }: { fetching: Fetching; isSingle?: boolean }
): SearchAnswer {
  const { items } = context.storage
  if (selection === undefined) return answerRows(context, request, search, source, EMPTY_PAGE, fetching)
  if (isAnsweredAsStored(request, search, fetching)) {
    if (context.form === 'sdk' || search.projection !== undefined) {
      const page = items.linesPage(selection, request.Limit)
      return answerLines(context, request, search, source, isSingle ? { ...page, complete: true } : page)
    }
    const page = items.textPage(selection, request.Limit)
    return answerText(request, source, isSingle ? { ...page, lastText: undefined } : page)
  }
  const rows = items.page(selection, request.Limit)
  // Where one item is all that there can be, nothing comes after it, whatever the limit.
  const page = isSingle ? { ...rows, complete: true } : rows
  return answerRows(context, request, search, source, page, fetching)
}

/** Whole, or some of its attributes. */
function isAnsweredAsStored(
  { Select: select }: SearchRequest,
  { filter, projection }: Search,
  fetching: Fetching
): boolean {
  const isOfAttributes = projection === undefined || projection.paths.every(path => path.length === 1)
  return filter === undefined && isOfAttributes && fetching === 'nothing' && select !== 'COUNT'
}

function answerText(
  request: SearchRequest,
  source: Source,
  { count, size, text, lastText }: TextPage
): SearchAnswer {
  const answer: SearchAnswer = { Count: count, ScannedCount: count, Items: new RawItem(`[${text}]`) }
  if (lastText !== undefined) answer.LastEvaluatedKey = positionKey(source, parseItem(lastText))
  return withCapacity(answer, request, source, size)
}

function answerLines(
  { form }: EngineContext,
  request: SearchRequest,
  { projection }: Search,
  source: Source,
  { size, lines, complete }: LinesPage
): SearchAnswer {
  const wanted = projection && new Set(projection.paths.map(([name]) => name))
  const items = form === 'wire' && wanted ? pickLines(lines, wanted) : parseLines(lines, wanted)
  const answer: SearchAnswer = { Count: items.length, ScannedCount: items.length }
  answer.Items = form === 'wire' ? new RawItem(`[${items.join()}]`) : (items as Item[])
  if (!complete && items.length > 0)
    answer.LastEvaluatedKey = madeItem(form, positionKey(source, parseLastLine(lines)))
  return withCapacity(answer, request, source, size)
}

function answerRows(
  context: EngineContext,
  request: SearchRequest,
  search: Search,
  source: Source,
  rows: Page,
  fetching: Fetching
): SearchAnswer {
  const fetched = fetching === 'nothing' ? undefined : fetchItems(context, source, rows)
  const page = fetched === undefined ? rows : shortened(rows, fetched.length)
  const answered = fetching === 'answer' ? fetched! : page.items
  const found =
    search.filter === undefined ? answered : passing(search.filter, fetched ?? page.items, answered)

  const answer: SearchAnswer = { Count: found.length, ScannedCount: page.items.length }
  if (request.Select !== 'COUNT') answer.Items = found.map(row => answerItem(context, row, search.projection))
  const last = page.items.at(-1)
  if (!page.complete && last !== undefined)
    answer.LastEvaluatedKey = madeItem(context.form, positionKey(source, parseItem(last.text)))
  const charged = fetching === 'answer' ? fetched! : []
  return withCapacity(answer, request, source, bytesOf(page.items), charged)
}

/** Those of `answered` whose counterparts pass the filter. */
function passing(
  filter: Condition,
  filtered: readonly StoredItem[],
  answered: readonly StoredItem[]
): ReadItem[] {
  const passed: ReadItem[] = []
  for (const [i, { text }] of filtered.entries()) {
    const item = parseItem(text)
    if (!evaluateCondition(filter, item)) continue
    passed.push(filtered === answered ? { ...answered[i]!, item } : answered[i]!)
  }
  return passed
}

/**
 * The whole items of a page of index rows: as many as a page can hold, to which each counts as the units that it takes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ThroughputConsiderations.Reads
 */
function fetchItems({ storage }: EngineContext, { table }: Source, rows: Page): StoredItem[] {
  const items: StoredItem[] = []
  let bytes = 0
  for (const row of rows.items) {
    if (bytes >= MAX_PAGE_BYTES) break
    const item = storage.items.get(table, itemKey(table.key, parseItem(row.text)))!
    bytes += readUnits(item.size, true) * READ_UNIT_BYTES
    items.push(item)
  }
  return items
}

function shortened({ items, complete }: Page, length: number): Page {
  return length === items.length ? { items, complete } : { items: items.slice(0, length), complete: false }
}

function positionKey({ positionNames }: Source, item: Item): Item {
  const key = newItem()
  for (const name of positionNames) key[name] = attributeOf(item, name)!
  return key
}

/** By what was read, before the filter and the projection: what was fetched is rounded item by item. */
function withCapacity(
  answer: SearchAnswer,
  request: SearchRequest,
  { table, index }: Source,
  rowBytes: number,
  fetched: readonly StoredItem[] = []
): SearchAnswer {
  const detail = capacityDetail(request.ReturnConsumedCapacity)
  if (detail === undefined) return answer
  const consistent = request.ConsistentRead === true
  const rowUnits = pageUnits(rowBytes, consistent)
  const consumption = new Consumption(table)
  if (index === undefined) consumption.add(rowUnits)
  else {
    const fetchedUnits = fetched.reduce((units, { size }) => units + readUnits(size, consistent), 0)
    consumption.add(fetchedUnits).addIndex(index, rowUnits)
  }
  answer.ConsumedCapacity = consumption.report(detail)
  return answer
}

function bytesOf(items: readonly StoredItem[]): number {
  return items.reduce((sum, { size }) => sum + size, 0)
}
