import type { AttributeValue, Item } from './value.js'

/** A copy made of ordinary objects, as the SDK's own answers are. */
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
  // Bytes may be the caller's own, out of the request.
  if ('B' in value) return { B: value.B.slice() }
  if ('BS' in value) return { BS: value.BS.map(bytes => bytes.slice()) }
  return value
}
