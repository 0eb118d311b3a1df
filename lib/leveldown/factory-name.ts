/** How many factories of this process want a name. */
const counts = new Map<string, number>()

/**
 * PouchDB keeps its open databases by the name of the factory and then by their own. So two factories of one name would
 * get each other's databases, be they on other tables or accounts: the second one is named otherwise.
 */
export function factoryName(wanted: string): string {
  const count = (counts.get(wanted) ?? 0) + 1
  counts.set(wanted, count)
  return count === 1 ? wanted : factoryName(`${wanted}-${count}`)
}
