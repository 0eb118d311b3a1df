// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
import { Parser } from './parser.js'
import type { Parsed, PathSyntax } from './syntax.js'

const NO_FUNCTIONS = { known: new Set<string>(), grammar: 'a projection expression' }

export function parseProjection(text: string): Parsed<readonly PathSyntax[]> {
  const parser = new Parser(text, NO_FUNCTIONS)
  const paths = [parser.path()]
  while (parser.takeSymbol(',')) paths.push(parser.path())
  parser.expectEnd()
  parser.throwFault()
  return { syntax: paths, operators: 0 }
}
