import test from 'tape'
import { SharedLock } from '../../lib/level/shared-lock.js'
import { Runs, settle } from '../runs.js'

test('many are in together', async t => {
  const lock = new SharedLock()
  const runs = new Runs()
  const all = ['a', 'b', 'c'].map(name => lock.shared(runs.run(name)))
  await settle()
  t.same(runs.take(), ['a begins', 'b begins', 'c begins'])
  for (const name of ['c', 'a', 'b']) await runs.end(name)
  t.same(await Promise.all(all), ['a', 'b', 'c'], 'each has what it gives')
})

test('one is in alone, in the order in which they come', async t => {
  const lock = new SharedLock()
  const runs = new Runs()
  for (const name of ['a', 'b']) lock.shared(runs.run(name))
  for (const name of ['C', 'D']) lock.exclusive(runs.run(name))
  for (const name of ['e', 'f']) lock.shared(runs.run(name))
  lock.exclusive(runs.run('G'))
  await settle()
  t.same(runs.take(), ['a begins', 'b begins'])

  await runs.end('b')
  t.same(runs.take(), ['b ends'], 'one that shares keeps it out')
  await runs.end('a')
  t.same(runs.take(), ['a ends', 'C begins'])
  await runs.end('C')
  t.same(runs.take(), ['C ends', 'D begins'])
  await runs.end('D')
  t.same(runs.take(), ['D ends', 'e begins', 'f begins'])
  await runs.end('f')
  await runs.end('e')
  t.same(runs.take(), ['f ends', 'e ends', 'G begins'])
})

test('who comes while those inside leave is kept out no longer than need be', async t => {
  const lock = new SharedLock()
  const runs = new Runs()
  lock.shared(runs.run('a'))
  await settle()
  await runs.end('a')
  lock.exclusive(runs.run('B'))
  await settle()
  t.same(runs.take(), ['a begins', 'a ends', 'B begins'])
  await runs.end('B')
  lock.shared(runs.run('c'))
  await settle()
  t.same(runs.take(), ['B ends', 'c begins'])
})

test('a failure is told to its caller alone, and lets the next in', async t => {
  const lock = new SharedLock()
  const runs = new Runs()
  const failure = new Error('It failed')
  const failing = [lock.shared(runs.run('a')), lock.exclusive(runs.run('B'))].map(run =>
    run.then(
      () => 'passed',
      (error: Error) => error
    )
  )
  const last = lock.shared(runs.run('c'))
  await settle()
  await runs.end('a', failure)
  await runs.end('B', failure)
  await runs.end('c')
  t.same(runs.take(), ['a begins', 'B begins', 'c begins', 'c ends'])
  t.same(await Promise.all([...failing, last]), [failure, failure, 'c'])
})
