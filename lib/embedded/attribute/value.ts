/** One value in the SDK's form. Exactly one member is set: `check.ts` has seen to that. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: Uint8Array }
  | { SS: string[] }
  | { NS: string[] }
  | { BS: Uint8Array[] }
  | { M: Item }
  | { L: AttributeValue[] }
  | { BOOL: boolean }
  | { NULL: true }

/**
 * Attributes by name. Names come from users and may be `__proto__` or `constructor`, therefore an item has no
 * prototype: make one with `newItem`.
 */
export type Item = Record<string, AttributeValue>

export type AttributeType = 'S' | 'N' | 'B' | 'SS' | 'NS' | 'BS' | 'M' | 'L' | 'BOOL' | 'NULL'

export function newItem(): Item {
  // V8 makes a hash table of what Object.create(null) returns, which takes twice as long to fill and to go through.
  return Object.setPrototypeOf({}, null) as Item
}

export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType
  throw new TypeError('An attribute value without a type')
}

/** The attribute, or undefined; also right for an item that was made by others and has a prototype. */
export function attributeOf(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined
}
