import test from 'tape'
import { Database } from '../../../lib/embedded/storage/database.js'
import { Tokens } from '../../../lib/embedded/storage/tokens.js'

const MINUTE_MS = 60_000

test('tokens: those that are over are deleted, of whichever process', t => {
  const database = new Database()
  const count = () => database.statement('SELECT count(*) FROM tokens').get()![0]
  const [own, other] = [new Tokens(database), new Tokens(database)]
  own.put('a', 'first', 0)
  other.put('b', 'second', 5 * MINUTE_MS)
  t.equal(own.fingerprintOf('b', 6 * MINUTE_MS), 'second')
  t.equal(own.fingerprintOf('a', 10 * MINUTE_MS - 1), 'first')
  t.equal(own.fingerprintOf('a', 10 * MINUTE_MS), undefined, 'it is over, though it stands there')
  t.equal(count(), 2)

  own.put('c', 'third', 10 * MINUTE_MS)
  t.equal(count(), 2, 'the first is gone')
  own.put('d', 'fourth', 10 * MINUTE_MS + 1)
  t.equal(own.fingerprintOf('b', 11 * MINUTE_MS), 'second')
  own.put('e', 'fifth', 100 * MINUTE_MS)
  t.equal(count(), 1, 'all others are gone')
  database.close()
  t.end()
})
