import test from 'tape'
import { TextCache } from '../../lib/embedded/text-cache.js'

test('a cache of what is made of texts', t => {
  let made = 0
  const cache = new TextCache(text => {
    made++
    if (text === 'fault') throw new Error('fault')
    return { text }
  }, 100)

  t.equal(cache.get('a'), cache.get('a'))
  t.equal(made, 1, 'what is known is not made again')

  t.throws(() => cache.get('fault'))
  t.throws(() => cache.get('fault'))
  t.equal(made, 3, 'what is wrong is not kept')

  for (let i = 0; i < 1000; i++) {
    cache.get(`filler ${i}`)
    cache.get('a')
  }
  t.equal(made, 1003, 'what is asked for again stays')

  for (let i = 0; i < 1000; i++) cache.get(`filler ${i}`)
  t.ok(made > 1003 + 900, 'what is not goes')
  t.end()
})
