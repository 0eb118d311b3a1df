/** Reads until there is nothing more, and on where it fails: what was read, and how often it failed. */
export async function readOn<T>(read: () => Promise<T[]>): Promise<{ found: T[]; failures: number }> {
  const found: T[] = []
  let failures = 0
  for (;;) {
    try {
      const some = await read()
      if (some.length === 0) return { found, failures }
      found.push(...some)
    } catch {
      failures++
    }
  }
}
