// A hash with two lanes of 32 bits, as cyrb53 has them: it tells mistakes, and need not withstand attacks. It walks over
// the parameters as they are, since every transaction with a token has one made, and the SDK gives each one a token.

const SEED = 0x9dc5
const HIGH_FACTOR = 0x9e3779b1
const LOW_FACTOR = 0x5f356495
const [TEXT, BYTES, LIST, MEMBERS, OTHER] = [1, 2, 3, 4, 5]

let high = SEED
let low = SEED

/** The same for the same parameters, in whichever order an object's members came. */
export function fingerprintOf(parameters: unknown): string {
  high = low = SEED
  addValue(parameters)
  finish()
  return (high >>> 0).toString(36) + (low >>> 0).toString(36).padStart(7, '0')
}

function addValue(value: unknown): void {
  if (typeof value === 'string') {
    add(TEXT)
    addText(value)
  } else if (typeof value !== 'object' || value === null) {
    add(OTHER)
    addText(String(value))
  } else if (value instanceof Uint8Array) {
    add(BYTES)
    add(value.length)
    for (let i = 0; i < value.length; i++) add(value[i]!)
  } else if (Array.isArray(value)) {
    add(LIST)
    add(value.length)
    for (const element of value) addValue(element)
  } else {
    addMembers(value as Record<string, unknown>)
  }
}

/** Each by itself, and then their sum, which has no order. */
function addMembers(members: Record<string, unknown>): void {
  const [outerHigh, outerLow] = [high, low]
  let [sumHigh, sumLow, count] = [0, 0, 0]
  for (const name in members) {
    high = low = SEED
    addText(name)
    addValue(members[name])
    finish()
    sumHigh = (sumHigh + high) | 0
    sumLow = (sumLow + low) | 0
    count++
  }
  high = outerHigh
  low = outerLow
  add(MEMBERS)
  add(count)
  add(sumHigh)
  add(sumLow)
}

function addText(text: string): void {
  add(text.length)
  for (let i = 0; i < text.length; i++) add(text.charCodeAt(i))
}

function add(word: number): void {
  high = Math.imul(high ^ word, HIGH_FACTOR)
  low = Math.imul(low ^ word, LOW_FACTOR)
}

/** Has every bit depend on all that was added. */
function finish(): void {
  const mixed = spread(high) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = spread(low) ^ Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  high = mixed
}

function spread(lane: number): number {
  return Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
}
