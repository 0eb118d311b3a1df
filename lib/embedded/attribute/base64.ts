// Base64 for bytes. Node's Buffer does it natively and is used where the runtime has it.

interface NativeBuffer {
  from(source: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
  from(source: string, encoding: 'base64'): Uint8Array
}

const native = (globalThis as { Buffer?: NativeBuffer }).Buffer
// Characters in groups of four, the last one padded. The bits behind the last byte do not matter, as to Java.
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
// String.fromCharCode takes its characters as arguments, and these have a limit.
const CHUNK = 8192
/** Up to 64 bytes V8 keeps an array within its heap, which costs a tenth. */
const MAX_SHORT_LENGTH = 84

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const SIXTETS = new Uint8Array(128)
for (let i = 0; i < ALPHABET.length; i++) SIXTETS[ALPHABET.charCodeAt(i)] = i

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
export function bytesOfBase64(text: string): Uint8Array {
  if (text.length <= MAX_SHORT_LENGTH || native === undefined) return decodeShort(text)
  const { buffer, byteOffset, byteLength } = native.from(text, 'base64')
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** For short texts quicker than a call into the runtime. */
function decodeShort(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  for (let from = 0, to = 0; from < text.length; from += 4) {
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
