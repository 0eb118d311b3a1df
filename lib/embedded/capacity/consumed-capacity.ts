// ConsumedCapacity of an answer.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html
import type { IndexChange } from '../storage/indexes.js'
import type { Index, Table } from '../storage/table.js'
import { indexUnits } from './units.js'

export interface Capacity {
  CapacityUnits?: number
  ReadCapacityUnits?: number
  WriteCapacityUnits?: number
}

export interface ConsumedCapacity extends Capacity {
  TableName: string
  Table?: Capacity
  LocalSecondaryIndexes?: Record<string, Capacity>
  GlobalSecondaryIndexes?: Record<string, Capacity>
}

/** What operations on one table used up; several are summed up. */
export class Consumption {
  readonly #table: Table
  readonly #indexes = new Map<Index, number>()
  #units = 0

  constructor(table: Table) {
    this.#table = table
  }

  add(units: number): this {
    this.#units += units
    return this
  }

  addIndex(index: Index, units: number): this {
    this.#indexes.set(index, (this.#indexes.get(index) ?? 0) + units)
    return this
  }

  /** Indexes that a write did not touch are not mentioned. */
  addChanges(changes: readonly IndexChange[], factor = 1): this {
    for (const change of changes) {
      const units = indexUnits(change) * factor
      if (units > 0) this.addIndex(change.index, units)
    }
    return this
  }

  /** `kind` is named by transactions only. */
  report(detail: 'TOTAL' | 'INDEXES', kind?: 'ReadCapacityUnits' | 'WriteCapacityUnits'): ConsumedCapacity {
    const total = this.#units + [...this.#indexes.values()].reduce((sum, units) => sum + units, 0)
    const consumed: ConsumedCapacity = { TableName: this.#table.name, ...capacity(total, kind) }
    if (detail === 'TOTAL') return consumed
    consumed.Table = capacity(this.#units, kind)
    const local = this.#indexReport(false, kind)
    if (local !== undefined) consumed.LocalSecondaryIndexes = local
    const global = this.#indexReport(true, kind)
    if (global !== undefined) consumed.GlobalSecondaryIndexes = global
    return consumed
  }

  #indexReport(global: boolean, kind: keyof Capacity | undefined): Record<string, Capacity> | undefined {
    const entries = [...this.#indexes]
      .filter(([index]) => index.global === global)
      .map(([index, units]) => [index.name, capacity(units, kind)] as const)
    return entries.length === 0 ? undefined : Object.fromEntries(entries)
  }
}

/** What ReturnConsumedCapacity asks for. */
export function capacityDetail(requested: string | undefined): 'TOTAL' | 'INDEXES' | undefined {
  return requested === 'TOTAL' || requested === 'INDEXES' ? requested : undefined
}

function capacity(units: number, kind: keyof Capacity | undefined): Capacity {
  return kind === undefined ? { CapacityUnits: units } : { CapacityUnits: units, [kind]: units }
}
