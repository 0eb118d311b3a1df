// What every expression and every legacy parameter becomes once its names and values are known.
import type { AttributeValue } from '../attribute/value.js'

/** An attribute's name, then names of members and indexes of elements. */
export type Path = readonly [string, ...(string | number)[]]

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>='

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly operand: Operand }

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | {
      readonly kind: 'compare'
      readonly comparator: Comparator
      readonly left: Operand
      readonly right: Operand
    }
  | {
      readonly kind: 'between'
      readonly operand: Operand
      readonly lower: Operand
      readonly upper: Operand
    }
  | { readonly kind: 'in'; readonly operand: Operand; readonly options: readonly Operand[] }
  | { readonly kind: 'exists' | 'not-exists'; readonly path: Path }
  | { readonly kind: 'type'; readonly operand: Operand; readonly type: string }
  | { readonly kind: 'begins-with' | 'contains'; readonly left: Operand; readonly right: Operand }

/** What SET assigns. */
export type UpdateValue =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'plus' | 'minus'; readonly left: UpdateValue; readonly right: UpdateValue }
  | { readonly kind: 'if-not-exists'; readonly path: Path; readonly otherwise: UpdateValue }
  | { readonly kind: 'list-append'; readonly left: UpdateValue; readonly right: UpdateValue }

export type UpdateAction =
  | { readonly kind: 'set'; readonly path: Path; readonly value: UpdateValue }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: AttributeValue }

export interface Update {
  readonly actions: readonly UpdateAction[]
  /** From AttributeUpdates: other error texts, and ADD may append to a list. */
  readonly legacy: boolean
}

/** Conditions on key attributes by name, before the key schema is known. */
export type KeyConditions = ReadonlyMap<string, KeyCondition>

export interface KeyCondition {
  readonly operator: ComparisonOperator
  readonly values: readonly AttributeValue[]
}

/** The operators of the legacy parameters, which also name those of key conditions. */
export type ComparisonOperator =
  | 'EQ'
  | 'NE'
  | 'LT'
  | 'LE'
  | 'GT'
  | 'GE'
  | 'BETWEEN'
  | 'BEGINS_WITH'
  | 'CONTAINS'
  | 'NOT_CONTAINS'
  | 'IN'
  | 'NULL'
  | 'NOT_NULL'
