// What two answers must have in common, and what the service leaves open.
import { isDeepStrictEqual } from 'node:util'
import { normalizeNumber } from '../../lib/embedded/attribute/number.js'
import {
  type Answers,
  isKnown,
  isLeftOut,
  KNOWN_DIFFERENCES_FROM_LOCAL,
  type KnownDifference
} from './differences.js'
import type { Replies, Reply, Request } from './pair.js'

type Verdict = 'same' | 'known' | Answers

/** Whether two answers are the same, differ as declared in differences.ts, or differ: then both of them. */
export function compare(
  request: Request,
  { reference, engine }: Replies,
  differences: readonly KnownDifference[] = KNOWN_DIFFERENCES_FROM_LOCAL
): Verdict {
  const answers = { request, reference: canonical(request, reference), engine: canonical(request, engine) }
  if (isDeepStrictEqual(answers.reference, answers.engine)) return 'same'
  return isKnown(answers, differences) ? 'known' : answers
}

/** A difference as text, and what was sent before it, so that it can be replayed. */
export function explain({ request, reference, engine }: Answers, before: readonly Request[] = []): string {
  return [
    `${request.operation} ${JSON.stringify(request.input)}`,
    `reference ${JSON.stringify(reference)}`,
    `engine    ${JSON.stringify(engine)}`,
    ...(before.length === 0 ? [] : ['after', ...before.map(one => `  ${JSON.stringify(one)}`)])
  ].join('\n')
}

/** After one of two wrote and the other did not, nothing can be compared. Local may have written before it fails. */
export function haveParted({ reference, engine }: Replies): boolean {
  return reference.statusCode >= 500 || (reference.statusCode === 200) !== (engine.statusCode === 200)
}

/** An answer without what may differ between two runs of the service itself. */
function canonical({ operation, input }: Request, { statusCode, body }: Reply): unknown {
  if (statusCode !== 200) {
    const { __type, message, Message = message, ...fields } = body
    return { error: String(__type).replace(/^.*#/, ''), message: Message, ...(plain(fields) as object) }
  }
  const answer = plain(body) as Record<string, unknown>
  for (const member of Object.keys(answer)) {
    if (isLeftOut(operation, input as Record<string, unknown>, member)) delete answer[member]
  }
  if (isUnordered(operation, input) && ('Limit' in input || 'ExclusiveStartKey' in input)) return 'any part'
  // The order of hash keys is the service's own affair.
  if (isUnordered(operation, input) && Array.isArray(answer['Items'])) answer['Items'].sort(byText)
  if (operation === 'BatchGetItem') {
    for (const items of Object.values(answer['Responses'] ?? {})) (items as unknown[]).sort(byText)
  }
  return answer
}

/** Scans, and queries of indexes in which many items have one key. */
function isUnordered(operation: string, input: object): boolean {
  return operation === 'Scan' || (operation === 'Query' && 'IndexName' in input)
}

const UNORDERED = new Set(['SS', 'BS', 'NonKeyAttributes'])

/** A copy with members in one order, sets, which have none, in one order as well, and numbers in one spelling. */
function plain(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    if (name === 'NS') return value.map(text => spelling(text)).sort()
    return UNORDERED.has(name) ? [...value].sort() : value.map(member => plain(member))
  }
  if (name === 'N' && typeof value === 'string') return spelling(value)
  // Local ends it with a point where a ConditionCheck failed.
  if (value === 'The conditional request failed.') return 'The conditional request failed'
  if (typeof value !== 'object' || value === null) return value
  const copy = Object.create(null) as Record<string, unknown>
  for (const key of Object.keys(value).sort()) copy[key] = plain((value as Record<string, unknown>)[key], key)
  return copy
}

/** Local keeps numbers in lists and maps as they were written; the service does not. */
function spelling(text: string): string {
  return normalizeNumber(text)
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
