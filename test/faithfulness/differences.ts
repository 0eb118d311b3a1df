// Where the engine answers otherwise than DynamoDB Local 1.25.1, knowingly: each entry with the page of AWS that
// decides it, or with what makes Local's answer impossible for the service.
import type { Difference } from './compare.js'

interface KnownDifference {
  readonly what: string
  readonly because: string
  readonly applies: (difference: Difference) => boolean
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    what: 'Local answers InternalFailure (500) to input that its own validation does not expect',
    because: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html',
    applies: ({ reference }) => errorOf(reference) === 'InternalFailure'
  }
]

export function isKnown(difference: Difference): boolean {
  return KNOWN_DIFFERENCES.some(({ applies }) => applies(difference))
}

function errorOf(answer: unknown): unknown {
  return (answer as { error?: unknown }).error
}
