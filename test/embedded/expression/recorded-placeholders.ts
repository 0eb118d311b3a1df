// The names and values that the recorded expressions may use; a request carries those that its expression uses.
import type { AttributeValue } from '../../../lib/embedded/attribute/value.js'

const NAMES = new Map([
  ['#a', 'c'],
  ['#c', 'c'],
  ['#d', '[3]'],
  ['#e', 'e']
])

const VALUES = new Map<string, AttributeValue>([
  [':a', { S: 'a' }],
  [':b', { S: 'b' }],
  [':n', { N: '1' }],
  [':n5', { N: '5' }],
  [':l', { L: [] }],
  [':s', { S: 's' }],
  [':m', { M: {} }],
  [':t', { BOOL: true }],
  [':nu', { NULL: true }],
  [':ss', { SS: ['a'] }],
  [':S', { S: 'S' }],
  [':b1', { B: Uint8Array.of(0, 0, 0) }],
  [':b2', { B: Uint8Array.of(0, 0, 1) }]
])

export interface UsedPlaceholders {
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, AttributeValue>
}

export function placeholdersOf(expression: string): UsedPlaceholders {
  const names = usedIn(expression, NAMES)
  const values = usedIn(expression, VALUES)
  return {
    ...(names && { ExpressionAttributeNames: names }),
    ...(values && { ExpressionAttributeValues: values })
  }
}

function usedIn<T>(expression: string, known: ReadonlyMap<string, T>): Record<string, T> | undefined {
  const used = [...known].filter(([key]) => new RegExp(`${key}(?![0-9a-zA-Z_])`).test(expression))
  return used.length === 0 ? undefined : Object.fromEntries(used)
}
