import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import test from 'tape'
import { hasEnded, isThisProcess, writerIdentity } from '../../lib/level/writer-identity.js'

const MODULE = new URL('../../lib/level/writer-identity.js', import.meta.url).href

test('this process knows itself', t => {
  t.ok(isThisProcess(writerIdentity()))
  t.notOk(hasEnded(writerIdentity()))
  t.end()
})

test('another process on this machine is seen to live, and to have ended', async t => {
  const script = `import { writerIdentity } from '${MODULE}'; console.log(writerIdentity()); process.stdin.resume()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const identity = line.toString().trim()
  t.notOk(isThisProcess(identity))
  t.notOk(hasEnded(identity), 'it lives')

  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await Promise.all([ended, text(child.stdout)])
  t.ok(hasEnded(identity), 'it has ended')
})

test('of other machines, and of what cannot be read, nothing is known', t => {
  const here = JSON.parse(writerIdentity()) as { machine: string; pid: number; process: string }
  const others = [
    JSON.stringify({ ...here, machine: 'elsewhere', pid: 2 ** 22 + 1 }),
    JSON.stringify({ ...here, process: 'another with our number' }),
    '',
    'null',
    '{'
  ]
  for (const identity of others) {
    t.notOk(hasEnded(identity), identity)
    t.notOk(isThisProcess(identity), identity)
  }
  t.end()
})
