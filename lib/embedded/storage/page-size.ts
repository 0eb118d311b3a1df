// How much an item counts towards the 1 MB of a page. The service measures its own stored form, in which an attribute's
// name takes one byte and a length one to three; dynalite recorded where pages end.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
import { valueSize } from '../attribute/size.js'
import type { AttributeValue, Item } from '../attribute/value.js'

const ITEM_BYTES = 2
const NAME_BYTES = 1
const CONTAINER_BYTES = 3
const BYTES_OF_BLOCK = 3072
const BLOCK_OVERHEAD_BYTES = 18

/** `rangeKey` is the table's: the service repeats it in each block of a large item. */
export function pageSize(item: Item, rangeKey: string | undefined): number {
  let size = 0
  let rangeKeySize = 0
  for (const name in item) {
    const value = item[name]!
    if (name === rangeKey) rangeKeySize = valueSize(value)
    else size += NAME_BYTES + storedSize(value)
  }
  const blocks = 1 + Math.floor((1 + size) / BYTES_OF_BLOCK)
  return ITEM_BYTES + size + blocks * (BLOCK_OVERHEAD_BYTES + rangeKeySize)
}

function storedSize(value: AttributeValue): number {
  if ('S' in value) {
    const size = valueSize(value)
    return size + (size < 128 ? 1 : size < 16384 ? 2 : 3)
  }
  if ('N' in value || 'B' in value) return valueSize(value) + 1
  if ('NULL' in value) return 0
  if ('BOOL' in value) return 1
  if ('L' in value) return value.L.reduce((sum, x) => sum + 1 + storedSize(x), CONTAINER_BYTES)
  if ('M' in value) {
    let size = CONTAINER_BYTES
    for (const name of Object.keys(value.M)) size += 2 * NAME_BYTES + storedSize(value.M[name]!)
    return size
  }
  const members = 'SS' in value ? value.SS : 'NS' in value ? value.NS : value.BS
  return valueSize(value) + members.length + 1
}
