// What an expression's text says before names and values are known: the form that is cached.
import type { Comparator } from './ast.js'

export interface NamePlaceholder {
  readonly placeholder: string
}

export type PathSyntax = readonly (string | number | NamePlaceholder)[]

export interface CallSyntax {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly OperandSyntax[]
}

export type OperandSyntax =
  | { readonly kind: 'path'; readonly path: PathSyntax }
  | { readonly kind: 'value'; readonly placeholder: string }
  | CallSyntax

export type ConditionSyntax =
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly ConditionSyntax[] }
  | { readonly kind: 'not'; readonly condition: ConditionSyntax }
  | {
      readonly kind: 'compare'
      readonly comparator: Comparator
      readonly left: OperandSyntax
      readonly right: OperandSyntax
    }
  | {
      readonly kind: 'between'
      readonly operand: OperandSyntax
      readonly lower: OperandSyntax
      readonly upper: OperandSyntax
    }
  | { readonly kind: 'in'; readonly operand: OperandSyntax; readonly options: readonly OperandSyntax[] }
  | CallSyntax

export type UpdateValueSyntax =
  | OperandSyntax
  | {
      readonly kind: 'arithmetic'
      readonly operator: '+' | '-'
      readonly left: OperandSyntax
      readonly right: OperandSyntax
    }

export type ClauseSyntax =
  | { readonly kind: 'set'; readonly path: PathSyntax; readonly value: UpdateValueSyntax }
  | { readonly kind: 'remove'; readonly path: PathSyntax }
  | { readonly kind: 'add' | 'delete'; readonly path: PathSyntax; readonly placeholder: string }

export interface Parsed<Syntax> {
  readonly syntax: Syntax
  readonly operators: number
}
