/** Runs a worker so many times at once, waits for all of them, and only then tells of the first error. */
export async function inParallel(count: number, worker: () => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(Array.from({ length: count }, worker))
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason
  }
}

/** Maps items, so many of them at once, and begins no other after an error. */
export async function mapInParallel<T, R>(
  count: number,
  items: readonly T[],
  map: (item: T, index: number) => Promise<R>
): Promise<R[]> {
  const results = new Array<R>(items.length)
  const entries = items.entries()
  let hasFailed = false
  await inParallel(Math.min(count, items.length), async () => {
    for (const [index, item] of entries) {
      if (hasFailed) return
      try {
        results[index] = await map(item, index)
      } catch (error) {
        hasFailed = true
        throw error
      }
    }
  })
  return results
}
