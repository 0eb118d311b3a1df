/** Runs a worker so many times at once, waits for all of them, and only then tells of the first error. */
export async function inParallel(count: number, worker: () => Promise<void>): Promise<void> {
  const results = await Promise.allSettled(Array.from({ length: count }, worker))
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason
  }
}
