// The 400 KB of an item. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-items
import { formItem, type ItemForm } from '../attribute/item-writer.js'
import { itemSize, utf8Length, valueSize } from '../attribute/size.js'
import { attributeOf, type Item } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type { Update } from '../expression/ast.js'

const MAX_ITEM_BYTES = 400 * 1024

// What UpdateItem adds to the attributes that it writes, as measured on the service.
const UPDATE_BYTES = 3
const ASSIGNMENT_BYTES = 19
const REMOVAL_BYTES = 2
const INDEX_BYTES = 1

/** The stored form of an item to be put, if it is not too large. */
export function checkedForm(item: Item): ItemForm {
  const form = formItem(item)
  if (form.size > MAX_ITEM_BYTES) throw validationError('Item size has exceeded the maximum allowed size')
  return form
}

export function checkUpdatedItemSize(item: Item): void {
  if (itemSize(item) > MAX_ITEM_BYTES) throw tooLarge()
}

/**
 * UpdateItem, and it alone, also limits the attributes that an update writes, with a cost for each of its actions: an
 * item with a short key may grow to a few bytes less than 400 KB.
 */
export function checkUpdateSize(update: Update, item: Item): void {
  let bytes = UPDATE_BYTES
  const written = new Set<string>()
  for (const { kind, path } of update.actions) {
    if (kind === 'remove' || kind === 'delete') {
      bytes += REMOVAL_BYTES
      continue
    }
    bytes += ASSIGNMENT_BYTES + (typeof path.at(-1) === 'number' ? INDEX_BYTES : 0)
    written.add(path[0])
  }
  for (const name of written) {
    const value = attributeOf(item, name)
    if (value !== undefined) bytes += utf8Length(name) + valueSize(value)
  }
  if (bytes > MAX_ITEM_BYTES) throw tooLarge()
}

function tooLarge(): Error {
  return validationError('Item size to update has exceeded the maximum allowed size')
}
