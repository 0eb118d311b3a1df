/** What waited for a database that did not open is told why: abstract-level has open() alone tell. */
export async function toldWhy<T>(waiting: Promise<T>, openFailure: () => unknown): Promise<T> {
  try {
    return await waiting
  } catch (error) {
    const cause = openFailure()
    if (cause !== undefined) (error as Error).cause ??= cause
    throw error
  }
}
