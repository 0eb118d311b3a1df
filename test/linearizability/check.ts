// Whether a history can be told as if its steps had happened at once each, one after the other: the search of Wing and Gong,
// with Lowe's memory of where it has been.
// https://www.cs.ox.ac.uk/people/gavin.lowe/LinearizabiltyTesting/paper.pdf

export type Value = string | undefined
export type Values = ReadonlyMap<string, Value>

/** An operation, in the time between its call and its return. Times of different operations differ. */
export interface Step {
  readonly call: number
  readonly return: number
  /** What it found, and had to find. */
  readonly reads?: Values
  /** What it did not find: the entry under a key was another one than this. */
  readonly unlike?: { readonly key: string; readonly value: Value }
  readonly writes?: Values
  /** It failed and nobody knows how: at once, or not at all. */
  readonly isUncertain?: boolean
}

/** A history without an order, at least: no step that comes next fits. */
export interface Violation {
  /** As far as an order was found. */
  readonly order: readonly Step[]
  readonly state: Values
  readonly next: readonly Step[]
}

/** Undefined if there is an order. All entries are absent in the beginning. */
export function check(history: readonly Step[]): Violation | undefined {
  const search = new Search(history.toSorted((a, b) => a.call - b.call))
  return search.isLinearizable() ? undefined : search.deepest
}

/** The same, of steps that touch one key each: keys have nothing to do with one another. */
export function checkEachKey(history: readonly Step[]): Violation | undefined {
  const byKey = new Map<string, Step[]>()
  for (const step of history) {
    const keys = keysOf(step)
    if (keys.length > 1) throw new TypeError(`A step on ${keys.length} keys`)
    // What found nothing and did nothing fits anywhere.
    if (keys.length === 0) continue
    const steps = byKey.get(keys[0]!) ?? []
    byKey.set(keys[0]!, steps)
    steps.push(step)
  }
  for (const steps of byKey.values()) {
    const violation = check(steps)
    if (violation !== undefined) return violation
  }
  return undefined
}

function keysOf({ reads, unlike, writes }: Step): string[] {
  const keys = [...(reads?.keys() ?? []), ...(writes?.keys() ?? []), ...(unlike ? [unlike.key] : [])]
  return [...new Set(keys)]
}

class Search {
  readonly #steps: readonly Step[]
  readonly #isDone: boolean[]
  readonly #order: Step[] = []
  readonly #seen = new Set<string>()
  deepest: Violation = { order: [], state: new Map(), next: [] }

  constructor(steps: readonly Step[]) {
    this.#steps = steps
    this.#isDone = steps.map(() => false)
  }

  isLinearizable(): boolean {
    return this.#visit(0, new Map())
  }

  /** Goes on from a state, all steps before `first` being done. */
  #visit(start: number, state: Values): boolean {
    let first = start
    while (this.#isDone[first]) first++
    if (first === this.#steps.length) return true
    const place = this.#placeOf(first, state)
    if (this.#seen.has(place)) return false
    this.#seen.add(place)

    const candidates = this.#candidates(first)
    if (this.#order.length >= this.deepest.order.length) {
      const next = candidates.map(index => this.#steps[index]!)
      this.deepest = { order: [...this.#order], state, next }
    }
    return candidates.some(index => this.#take(index, first, state))
  }

  #take(index: number, first: number, state: Values): boolean {
    const step = this.#steps[index]!
    this.#isDone[index] = true
    const next = apply(step, state)
    if (next !== undefined) {
      this.#order.push(step)
      if (this.#visit(first, next)) return true
      this.#order.pop()
    }
    if (step.isUncertain && this.#visit(first, state)) return true
    this.#isDone[index] = false
    return false
  }

  /** Those that may come next: what is called after the return of another comes after it. */
  #candidates(first: number): number[] {
    const candidates: number[] = []
    let end = Infinity
    for (let index = first; index < this.#steps.length; index++) {
      if (this.#isDone[index]) continue
      const step = this.#steps[index]!
      if (step.call > end) break
      end = Math.min(end, step.return)
      candidates.push(index)
    }
    return candidates
  }

  #placeOf(first: number, state: Values): string {
    const done: number[] = []
    for (let index = first; index < this.#steps.length; index++) if (this.#isDone[index]) done.push(index)
    const entries = Array.from(state, ([key, value]) => `${key}=${value}`).sort()
    return `${first} ${done} ${entries}`
  }
}

/** The state after a step; undefined if the step does not fit the state. */
function apply({ reads, unlike, writes }: Step, state: Values): Values | undefined {
  for (const [key, value] of reads ?? []) if (state.get(key) !== value) return undefined
  if (unlike !== undefined && state.get(unlike.key) === unlike.value) return undefined
  if (writes === undefined || writes.size === 0) return state
  const next = new Map(state)
  for (const [key, value] of writes) next.set(key, value)
  return next
}
