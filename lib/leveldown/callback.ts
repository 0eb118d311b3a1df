/** Of Node.js's kind, with no `null`: the types of levelup know none. What follows depends on the operation. */
export type Callback<T extends unknown[] = []> = (error?: Error, ...results: Partial<T>) => void

/** The callback among the arguments of a method, the last one that is a function. @internal */
export function callbackOf<T extends unknown[]>(method: string, ...args: unknown[]): Callback<T> {
  const callback = args.findLast(arg => typeof arg === 'function')
  if (callback === undefined) throw new Error(`${method} requires a callback argument`)
  return callback as Callback<T>
}

/** @internal */
export function optionsOf<O extends object>(options: unknown): O {
  return (typeof options === 'object' && options !== null ? options : {}) as O
}

/**
 * Gives the outcome of a promise to a callback, in a turn of its own: what the callback throws must not become a
 * rejection, nor call it again.
 *
 * @internal
 */
export function settle<T>(promise: Promise<T>, callback: Callback<[T]>): void {
  promise.then(
    result => process.nextTick(callback, undefined, result),
    error => process.nextTick(callback, error)
  )
}

/** The callback, or one that settles a promise where there is none. @internal */
export function promisify<T>(callback: unknown): { callback: Callback<[T]>; promise?: Promise<T> } {
  if (typeof callback === 'function') return { callback: callback as Callback<[T]> }
  let settled: Callback<[T]> = () => {}
  const promise = new Promise<T>((resolve, reject) => {
    settled = (error, result) => (error ? reject(error) : resolve(result as T))
  })
  return { promise, callback: settled }
}
