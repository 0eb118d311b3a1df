import type { Answer, Engine, Request } from './engine.js'

/** Those with conditions are not among them: they fail more often, and then all of a group are done twice. */
const OPERATIONS = new Set(['BatchWriteItem', 'PutItem', 'DeleteItem'])
/** What a transaction takes: other processes wait for it. */
const MAX_WRITES = 32

interface Call {
  readonly request: Request
  readonly resolve: (answer: Answer) => void
}

/**
 * Writes that are asked for before the program waits share a transaction: to commit one costs as much as to write a
 * dozen items. A write that is asked for alone waits for nobody.
 */
export class WriteGroup {
  readonly #engine: Engine
  #calls: Call[] = []

  constructor(engine: Engine) {
    this.#engine = engine
  }

  takes(operation: string, input: { ConditionExpression?: string; Expected?: object }): boolean {
    return (
      this.#engine.hasFile &&
      OPERATIONS.has(operation) &&
      input.ConditionExpression === undefined &&
      input.Expected === undefined
    )
  }

  /** Resolves when the write is committed, or has failed. */
  add(request: Request): Promise<Answer> {
    return new Promise(resolve => {
      this.#calls.push({ request, resolve })
      if (this.#calls.length === MAX_WRITES) this.flush()
      else if (this.#calls.length === 1) queueMicrotask(() => this.flush())
    })
  }

  /** Does what was asked for, before something else is done that must see it. */
  flush(): void {
    const calls = this.#calls
    if (calls.length === 0) return
    this.#calls = []
    const answers = this.#engine.executeTogether(calls.map(({ request }) => request))
    for (const [i, { resolve }] of calls.entries()) resolve(answers[i]!)
  }
}
