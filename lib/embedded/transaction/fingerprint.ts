import { hash } from 'node:crypto'
import { encodeBase64 } from '../attribute/base64.js'

/** The same for the same parameters, in whichever order an object's members came. */
export function fingerprintOf(parameters: unknown): string {
  return hash('sha256', canonical(parameters), 'base64')
}

/**
 * As a text, of which no other parameters have the same. It is written straight away, for it is made for every
 * transaction with a token, and the SDK gives each one a token.
 */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (value instanceof Uint8Array) return `#${encodeBase64(value)}`
  let text = ''
  if (Array.isArray(value)) {
    for (const element of value) text += `${canonical(element)},`
    return `[${text}]`
  }
  const members = value as Record<string, unknown>
  const names = Object.keys(members)
  if (names.length > 1) names.sort()
  for (const name of names) text += `${name.length}"${name}:${canonical(members[name])},`
  return `{${text}}`
}
