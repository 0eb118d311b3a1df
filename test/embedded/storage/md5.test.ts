import { createHash } from 'node:crypto'
import test from 'tape'
import { md5Prefix } from '../../../lib/embedded/storage/md5.js'

test('md5: agrees with the library of Node for messages around the ends of blocks', t => {
  const wrong: number[] = []
  for (let length = 0; length < 260; length++) {
    const message = Uint8Array.from({ length }, (_, i) => (i * 197 + length) & 0xff)
    const expected = createHash('md5').update(message).digest().readUInt32BE(0)
    if (md5Prefix(message) !== expected) wrong.push(length)
  }
  t.same(wrong, [])
  t.end()
})
