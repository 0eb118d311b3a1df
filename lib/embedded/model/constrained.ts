// Which parts of a shape can fail a constraint at all: the others, items above all, are not walked through.
import type { Constraints, Member, Shape, StructureShape } from './shape.js'

export interface MemberCheck {
  readonly name: string
  /** As errors print it: `tableName`. */
  readonly printed: string
  readonly member: Member
}

const memberChecks = new WeakMap<StructureShape, readonly MemberCheck[]>()

/** The members that can fail, of which most structures have few. */
export function checksOf(shape: StructureShape): readonly MemberCheck[] {
  let checks = memberChecks.get(shape)
  if (checks === undefined) {
    checks = Object.entries(shape.members)
      .filter(([, member]) => isCheckedMember(member))
      .map(([name, member]) => ({ name, printed: lowerFirst(name), member }))
    memberChecks.set(shape, checks)
  }
  return checks
}

function isCheckedMember({ shape, required, requiredWithout }: Member): boolean {
  return required === true || requiredWithout !== undefined || isConstrained(shape)
}

const constrained = new WeakMap<Shape, boolean>()

export function isConstrained(shape: Shape): boolean {
  let answer = constrained.get(shape)
  if (answer === undefined) {
    answer = hasConstraints(shape)
    constrained.set(shape, answer)
  }
  return answer
}

function hasConstraints(shape: Shape): boolean {
  switch (shape.kind) {
    case 'attribute':
    case 'boolean':
    case 'blob':
      return false
    case 'structure':
      return Object.values(shape.members).some(isCheckedMember)
    case 'list':
      return isBounded(shape) || hasConstraints(shape.member)
    case 'map':
      return (
        isBounded(shape) ||
        shape.keyConstraints !== undefined ||
        shape.valueConstraints !== undefined ||
        hasConstraints(shape.value)
      )
    default:
      return isBounded(shape)
  }
}

function isBounded({ min, max, pattern, values }: Constraints): boolean {
  return min !== undefined || max !== undefined || pattern !== undefined || values !== undefined
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
