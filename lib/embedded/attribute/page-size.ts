// How much an item counts towards the 1 MB of a page. The service measures its own stored form, in which an attribute's
// name takes one byte and a length one to three; dynalite recorded where pages end. ItemWriter measures it on its way.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
import { valueSize } from './size.js'
import { type AttributeValue, attributeOf, type Item } from './value.js'

export const STORED_NAME_BYTES = 1
const ITEM_BYTES = 2
const BYTES_OF_BLOCK = 3072
const BLOCK_OVERHEAD_BYTES = 18

export function storedStringSize(size: number): number {
  return size + (size < 128 ? 1 : size < 16384 ? 2 : 3)
}

/** `storedSize` is that of all attributes; `rangeKey` the table's: the service repeats it in each block of a large item. */
export function pageSize(storedSize: number, item: Item, rangeKey: string | undefined): number {
  const range = rangeKey === undefined ? undefined : attributeOf(item, rangeKey)
  const rangeSize = range === undefined ? 0 : valueSize(range)
  const size =
    range === undefined ? storedSize : storedSize - STORED_NAME_BYTES - storedKeySize(range, rangeSize)
  const blocks = 1 + Math.floor((1 + size) / BYTES_OF_BLOCK)
  return ITEM_BYTES + size + blocks * (BLOCK_OVERHEAD_BYTES + rangeSize)
}

function storedKeySize(value: AttributeValue, size: number): number {
  return 'S' in value ? storedStringSize(size) : size + 1
}
