import { compareBytes } from './order.js'
import { type AttributeValue, attributeOf, type Item } from './value.js'

/** Whether two checked values are the same: numbers by value, sets in any order, lists and maps all the way down. */
export function valuesEqual(a: AttributeValue, b: AttributeValue): boolean {
  if ('S' in a) return 'S' in b && a.S === b.S
  // Checked numbers have one notation each.
  if ('N' in a) return 'N' in b && a.N === b.N
  if ('BOOL' in a) return 'BOOL' in b && a.BOOL === b.BOOL
  if ('NULL' in a) return 'NULL' in b
  if ('B' in a) return 'B' in b && bytesEqual(a.B, b.B)
  if ('M' in a) return 'M' in b && itemsEqual(a.M, b.M)
  if ('L' in a) return 'L' in b && sameInOrder(a.L, b.L, valuesEqual)
  // Checked sets are sorted.
  if ('SS' in a) return 'SS' in b && sameInOrder(a.SS, b.SS, Object.is)
  if ('NS' in a) return 'NS' in b && sameInOrder(a.NS, b.NS, Object.is)
  return 'BS' in b && sameInOrder(a.BS, b.BS, bytesEqual)
}

function itemsEqual(a: Item, b: Item): boolean {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  for (const name of names) {
    const other = attributeOf(b, name)
    if (other === undefined || !valuesEqual(a[name]!, other)) return false
  }
  return true
}

function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0
}

function sameInOrder<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((member, i) => same(member, b[i]!))
}
