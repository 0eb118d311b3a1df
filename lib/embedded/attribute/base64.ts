// Base64 for bytes. Node's Buffer does it natively and is used where the runtime has it.

interface NativeBytes extends Omit<Uint8Array, 'toString'> {
  toString(encoding: 'base64'): string
  write(text: string, offset: number, length: number, encoding: 'base64'): number
}

interface NativeBuffer {
  allocUnsafe(length: number): NativeBytes
  from(source: ArrayBufferLike, offset: number, length: number): NativeBytes
  from(source: string, encoding: 'base64'): NativeBytes
}

const native = (globalThis as { Buffer?: NativeBuffer }).Buffer
// Characters in groups of four, the last one padded. The bits behind the last byte do not matter, as to Java.
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
// String.fromCharCode takes its characters as arguments, and these have a limit.
const CHUNK = 8192
/** Up to this length a loop is quicker than a call into the runtime. */
const MAX_LOOP_LENGTH = 32
const MAX_POOLED_BYTES = 512
/**
 * A share of the runtime's own pool, which it gives of up to half of its 8 KB. It lets nobody transfer that to another
 * thread, and so take it from all others.
 */
const POOL_BYTES = 4095
const EQUALS = 0x3d

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SIXTETS = new Uint8Array(128)
for (let i = 0; i < ALPHABET.length; i++) SIXTETS[ALPHABET.charCodeAt(i)] = i

let pool: NativeBytes | undefined
let used = 0

export function encodeBase64(bytes: Uint8Array): string {
  if (native !== undefined) {
    return native.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  }
  let binary = ''
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK))
  }
  return btoa(binary)
}

/** The bytes, or undefined when the text is not base64. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !BASE64.test(text)) return undefined
  return bytesOfBase64(text)
}

/**
 * The bytes of a text that is known to be base64. Like those of the SDK's own answers they may lie in the runtime's
 * pool: memory of its own for each one would take as long as all the rest of a read.
 */
export function bytesOfBase64(text: string, start = 0, end = text.length): Uint8Array {
  const length = ((end - start) / 4) * 3 - paddingOf(text, start, end)
  if (native === undefined) return decodeInto(new Uint8Array(length), text, start, end)
  if (length <= MAX_POOLED_BYTES) return decodePooled(native, text, start, end, length)
  const { buffer, byteOffset, byteLength } = native.from(text.slice(start, end), 'base64')
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function paddingOf(text: string, start: number, end: number): number {
  if (start === end || text.charCodeAt(end - 1) !== EQUALS) return 0
  return text.charCodeAt(end - 2) === EQUALS ? 2 : 1
}

/** In place, as the runtime would make a Buffer for each one that nobody needs. */
function decodePooled(
  { allocUnsafe }: NativeBuffer,
  text: string,
  start: number,
  end: number,
  length: number
): Uint8Array {
  if (pool === undefined || used + length > pool.length) {
    pool = allocUnsafe(POOL_BYTES)
    used = 0
  }
  const bytes = new Uint8Array(pool.buffer, pool.byteOffset + used, length)
  if (end - start <= MAX_LOOP_LENGTH) decodeInto(bytes, text, start, end)
  else pool.write(text.slice(start, end), used, length, 'base64')
  used += length
  return bytes
}

function decodeInto(bytes: Uint8Array, text: string, start: number, end: number): Uint8Array {
  for (let from = start, to = 0; from < end; from += 4) {
    const group =
      (SIXTETS[text.charCodeAt(from)]! << 18) |
      (SIXTETS[text.charCodeAt(from + 1)]! << 12) |
      (SIXTETS[text.charCodeAt(from + 2)]! << 6) |
      SIXTETS[text.charCodeAt(from + 3)]!
    // Writes behind the end of a typed array go nowhere.
    bytes[to++] = group >> 16
    bytes[to++] = group >> 8
    bytes[to++] = group
  }
  return bytes
}
