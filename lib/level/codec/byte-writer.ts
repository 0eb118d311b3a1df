const FIRST_BYTES = 16 * 1024
/** What a character may take in UTF-8, for each unit of a string. */
const MAX_UNIT_BYTES = 3

/** Bytes that are written one after the other, into one memory that grows. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(FIRST_BYTES)
  #length = 0

  /** All that was written. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  addByte(byte: number): void {
    this.#reserve(1)
    this.#buffer[this.#length++] = byte
  }

  addBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.byteLength)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.byteLength
  }

  addText(text: string): void {
    this.#reserve(text.length * MAX_UNIT_BYTES)
    this.#length += this.#buffer.write(text, this.#length)
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2))
    larger.set(this.bytes)
    this.#buffer = larger
  }
}
