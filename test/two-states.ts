import type { DynamoLevel } from '../index.js'

type Operation = { type: 'put'; key: string; value: string } | { type: 'del'; key: string }
type Entry = [key: string, value: string]

const LENGTH = 6
const BALLAST_INDEX = 3

/**
 * Two states of a database, and the batches that lead from one to the other: a third of the operations overwrite, a third
 * add and a third delete. Whoever looks finds one state or the other, or something that no atomic batch leaves behind.
 */
export class TwoStates {
  readonly #count: number
  readonly #ballast: string

  /** `ballast` is how many bytes one of the values has beside the others. */
  constructor(count: number, { ballast = 0 } = {}) {
    this.#count = count
    this.#ballast = 'x'.repeat(ballast)
  }

  /** Leads from the other state to this one. */
  batchTo(state: 0 | 1): Operation[] {
    return Array.from({ length: this.#count }, (_, index) => {
      const value = this.#valueAt(state, index)
      return value === undefined
        ? { type: 'del', key: keyAt(index) }
        : { type: 'put', key: keyAt(index), value }
    })
  }

  /** Which of them a database is in, or what is wrong. */
  async find(db: DynamoLevel): Promise<0 | 1 | string> {
    const found = await db.iterator().all()
    for (const state of [0, 1] as const) {
      if (isSame(found, this.#entries(state))) return state
    }
    const counts = [0, 1].map(state => {
      const expected = new Map(this.#entries(state as 0 | 1))
      return found.filter(([key, value]) => expected.get(key) === value).length
    })
    return `${found.length} entries, ${counts.join(' and ')} of them as in the states`
  }

  #entries(state: 0 | 1): Entry[] {
    return Array.from({ length: this.#count }, (_, index) => index).flatMap(index => {
      const value = this.#valueAt(state, index)
      return value === undefined ? [] : [[keyAt(index), value] as Entry]
    })
  }

  #valueAt(state: 0 | 1, index: number): string | undefined {
    if (index === BALLAST_INDEX) return `state ${state}${this.#ballast}`
    if (index % 3 === 0) return `state ${state}`
    return index % 3 === state + 1 ? 'there' : undefined
  }
}

const keyAt = (index: number) => String(index).padStart(LENGTH, '0')

function isSame(a: Entry[], b: Entry[]): boolean {
  return (
    a.length === b.length && a.every(([key, value], index) => key === b[index]![0] && value === b[index]![1])
  )
}
