import { encodeBase64 } from '../attribute/base64.js'
import { RawItem } from '../attribute/raw-item.js'

/**
 * An answer as JSON text: times are seconds, binary is base64, and items that are still the stored text go through
 * unparsed.
 */
export function encode(output: object): string {
  return encodeValue(output)
}

function encodeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
    case 'boolean':
      return String(value)
    default:
      return encodeObject(value as object | null)
  }
}

function encodeObject(value: object | null): string {
  if (value === null) return 'null'
  if (value instanceof RawItem) return value.text
  if (Array.isArray(value)) return `[${value.map(encodeValue).join(',')}]`
  if (value instanceof Uint8Array) return `"${encodeBase64(value)}"`
  if (value instanceof Date) return String(value.getTime() / 1000)
  let text = ''
  for (const key of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${encodeValue(member)}`
  }
  return `{${text}}`
}
