import { MAX_NESTING, nestingError } from '../attribute/check.js'
import type { AttributeValue } from '../attribute/value.js'
import type { Path } from './ast.js'

/** Values are as deep as a request may be; at the end of a path they may be too deep for an item. */
export function refuseDeepNesting(path: Path, value: AttributeValue): void {
  if (depthOf(value) + path.length - 1 > MAX_NESTING) throw nestingError()
}

/** Lists and maps from the value down to its deepest leaf. */
function depthOf(value: AttributeValue): number {
  if ('L' in value) return 1 + deepest(value.L)
  if ('M' in value) return 1 + deepest(Object.values(value.M))
  return 0
}

function deepest(values: readonly AttributeValue[]): number {
  let depth = 0
  for (const value of values) depth = Math.max(depth, depthOf(value))
  return depth
}
