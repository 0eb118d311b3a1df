// MD5 (RFC 1321) of short messages, in place of a crypto module: not every runtime has one that is synchronous.

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32))
const BLOCK_BYTES = 64
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
// Work space: to make it anew would cost as much as the digest of a short key.
const words = new Int32Array(BLOCK_BYTES / 4)
const state = new Int32Array(START.length)

/** The first 32 bits of the digest, as an unsigned number in the digest's byte order. */
export function md5Prefix(message: Uint8Array, length = message.length): number {
  state.set(START)
  // One byte ends the message and eight state its length.
  const blocks = Math.ceil((length + 9) / BLOCK_BYTES)
  for (let block = 0; block < blocks; block++) {
    load(message, length, block * BLOCK_BYTES, block === blocks - 1)
    mix()
  }
  const a = state[0]!
  return (((a & 0xff) << 24) | ((a & 0xff00) << 8) | ((a >>> 8) & 0xff00) | (a >>> 24)) >>> 0
}

function load(message: Uint8Array, length: number, start: number, last: boolean): void {
  words.fill(0)
  const end = Math.min(length - start, BLOCK_BYTES)
  for (let i = 0; i < end; i++) words[i >> 2]! |= message[start + i]! << ((i & 3) << 3)
  if (end >= 0 && end < BLOCK_BYTES) words[end >> 2]! |= 0x80 << ((end & 3) << 3)
  if (last) words[14] = length << 3
}

function mix(): void {
  let a = state[0]!
  let b = state[1]!
  let c = state[2]!
  let d = state[3]!
  for (let i = 0; i < 64; i++) {
    const round = i >> 4
    let f: number
    let word: number
    if (round === 0) {
      f = (b & c) | (~b & d)
      word = i
    } else if (round === 1) {
      f = (d & b) | (~d & c)
      word = (5 * i + 1) & 15
    } else if (round === 2) {
      f = b ^ c ^ d
      word = (3 * i + 5) & 15
    } else {
      f = c ^ (b | ~d)
      word = (7 * i) & 15
    }
    const sum = (a + f + SINES[i]! + words[word]!) | 0
    const shift = SHIFTS[(round << 2) | (i & 3)]!
    a = d
    d = c
    c = b
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0
  }
  state[0] = (state[0]! + a) | 0
  state[1] = (state[1]! + b) | 0
  state[2] = (state[2]! + c) | 0
  state[3] = (state[3]! + d) | 0
}
