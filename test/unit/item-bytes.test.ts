// The size of items, by which transactions are kept within their limit and users see what they send.
import test from 'tape'
import { itemSize } from '../../lib/embedded/attribute/size.js'
import { itemBytes } from '../../lib/level/codec/item.js'
import { anyItem } from '../embedded/attribute/arbitrary.js'
import { holds } from '../property.js'

const hasNumbers = (item: object) => /"NS?":/.test(JSON.stringify(item))

test('the bytes of an item', t => {
  holds(t, 'are those that the service counts, or more where there are numbers', [anyItem], item => {
    const bytes = itemBytes(item as never)
    return hasNumbers(item) ? bytes >= itemSize(item) : bytes === itemSize(item)
  })
  t.equal(itemBytes({ a: { N: '123456' } }), 1 + 5)
  t.end()
})
