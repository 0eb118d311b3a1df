import type { AttributeValue, Item } from './value.js'

/** A copy made of ordinary objects, as the SDK's own answers are: parts of an item may be the caller's own. */
export function plainItem(item: Item): Item {
  const plain: Item = {}
  for (const name of Object.keys(item)) {
    const value = plainValue(item[name]!)
    if (name !== '__proto__') plain[name] = value
    else Object.defineProperty(plain, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return plain
}

function plainValue(value: AttributeValue): AttributeValue {
  if ('M' in value) return { M: plainItem(value.M) }
  if ('L' in value) return { L: value.L.map(plainValue) }
  // The slice of a Buffer would share its memory.
  if ('B' in value) return { B: new Uint8Array(value.B) }
  if ('BS' in value) return { BS: value.BS.map(bytes => new Uint8Array(bytes)) }
  if ('SS' in value) return { SS: value.SS.slice() }
  if ('NS' in value) return { NS: value.NS.slice() }
  return { ...value }
}
