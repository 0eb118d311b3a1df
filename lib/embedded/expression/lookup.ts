import { type AttributeValue, attributeOf, type Item } from '../attribute/value.js'
import type { Path } from './ast.js'

/** What stands at the path, or undefined where the path leads nowhere. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value = attributeOf(item, path[0])
  for (let i = 1; i < path.length && value !== undefined; i++) value = childOf(value, path[i]!)
  return value
}

export function childOf(value: AttributeValue, element: string | number): AttributeValue | undefined {
  if (typeof element === 'number') return 'L' in value ? value.L[element] : undefined
  return 'M' in value ? attributeOf(value.M, element) : undefined
}
