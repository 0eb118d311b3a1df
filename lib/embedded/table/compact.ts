/** Without the members that are undefined, which answers and stored records do not have. */
export function compact<T extends object>(source: T): T {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined)) as T
}
