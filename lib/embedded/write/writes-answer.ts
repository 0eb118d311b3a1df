// The parts of an answer that sum up several writes: of a batch or of a transaction.
import { type ConsumedCapacity, Consumption, capacityDetail } from '../capacity/consumed-capacity.js'
import { TRANSACTION_FACTOR, writeUnits } from '../capacity/units.js'
import type { EngineContext } from '../commands/command.js'
import type { Table } from '../storage/table.js'
import type { Write, Written } from './write.js'
import { type ItemCollectionMetrics, itemCollectionMetrics, type WriteRequest } from './write-answer.js'

export interface WritesAnswer {
  ConsumedCapacity?: ConsumedCapacity[]
  ItemCollectionMetrics?: Record<string, ItemCollectionMetrics[]>
}

export type DoneWrite = readonly [Write, Written]

export function writesAnswer(
  context: EngineContext,
  request: WriteRequest,
  done: readonly DoneWrite[],
  transaction: boolean
): WritesAnswer {
  const answer: WritesAnswer = {}
  const detail = capacityDetail(request.ReturnConsumedCapacity)
  if (detail !== undefined) {
    const kind = transaction ? 'WriteCapacityUnits' : undefined
    answer.ConsumedCapacity = consumptionByTable(done, transaction).map(c => c.report(detail, kind))
  }
  if (request.ReturnItemCollectionMetrics === 'SIZE') {
    const metrics = metricsByTable(context, done)
    if (metrics.size > 0) answer.ItemCollectionMetrics = Object.fromEntries(metrics)
  }
  return answer
}

function consumptionByTable(done: readonly DoneWrite[], transaction: boolean): Consumption[] {
  const factor = transaction ? TRANSACTION_FACTOR : 1
  const consumption = new Map<Table, Consumption>()
  for (const [{ table }, { oldSize, newSize, changes }] of done) {
    const consumed = consumption.get(table) ?? new Consumption(table)
    consumption.set(table, consumed.add(writeUnits(oldSize, newSize) * factor).addChanges(changes, factor))
  }
  return [...consumption.values()]
}

/** One entry for each item collection. */
function metricsByTable(
  context: EngineContext,
  done: readonly DoneWrite[]
): Map<string, ItemCollectionMetrics[]> {
  const metrics = new Map<string, ItemCollectionMetrics[]>()
  const seen = new Set<string>()
  for (const [write, written] of done) {
    const { table, key, change } = write
    const collection = `${table.space}/${key.pk.join()}`
    if (change.kind === 'check' || seen.has(collection)) continue
    const metric = itemCollectionMetrics(context, write, written)
    if (metric === undefined) continue
    seen.add(collection)
    metrics.set(table.name, [...(metrics.get(table.name) ?? []), metric])
  }
  return metrics
}
