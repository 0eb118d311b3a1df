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
  // A copy of its own: small buffers share one pool, and would keep all of it alive.
  if (native !== undefined) return new Uint8Array(native.from(text, 'base64'))
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
