import type { Fault } from './faulty-client.js'

/** Holds requests on their way, or their answers, until it is opened. */
export class Gate {
  /** Resolves when one is there. */
  readonly reached: Promise<void>
  readonly #opened: Promise<void>
  #reach = () => {}
  #open = () => {}

  constructor() {
    this.reached = new Promise(resolve => {
      this.#reach = resolve
    })
    this.#opened = new Promise(resolve => {
      this.#open = resolve
    })
  }

  open(): void {
    this.#open()
  }

  readonly request: Fault = async (_request, send) => {
    this.#reach()
    await this.#opened
    return send()
  }

  readonly answer: Fault = async (_request, send) => {
    const output = await send()
    this.#reach()
    await this.#opened
    return output
  }
}
