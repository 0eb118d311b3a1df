/** Bytes that tell where they belong: other ones at every place, and for every seed. */
export function pattern(length: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4))
  for (let index = 0; index < words.length; index++) words[index] = Math.imul(index + 1, 0x9e3779b1) ^ seed
  return Buffer.from(words.buffer, 0, length)
}

/** The seed of a pattern, undefined if the bytes are none. */
export function seedOf(bytes: Buffer): number | undefined {
  if (bytes.length < 4) return undefined
  const seed = bytes.readUInt32LE(0) ^ Math.imul(1, 0x9e3779b1)
  return bytes.equals(pattern(bytes.length, seed)) ? seed : undefined
}
