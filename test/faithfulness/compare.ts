// What two answers must have in common, and what the service leaves open.
import { isDeepStrictEqual } from 'node:util'
import { isKnown } from './differences.js'
import type { Replies, Reply, Request } from './pair.js'

export interface Difference {
  readonly request: Request
  readonly reference: unknown
  readonly engine: unknown
}

/** The difference between two answers that nobody has declared, or undefined. */
export function difference(request: Request, { reference, engine }: Replies): Difference | undefined {
  const found = { request, reference: canonical(request, reference), engine: canonical(request, engine) }
  if (isDeepStrictEqual(found.reference, found.engine) || isKnown(found)) return undefined
  return found
}

/** An answer without what may differ between two runs of the service itself. */
function canonical({ operation }: Request, { statusCode, body }: Reply): unknown {
  if (statusCode !== 200) {
    const { __type, message, Message = message, ...fields } = body
    return { error: String(__type).replace(/^.*#/, ''), message: Message, ...(sorted(fields) as object) }
  }
  const answer = sorted(body) as Record<string, unknown>
  // The order of hash keys is the service's own affair.
  if (operation === 'Scan' && Array.isArray(answer['Items'])) answer['Items'].sort(byText)
  if (operation === 'BatchGetItem') {
    for (const items of Object.values(answer['Responses'] ?? {})) (items as unknown[]).sort(byText)
  }
  for (const name of ['ConsumedCapacity', 'ItemCollectionMetrics']) {
    if (Array.isArray(answer[name])) answer[name].sort(byText)
  }
  return answer
}

/** A copy with members in one order, and sets, which have none, in one order as well. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const copy: [string, unknown][] = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, isSet(key, member) ? [...member].sort() : sorted(member)])
  return Object.fromEntries(copy)
}

function isSet(key: string, member: unknown): member is string[] {
  return ['SS', 'NS', 'BS'].includes(key) && Array.isArray(member) && member.every(e => typeof e === 'string')
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
