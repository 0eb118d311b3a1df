import { spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import test from 'tape'
import { ExpirySweep } from '../../lib/embedded/expiry-sweep.js'

test('expiry sweep: run goes on until less than a transaction is left', t => {
  const limits: number[] = []
  const left = [200, 200, 13]
  const sweep = new ExpirySweep(limit => {
    limits.push(limit)
    return left.shift() ?? 0
  }, 0)
  t.equal(sweep.run(), 413)
  t.deepEqual(limits, [200, 200, 200])
  t.end()
})

test('expiry sweep: comes back, also after a failure, until it is stopped', async t => {
  let calls = 0
  const sweep = new ExpirySweep(() => {
    calls++
    if (calls === 1) throw new Error('database is locked')
    return calls === 2 ? 200 : 0
  }, 5)
  for (let turn = 0; turn < 400 && calls < 4; turn++) await sleep(5)
  t.ok(calls >= 4)
  sweep.stop()
  const stopped = calls
  await sleep(30)
  t.equal(calls, stopped)
})

test('expiry sweep: none with an interval of nothing', async t => {
  let calls = 0
  const sweep = new ExpirySweep(() => calls++, 0)
  await sleep(20)
  t.equal(calls, 0)
  sweep.stop()
})

test('expiry sweep: the interval is a number', t => {
  for (const interval of [-1, Number.NaN, '5' as unknown as number]) {
    t.throws(() => new ExpirySweep(() => 0, interval), TypeError, String(interval))
  }
  const sweep = new ExpirySweep(() => 0, Number.POSITIVE_INFINITY)
  sweep.stop()
  t.end()
})

test('expiry sweep: keeps no process alive', t => {
  const module = new URL('../../lib/embedded/expiry-sweep.js', import.meta.url).href
  const { status } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { ExpirySweep } from '${module}'; new ExpirySweep(() => 0, 60_000)`
    ],
    { timeout: 20_000 }
  )
  t.equal(status, 0)
  t.end()
})
