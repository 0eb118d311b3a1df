// Bytes for the keys of rows: short, many, and gone once SQLite has seen them.
import { compareBytes } from '../attribute/order.js'

const POOL_BYTES = 8192
const MAX_POOLED_BYTES = 256
/** Up to this length a loop is quicker than a call into the runtime. */
const MAX_LOOP_LENGTH = 64
const MAX_ASCII = 0x7f

const HASH_FACTOR = 31

const encoder = new TextEncoder()
let pool = new ArrayBuffer(POOL_BYTES)
let used = 0

/**
 * Zeros, which many arrays have in one buffer. libsql asks each array for its buffer, and the runtime makes one for a
 * small array only then, at a cost.
 */
export function newBytes(length: number): Uint8Array {
  if (length > MAX_POOLED_BYTES) return new Uint8Array(length)
  if (used + length > POOL_BYTES) {
    pool = new ArrayBuffer(POOL_BYTES)
    used = 0
  }
  const bytes = new Uint8Array(pool, used, length)
  used += length
  return bytes
}

export function utf8Bytes(text: string): Uint8Array {
  if (text.length > MAX_LOOP_LENGTH) return encoder.encode(text)
  const bytes = newBytes(text.length)
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > MAX_ASCII) return encoder.encode(text)
    bytes[i] = unit
  }
  return bytes
}

/** Quick to make, and good enough to tell most keys apart. Goes on from the hash of what stands before. */
export function hashOf(bytes: Uint8Array, start = 0): number {
  let hash = start
  for (let i = 0; i < bytes.length; i++) hash = (Math.imul(hash, HASH_FACTOR) + bytes[i]!) | 0
  return hash
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return compareBytes(a, b) === 0
}
