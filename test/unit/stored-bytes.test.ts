// Both sides count items by the same page of AWS, each on its own: the engine's count was compared with the service's.
import test from 'tape'
import { itemSize } from '../../lib/embedded/attribute/size.js'
import { storedBytesOf } from '../../lib/level/codec/item.js'
import { anyItem } from '../embedded/attribute/arbitrary.js'
import { holds } from '../property.js'

test('the size of items', t => {
  for (const [item, bytes] of [
    [{}, 0],
    [{ v: { B: new Uint8Array(5) } }, 6],
    [{ a: { S: 'é' }, b: { BOOL: true }, c: { NULL: true } }, 3 + 2 + 2],
    [{ n: { N: '0' } }, 2],
    [{ n: { N: '1700000000000' } }, 1 + 1 + 1],
    [{ n: { N: '-123' } }, 1 + 1 + 2 + 1],
    [{ n: { N: '12.5' } }, 1 + 1 + 1 + 1],
    [{ n: { N: '0.0012' } }, 1 + 1 + 1],
    [{ c: { M: { i: { S: 'abc' } } } }, 1 + 3 + 1 + 4],
    [{ l: { L: [{ N: '1' }, { S: 'a' }] } }, 1 + 3 + 2 + 2 + 1],
    [{ s: { SS: ['a', 'bc'] }, n: { NS: ['1', '22'] }, b: { BS: [new Uint8Array(2)] } }, 4 + 5 + 3]
  ] as const) {
    t.equal(storedBytesOf(item as never), bytes, JSON.stringify(item))
  }
  holds(t, 'is what the engine counts', [anyItem], item => storedBytesOf(item as never) === itemSize(item))
  t.end()
})
