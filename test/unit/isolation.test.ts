import test from 'tape'
import { Isolation } from '../../lib/level/isolation.js'
import { Runs, settle } from '../runs.js'

test('pages and batches alternate, in the order in which they come', async t => {
  const isolation = new Isolation()
  const runs = new Runs()
  for (const [side, name] of [
    ['page', 'a'],
    ['page', 'b'],
    ['batch', 'C'],
    ['batch', 'D'],
    ['page', 'e'],
    ['batch', 'F']
  ] as const) {
    isolation.run(side, runs.run(name))
  }
  await settle()
  t.same(runs.take(), ['a begins', 'b begins'])
  await runs.end('b')
  t.same(runs.take(), ['b ends'], 'one page keeps all batches out')
  await runs.end('a')
  t.same(runs.take(), ['a ends', 'C begins', 'D begins'])
  await runs.end('D')
  await runs.end('C')
  t.same(runs.take(), ['D ends', 'C ends', 'e begins'])
  await runs.end('e')
  t.same(runs.take(), ['e ends', 'F begins'])

  const last = isolation.run('batch', runs.run('G'))
  await settle()
  t.same(runs.take(), ['G begins'], 'who comes last joins its side')
  await runs.end('F')
  await runs.end('G')
  t.equal(await last, 'G', 'and has what it gives')
})

test('a failure is told to its caller alone, and lets the other side in', async t => {
  const isolation = new Isolation()
  const runs = new Runs()
  const failure = new Error('It failed')
  const failing = isolation.run('batch', runs.run('A')).catch((error: Error) => error)
  const page = isolation.run('page', runs.run('b'))
  await settle()
  await runs.end('A', failure)
  await runs.end('b')
  t.same(runs.take(), ['A begins', 'b begins', 'b ends'])
  t.same(await Promise.all([failing, page]), [failure, 'b'])
})
