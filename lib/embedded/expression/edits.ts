// Changes to an item at many paths at once: indexes mean the lists as they were before any of them.
import { type AttributeValue, attributeOf, type Item, newItem } from '../attribute/value.js'
import { validationError } from '../errors.js'
import type { Path } from './ast.js'
import { valueAt } from './lookup.js'

/** What comes to stand at the path; undefined takes away what is there. */
export interface Edit {
  readonly path: Path
  readonly value: AttributeValue | undefined
}

type Node = Map<string | number, Node> | Leaf

interface Leaf {
  readonly value: AttributeValue | undefined
}

/** What the path changes must be a member of a map or an element of a list, or not yet one. */
export function requireParent(item: Item, path: Path): void {
  if (path.length === 1) return
  const parent = valueAt(item, path.slice(0, -1) as unknown as Path)
  const type = typeof path.at(-1) === 'number' ? 'L' : 'M'
  if (parent === undefined || !(type in parent)) throw invalidPath()
}

/**
 * A new item that shares with the old one what is not changed. Every path has its parent, and none lies on the way of
 * another.
 */
export function applyEdits(item: Item, edits: readonly Edit[]): Item {
  const changed = copyItem(item)
  const nested: Edit[] = []
  for (const edit of edits) {
    if (edit.path.length > 1) nested.push(edit)
    else editMember(changed, edit.path[0], edit)
  }
  for (const [name, node] of treeOf(nested)) editMember(changed, name as string, node)
  return changed
}

function treeOf(edits: readonly Edit[]): Map<string | number, Node> {
  const root = new Map<string | number, Node>()
  for (const edit of edits) {
    let node = root
    for (const element of edit.path.slice(0, -1)) {
      let next = node.get(element)
      if (!(next instanceof Map)) {
        next = new Map()
        node.set(element, next)
      }
      node = next
    }
    node.set(edit.path.at(-1)!, edit)
  }
  return root
}

function editMember(members: Item, name: string, node: Node): void {
  const value = edited(attributeOf(members, name), node)
  if (value === undefined) delete members[name]
  else members[name] = value
}

function edited(value: AttributeValue | undefined, node: Node): AttributeValue | undefined {
  if (!(node instanceof Map)) return node.value
  if (value !== undefined && 'M' in value) return { M: editedMap(value.M, node) }
  if (value !== undefined && 'L' in value) return { L: editedList(value.L, node) }
  throw invalidPath()
}

function editedMap(members: Item, node: ReadonlyMap<string | number, Node>): Item {
  const changed = copyItem(members)
  for (const [name, child] of node) {
    if (typeof name === 'number') throw invalidPath()
    editMember(changed, name, child)
  }
  return changed
}

/** Elements are changed in place, those behind the end are appended in the order of their indexes, then gaps close. */
function editedList(
  elements: readonly AttributeValue[],
  node: ReadonlyMap<string | number, Node>
): AttributeValue[] {
  const changed: (AttributeValue | undefined)[] = [...elements]
  const appended: [number, AttributeValue][] = []
  for (const [index, child] of node) {
    if (typeof index === 'string') throw invalidPath()
    const value = edited(elements[index], child)
    if (index < elements.length) changed[index] = value
    else if (value !== undefined) appended.push([index, value])
  }
  appended.sort(([a], [b]) => a - b)
  return [...changed, ...appended.map(([, value]) => value)].filter(value => value !== undefined)
}

function copyItem(item: Item): Item {
  return Object.assign(newItem(), item)
}

function invalidPath(): Error {
  return validationError('The document path provided in the update expression is invalid for update')
}
