// From the stored form of an item.
import { bytesOfBase64 } from './base64.js'
import { ItemReader, isPlainText } from './item-reader.js'
import type { AttributeValue, Item } from './value.js'

export function parseItem(text: string): Item {
  if (isPlainText(text)) return new ItemReader(text).read()
  const item = JSON.parse(text) as Item
  // A quote within a string is escaped, so these stand in the text only where a value is binary.
  if (text.includes('{"B":"') || text.includes('{"BS":[')) reviveItem(item)
  return item
}

function reviveItem(item: Item): void {
  for (const name of Object.keys(item)) reviveValue(item[name]!)
}

function reviveValue(value: AttributeValue): void {
  if ('B' in value) value.B = fromStored(value.B)
  else if ('BS' in value) value.BS = value.BS.map(fromStored)
  else if ('M' in value) reviveItem(value.M)
  else if ('L' in value) value.L.forEach(reviveValue)
}

function fromStored(text: unknown): Uint8Array {
  return bytesOfBase64(text as string)
}
