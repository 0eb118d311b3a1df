import fc from 'fast-check'
import test from 'tape'
import { bytesContain, textContains } from '../../../lib/embedded/expression/search.js'
import { holds } from '../../property.js'

// Few letters, so that much is alike.
const letters = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b'), maxLength })
const utf8 = (text: string) => new TextEncoder().encode(text)

test('as the runtime searches', t => {
  holds(t, 'in binaries', [letters(40), letters(6)], (whole, part) => {
    return bytesContain(utf8(whole), utf8(part)) === whole.includes(part)
  })
  holds(
    t,
    'in texts',
    [letters(1200), letters(10), fc.integer({ min: 250, max: 300 })],
    (whole, part, times) => {
      const long = part.repeat(times)
      return textContains(whole + long, long) && textContains(whole, long) === whole.includes(long)
    }
  )
  t.ok(textContains(`${'é'.repeat(500)}x`, `${'é'.repeat(300)}x`))
  t.ok(bytesContain(new Uint8Array(), new Uint8Array()))
  t.end()
})

test('values made to be searched for long', t => {
  const whole = 'a'.repeat(400_000)
  const part = `${'a'.repeat(100_000)}b${'a'.repeat(100_000)}`
  const started = performance.now()
  t.notOk(textContains(whole, part))
  t.notOk(bytesContain(utf8(whole), utf8(part)))
  t.ok(performance.now() - started < 1000, 'take no longer than others')
  t.end()
})
