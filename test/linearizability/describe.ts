import type { Step, Values, Violation } from './check.js'

const SHOWN = 25

/** What a violation is about, to be read. */
export function describe({ order, state, next }: Violation): string {
  return [
    `${order.length} steps fit, the last of them:`,
    ...order.slice(-SHOWN).map(line),
    `Then there is: ${values(state)}`,
    'and none of these fits:',
    ...next.map(line)
  ].join('\n  ')
}

function line({ call, return: end, reads, unlike, writes, isUncertain }: Step): string {
  const parts = [
    reads && `reads ${values(reads)}`,
    unlike && `finds ${unlike.key} other than ${unlike.value}`,
    writes && `writes ${values(writes)}`,
    isUncertain && 'uncertain'
  ]
  return `${call} to ${end}: ${parts.filter(Boolean).join(', ')}`
}

function values(entries: Values): string {
  return Array.from(entries, ([key, value]) => `${key}=${value ?? '-'}`).join(' ')
}
