// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
import { type AttributeValue, attributeOf, type Item, newItem } from '../attribute/value.js'
import type { Path } from './ast.js'
import { childOf } from './lookup.js'

export interface Projection {
  readonly paths: readonly Path[]
}

type Node = Map<string | number, Node> | 'whole'

/** The parts of the item that the paths name; elements of lists close up, in the list's order. */
export function project(projection: Projection, item: Item): Item {
  const projected = newItem()
  const nested: Path[] = []
  for (const path of projection.paths) {
    if (path.length > 1) nested.push(path)
    else keep(projected, path[0], attributeOf(item, path[0]))
  }
  if (nested.length === 0) return projected
  for (const [name, node] of treeOf(nested)) {
    keep(projected, name as string, partOf(attributeOf(item, name as string), node))
  }
  return projected
}

function treeOf(paths: readonly Path[]): Map<string | number, Node> {
  const root = new Map<string | number, Node>()
  for (const path of paths) {
    let node = root
    for (const element of path.slice(0, -1)) {
      let next = node.get(element)
      if (!(next instanceof Map)) {
        next = new Map()
        node.set(element, next)
      }
      node = next
    }
    node.set(path.at(-1)!, 'whole')
  }
  return root
}

function keep(members: Item, name: string, value: AttributeValue | undefined): void {
  if (value !== undefined) members[name] = value
}

function partOf(value: AttributeValue | undefined, node: Node): AttributeValue | undefined {
  if (value === undefined || node === 'whole') return value
  if ('M' in value) {
    const members = newItem()
    for (const [name, child] of node) keep(members, String(name), partOf(childOf(value, name), child))
    return isEmpty(members) ? undefined : { M: members }
  }
  if ('L' in value) {
    const indexes = [...node.keys()].filter(index => typeof index === 'number').sort((a, b) => a - b)
    const elements = indexes.map(index => partOf(value.L[index], node.get(index)!))
    const found = elements.filter(element => element !== undefined)
    return found.length === 0 ? undefined : { L: found }
  }
  return undefined
}

function isEmpty(members: Item): boolean {
  for (const _ in members) return false
  return true
}
