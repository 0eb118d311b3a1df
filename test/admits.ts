import { storedBytes } from '../lib/level/codec/key.js'
import type { RangeCondition } from '../lib/level/key-range.js'

/** Whether DynamoDB lets a stored key through a condition. */
export function admits(condition: RangeCondition | undefined, key: Buffer): boolean {
  if (condition === undefined) return true
  const [first, second] = condition.values.map(storedBytes)
  const order = Buffer.compare(key, first!)
  switch (condition.operator) {
    case '=':
      return order === 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    case 'BETWEEN':
      return order >= 0 && Buffer.compare(key, second!) <= 0
  }
}
