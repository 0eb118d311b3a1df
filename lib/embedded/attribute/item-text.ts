// The stored form of an item: DynamoDB JSON as on the wire, with binary as base64.
import { bytesOfBase64, encodeBase64 } from './base64.js'
import { ItemReader, isPlainText } from './item-reader.js'
import type { AttributeValue, Item } from './value.js'

const SHORT = 64
const SPACE = 0x20
const QUOTE = 0x22
const BACKSLASH = 0x5c
const TILDE = 0x7e

export function formatItem(item: Item): string {
  let text = ''
  for (const name in item) {
    text += `${text === '' ? '' : ','}${quote(name)}:${formatValue(item[name]!)}`
  }
  return `{${text}}`
}

function formatValue(value: AttributeValue): string {
  if ('S' in value) return `{"S":${quote(value.S)}}`
  if ('N' in value) return `{"N":"${value.N}"}`
  if ('B' in value) return `{"B":"${encodeBase64(value.B)}"}`
  if ('M' in value) return `{"M":${formatItem(value.M)}}`
  if ('L' in value) return `{"L":[${value.L.map(formatValue).join(',')}]}`
  if ('BS' in value) return `{"BS":[${value.BS.map(bytes => `"${encodeBase64(bytes)}"`).join(',')}]}`
  return JSON.stringify(value)
}

/** As JSON.stringify does, which costs a call into the runtime that short and plain strings can do without. */
function quote(string: string): string {
  if (string.length > SHORT) return JSON.stringify(string)
  for (let i = 0; i < string.length; i++) {
    const unit = string.charCodeAt(i)
    if (unit < SPACE || unit > TILDE || unit === QUOTE || unit === BACKSLASH) return JSON.stringify(string)
  }
  return `"${string}"`
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
