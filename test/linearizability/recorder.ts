import type { DynamoLevelError } from '../../index.js'
import type { Step } from './check.js'

type Effect = Omit<Step, 'call' | 'return' | 'isUncertain'>

/** Writes down what is called when, and what it found. Times are a count of calls and returns. */
export class Recorder {
  readonly history: Step[] = []
  #time = 0

  /**
   * Runs an operation, which gives what it did. If it fails, `attempt` says what it would have done: it may have, before
   * it failed. A condition that did not hold is told by `conflict`.
   */
  async record(
    operation: () => Promise<Effect>,
    { attempt, conflict }: { attempt?: () => Effect; conflict?: () => Effect } = {}
  ): Promise<boolean> {
    const call = this.#time++
    const note = (effect: Effect, isUncertain = false) =>
      this.history.push({ call, return: this.#time++, ...effect, ...(isUncertain && { isUncertain }) })
    try {
      note(await operation())
      return true
    } catch (error) {
      const { code } = error as DynamoLevelError
      if (code === 'DYNAMO_LEVEL_CONFLICT' && conflict !== undefined) note(conflict())
      else if (code !== 'LEVEL_IO_ERROR') throw error
      else if (attempt !== undefined) note(attempt(), true)
      return false
    }
  }
}
