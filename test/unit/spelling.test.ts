import test from 'tape'
import { assertReadsSpelt, assertWritesSpelt } from '../../lib/level/spelling.js'
import { refusesOption } from '../refuses-option.js'

type Check = (options: object) => void

/** The options that are passed over, and those that are not. */
const PASSED: [check: Check, options: object][] = [
  [assertWritesSpelt, {}],
  [
    assertWritesSpelt,
    { type: 'put', key: 1, value: 2, keyEncoding: 'buffer', valueEncoding: 'buffer', sublevel: null }
  ],
  [
    assertWritesSpelt,
    { ttl: 1, expiresAt: 1, ifAbsent: true, ifMatch: '', returnCurrent: true, atomic: true }
  ],
  [assertWritesSpelt, { sync: true, foo: 1, fillCache: false, a: 1, '': 1, html: 1, constructor: 1 }],
  [assertReadsSpelt, {}],
  [assertReadsSpelt, { keyEncoding: 'buffer', consistentRead: false, snapshot: null, signal: null }],
  [assertReadsSpelt, { gt: 1, gte: 1, lt: 1, lte: 1, reverse: true, limit: 1, keys: true, values: true }],
  [assertReadsSpelt, { fillCache: false, highWaterMarkBytes: 1, tll: 1, foo: 1 }]
]

const REFUSED: [check: Check, options: object, option: string, hint: RegExp][] = [
  [assertWritesSpelt, { tll: 1 }, 'tll', /'ttl'/],
  [assertWritesSpelt, { TTL: 1 }, 'TTL', /'ttl'/],
  [assertWritesSpelt, { expiresat: 1 }, 'expiresat', /'expiresAt'/],
  [assertWritesSpelt, { expireAt: undefined }, 'expireAt', /'expiresAt'/],
  [assertWritesSpelt, { foo: 1, atmoic: false }, 'atmoic', /'atomic'/],
  [assertWritesSpelt, { returncurrent: true }, 'returncurrent', /'returnCurrent'/],
  [assertWritesSpelt, { ifabsent: true }, 'ifabsent', /ifAbsent, ifMatch/],
  [assertWritesSpelt, { ifMatches: 'r:AAAA' }, 'ifMatches', /ifAbsent, ifMatch/],
  [assertWritesSpelt, { ifNoneMatch: '*' }, 'ifNoneMatch', /ifAbsent, ifMatch/],
  [assertWritesSpelt, { ifPresent: undefined }, 'ifPresent', /ifAbsent, ifMatch/],
  [assertWritesSpelt, { IfMatch: 'r:AAAA' }, 'IfMatch', /ifAbsent, ifMatch/],
  [assertReadsSpelt, { consistantRead: true }, 'consistantRead', /'consistentRead'/],
  [assertReadsSpelt, { consistent_read: true }, 'consistent_read', /'consistentRead'/]
]

test('options that pass', t => {
  for (const [check, options] of PASSED) t.doesNotThrow(() => check(options), Object.keys(options).join())
  t.end()
})

test('options that are misspelt', t => {
  for (const [check, options, option, hint] of REFUSED) {
    refusesOption(t, () => check(options), option, hint, JSON.stringify(options))
  }
  t.end()
})
