/** Runs that end when they are told to, and a list of what began and ended. */
export class Runs {
  readonly events: string[] = []
  readonly #ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>()

  run(name: string): () => Promise<string> {
    return async () => {
      this.events.push(`${name} begins`)
      await new Promise<void>((resolve, reject) => this.#ends.set(name, { resolve, reject }))
      this.events.push(`${name} ends`)
      return name
    }
  }

  async end(name: string, error?: Error): Promise<void> {
    const { resolve, reject } = this.#ends.get(name)!
    if (error) reject(error)
    else resolve()
    await settle()
  }

  take(): string[] {
    return this.events.splice(0)
  }
}

/** Until all that follows from what has happened has happened. */
export const settle = () => new Promise(resolve => setImmediate(resolve))
