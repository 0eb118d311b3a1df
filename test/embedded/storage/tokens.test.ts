import test from 'tape'
import { Database } from '../../../lib/embedded/storage/database.js'
import { Tokens } from '../../../lib/embedded/storage/tokens.js'

const MINUTE_MS = 60_000

test('tokens: those that are over are deleted, of whichever process', t => {
  const database = new Database()
  const count = () => database.statement('SELECT count(*) FROM tokens').get()![0]
  const [own, other] = [new Tokens(database), new Tokens(database)]
  t.equal(own.take('a', 'first', 0), undefined)
  t.equal(other.take('b', 'second', 5 * MINUTE_MS), undefined)
  t.equal(other.take('b', 'another', 6 * MINUTE_MS), 'second')
  t.equal(other.take('a', 'another', 10 * MINUTE_MS - 1), 'first')
  t.equal(count(), 2)

  t.equal(own.take('c', 'third', 10 * MINUTE_MS), undefined)
  t.equal(count(), 2, 'the first is gone')
  t.equal(own.take('d', 'fourth', 10 * MINUTE_MS + 1), undefined)
  t.equal(own.take('b', 'another', 11 * MINUTE_MS), 'second')
  t.equal(own.take('e', 'fifth', 100 * MINUTE_MS), undefined)
  t.equal(count(), 1, 'all others are gone')
  database.close()
  t.end()
})

test('tokens: one that is over is free again, though it stands there', t => {
  const database = new Database()
  const tokens = new Tokens(database)
  t.equal(tokens.take('a', 'first', MINUTE_MS / 2), undefined)
  // Too early for the next sweep.
  t.equal(tokens.take('b', 'sweeps', 10 * MINUTE_MS), undefined)
  t.equal(tokens.take('a', 'second', 10.5 * MINUTE_MS), undefined)
  t.equal(tokens.take('a', 'third', 20.5 * MINUTE_MS - 1), 'second')
  database.close()
  t.end()
})
