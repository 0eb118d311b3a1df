import test from 'tape'
import { ExpressionCache } from '../../../lib/embedded/expression/expression-cache.js'

test('a cache of expressions', t => {
  let parsed = 0
  const cache = new ExpressionCache(text => {
    parsed++
    if (text === 'fault') throw new Error('fault')
    return { text }
  }, 100)

  t.equal(cache.get('a'), cache.get('a'))
  t.equal(parsed, 1, 'what is known is not parsed again')

  t.throws(() => cache.get('fault'))
  t.throws(() => cache.get('fault'))
  t.equal(parsed, 3, 'what is wrong is not kept')

  for (let i = 0; i < 1000; i++) {
    cache.get(`filler ${i}`)
    cache.get('a')
  }
  t.equal(parsed, 1003, 'what is asked for again stays')

  for (let i = 0; i < 1000; i++) cache.get(`filler ${i}`)
  t.ok(parsed > 1003 + 900, 'what is not goes')
  t.end()
})
