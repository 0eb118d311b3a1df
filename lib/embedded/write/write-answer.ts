// The parts that answers to writes have in common.
import { attributeOf, type Item, newItem } from '../attribute/value.js'
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { writeUnits } from '../capacity/units.js'
import type { EngineContext } from '../commands/command.js'
import { madeItem } from '../read/answer-item.js'
import type { Table } from '../storage/table.js'
import type { Write, Written } from './write.js'

export interface WriteAnswer {
  Attributes?: Item
  ConsumedCapacity?: ConsumedCapacity
  ItemCollectionMetrics?: ItemCollectionMetrics
}

export interface ItemCollectionMetrics {
  ItemCollectionKey: Item
  SizeEstimateRangeGB: [number, number]
}

export interface WriteRequest {
  readonly ReturnValues?: string
  readonly ReturnConsumedCapacity?: string
  readonly ReturnItemCollectionMetrics?: string
}

const GIGABYTE = 1024 ** 3

export function writeAnswer(
  context: EngineContext,
  request: WriteRequest,
  write: Write,
  written: Written,
  attributes: Item | undefined
): WriteAnswer {
  const answer: WriteAnswer = {}
  if (attributes !== undefined && !isEmpty(attributes)) answer.Attributes = madeItem(context.form, attributes)
  const detail = capacityDetail(request.ReturnConsumedCapacity)
  if (detail !== undefined) answer.ConsumedCapacity = consumptionOf(write.table, written).report(detail)
  if (request.ReturnItemCollectionMetrics === 'SIZE') {
    const metrics = itemCollectionMetrics(context, write, written)
    if (metrics !== undefined) answer.ItemCollectionMetrics = metrics
  }
  return answer
}

/** Whether the answer needs what stood there before. */
export function answersWithOld(request: WriteRequest): boolean {
  return (
    capacityDetail(request.ReturnConsumedCapacity) !== undefined ||
    request.ReturnItemCollectionMetrics === 'SIZE' ||
    (request.ReturnValues !== undefined && request.ReturnValues !== 'NONE')
  )
}

function consumptionOf(table: Table, { oldSize, newSize, changes }: Written): Consumption {
  return new Consumption(table).add(writeUnits(oldSize, newSize)).addChanges(changes)
}

/** Only tables with local indexes have item collections, and a write that found nothing touched none. */
export function itemCollectionMetrics(
  { storage, form }: EngineContext,
  { table, key }: Write,
  { old, item }: Written
): ItemCollectionMetrics | undefined {
  const touched = item ?? old
  if (touched === undefined || table.indexes.every(index => index.global)) return undefined
  const { name } = table.key.hash[0]!
  const collectionKey = newItem()
  collectionKey[name] = attributeOf(touched, name)!
  const gigabytes = Math.floor(storage.items.collectionSize(table, key) / GIGABYTE)
  return { ItemCollectionKey: madeItem(form, collectionKey), SizeEstimateRangeGB: [gigabytes, gigabytes + 1] }
}

function isEmpty(item: Item): boolean {
  for (const _ in item) return false
  return true
}
