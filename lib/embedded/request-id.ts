// AWS answers each request with an id of 52 characters out of 0-9 and A-V. Here they are unique, not secret:
// random once in a process, counted from there.
import { randomBytes } from 'node:crypto'

const FIRST = 100_000_000_000

const prefix = Array.from(randomBytes(40), byte => (byte & 31).toString(32))
  .join('')
  .toUpperCase()
let counter = FIRST

export function nextRequestId(): string {
  counter++
  return prefix + counter
}
