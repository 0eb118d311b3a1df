import { createHash } from 'node:crypto'
import { encodeBase64 } from '../attribute/base64.js'

/** The same for the same parameters, in whichever order an object's members came. */
export function fingerprintOf(parameters: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(parameters)))
    .digest('hex')
}

function canonical(value: unknown): unknown {
  if (value instanceof Uint8Array) return encodeBase64(value)
  if (Array.isArray(value)) return value.map(canonical)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => [name, canonical(member)])
  return entries
}
