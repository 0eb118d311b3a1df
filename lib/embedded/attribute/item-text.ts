// From the stored form of an item.
import { bytesOfBase64 } from './base64.js'
import { ItemReader, isPlainText } from './item-reader.js'
import type { AttributeValue, Item } from './value.js'

const LINE_END = 0x0a
/** The strings of an item are slices of the text that it is parsed from, and keep that alive: so much at most. */
const MAX_SLICED_BYTES = 4096

const decoder = new TextDecoder()

/** From stored forms in UTF-8, each on a line: all attributes, or those that are wanted. */
export function parseLines(lines: Uint8Array, wanted?: ReadonlySet<string>): Item[] {
  const items: Item[] = []
  for (const text of textsOf(lines)) {
    if (isPlainGroup(text)) new ItemReader(text, wanted).readLines(items)
    else for (const line of text.split('\n')) items.push(parseItem(line, wanted))
  }
  return items
}

/** The stored forms of the same with the wanted attributes alone. */
export function pickLines(lines: Uint8Array, wanted: ReadonlySet<string>): string[] {
  const picked: string[] = []
  for (const text of textsOf(lines)) {
    if (isPlainGroup(text)) new ItemReader(text, wanted).pickLines(picked)
    else
      for (const line of text.split('\n')) picked.push(JSON.stringify(pick(JSON.parse(line) as Item, wanted)))
  }
  return picked
}

/** The last of items on lines, whole. */
export function parseLastLine(lines: Uint8Array): Item {
  return parseItem(decoder.decode(lines.subarray(lines.lastIndexOf(LINE_END) + 1)))
}

/** Short lines come several at a time. */
function* textsOf(lines: Uint8Array): Generator<string, void, void> {
  for (let start = 0; start < lines.length; ) {
    const end = endOfLines(lines, start)
    yield decoder.decode(lines.subarray(start, end))
    start = end + 1
  }
}

/** Whether an `ItemReader` can read the lines of a text. */
function isPlainGroup(text: string): boolean {
  return text.length <= MAX_SLICED_BYTES && !text.includes('\\')
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

export function parseItem(text: string, wanted?: ReadonlySet<string>): Item {
  if (isPlainText(text)) return new ItemReader(text, wanted).read()
  const item = JSON.parse(text) as Item
  if (wanted !== undefined) pick(item, wanted)
  // A quote within a string is escaped, so these stand in the text only where a value is binary.
  if (text.includes('{"B":"') || text.includes('{"BS":[')) reviveItem(item)
  return item
}

function pick(item: Item, wanted: ReadonlySet<string>): Item {
  for (const name of Object.keys(item)) if (!wanted.has(name)) delete item[name]
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
