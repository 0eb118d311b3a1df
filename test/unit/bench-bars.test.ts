// What the bench says of a bar, and from which samples.
import test from 'tape'
import { alternate } from '../../bench/alternate.js'
import { judge } from '../../bench/bars.js'
import { summarize } from '../../bench/statistics.js'

test('the middle of samples, and where the middle half of them lies', t => {
  t.same(summarize([3]), { median: 3, low: 3, high: 3 })
  t.same(summarize([4, 1, 3, 2]), { median: 2.5, low: 1.75, high: 3.25 })
  t.same(summarize([50, 10, 40, 20, 30]), { median: 30, low: 20, high: 40 })
  t.end()
})

test('bars are judged by the medians', t => {
  const own = [1, 2, 4]
  const samples = { own, other: [3, 6, 12] }
  for (const [bar, median, met] of [
    [{ against: 'other', speed: 3 }, 3, true],
    [{ against: 'other', speed: 3.1 }, 3, false],
    [{ against: 'other', time: 0.34 }, 1 / 3, true],
    [{ against: 'other', time: 0.33 }, 1 / 3, false],
    [{ against: 'other', more: -4 }, -4, true],
    [{ against: 'other', more: -5 }, -4, false],
    [{ most: 2 }, 2, true],
    [{ most: 1.9 }, 2, false]
  ] as const) {
    const verdict = judge(bar, own, samples, 'ms')
    t.same([verdict.measured.median, verdict.met], [median, met], JSON.stringify(bar))
  }
  const noisy = judge({ against: 'other', speed: 1 }, [1, 3, 2], { other: [4, 3, 8] }, 'ms')
  t.same(noisy.measured, { median: 2, low: 2.5, high: 4 }, 'rounds tell how far they differ')
  t.throws(() => judge({ against: 'none', speed: 1 }, own, samples, 'ms'), /No such contender: none/)
  t.end()
})

test('contenders take turns, and each begins a round in turn', async t => {
  const order: string[] = []
  const contender = (name: string) => ({
    measure: async () => {
      order.push(name)
      return order.length
    }
  })
  const samples = await alternate(
    { a: contender('a'), b: contender('b') },
    { rounds: 3, roundMs: 0, operations: 2 }
  )
  t.equal(order.join(''), 'abbaabba')
  t.same(samples, { a: [2, 2.5, 4], b: [1.5, 3, 3.5] }, 'without the first round, and for each operation')
})

test('what goes before a call is not timed and comes before each', async t => {
  const order: string[] = []
  const contender = {
    before: async () => order.push('before'),
    run: async () => order.push('run')
  }
  await alternate({ contender }, { rounds: 2, roundMs: 1_000, operations: 1 })
  t.equal(order.join(' '), 'before run before run before run')
})
