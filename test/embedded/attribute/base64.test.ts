import test from 'tape'
import { bytesOfBase64, decodeBase64, encodeBase64 } from '../../../lib/embedded/attribute/base64.js'

test('base64: bytes of any number come back', t => {
  const wrong: number[] = []
  for (let length = 0; length < 400; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length) & 0xff)
    const text = encodeBase64(bytes)
    if (text !== Buffer.from(bytes).toString('base64')) wrong.push(length)
    if (!Buffer.from(bytesOfBase64(text)).equals(bytes)) wrong.push(length)
    if (!Buffer.from(decodeBase64(text)!).equals(bytes)) wrong.push(length)
  }
  t.same(wrong, [])
  t.end()
})

test('base64: encodes a view, not what is around it', t => {
  t.equal(encodeBase64(Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4)), 'AQID')
  t.end()
})

test('base64: no bytes keep more alive than a pool of the runtime', t => {
  // Node 26 adds to Buffer.poolSize what it aligns by.
  const pool = Buffer.allocUnsafe(1).buffer.byteLength
  for (const length of [3, 64, 65, 1000, 5000, 100_000]) {
    const bytes = bytesOfBase64(Buffer.alloc(length).toString('base64'))
    t.ok(bytes.buffer.byteLength <= Math.max(length, pool), `${length} bytes`)
    t.equal(Object.getPrototypeOf(bytes), Uint8Array.prototype)
  }
  t.end()
})

test('base64: bytes stay as they are while others are decoded, and nobody can take them all away', t => {
  const lengths = Array.from({ length: 600 }, (_, index) => (index * 7) % 600)
  const decoded = lengths.map((length, index) =>
    bytesOfBase64(encodeBase64(new Uint8Array(length).fill(index)))
  )
  const wrong = lengths.filter((length, index) => {
    return !Buffer.from(decoded[index]!).equals(Buffer.alloc(length, index))
  })
  t.same(wrong, [])
  for (const length of [3, 64, 500]) {
    const bytes = bytesOfBase64(encodeBase64(new Uint8Array(length)))
    try {
      structuredClone(bytes, { transfer: [bytes.buffer as ArrayBuffer] })
    } catch {
      // Since Node 21 that is an error; before, such memory was copied.
    }
    t.equal(bytes.length, length, `${length} bytes`)
  }
  t.end()
})

test('base64: refuses what is none', t => {
  for (const text of ['A', 'AQ', 'AQI', 'AQ=I', 'AQID=', '====', 'AQ I', 'AQ-_', 'ÄQID', 'AQID\n']) {
    t.equal(decodeBase64(text), undefined, text)
  }
  t.same(decodeBase64(''), new Uint8Array())
  t.end()
})
