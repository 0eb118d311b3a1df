// From the stored form of an item.
import { bytesOfBase64 } from './base64.js'
import { ItemReader, isPlainText } from './item-reader.js'
import type { AttributeValue, Item } from './value.js'

const LINE_END = 0x0a
/** The strings of an item are slices of the text that it is parsed from, and keep that alive: so much at most. */
const MAX_SLICED_BYTES = 4096

const decoder = new TextDecoder()

/** From stored forms in UTF-8, each on a line. Short ones are read several at a time. */
export function parseLines(lines: Uint8Array): Item[] {
  const items: Item[] = []
  for (let start = 0; start < lines.length; ) {
    const end = endOfLines(lines, start)
    const text = decoder.decode(lines.subarray(start, end))
    if (end - start <= MAX_SLICED_BYTES && !text.includes('\\')) new ItemReader(text).readLines(items)
    else for (const line of text.split('\n')) items.push(parseItem(line))
    start = end + 1
  }
  return items
}

/** The end of the last line that ends within reach, or of the first one if none does. */
function endOfLines(lines: Uint8Array, start: number): number {
  const reach = start + MAX_SLICED_BYTES
  if (reach >= lines.length) return lines.length
  const last = lines.lastIndexOf(LINE_END, reach)
  if (last > start) return last
  const first = lines.indexOf(LINE_END, reach)
  return first === -1 ? lines.length : first
}

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
