// Document paths: from their syntax to names, and whether several of them can stand side by side.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html
import type { Path } from './ast.js'
import { ExpressionError } from './expression-error.js'
import type { Placeholders } from './placeholders.js'
import type { PathSyntax } from './syntax.js'

const MAX_PATH_ELEMENTS = 32

export function bindPath(syntax: PathSyntax, placeholders: Placeholders): Path {
  const path = syntax.map(element =>
    typeof element === 'object' ? placeholders.name(element.placeholder) : element
  )
  if (path.length > MAX_PATH_ELEMENTS) {
    throw new ExpressionError(`The document path has too many nesting levels; nesting levels: ${path.length}`)
  }
  // The grammar begins every path with a name.
  return path as unknown as Path
}

/** Binds paths that must not touch each other. The service goes through them from the last to the first. */
export function bindDistinctPaths(syntaxes: readonly PathSyntax[], placeholders: Placeholders): Path[] {
  const paths: Path[] = []
  for (let i = syntaxes.length - 1; i >= 0; i--) {
    const path = bindPath(syntaxes[i]!, placeholders)
    for (const other of paths) refuseContact(path, other)
    paths.push(path)
  }
  return paths.reverse()
}

function refuseContact(one: Path, two: Path): void {
  const contact = contactOf(one, two)
  if (contact === undefined) return
  throw new ExpressionError(
    `Two document paths ${contact} with each other; must remove or rewrite one of these paths; ` +
      `path one: ${formatPath(one)}, path two: ${formatPath(two)}`
  )
}

/** One holds the other, or one sees a map where the other sees a list. */
function contactOf(one: Path, two: Path): 'overlap' | 'conflict' | undefined {
  const length = Math.min(one.length, two.length)
  for (let i = 0; i < length; i++) {
    if (one[i] === two[i]) continue
    return typeof one[i] === typeof two[i] ? undefined : 'conflict'
  }
  return 'overlap'
}

export function samePath(one: Path, two: Path): boolean {
  return one.length === two.length && one.every((element, i) => element === two[i])
}

export function formatPath(path: Path): string {
  return `[${path.map(element => (typeof element === 'number' ? `[${element}]` : element)).join(', ')}]`
}
